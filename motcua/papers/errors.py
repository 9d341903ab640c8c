"""What the store of papers refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Invalid, Missing


class NoSuchPaper(Missing):
    message = "Không có giấy tờ này trong hồ sơ."


class FileTooLarge(Invalid):
    message = "Tệp nặng {size} MB, quá mức {most} MB. Chụp lại ở chế độ thường hoặc gửi từng trang."


class FileEmpty(Invalid):
    message = "Tệp rỗng. Chọn lại tệp, hoặc quét lại."


class FileKindRefused(Invalid):
    message = "Chỉ nhận tệp PDF, JPEG hoặc PNG. Tệp này có nội dung khác."


class ActiveContent(Invalid):
    message = "Tệp PDF có chương trình chạy kèm nên không nhận. In lại thành PDF rồi gửi."


class TooManyScans(Invalid):
    message = "Giấy tờ này đã có {most} tệp. Gộp các trang vào một tệp PDF."
