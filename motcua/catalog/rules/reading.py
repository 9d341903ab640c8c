"""Time limits and fees as people write them, read into values. Pure.

What can't be read in one way only is not guessed: it comes back with a reason, and the procedure
can't be filed until somebody who knows has said it.

Sources
    The national database of procedures writes a bare "1" for what is resolved within the day.
    Luật Hộ tịch 2014 and the decisions of publication: «nhận hồ sơ sau 15 giờ mà không giải quyết
    được ngay thì trả kết quả trong ngày làm việc tiếp theo».
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Final

from motcua.catalog.rules.values import Fee
from motcua.deadlines.rules import Limit, LimitUnit


@dataclass(frozen=True, slots=True)
class ReadLimit:
    """A limit, or in Vietnamese why there is none."""

    limit: Limit | None
    cutoff: time | None = None
    unknown_because: str = ""


_NOT_WRITTEN: Final = "Nguồn chưa ghi thời hạn."
_BY_PLAN: Final = "Thời hạn theo kế hoạch hoặc theo kỳ, không tính được cho từng hồ sơ."
_NO_UNIT: Final = "Thời hạn ghi “{text}” mà không ghi đơn vị."
_RANGE: Final = "Thời hạn ghi thành khoảng “{text}”, chưa chọn một con số."
_RUNNING: Final = "Thời hạn “{text}” tính bằng giờ liên tục, không phải giờ làm việc."
_SEVERAL: Final = "Thời hạn ghi nhiều mức “{text}”, chưa chọn một mức."
_OTHER: Final = "Chưa đọc được thời hạn “{text}”."

_CUTOFF: Final = (
    r"(?:\s*\((?:nhận |nộp )?sau ([0-9]{1,2})\s*(?:h|g|giờ|:)\s*([0-9]{2})?[^)0-9]*\))?"
)
_SAME_DAY: Final = re.compile(rf"(?:giải quyết )?(?:ngay )?trong ngày(?: làm việc)?{_CUTOFF}")
_AMOUNT: Final = re.compile(
    rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?) (ngày làm việc|giờ làm việc|ngày|tháng){_CUTOFF}"
)
_UNITS: Final = {
    "ngày làm việc": LimitUnit.WORKING_DAY,
    "giờ làm việc": LimitUnit.WORKING_HOUR,
    "ngày": LimitUnit.CALENDAR_DAY,
    "tháng": LimitUnit.MONTH,
}
_IN_THE_DATABASE_WITHIN_THE_DAY: Final = "1"
_WHY_NOT: Final = (
    (re.compile(r"[?\s.…-]*"), _NOT_WRITTEN),
    (re.compile(r"theo .*"), _BY_PLAN),
    (re.compile(r"[0-9.,]+"), _NO_UNIT),
    (re.compile(r"[0-9]+\s*(?:–|-|đến)\s*[0-9]+.*"), _RANGE),
    (re.compile(r"[0-9]+ giờ"), _RUNNING),
    (re.compile(r".*[;/].*|.*[0-9]\D+[0-9].*"), _SEVERAL),
)
_MOST: Final = {
    LimitUnit.WORKING_DAY: 400,
    LimitUnit.WORKING_HOUR: 400,
    LimitUnit.CALENDAR_DAY: 1000,
    LimitUnit.MONTH: 36,
}


def read_limit(text: str, *, source: str) -> ReadLimit:
    """«3 ngày làm việc», «trong ngày (sau 15h: ngày làm việc tiếp theo)», «1»."""
    plain = _plain(text)
    if plain == _IN_THE_DATABASE_WITHIN_THE_DAY:
        return ReadLimit(Limit(Decimal(0), LimitUnit.WORKING_DAY, source))
    if found := _SAME_DAY.fullmatch(plain):
        return _read(Decimal(0), LimitUnit.WORKING_DAY, source, found.groups()[-2:], text)
    if found := _AMOUNT.fullmatch(plain):
        amount = Decimal(found[1].replace(",", "."))
        return _read(amount, _UNITS[found[2]], source, found.groups()[-2:], text)
    return ReadLimit(None, unknown_because=_why_not(plain, text))


def _read(
    amount: Decimal, unit: LimitUnit, source: str, cutoff: tuple[str | None, ...], text: str
) -> ReadLimit:
    whole = amount == amount.to_integral_value()
    fraction_of_calendar = not whole and unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)
    hour, minute = int(cutoff[0] or 0), int(cutoff[1] or 0)
    if amount > _MOST[unit] or fraction_of_calendar or hour > 23 or minute > 59:
        return ReadLimit(None, unknown_because=_OTHER.format(text=shortened(text)))
    at = time(hour, minute) if cutoff[0] else None
    return ReadLimit(Limit(amount, unit, source), at)


def _why_not(plain: str, text: str) -> str:
    reason = next((why for form, why in _WHY_NOT if form.fullmatch(plain)), _OTHER)
    return reason.format(text=shortened(text))


def shortened(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("\xa0", " ").split())


_FREE: Final = ("miễn phí", "không", "không thu", "không thu phí", "0")
_MONEY: Final = re.compile(
    r"([0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,10})\s*(?:việt nam đồng|đồng|vnđ|vnd|đ)?"
    r"(?:\s*/\s*([^/0-9]{1,30}))?"
)
_MOST_MONEY: Final = 1_000_000_000


def read_fee(text: str) -> Fee | None:
    """«Miễn phí», «8.000 đồng/bản», «150000»; empty is not known. None when it can't be read."""
    plain = _plain(text)
    if not plain or plain == "?":
        return Fee()
    if plain in _FREE:
        return Fee(amount=0)
    found = _MONEY.fullmatch(plain)
    if not found:
        return None
    amount = int(re.sub(r"[.,]", "", found[1]))
    if amount > _MOST_MONEY:
        return None
    return Fee(amount=amount, per=(found[2] or "").strip())
