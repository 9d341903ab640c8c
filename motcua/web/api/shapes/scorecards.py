"""Scorecards, as programs get them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from motcua.ledger.rules import Period
from motcua.people.queries import UnitCard
from motcua.scorecards.rules import GroupScore, Score
from motcua.scorecards.rules import Scorecard as Card
from motcua.web.api.shapes.values import Answer


PLACES = 6

Points = Annotated[float, Field(description="Điểm, đến 6 số lẻ, không làm tròn lên.")]


class Indicator(Answer):
    code: Annotated[str, Field(examples=["2.1"])]
    name: str
    score: Annotated[Points | None, Field(description="null: chưa đo được, hoặc chỉ theo dõi.")]
    max: Points
    numerator: Annotated[int | None, Field(description="null: chưa đo được.")]
    denominator: int | None
    rate: Annotated[float | None, Field(description="Tử số chia mẫu số, không phải phần trăm.")]
    full_at: Annotated[float, Field(description="Tỷ lệ từ đó đủ điểm.")]
    is_measured: bool
    why_not: Annotated[str, Field(description="Vì sao chưa đo được; trống: đo được.")]
    formula_version: Annotated[str, Field(examples=["766/2.1/2022-06-23"])]
    numerator_is: str
    denominator_is: str
    source: str
    note: str


class Group(Answer):
    key: Annotated[str, Field(examples=["progress"])]
    code: str
    name: str
    score: Points
    measurable: Annotated[Points, Field(description="Điểm tối đa của phần đo được.")]
    max: Points
    indicators: list[Indicator]


class Scorecard(Answer):
    """`score` trên `measurable`: không có tổng trên 100 khi còn phần chưa đo được."""

    unit: str
    unit_name: str
    below: Annotated[bool, Field(description="Có tính các cơ quan cấp dưới.")]
    from_: Annotated[date, Field(alias="from")]
    to: Annotated[date, Field(description="Số liệu tính đến hết ngày này.")]
    act: str
    score: Points
    measurable: Points
    max: Points
    groups: list[Group]


def scorecard_shown(unit: UnitCard, period: Period, card: Card, *, below: bool) -> Scorecard:
    return Scorecard.model_validate(
        {
            "unit": unit.code,
            "unit_name": unit.name,
            "below": below,
            "from": period.first,
            "to": period.last,
            "act": card.edition.act,
            "score": _number(card.score),
            "measurable": _number(card.measurable),
            "max": _number(card.max),
            "groups": [_group(group) for group in card.groups],
        }
    )


def _group(group: GroupScore) -> Group:
    return Group(
        key=group.group.key,
        code=group.group.code,
        name=group.group.name,
        score=_number(group.score),
        measurable=_number(group.measurable),
        max=_number(group.group.max),
        indicators=[_indicator(score) for score in group.scores],
    )


def _indicator(score: Score) -> Indicator:
    line, count = score.indicator, score.count
    return Indicator(
        code=line.code,
        name=line.name,
        score=None if score.score is None else _number(score.score),
        max=_number(line.max),
        numerator=count.numerator if count else None,
        denominator=count.denominator if count else None,
        rate=None if score.rate is None else _number(score.rate),
        full_at=_number(line.full_at),
        is_measured=score.is_measured or (not line.is_scored and score.rate is not None),
        why_not=score.why_not,
        formula_version=line.version,
        numerator_is=line.numerator,
        denominator_is=line.denominator,
        source=line.source,
        note=line.note,
    )


def _number(value: Fraction) -> float:
    """Cut, not rounded: full points only where they were won."""
    return float(Fraction(value * 10**PLACES // 1, 10**PLACES))
