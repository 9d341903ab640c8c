"""What a report should say otherwise, though no sum is wrong. Pure.

Source: requirements 3.3, the question named at each.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.figures.rules.reading.blocks import Block
from motcua.figures.rules.reading.mentions import Mention
from motcua.figures.rules.reading.rates import is_duty
from motcua.figures.rules.reading.roles import TIMES, Role
from motcua.figures.rules.reading.tokens import Noun


@dataclass(frozen=True, slots=True)
class Warning:
    code: str
    message: str


_UNDATED: Final = re.compile(
    r"từ đầu năm (?:đến|tới) (?:nay|thời điểm này)|trong thời gian qua",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"(?P<words>quý (?P<quarter>IV|I{1,3}|[1-4])|(?P<months>\d{1,2}) tháng đầu năm)"
    r"(?:[ ,/]*(?:năm)?[ ,/]*(?P<year>(?:19|20)\d\d))?(?!\w)",
    re.IGNORECASE,
)
# «19/03/2021 08:39», «Thứ Ba, 06/08/2019»: a line that begins with a day dates the report.
_DATELINE: Final = re.compile(
    r"(?:thứ \w{2,4}|chủ nhật)?,? ?(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_CUT_OFF: Final = re.compile(r"(?:tính )?đến (?:hết )?ngày \d", re.IGNORECASE)
_CONFUSED: Final = re.compile(r"tổng số (?:thủ tục|TTHC)[^\d;.]*$", re.IGNORECASE)
_QUARTERS: Final = {"I": 3, "II": 6, "III": 9, "IV": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_ABOUT: Final = {
    "almost (below)": "gần",
    "strictly above": "trên",
    "about": "khoảng",
    "at most": "dưới",
    "at least": "ít nhất",
}


def warnings(
    text: str, mentions: Sequence[Mention], blocks: Sequence[Block], written_on: date | None
) -> Iterator[Warning]:
    plain = " ".join(text.split())
    for mention in mentions:
        yield from _of_number(mention)
    yield from _of_periods(plain, written_on or _dateline(text))
    for block in blocks:
        yield from _of_block(block)
    home = {id(rate): block for block in blocks for rate in block.rates}
    for mention in mentions:
        if mention.token.noun is Noun.PERCENT and not is_duty(mention):
            yield from _of_rate(mention, home.get(id(mention)))


def _of_number(mention: Mention) -> Iterator[Warning]:
    token = mention.token
    if token.note:
        yield Warning("number", token.note)
    if token.qualifier in _ABOUT and (mention.counts or token.noun is Noun.PERCENT):
        unit = "%" if token.noun is Noun.PERCENT else " hồ sơ"
        about = f"{_ABOUT[token.qualifier]} {token.printed}{unit}"
        yield Warning("qualifier", f"«{about}» không đối chiếu được. Ghi số đếm chính xác.")
    if mention.counts and mention.role is Role.MERGED:
        yield Warning(
            "merged",
            f"«Tiếp nhận và giải quyết {token.printed}» gộp hai số làm một: tiếp nhận, đã giải "
            "quyết, đang giải quyết, quá hạn là bốn số khác nhau. Tách ra.",
        )
    if mention.counts and _CONFUSED.search(mention.clause):
        yield Warning(
            "procedures", f"«Tổng số thủ tục … {token.printed} hồ sơ»: thủ tục không phải hồ sơ."
        )


def _of_periods(plain: str, written: date | None) -> Iterator[Warning]:
    has_cut_off = _CUT_OFF.search(plain) is not None
    if (undated := _UNDATED.search(plain)) and not has_cut_off:
        yield Warning(
            "undated",
            f"«{undated.group()}» không cho biết số liệu tính đến ngày nào. Ghi hai ngày.",
        )
    for match in _PERIOD.finditer(plain):
        words = match["words"]
        year = int(match["year"]) if match["year"] else written.year if written else None
        if year is None:
            yield Warning("year", f"«{words}» không ghi năm nào.")
            continue
        end = _last_day(match, year)
        if end and written and written < end and not has_cut_off:
            yield Warning(
                "unfinished",
                f"«{words}» đến {end:%d/%m/%Y} mới hết, mà báo cáo ngày {written:%d/%m/%Y}: "
                "ghi rõ số liệu tính đến ngày nào.",
            )


def _last_day(period: re.Match[str], year: int) -> date | None:
    month = int(period["months"] or 0) or _QUARTERS[(period["quarter"] or "I").upper()]
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _dateline(text: str) -> date | None:
    lines = (_DATELINE.match(line.strip()) for line in text.split("\n"))
    match = next(filter(None, lines), None)
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_block(block: Block) -> Iterator[Warning]:
    whose = f"{block.subject.words}: " if block.subject.words else ""
    if Role.RESOLVED in block.by_role and not block.present(TIMES):
        yield Warning(
            "times",
            f"{whose}có số đã giải quyết nhưng không nêu trước hạn, đúng hạn, quá hạn.",
        )
    for mention in block.repeated:
        known = block.by_role[mention.role]
        yield Warning(
            "repeated",
            f"{whose}«{mention.role.value}» có hai số: {known.token.printed} và "
            f"{mention.token.printed}. Chỉ số đầu được đối chiếu.",
        )
    for mention in block.by_role.values():
        yield from _of_base(mention, block, whose)


def _of_base(mention: Mention, block: Block, whose: str) -> Iterator[Warning]:
    over, settled = mention.token.over, block.by_role.get(Role.RESOLVED)
    known = [one for one in (settled, block.received) if one and one is not mention]
    if over is not None and known and all(one.token.value != over for one in known):
        listed = ", ".join(f"{one.role.value} {one.token.printed}" for one in known)
        yield Warning(
            "base",
            f"{whose}mẫu số của «{mention.token.printed}» không trùng số nào đã nêu ({listed}).",
        )


def _of_rate(mention: Mention, home: Block | None) -> Iterator[Warning]:
    known = {mention.role}
    if mention.role in (Role.ON_TIME, Role.EARLY_OR_ON_TIME):
        known |= {Role.EARLY, Role.ON_TIME, Role.EARLY_OR_ON_TIME}
    is_counted = home and (mention.follows is not None or known & home.by_role.keys())
    if mention.role not in (Role.NONE, Role.CARRIED) and not is_counted:
        yield Warning(
            "no_base",
            f"Tỷ lệ {mention.role.value} {mention.token.printed}% không nêu tử số và mẫu số. "
            "Ghi kèm hai số đếm.",
        )
