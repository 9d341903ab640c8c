"""What electronic forms refuse as a whole; faults of single answers are sentences in `Checked`."""

from __future__ import annotations

from motcua.errors import Invalid, Missing


class NoSuchForm(Missing):
    message = "Không có tờ khai này. Quay lại trang thủ tục để chọn tờ khai."


class UnreadableCard(Invalid):
    message = (
        "Chưa đọc được mã QR của thẻ căn cước: {why}. Quét lại, hoặc gõ số căn cước và họ tên."
    )
