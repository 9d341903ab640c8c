"""What the cash desk refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchReceipt(Missing):
    message = "Không có biên lai này ở đơn vị của ông/bà. Xem lại số biên lai."


class NoSuchClose(Missing):
    message = "Không có lần chốt sổ này ở đơn vị của ông/bà."


class AmountRefused(Invalid):
    message = "Số tiền phải là số đồng tròn, từ 1 đến {most} đồng. Gõ lại số tiền."


class TextRefused(Invalid):
    message = "{why}."


class ReasonNeeded(Invalid):
    message = "Ghi lý do {what}."


class CountRefused(Invalid):
    message = "Số tờ của mỗi mệnh giá từ 0 đến {most}. Đếm và gõ lại."


class BookRefused(Invalid):
    message = "{why}."


class BookFull(Conflict):
    message = "Quyển {symbol} số {volume} đã hết. Mở quyển mới rồi thu lại."


class NotACashier(Forbidden):
    message = "Việc thu, hoàn tiền là của cán bộ tiếp nhận tại quầy."


class NotYourReceipt(Forbidden):
    message = "Biên lai này của cán bộ khác. Chỉ người lập được hủy, trong ngày lập."


class NotTheSameDay(Conflict):
    message = (
        "Biên lai lập ngày {on:%d/%m/%Y}, không hủy được nữa. "
        "Nếu phải trả lại tiền, dùng «Hoàn tiền»."
    )


class AlreadyCancelled(Conflict):
    message = "Biên lai số {number} đã hủy."


class AlreadyRefunded(Conflict):
    message = "Biên lai số {number} đã hoàn tiền."


class DayIsClosed(Conflict):
    message = (
        "Ông/bà đã chốt sổ tiền ngày {on:%d/%m/%Y}. Làm việc này vào ngày làm việc sau, "
        "hoặc nhờ lãnh đạo mở lại sổ."
    )


class DayChanged(Conflict):
    message = (
        "Số phải có vừa đổi: lúc đếm là {shown} đồng, nay là {expected} đồng. "
        "Tải lại trang, xem biên lai mới rồi chốt."
    )


class DayToCome(Invalid):
    message = "Chưa đến ngày này. Chỉ chốt được hôm nay và những ngày đã qua."


class NotToReopen(Forbidden):
    message = "Chỉ lãnh đạo đơn vị, không phải người đã chốt, được mở lại sổ."


class NotClosed(Conflict):
    message = "Sổ này đã được mở lại."


class AlreadyPaid(Conflict):
    message = "Hồ sơ này đã thu đủ. Xem biên lai ở mục «Phí, lệ phí» của hồ sơ."


class NothingOwed(Conflict):
    message = "Hồ sơ này không phải nộp phí, lệ phí."


class NothingPaid(Conflict):
    message = "Hồ sơ này không có biên lai nào đang có hiệu lực."


class NotWhatIsOwed(Invalid):
    message = "Hồ sơ này phải nộp {owed}. Thu khác mức ấy thì làm miễn, giảm trước, ghi rõ căn cứ."
