from __future__ import annotations

from motcua.errors import Conflict, Invalid, Missing


class AmountOutOfRange(Invalid):
    message = "Thời hạn phải là một số từ 0 đến {most}."


class AmountNotWhole(Invalid):
    message = "Thời hạn tính theo {unit} phải là số nguyên."


class AmountTooFine(Invalid):
    message = "Thời hạn có nhiều nhất {most} chữ số sau dấu phẩy."


class AmountNotInQuarters(Invalid):
    message = "Thời gian của một bước tính theo phần tư: 0,25; 0,5; 0,75; 1 ngày làm việc."


class CutoffWithZone(Invalid):
    message = "Giờ chốt là giờ Việt Nam, ghi theo dạng 15:00 và không kèm múi giờ."


class MomentWithoutZone(Invalid):
    message = "Thời điểm thiếu múi giờ. Ghi theo dạng 2026-11-23T09:00:00+07:00."


class EndsBeforeStart(Invalid):
    message = "Kết thúc lúc {end:%H:%M %d/%m/%Y} là trước khi bắt đầu, {start:%H:%M %d/%m/%Y}."


class ClockStopped(Invalid):
    message = "Thời hạn đang tạm dừng từ {start:%H:%M %d/%m/%Y} nên chưa có ngày hẹn trả."


class TooManySpans(Invalid):
    message = "Có quá nhiều lần tạm dừng: nhiều nhất {most} lần."


class OutsideCalendar(Invalid):
    message = "Lịch làm việc chỉ có từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}."


class NoWorkingHours(Invalid):
    message = "Mỗi ngày có từ một đến bốn buổi làm việc, hết buổi trước mới đến buổi sau."


class TextNotPlain(Invalid):
    message = "Phần “{field}” phải có chữ, dài nhất {most} ký tự và không có ký tự điều khiển."


class ProvinceUnknown(Invalid):
    message = "Mã tỉnh gồm hai chữ số, hoặc để trống cho cả nước."


class MakeUpNotAtWeekend(Invalid):
    message = (
        "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật. Với {on:%d/%m/%Y}, chọn “Làm việc bình thường”."
    )


class PeriodOutOfOrder(Invalid):
    message = "Ngày kết thúc phải từ ngày bắt đầu trở đi, và mùa phải ghi theo dạng tháng-ngày."


class NoCalendarForYear(Missing):
    message = "Chưa có lịch làm việc cho năm {year}. Lịch có từ năm {first} đến năm {last}."


class NoSuchTimer(Missing):
    message = "Chưa có quy định về thời gian này cho ngày {on:%d/%m/%Y}. Kiểm tra lại ngày."


class NoSuchDay(Missing):
    message = "Không có ngày này trong lịch đã ghi. Tải lại trang để xem lịch mới."


class NoSuchHours(Missing):
    message = "Không có giờ làm việc này. Tải lại trang để xem giờ làm việc mới."


class DayAlreadySet(Conflict):
    message = "Ngày {on:%d/%m/%Y} đã được ghi trong lịch này. Sửa hoặc xóa mục đang có."


class HoursAlreadySet(Conflict):
    message = "Đã có giờ làm việc bắt đầu từ ngày này. Sửa hoặc xóa mục đang có."
