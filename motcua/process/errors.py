"""What an internal process refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchProcess(Missing):
    message = "Không có quy trình nội bộ này. Tải lại danh sách quy trình."


class NoProcess(Missing):
    message = (
        "Chưa có quy trình nội bộ nào dùng được cho thủ tục {procedure} ở {level} ngày "
        "{on:%d/%m/%Y}. Nạp quy trình mặc định hoặc duyệt một quy trình."
    )


class NoSuchStep(Missing):
    message = "Quy trình không có bước {order}. Tải lại trang để xem các bước."


class OnlyAdmin(Forbidden):
    message = "Chỉ người quản trị hệ thống mới sửa được quy trình nội bộ."


class NotADraft(Conflict):
    message = "Quy trình này {state}, không sửa được nữa. Lập bản dự thảo mới để thay đổi."


class NotInUse(Conflict):
    message = "Quy trình này {state}. Chỉ bãi bỏ được bản dự thảo hoặc bản đã duyệt."


class LaterVersionApproved(Conflict):
    message = (
        "Đã có phiên bản {version} được duyệt, áp dụng từ {since:%d/%m/%Y}. "
        "Chọn ngày áp dụng sau ngày đó."
    )


class FaultyProcess(Invalid):
    """`faults` names everything that is wrong, so that it is mended in one go."""

    message = "Chưa duyệt được quy trình. {faults}"


class BadProcess(Invalid):
    message = "Chưa lưu được: {what}"
