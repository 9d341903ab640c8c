"""What signing refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchCertificate(Missing):
    message = "Không có chứng thư này. Mở trang Chứng thư số để xem các chứng thư đang có."


class NoSuchBatch(Missing):
    message = "Không có đợt ký này. Mở trang Chờ ký để bắt đầu đợt khác."


class NotACertificateFile(Invalid):
    message = "Không đọc được tệp khóa. Chọn tệp .p12 hoặc .pfx do nơi cấp chứng thư giao."


class WeakKeyFile(Invalid):
    message = (
        "Tệp khóa được khóa yếu hoặc không rõ cách ({how}), ai lấy được tệp thì mở được. "
        "Xuất lại tệp với AES-256 rồi tải lên."
    )


class WrongPassphrase(Invalid):
    message = "Mã PIN không mở được tệp khóa này. Gõ lại mã PIN của tệp."


class PinTooShort(Invalid):
    message = "Mã PIN của tệp khóa chỉ có {length} ký tự. Đổi mã PIN từ {least} ký tự rồi tải lên."


class NotForSigning(Invalid):
    message = (
        "Chứng thư này không dùng để ký số được: {why}. Chọn chứng thư khác, hoặc hỏi nơi cấp."
    )


class NotYourName(Invalid):
    message = (
        "Chứng thư cấp cho {subject}, không phải cho {name}. Mỗi người ký bằng chứng thư mình."
    )


class RegisteredAlready(Conflict):
    message = "Chứng thư này đã có trong sổ của người khác. Báo người quản trị kiểm tra."


class WrongPin(Invalid):
    message = "Sai mã PIN, chưa ký gì. Còn {left} lần; sau đó khóa bị khóa lại."


class KeyLocked(Conflict):
    message = (
        "Khóa ký đã bị khóa vì sai mã PIN {most} lần, chưa ký gì. Tải lại tệp khóa với mã PIN đúng "
        "ở trang Chứng thư số."
    )


class NoCertificate(Conflict):
    message = "Ông/bà chưa có chứng thư số còn hiệu lực. Tải tệp khóa lên ở trang Chứng thư số."


class CertificateUnusable(Conflict):
    message = "Chứng thư số {state}, chưa ký gì. Dùng chứng thư khác, hoặc xin nơi cấp gia hạn."


class NotYourCertificate(Forbidden):
    message = "Chỉ người giữ chứng thư hoặc người quản trị của cơ quan làm được việc này."


class RevokedAlready(Conflict):
    message = "Chứng thư này đã được ghi thu hồi. Tải lại trang để xem."


class ReasonNeeded(Invalid):
    message = "Ghi lý do thu hồi, để người kiểm tra sau này hiểu."


class CannotSignFile(Invalid):
    message = "Không ký được tệp này: {why}. In lại thành PDF thường rồi thay tệp kết quả."


class TimestampFailed(Conflict):
    message = "Máy chủ cấp dấu thời gian không trả lời, chưa ký. Thử lại sau ít phút."


class NothingChosen(Invalid):
    message = "Chưa chọn hồ sơ nào. Đánh dấu hồ sơ cần ký rồi bấm ký."


class TooManyAtOnce(Invalid):
    message = "Mỗi lần ký nhiều nhất {most} hồ sơ. Bỏ bớt rồi ký, sau đó ký tiếp."


class NotARoot(Invalid):
    message = "Tệp này không phải chứng thư gốc. Chọn tệp .pem hoặc .cer của nơi cấp, tự ký."
