"""What the queue refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


class NoSuchLine(Missing):
    message = "Nơi này không có lĩnh vực ấy để lấy số. Chọn một ô trên màn hình."


class NoSuchCounter(Missing):
    message = "Nơi này không có quầy ấy. Chọn một quầy trong danh sách."


class NoSuchTicket(Missing):
    message = "Không có số này trong hôm nay. Xem lại phiếu hoặc lấy số mới."


class BadLine(Invalid):
    message = "{why}."


class NotAtCounter(Forbidden):
    message = "Ông/bà chưa ngồi quầy nào hôm nay. Chọn quầy rồi gọi số."


class CounterTaken(Conflict):
    message = "Quầy {number} đang phục vụ số {code}. Chờ xong số ấy hoặc chọn quầy khác."


class StillServing(Conflict):
    message = "Quầy đang phục vụ số {code}. Bấm xong, bỏ qua hoặc chuyển số ấy trước."


class NobodyWaits(Conflict):
    message = "Không có ai đang chờ ở các lĩnh vực của quầy này."


class NothingCalled(Conflict):
    message = "Quầy này không có số nào đang gọi. Bấm gọi số tiếp."


class NotPossible(Conflict):
    message = "Số {code} {state}, không làm được việc này nữa. Xem lại danh sách."
