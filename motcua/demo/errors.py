from __future__ import annotations

from motcua.errors import Invalid


class FiguresDontAddUp(Invalid):
    message = (
        "Số liệu mẫu của {title} không khớp: tiếp nhận {received}, kết thúc và còn lại {standing}. "
        "Sửa tệp districts.toml."
    )


class NoSuchFate(Invalid):
    message = (
        "Không dựng được hồ sơ «{standing}» nhận từ «{arrival}» cho {title}: thủ tục đã chọn không "
        "có thời hạn hợp với kỳ này. Sửa tệp districts.toml."
    )
