"""What a scorecard refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Forbidden, Invalid, Missing


class NothingInForce(Missing):
    message = "Ngày {on:%d/%m/%Y} chưa có Bộ chỉ số 766. Chọn kỳ bắt đầu từ {since:%d/%m/%Y}."


class DataWrong(Invalid):
    """The data file contradicts itself; a test walks it, so nobody meets this at work."""

    message = "Tệp dữ liệu bộ chỉ số không khớp: {why}. Báo quản trị hệ thống."


class BadPeriodName(Invalid):
    message = "Kỳ “{text}” không đúng. Ghi tháng như 2026-11, quý như 2026-Q4 hoặc năm như 2026."


class NotBegun(Invalid):
    message = "Kỳ bắt đầu ngày {first:%d/%m/%Y} chưa tới. Chọn kỳ đã bắt đầu."


class NoSuchPart(Missing):
    message = "Chỉ số {code} không có danh sách này. Mở lại từ bảng điểm."


class NotYourUnit(Forbidden):
    message = "Chỉ xem được bảng điểm của cơ quan mình và các cơ quan cấp dưới."
