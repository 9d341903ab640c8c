"""What can keep an installation from running, worded for the person at the machine."""

from __future__ import annotations

import errno
from typing import Final

from motcua.errors import Conflict, Forbidden, Invalid, Missing


_WHY: Final = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "hết chỗ trên ổ đĩa",
    errno.EDQUOT: "hết hạn mức ổ đĩa",
    errno.ENOTDIR: "không phải thư mục",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.EISDIR: "là thư mục, không phải tệp",
}


def why(error: OSError) -> str:
    """What the system said, for people."""
    return _WHY.get(error.errno or 0, error.strerror or str(error))


class HomeNotWritable(Forbidden):
    message = (
        "Không ghi được vào thư mục dữ liệu {home} ({reason}). "
        "Cấp quyền ghi cho người dùng đang chạy, hoặc chọn thư mục khác: "
        "«MOTCUA_HOME=/duong/dan make demo»."
    )


class NoSpace(Conflict):
    message = (
        "Ổ đĩa chứa {folder} chỉ còn {free} MB, cần ít nhất {needed} MB. Dọn bớt, "
        "hoặc chọn ổ đĩa khác: «MOTCUA_HOME=/duong/dan make demo»."
    )


class PortBusy(Conflict):
    message = (
        "Cổng {port} đang có chương trình khác dùng. Nếu đó là motcua đang chạy thì mở "
        "http://127.0.0.1:{port}; nếu không, chọn cổng khác: «PORT={other} make demo»."
    )


class PortNotAllowed(Invalid):
    message = "PORT phải là số từ 1024 đến 65535, không phải «{port}»."


class NotANumber(Invalid):
    message = "{name} phải là số nguyên từ 1 đến {most}, không phải «{text}»."


class NotADay(Invalid):
    message = "{name} phải là một ngày viết YYYY-MM-DD, như 2026-03-31, không phải «{text}»."


class NoSuchSize(Invalid):
    message = "MOTCUA_DEMO là một trong {sizes}, không phải «{size}»."


class DataOfAnother(Forbidden):
    message = (
        "Dữ liệu PostgreSQL ở {folder} thuộc người dùng «{owner}», người dùng đang chạy "
        "không vào được. Chạy bằng người dùng đó (hoặc root), hoặc chọn thư mục khác: "
        "«MOTCUA_HOME=/duong/dan make demo»."
    )


class DataOutOfReach(Forbidden):
    message = (
        "Người dùng «{owner}» chạy PostgreSQL không còn vào được {folder}. "
        "Cho phép đi qua các thư mục bên trên nó: «chmod o+x», rồi chạy lại."
    )


class OtherVersion(Conflict):
    message = (
        "Dữ liệu ở {folder} là của PostgreSQL {found}, bản đi kèm là {ours}. "
        "Sao lưu bằng bản motcua cũ («motcua backup»), đổi tên thư mục đó, "
        "rồi phục hồi bằng bản này («motcua restore»)."
    )


class ServerDidNotStart(Conflict):
    message = "PostgreSQL không khởi động được: {reason}. Nhật ký đầy đủ ở {log}."


class NoTimezones(Missing):
    message = (
        "Máy thiếu dữ liệu múi giờ ({folder}). "
        "Cài gói tzdata: «apt-get install tzdata», rồi chạy lại."
    )


class NoServerUser(Forbidden):
    message = (
        "PostgreSQL không chạy dưới quyền root và máy này không cho chuyển sang người dùng khác "
        "({reason}). Chạy bằng người dùng thường, hoặc đặt DATABASE_URL tới một PostgreSQL có sẵn."
    )


class NoDatabase(Conflict):
    message = (
        "Không kết nối được cơ sở dữ liệu ({reason}). Kiểm tra DATABASE_URL và máy chủ PostgreSQL; "
        "«motcua doctor» cho biết thêm."
    )


class NoDatabaseGiven(Missing):
    message = (
        "Chưa có cơ sở dữ liệu: đặt DATABASE_URL, hoặc để «make demo» chạy máy chủ PostgreSQL "
        "đi kèm với cùng MOTCUA_HOME ({home})."
    )


class ChildEnded(Conflict):
    message = (
        "{name} đã dừng đột ngột (mã {code}). Nguyên nhân nằm ở những dòng ngay phía trên; "
        "«motcua doctor» giúp tìm lỗi."
    )


class ServerEnded(Conflict):
    message = (
        "PostgreSQL đã dừng đột ngột. Dữ liệu đã ghi vẫn còn: chạy lại «make demo» để tiếp tục. "
        "Nhật ký ở {log}."
    )


class NotReady(Conflict):
    message = (
        "Sau {seconds} giây máy chủ web vẫn chưa sẵn sàng ({reason}). Xem những dòng phía trên."
    )


class TablesOutOfStep(Conflict):
    message = (
        "Cơ sở dữ liệu chưa đúng bản đang cài: còn {count} thay đổi chưa thực hiện (từ {first}). "
        "Chạy «motcua migrate»."
    )


class FileUnreadable(Invalid):
    message = "Không đọc được tệp {file} ({reason})."


class FileNotWritten(Forbidden):
    message = "Không ghi được tệp {file} ({reason})."


class WrongChoice(Invalid):
    message = "{name} không nhận «{text}». Chọn: {known}."


class BackupFolderTaken(Conflict):
    message = "Thư mục {folder} đã có nội dung. Chọn một thư mục chưa có, hoặc còn trống."


class NotABackup(Invalid):
    message = "{folder} không phải bản sao lưu của motcua, hoặc đã hỏng: {reason}."


class ToolFailed(Conflict):
    message = "{tool} báo lỗi: {reason}."


class DatabaseInUse(Conflict):
    message = (
        "Cơ sở dữ liệu đang có {count} kết nối. "
        "Dừng máy chủ web và tiến trình nền trước khi phục hồi."
    )


class AlreadySetUp(Conflict):
    message = "Hệ thống đã có đơn vị. Thêm người và đơn vị ở trang /quan-tri/."
