"""What notes, watching and handing over refuse, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoteEmpty(Invalid):
    message = "Ghi chú chưa có nội dung. Viết ít nhất một câu."


class NoteTooLong(Invalid):
    message = "Ghi chú dài quá {most} ký tự. Viết ngắn lại hoặc chia làm hai."


class NoteUnreadable(Invalid):
    message = "Nội dung có ký tự không đọc được. Gõ lại thay vì dán."


class TooManyMentioned(Invalid):
    message = "Chỉ nhắc tối đa {most} người trong một ghi chú. Bỏ bớt người."


class CannotSeeIt(Invalid):
    message = "{names} không được xem hồ sơ này nên không nhắc được. Chọn người khác."


class NoSuchNote(Missing):
    message = "Không tìm thấy ghi chú này. Mở lại hồ sơ để xem ghi chú đang có."


class NotYourNote(Forbidden):
    message = "Chỉ người viết mới rút được ghi chú. Viết một ghi chú mới nếu cần nói lại."


class NoteWithdrawnAlready(Conflict):
    message = "Ghi chú này đã rút. Tải lại trang để xem ghi chú đang có."


class ReasonMissing(Invalid):
    message = "Ghi lý do bàn giao để người nhận và biên bản có căn cứ."


class ReasonTooLong(Invalid):
    message = "Lý do dài quá {most} ký tự. Viết ngắn lại."


class NotYourOffice(Forbidden):
    message = "Việc này thuộc đơn vị khác. Nhờ lãnh đạo của đơn vị ấy bàn giao."


class NotYoursToHandOver(Forbidden):
    message = "Chỉ lãnh đạo đơn vị hoặc chính người đang giữ mới bàn giao được. Nhờ họ làm."


class SamePerson(Invalid):
    message = "Người nhận đang là người giao. Chọn người khác."


class NothingChosen(Invalid):
    message = "Chưa chọn hồ sơ nào. Đánh dấu ít nhất một hồ sơ để bàn giao."


class TooManyAtOnce(Invalid):
    message = "Mỗi lần bàn giao tối đa {most} hồ sơ. Bỏ bớt rồi làm tiếp lần sau."


class NotAnOfficerHere(Invalid):
    message = "Người nhận không có vị trí ở {unit}. Chọn một người của đơn vị."


class NoLongerTheirs(Conflict):
    message = "Hồ sơ không còn do {name} giữ. Tải lại trang để xem danh sách mới."


class NoSuchHandOver(Missing):
    message = "Không tìm thấy biên bản bàn giao này. Mở lại trang Bàn giao."


class WorkStillOpen(Conflict):
    message = "{name} chưa nghỉ vị trí này được: còn {what}. Bàn giao xong rồi kết thúc vị trí."


class NothingToDo(Invalid):
    message = "Chưa chọn hồ sơ nào làm được việc này. Đánh dấu ít nhất một hồ sơ."


class TooManyInBulk(Invalid):
    message = "Mỗi lần làm tối đa {most} hồ sơ. Bỏ bớt rồi làm tiếp lần sau."


class NoSuchBulk(Missing):
    message = "Không tìm thấy lần làm hàng loạt này. Mở lại danh sách hồ sơ."


class NotInCharge(Forbidden):
    message = "Chỉ {who} làm được việc này. Nhờ họ làm."
