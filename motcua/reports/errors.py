"""What a report refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class PeriodNotRead(Invalid):
    message = (
        "Không hiểu kỳ báo cáo «{text}». Ghi như 2026-Q1, 2026-H1, 2026-9M, 2026, 2026-05, "
        "2026-01..2026-05 hoặc 2026-01-01..2026-06-13."
    )


class PeriodOutOfRange(Invalid):
    message = "Kỳ báo cáo «{text}» nằm ngoài các năm {first} đến {last}. Chọn kỳ khác."


class PeriodNotBegun(Invalid):
    message = "Kỳ báo cáo bắt đầu ngày {first:%d/%m/%Y}, chưa đến. Chọn kỳ khác."


class NoSuchGrouping(Invalid):
    message = "Không có cách chia «{text}». Chọn một trong: {known}."


class NoSuchFigure(Missing):
    message = "Không có số liệu «{name}». Xem danh sách số liệu của báo cáo."


class NoHeading(Missing):
    message = "REPORT_HEADING ghi “{wanted}”, không có trong các tiêu đề biểu. Sửa rồi chạy lại."


class NoSuchReport(Missing):
    message = "Không có báo cáo này, hoặc ông/bà không được xem."


class NotYours(Missing):
    message = "Không có đơn vị này trong phạm vi ông/bà xem báo cáo. Chọn đơn vị khác."


class SignerLeads(Forbidden):
    message = "Lãnh đạo cơ quan mới chốt báo cáo của cơ quan mình. Trình lãnh đạo xem và chốt."


class PeriodNotOver(Conflict):
    message = (
        "Kỳ báo cáo kết thúc ngày {last:%d/%m/%Y}, số liệu còn thay đổi. Chốt từ ngày hôm sau, "
        "hoặc chọn kỳ đến một ngày đã qua."
    )


class FiguresDisagree(Conflict):
    """`facts["doubts"]`: every sum that does not come out; the message is of the first."""

    message = (
        "Chưa chốt được báo cáo. {first} Mở các hồ sơ làm nên chênh lệch, báo quản trị hệ thống, "
        "rồi chốt lại."
    )


class TooManyLate(Conflict):
    message = (
        "Có hơn {most} hồ sơ quá hạn trong phạm vi này. Chọn từng đơn vị hoặc kỳ ngắn hơn để lập "
        "biểu nguyên nhân."
    )


class FinalAlready(Conflict):
    message = (
        "Báo cáo này đã chốt, số {number}/{year}. Muốn thay thì mở báo cáo đó và ghi lý do thay."
    )


class ReplacedAlready(Conflict):
    message = "Báo cáo này đã được thay bằng một báo cáo khác. Mở báo cáo mới để thay tiếp."


class ReasonRefused(Invalid):
    message = "Lý do thay báo cáo trống, dài quá {most} ký tự hoặc không đọc được. Ghi lại."


# Whose figures


class NotAnAgency(Invalid):
    message = (
        "{unit} giải quyết hồ sơ nhân danh {agency} nên không có báo cáo riêng. "
        "Chọn {agency} ({code})."
    )


class FiguresOfOthers(Forbidden):
    message = "Ông/bà xem được báo cáo của {agency} và các đơn vị bên dưới, không xem được {unit}."


class OfficersNotShown(Forbidden):
    message = "Số liệu theo từng cán bộ chỉ lãnh đạo cơ quan, lãnh đạo phòng xem được."
