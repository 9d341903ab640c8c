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
        "(NĐ 118/2025/NĐ-CP, Điều 17). Nếu thật cần thêm, lãnh đạo cơ quan yêu cầu."
    )


class HandledItYourself(Forbidden):
    message = "Ông/bà đã thụ lý hồ sơ này; quy trình đòi người khác ký."


class AlreadyReappointed(Conflict):
    message = "Đã hẹn lại một lần. Pháp luật không cho hẹn lại lần nữa (NĐ 61/2018, Điều 19.9)."


class TooLateToExtend(Conflict):
    message = (
        "Chỉ gia hạn được đến {latest}, một ngày trước khi hết hạn (NĐ 61/2018, Điều 19.9). "
        "Lập văn bản xin lỗi và hẹn lại ngày trả."
    )


class NotLateYet(Conflict):
    message = "Hồ sơ chưa quá hạn. Dùng “Xin gia hạn” trước ngày cuối."


class NotLaterThanPromised(Invalid):
    message = "Ngày hẹn mới phải sau ngày hẹn cũ ({due}) và sau hôm nay."


class NotAWorkingDay(Invalid):
    message = "{day} là ngày nghỉ. Chọn ngày làm việc để người nộp đến nhận được."


class AlreadyDecided(Conflict):
    message = "Đã có quyết định giải quyết, không dừng hay rút hồ sơ được nữa."


class BeingCorrected(Conflict):
    message = "Kết quả đang được đính chính. Trả bản đính chính trước."


class NothingToCorrect(Conflict):
    message = "Không có kết quả nào đang chờ đính chính."


class NotAnOnlineFiling(Invalid):
    message = "Chỉ hồ sơ nộp trực tuyến mới ghi là có cán bộ hỗ trợ."


class NothingToClaim(Missing):
    message = "Không còn hồ sơ nào chờ người nhận."


class NotForYou(Forbidden):
    message = "Việc này của lãnh đạo cơ quan giải quyết hoặc người quản trị."


class NotHeldYet(Invalid):
    message = "Thời điểm xác minh không được sau lúc này. Ghi lại khi đã xác minh xong."


class NotThatProcess(Invalid):
    message = "{why}. Chọn quy trình khác."


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


class ArrivalKnownAlready(Invalid):
    message = (
        "Hồ sơ trực tuyến tính từ lúc hệ thống ghi nhận, không ghi ngày đến. Chọn lại kênh nộp."
    )


class ArrivedInFuture(Invalid):
    message = (
        "Ngày hồ sơ đến không thể sau lúc này. Ghi ngày, giờ trên dấu bưu điện đến hoặc trên giấy "
        "tiếp nhận viết tay."
    )


class ArrivedTooLongAgo(Invalid):
    message = (
        "Hồ sơ đến đã quá {days} ngày. Xem lại ngày trên dấu bưu điện đến hoặc trên giấy tiếp nhận "
        "viết tay."
    )


class ArrivalNeedsReason(Invalid):
    message = (
        "Bưu gửi đến đã {days} ngày làm việc, quá {most} ngày. "
        "Ghi lý do nhập muộn: thời hạn giải quyết vẫn tính từ ngày đến."
    )


class LateEntryNeedsReason(Invalid):
    message = (
        "Ghi vì sao nhập sau khi đã nhận: mất điện, mất mạng, phần mềm lỗi. "
        "Thời hạn giải quyết vẫn tính từ lúc nhận."
    )


class PlaceNeeded(Invalid):
    message = "Ghi nơi người nộp cần đến, kèm địa chỉ hoặc số điện thoại nếu biết."


class NoSuchGuidance(Missing):
    message = "Không có phiếu hướng dẫn này ở đơn vị của ông/bà."


class TrackingNumberNeeded(Invalid):
    message = "Ghi số bưu gửi để người nộp theo dõi được kết quả trên đường."


class ResultNumberNeeded(Invalid):
    message = "Ghi số, ký hiệu của kết quả để vào sổ."


class NoResultFile(Conflict):
    message = "Hồ sơ chưa có tệp kết quả để ký. Chuyên viên đặt tệp PDF ở mục «Kết quả trình ký»."


class ResultNotPdf(Conflict):
    message = "Tệp kết quả không phải PDF nên không ký số được. Thay bằng tệp PDF rồi ký."


class ResultFileUnread(Conflict):
    message = "Máy chưa đọc xong tệp kết quả, chưa ký. Chờ ít giây rồi ký lại."


class ResultFileUnsafe(Conflict):
    message = "Tệp kết quả không đọc được hoặc không an toàn, chưa ký. Thay bằng tệp PDF khác."


class ResultFileChanged(Conflict):
    message = "Tệp kết quả vừa được thay sau khi ông/bà mở trang. Xem tệp mới rồi ký lại."


class NotTold(Conflict):
    message = (
        "Nhật ký không có lần tiếp nhận hồ sơ {code}, nên không dựng lại được số liệu của hồ sơ. "
        "Chạy «motcua journal verify» và giữ nguyên cơ sở dữ liệu để tra cứu."
    )
