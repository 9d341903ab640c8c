"""What the classification of officials refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoScheme(Missing):
    message = "Chưa có cách chấm điểm cho năm {year}. Chọn năm khác."


class NoSuchGrading(Missing):
    message = "Không có đề nghị xếp loại này, hoặc ông/bà không được xem."


class NotInYourHands(Missing):
    message = "Không có người này trong số những người ông/bà xếp loại."


class OwnGrading(Forbidden):
    message = "Không ai tự xếp loại mình hoặc người mình đang thay. Người khác đề nghị, quyết định."


class ProposerIsHead(Forbidden):
    message = (
        "Lãnh đạo phòng đề nghị xếp loại người của phòng; lãnh đạo cơ quan đề nghị xếp loại "
        "lãnh đạo phòng. Báo người đó nếu còn thiếu."
    )


class LeaderGradedAbove(Forbidden):
    message = "Lãnh đạo cơ quan do cấp trên xếp loại, ngoài phần mềm này."


class SignerIsLeader(Forbidden):
    message = "Lãnh đạo cơ quan mới ký hoặc trả lại đề nghị xếp loại."


class YearNotOpen(Conflict):
    message = "Năm {year} được xếp loại từ ngày {on:%d/%m/%Y}. Chờ đến ngày đó."


class YearUnknown(Invalid):
    message = "Năm {year} không xếp loại được. Chọn từ năm {first} đến năm nay."


class ProposedAlready(Conflict):
    message = "Đã có đề nghị chờ ký. Lãnh đạo cơ quan trả lại thì mới đề nghị khác được."


class NotProposed(Conflict):
    message = "Đề nghị này không còn chờ ký: có thể người khác vừa quyết định. Tải lại trang."


class NothingToSign(Invalid):
    message = "Chưa chọn đề nghị nào để ký. Chọn rồi bấm ký."


class WordsRefused(Invalid):
    message = "Phần {label} trống, dài quá {most} ký tự hoặc không đọc được. Sửa rồi gửi lại."
