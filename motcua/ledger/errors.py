from __future__ import annotations

from motcua.errors import Invalid


class BadPeriod(Invalid):
    message = "Ngày cuối kỳ {last} trước ngày đầu kỳ {first}. Chọn lại hai ngày của kỳ báo cáo."
