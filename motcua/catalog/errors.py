from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NotAdministrator(Forbidden):
    message = "Chỉ người quản trị hệ thống mới được sửa danh mục thủ tục."


class NoSuchProcedure(Missing):
    message = "Không có thủ tục mang mã này. Xem lại mã, hoặc tìm theo tên việc cần làm."


class NothingInForce(Missing):
    message = "Ngày {on:%d/%m/%Y} thủ tục {code} không có nội dung nào còn hiệu lực."


class NoSuchChannel(Invalid):
    message = "Thủ tục {code} không nhận hồ sơ theo cách “{channel}”."


class NoSuchCase(Invalid):
    message = "Thủ tục {code} không có trường hợp “{case}”."


class NoSuchLifeEvent(Missing):
    message = "Không có việc này trong danh sách. Tìm theo tên thủ tục."


class TextNotReadable(Invalid):
    message = "Nội dung ghi quá dài hoặc có ký tự không đọc được. Ông/bà gõ lại."


class LimitNotClear(Invalid):
    message = "Thời hạn “{text}” chưa rõ. Ghi như “3 ngày làm việc”, “15 ngày” hoặc “trong ngày”."


class ContentWrong(Invalid):
    message = "Nội dung thủ tục chưa đúng: {problems}."


class SourceMissing(Invalid):
    message = "Ghi văn bản quy định thời hạn trước khi lưu."


class PastIsFixed(Conflict):
    message = (
        "Không sửa được nội dung của những ngày đã qua. Chọn ngày bắt đầu từ {today:%d/%m/%Y}."
    )


class VersionsOverlap(Conflict):
    message = (
        "Từ ngày {since:%d/%m/%Y} thủ tục {code} đã có nội dung khác. "
        "Chọn ngày bắt đầu sau ngày đó."
    )


class AlreadyClosed(Conflict):
    message = "Thủ tục {code} đã hết hiệu lực vào ngày {until:%d/%m/%Y}."


class FileTooLarge(Invalid):
    message = "Tệp nặng quá mức {most} MB. Chia thành nhiều tệp nhỏ hơn."


class FileNotRead(Invalid):
    message = "Không đọc được tệp. {reason}"
