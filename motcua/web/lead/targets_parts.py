"""What the pages of targets share: the year, a unit's line, the words for what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from django.http import HttpRequest

from motcua.catalog.rules import ServiceLevel
from motcua.figures.rules import write_exact, write_number
from motcua.people.rules import UnitKind, sort_key
from motcua.targets.errors import TargetRefused
from motcua.targets.queries import QuotaCard, Reader, TargetCard, progress_of
from motcua.targets.rules import (
    EARLIEST,
    Draft,
    Progress,
    Rank,
    State,
    gap_words,
    ranks,
    share_words,
    value_words,
    whole_of,
)
from motcua.web.reading import text_in


YEARS: Final = 3
LATEST_YEAR: Final = 2199
FINE: Final = frozenset({State.MET, State.ON_TRACK})
LEVEL_WORDS: Final = {
    ServiceLevel.WHOLE: "dịch vụ công toàn trình (mức độ 4)",
    ServiceLevel.PARTIAL: "dịch vụ công một phần (mức độ 3)",
    ServiceLevel.INFORMATION: "dịch vụ cung cấp thông tin (mức độ 1, 2)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One unit in the table of a target. `reached`: «8.200 trên 8.202, 99,98%»."""

    quota: QuotaCard
    progress: Progress
    rank: Rank | None
    in_month: int | None = None

    @property
    def assigned(self) -> str:
        return value_words(self.progress.aim.kind, self.quota.value)

    @property
    def reached(self) -> str:
        found = self.progress.reached
        if not self.progress.aim.kind.is_share:
            return write_number(found.count)
        return f"{write_number(found.count)} trên {write_number(found.base)}"

    @property
    def share(self) -> str:
        return share_words(self.progress)

    @property
    def gap(self) -> str:
        return gap_words(self.progress)

    @property
    def expected(self) -> str:
        """What is due by this day, where that is less than the whole."""
        if self.progress.is_over or self.progress.aim.kind.is_share:
            return ""
        return write_number(ceil(self.progress.expected))

    @property
    def a_week(self) -> str:
        found = self.progress.needed_a_week
        return "" if found is None else write_number(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A target in the list: how many units are fine, who is last."""

    card: TargetCard
    measure: str
    lines: tuple[UnitLine, ...]

    @property
    def states(self) -> dict[State, int]:
        return whole_of({line.quota: line.progress for line in self.lines})

    @property
    def fine(self) -> int:
        return sum(line.progress.state in FINE for line in self.lines)

    @property
    def share(self) -> float:
        return self.fine / len(self.lines) if self.lines else 0.0

    @property
    def look(self) -> str:
        """The worst that there is."""
        worst = (State.MISSED, State.BEHIND, State.ON_TRACK, State.MET)
        return next((state.look for state in worst if state in self.states), "pause")

    @property
    def first(self) -> UnitLine | None:
        return self.lines[0] if self.lines and self.lines[0].rank else None

    @property
    def last(self) -> UnitLine | None:
        """The one that is furthest behind; none when all are fine."""
        placed = [one for one in self.lines if one.rank and one.progress.state not in FINE]
        return placed[-1] if placed else None


def summary(card: TargetCard, reader: Reader, *, today: date) -> Summary:
    lines: Sequence[UnitLine] = ()
    if not card.is_withdrawn:
        lines = lines_of(progress_of(card, on=today, today=today, reader=reader))
    return Summary(card=card, measure=measure_words(card.draft), lines=tuple(lines))


def lines_of(
    progress: dict[QuotaCard, Progress], *, in_month: dict[QuotaCard, int] | None = None
) -> list[UnitLine]:
    """In the order of rank; who has none comes last, by name."""
    placed = ranks(progress)
    lines = [
        UnitLine(
            quota=quota,
            progress=one,
            rank=placed.get(quota),
            in_month=None if in_month is None else in_month[quota],
        )
        for quota, one in progress.items()
    ]
    return sorted(lines, key=_order)


def _order(line: UnitLine) -> tuple[Fraction | float, str]:
    place = line.rank.place if line.rank else float("inf")
    return place, sort_key(line.quota.unit_name)


def measure_words(draft: Draft) -> str:
    """«Số hồ sơ tiếp nhận trực tuyến trong kỳ, trên số hồ sơ tiếp nhận trong kỳ · lĩnh vực…»"""
    words = [draft.figure.label]
    if draft.base:
        words[0] += f", trên {draft.base.label[:1].lower()}{draft.base.label[1:]}"
    if draft.field:
        words.append(f"lĩnh vực {draft.field}")
    if draft.procedure:
        words.append(f"thủ tục {draft.procedure}")
    if draft.service_level:
        words.append(LEVEL_WORDS[ServiceLevel(draft.service_level)])
    return " · ".join(words)


def year_in(request: HttpRequest, today: date) -> int:
    """`nam`, else this one. Raises TargetRefused."""
    text = text_in(request, "nam")
    if not text:
        return today.year
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if not EARLIEST.year <= year <= LATEST_YEAR:
        why = f"Không xem được năm này. Ghi một năm từ {EARLIEST.year}, như {today.year}"
        raise TargetRefused(field="nam", why=why)
    return year


def years(today: date) -> list[int]:
    return list(range(today.year + 1, today.year - YEARS, -1))


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    last: date

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def label(self) -> str:
        return f"{self.first:%m/%Y}"


def months_of(draft: Draft, today: date) -> list[Month]:
    """The months of the period that have begun, the newest first."""
    found, day = [], draft.first
    end = min(draft.due_on, today)
    while day <= end:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append(Month(day, min(following - timedelta(days=1), draft.due_on)))
        day = following
    return found[::-1]


def month_in(request: HttpRequest, months: Iterable[Month]) -> Month | None:
    """`thang`, 2026-10; None is the period so far. Raises TargetRefused."""
    text = text_in(request, "thang")
    if not text:
        return None
    found = next((month for month in months if month.key == text), None)
    if found is None:
        why = "Tháng này không nằm trong thời gian của chỉ tiêu, hoặc chưa đến. Chọn tháng khác"
        raise TargetRefused(field="thang", why=why)
    return found


def kinds_of(card: TargetCard) -> list[UnitKind]:
    """The levels of units there are, if there are several."""
    found = [kind for kind in UnitKind if any(q.unit_kind is kind for q in card.quotas)]
    return found if len(found) > 1 else []


def typed_value(value: Decimal) -> str:
    """As it stands in a box."""
    return write_exact(value)
