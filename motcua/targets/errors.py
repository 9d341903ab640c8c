"""What the assigning of targets refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchTarget(Missing):
    message = "Không có chỉ tiêu này, hoặc chỉ tiêu không giao trong cơ quan của ông/bà."


class NotYoursToAssign(Forbidden):
    message = (
        "Chỉ lãnh đạo của cơ quan giao mới giao, sửa hoặc rút được chỉ tiêu. Chuyển đề nghị đến "
        "lãnh đạo cơ quan."
    )


class TargetRefused(Invalid):
    """`facts["field"]` names the box, "" the form as a whole."""

    message = "{why}."


class TargetWithdrawn(Conflict):
    message = "Chỉ tiêu này đã được rút. Tải lại trang để xem lý do."


class NothingChanged(Conflict):
    message = "Các số giao vẫn như cũ. Sửa ít nhất một số rồi lưu lại."
