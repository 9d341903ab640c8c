"""What lateness refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid


class WordsRefused(Invalid):
    """`facts["field"]` names the field of the document."""

    message = "Phần {label} chưa dùng được. Sửa rồi gửi lại."


class FieldMissing(WordsRefused):
    message = "Chưa ghi {label}. Ghi rồi gửi lại."


class FieldTooLong(WordsRefused):
    message = "Phần {label} dài quá {most} ký tự. Viết gọn lại."


class FieldUnreadable(WordsRefused):
    message = "Phần {label} có ký tự không đọc được. Gõ lại thay vì dán."


class SignedInFuture(WordsRefused):
    message = "Ngày ký {on:%d/%m/%Y} chưa đến. Ghi ngày đã ký văn bản."


class NothingLate(Conflict):
    message = "Hồ sơ này không trễ ở bước nào nên không cần giải trình."


class ExplainedAlready(Conflict):
    message = "Hồ sơ đã có văn bản giải trình ({state})."


class NotWaiting(Conflict):
    message = "Không có văn bản giải trình nào chờ quyết định. Có thể người khác vừa quyết định."


class ExplainerIsHead(Forbidden):
    message = (
        "Văn bản giải trình do lãnh đạo của {unit} hoặc lãnh đạo cơ quan gửi. "
        "Báo người đó nếu hồ sơ đang thiếu giải trình."
    )


class DeciderIsLeader(Forbidden):
    message = "Lãnh đạo cơ quan giải quyết hồ sơ mới chấp nhận hoặc trả lại văn bản giải trình."
