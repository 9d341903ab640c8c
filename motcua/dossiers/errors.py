"""What a dossier refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchDossier(Missing):
    message = (
        "Không có hồ sơ mang mã này. Xem lại từng nhóm số trên giấy tiếp nhận, "
        "hoặc hỏi nơi đã nhận hồ sơ."
    )


class BadCode(Missing):
    message = "Mã hồ sơ có dạng H40.12.05-261121-0007. Xem lại từng nhóm số trên giấy tiếp nhận."


class NoSuchDraft(Missing):
    message = "Không có lượt tiếp nhận này, hoặc lượt đã hủy."


class NotYourRole(Forbidden):
    message = "Việc này của {role}."


class NotYourUnit(Forbidden):
    message = "Hồ sơ đang ở đơn vị khác."


class NotYourStep(Forbidden):
    message = "Hồ sơ đã giao cho {who}."


class WrongStatus(Conflict):
    message = "Không {action} được: hồ sơ đang ở trạng thái “{status}”."


class NotInThisStep(Conflict):
    message = "Bước “{step}” không có việc {action}."


class SupplementAlreadyAsked(Conflict):
    message = (
        "Đã yêu cầu bổ sung một lần. Pháp luật chỉ cho hướng dẫn một lần, đầy đủ "
        "(NĐ 118/2025/NĐ-CP, Điều 17)."
    )


class StalePage(Conflict):
    message = "{who} vừa xử lý hồ sơ này lúc {at}. Tải lại trang để xem bước mới."


class DraftAlreadyReceived(Conflict):
    message = "Lượt này đã tiếp nhận thành hồ sơ {code}."


class FieldRefused(Invalid):
    message = "{why}."


class ReasonNeeded(Invalid):
    message = "Ghi lý do để người nhận biết phải làm gì."


class NothingAskedFor(Invalid):
    message = "Ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung."


class PapersIncomplete(Invalid):
    message = "Chưa tiếp nhận được: còn {count} giấy tờ thiếu. Lập phiếu yêu cầu bổ sung."


class CannotBeFiled(Invalid):
    message = "Chưa nhận được hồ sơ của thủ tục này: {why}."


class WrongLevel(Invalid):
    message = (
        "Thủ tục này không thuộc thẩm quyền của {unit} và cấp trên. "
        "Hướng dẫn người nộp đến {level}."
    )


class NotItsAgency(Invalid):
    message = "{unit} không giải quyết thủ tục này, hoặc thuộc tỉnh khác. Chọn cơ quan khác."


class NotACounter(Invalid):
    message = "{unit} không phải nơi tiếp nhận hồ sơ."


class NoWayOn(Conflict):
    message = "Quy trình không có bước sau “{step}”. Báo người quản trị sửa quy trình."


class NobodyThere(Invalid):
    message = "Người được giao không có vai trò {role} ở {unit}."


class ResultNumberNeeded(Invalid):
    message = "Ghi số, ký hiệu của kết quả để vào sổ."
