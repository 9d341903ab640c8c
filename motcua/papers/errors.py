"""What the store of papers refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchPaper(Missing):
    message = "Không có giấy tờ này trong hồ sơ."


class NoSuchPage(Missing):
    message = "Không có trang này. Tải lại trang để xem các trang đang có."


class NoSuchLooseScan(Missing):
    message = "Không có bản quét này trong khay, hoặc đã có người xếp."


class FileTooLarge(Invalid):
    message = "Tệp nặng {size} MB, quá mức {most} MB. Chụp lại ở chế độ thường hoặc gửi từng trang."


class FileEmpty(Invalid):
    message = "Tệp rỗng. Chọn lại tệp, hoặc quét lại."


class FileKindRefused(Invalid):
    message = "Chỉ nhận tệp PDF, JPEG hoặc PNG. Tệp này có nội dung khác."


class ActiveContent(Invalid):
    message = "Tệp PDF có chương trình chạy kèm nên không nhận. In lại thành PDF rồi gửi."


class FileInfected(Invalid):
    message = (
        "Tệp có mã độc ({signature}) nên không nhận. Không mở tệp; xóa khỏi máy, báo người phụ "
        "trách an toàn thông tin rồi quét lại từ bản giấy."
    )


class VirusScannerDown(Conflict):
    message = (
        "Chưa lưu tệp: phần mềm quét mã độc không trả lời. Thử lại sau ít phút; nếu vẫn vậy, báo "
        "người quản trị."
    )


class TooManyScans(Invalid):
    message = "Giấy tờ này đã có {most} tệp. Gộp các trang vào một tệp PDF."


class TooManyAtOnce(Invalid):
    message = "Mỗi lần nhận nhiều nhất {most} tệp. Chia ra nhiều lần, hoặc gộp thành một tệp PDF."


class DossierTooHeavy(Invalid):
    message = "Các tệp của hồ sơ này vượt {most} MB. Quét lại ở 300 dpi, hoặc gộp và nén PDF."


class AlreadyDigitised(Conflict):
    message = "Bản số hóa đã được xác nhận. Bấm «Sửa lại» trước khi đổi các trang."


class NotDigitised(Conflict):
    message = "Giấy tờ này chưa có bản số hóa được xác nhận."


class NothingScanned(Conflict):
    message = "Chưa có trang nào để xác nhận. Tải bản quét lên, hoặc lấy lại trang đã bỏ."


class ReasonForException(Invalid):
    message = "Ghi rõ vì sao không quét được, để người kiểm tra sau này hiểu."


class ScanWithheld(Conflict):
    message = "Tệp này bị giữ lại vì không an toàn. Quét lại từ bản giấy."


class StoredFileBroken(Conflict):
    message = (
        "Không đọc được tệp trong kho, hoặc tệp đã bị đổi. Báo người quản trị khôi phục từ bản "
        "sao lưu."
    )


class NotYetPutTogether(Missing):
    message = "Bản PDF cả giấy tờ đang được ghép. Mở lại sau ít giây."


class PlaceNeeded(Invalid):
    message = "Ghi ít nhất số hộp để tìm lại được hồ sơ giấy."


class NotYourArchive(Forbidden):
    message = "Hồ sơ giấy đang ở kho của đơn vị khác. Liên hệ {unit}."


class NotPlaced(Conflict):
    message = "Hồ sơ giấy chưa có vị trí trong kho. Ghi vị trí trước khi cho mượn."


class LentAlready(Conflict):
    message = "Hồ sơ giấy đang cho {borrower} mượn. Nhận lại trước khi cho mượn tiếp hoặc đổi chỗ."


class NotLent(Conflict):
    message = "Hồ sơ giấy này không có ai đang mượn."


class DueInThePast(Invalid):
    message = "Hẹn trả phải từ hôm nay trở đi. Sửa lại ngày hẹn."


class DutyNotReadable(Invalid):
    message = "DIGITISE_SINCE có phần không hiểu được: {part}. Viết như commune=2026-01-01."
