"""What reminders refuse."""

from __future__ import annotations

from motcua.errors import Missing


class NoSuchAlert(Missing):
    message = "Không có lời nhắc này. Mở lại trang Nhắc việc để xem lời nhắc đang có."
