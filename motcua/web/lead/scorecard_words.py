"""A scorecard as its pages show it: points and rates in words, bars in percent of their width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.http import urlencode

from motcua.figures.rules import write_number
from motcua.people.queries import UnitCard
from motcua.reports.rules.rates import Rate
from motcua.scorecards.rules import (
    Gain,
    Group,
    Indicator,
    Place,
    Score,
    Scorecard,
    parts_of,
    shown,
)


def points(value: Fraction, mark: Fraction | None = None) -> str:
    """«18», «15,27»; whole points without decimals."""
    if value.denominator == 1:
        return write_number(int(value))
    return shown(value, mark=mark)


@dataclass(frozen=True, slots=True)
class Bar:
    """Won, measured and not won, not measured: widths in percent of the longest bar."""

    group: Group
    score: str
    measurable: str
    max: str
    won: str
    measured: str
    whole: str


def bars(card: Scorecard) -> list[Bar]:
    longest = max(group.group.max for group in card.groups)
    return [
        Bar(
            group.group,
            points(group.score, group.measurable),
            points(group.measurable),
            points(group.group.max),
            *(_width(part / longest) for part in (group.score, group.measurable, group.group.max)),
        )
        for group in card.groups
    ]


def _width(share: Fraction) -> str:
    return f"{float(share * 100):.2f}%"


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as one row of the table. `lists`: address, label, whether it costs points."""

    indicator: Indicator
    is_measured: bool
    score: str
    max: str
    full_at: str
    rate: str
    numerator: str
    denominator: str
    why_not: str
    lists: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class GroupRows:
    bar: Bar
    lines: tuple[Line, ...]


def group_rows(card: Scorecard, here: str) -> list[GroupRows]:
    return [
        GroupRows(bar, tuple(_line(score, here) for score in group.scores))
        for bar, group in zip(bars(card), card.groups, strict=True)
    ]


def _line(score: Score, here: str) -> Line:
    line, count = score.indicator, score.count
    is_known = count is not None and count.numerator is not None
    return Line(
        indicator=line,
        is_measured=score.is_measured,
        score="" if score.score is None else points(score.score, line.max),
        max=points(line.max),
        full_at="" if line.full_at == 1 else f"{points(line.full_at * 100)}%",
        rate=_rate(score),
        numerator=write_number(count.numerator or 0) if count and is_known else "",
        denominator=write_number(count.denominator) if count else "",
        why_not=score.why_not,
        lists=_lists(line, here) if is_known else (),
    )


def _rate(score: Score) -> str:
    """A share as every report writes it; days by dossier for an average."""
    count = score.count
    if count is None or count.numerator is None or score.rate is None:
        return ""
    if score.indicator.is_average:
        return f"{shown(score.rate, 1)} ngày"
    return Rate(count.numerator, count.denominator).percent_text(score.indicator.full_at * 100)


def _lists(line: Indicator, here: str) -> tuple[tuple[str, str, bool], ...]:
    page = reverse("lead:scorecard_behind")
    return tuple(
        (
            f"{page}?{here}&{urlencode({'chi-so': line.code, 'phan': one.key})}",
            one.label,
            one.is_gap,
        )
        for one in parts_of(line)
    )


@dataclass(frozen=True, slots=True)
class GainRow:
    words: str
    indicator: Indicator
    points: str
    each: str
    is_open: bool
    href: str


def gain_rows(found: Iterable[Gain], here: str) -> list[GainRow]:
    return [
        GainRow(
            words=gain.words,
            indicator=gain.score.indicator,
            points=shown(gain.points),
            each=shown(gain.each, 3),
            is_open=gain.is_open,
            href=next((url for url, _, is_gap in _lists(gain.score.indicator, here) if is_gap), ""),
        )
        for gain in found
    ]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of the ranking; `address` empty for an agency whose card isn't theirs to open."""

    unit: UnitCard
    rank: int | None
    share: str
    score: str
    measurable: str
    groups: tuple[str, ...]
    address: str


def place_row(place: Place, unit: UnitCard, address: str) -> PlaceRow:
    card = place.card
    return PlaceRow(
        unit=unit,
        rank=place.rank,
        share="" if card.share is None else f"{shown(card.share * 100, mark=Fraction(100))}%",
        score=points(card.score, card.measurable),
        measurable=points(card.measurable),
        groups=tuple(
            f"{points(group.score, group.measurable)}/{points(group.measurable)}"
            if group.measurable
            else "chưa đo"
            for group in card.groups
        ),
        address=address,
    )
