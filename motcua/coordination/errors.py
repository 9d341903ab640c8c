"""What coordination refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchRequest(Missing):
    message = "Không có yêu cầu phối hợp này. Mở lại hồ sơ để xem các yêu cầu đang có."


class NotOpen(Conflict):
    message = (
        "Không {deed} được: yêu cầu gửi {to} đang ở trạng thái “{state}”. "
        "Tải lại trang để xem tình trạng mới."
    )


class WaitsForLeg(Conflict):
    message = (
        "Hồ sơ đang chờ {agency} trả kết quả liên thông. Đôn đốc, hoặc ghi nhận kết quả trước."
    )


class NotAsked(Forbidden):
    message = "Yêu cầu này gửi {to}. Đơn vị đó trả lời."


class NotTheAsker(Forbidden):
    message = "{unit} đã gửi yêu cầu này. Đơn vị đó đôn đốc, hủy hoặc ghi nhận."


class TakenByOther(Conflict):
    message = "{who} đã nhận yêu cầu này. Trao đổi với người đó, hoặc nhờ lãnh đạo đơn vị trả lời."


class LegAlreadyOpen(Conflict):
    message = "Đã chuyển liên thông đến {agency} rồi. Tải lại trang để xem tình trạng mới."


class NotYetSilent(Conflict):
    message = "{to} còn hạn trả lời đến {due}. Chưa ghi nhận không trả lời được."


class NotReminded(Conflict):
    message = "Chưa đôn đốc {to} lần nào. Đôn đốc trước, rồi mới ghi nhận không trả lời."


class NothingAsked(Invalid):
    message = "Ghi nội dung cần hỏi để nơi nhận biết phải trả lời gì."


class NobodyAsked(Invalid):
    message = "Chọn một đơn vị trong danh sách, hoặc ghi tên một cơ quan khác; không ghi cả hai."


class AskedItself(Invalid):
    message = "{unit} không gửi yêu cầu cho chính mình. Chọn đơn vị khác."


class TooMany(Invalid):
    message = "Một lượt gửi đến nhiều nhất {most} nơi. Chia thành nhiều lượt."


class NoLegToStart(Conflict):
    message = "Quy trình không còn phần liên thông nào phải chuyển ở bước này."


class LegNotOpen(Conflict):
    message = "Phần liên thông {leg} không đang chờ kết quả. Xem lại các yêu cầu của hồ sơ."


class LimitNeeded(Invalid):
    message = "Quy trình không ghi thời hạn của {agency}. Ghi thời hạn trả lời."


class TooShort(Invalid):
    message = "Thời hạn trả lời ít nhất 0,25 ngày làm việc (2 giờ)."


class AnswerNeeded(Invalid):
    message = "Ghi nội dung trả lời để nơi hỏi biết phải làm gì."


class ReasonNeeded(Invalid):
    message = "Ghi lý do hủy để nơi đã nhận biết không phải làm nữa."
