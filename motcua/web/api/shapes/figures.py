"""Figures of a report and the checks among them, as the API takes them; verdicts as it gives them.

What only describes a figure for people is taken and left alone, so that a whole set can be sent.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, StrictInt, model_validator

from motcua.figures.rules import Check, Figure, Judged, Kind, Span, Verdict
from motcua.figures.rules.shape import (
    LONGEST_ID,
    LONGEST_TEXT,
    MOST_CHECKS,
    MOST_DECIMALS,
    MOST_FIGURES,
    MOST_TERMS,
    SUMS,
    plain,
    side,
)
from motcua.web.api.shapes.values import Answer, Asked


Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Term = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
_LARGEST = Decimal(10) ** 15


def _number(given: object) -> Decimal:
    """JSON's own numbers; no text, no true, nothing too long to be a figure of a report."""
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise ValueError("Phải là một số.")
    number = Decimal(given)
    if not number.is_finite() or abs(number) > _LARGEST or not -12 <= number.adjusted() <= 15:
        if number:
            raise ValueError("Số quá lớn hoặc có quá nhiều chữ số.")
        return Decimal(0)
    return number


def _numbers(given: object) -> object:
    if not isinstance(given, list):
        return _number(given)
    if len(given) != 2:
        raise ValueError("Phải là một số, hoặc hai số của một khoảng.")
    low, high = map(_number, given)
    if low > high:
        raise ValueError("Đầu khoảng lớn hơn cuối khoảng.")
    return [low, high]


class AskedFigure(Asked):
    id: Annotated[Id, Field(examples=["N305"])]
    value: Annotated[
        Decimal | list[Decimal],
        BeforeValidator(_numbers),
        Field(description="Một số, hoặc hai đầu của một khoảng.", examples=[1674]),
    ]
    printed: Annotated[Text, Field(description="Như in trong báo cáo.")] = ""
    unit: Text = ""
    qualifier: Annotated[
        Text, Field(description="exact, almost (below), strictly above, at least …")
    ] = "exact"
    article: Annotated[Text, Field(description="Báo cáo có số này.")] = ""
    line: StrictInt | None = None
    indicator: Text = ""
    level: Text = ""
    place: Text = ""
    period: Text = ""


class AskedCheck(Asked):
    """`terms` and `total` of sum, difference, count and order; the others by their own names."""

    id: Annotated[Id, Field(examples=["K12"])]
    kind: Kind
    terms: Annotated[list[Term], Field(max_length=MOST_TERMS, examples=[["N306", "N307"]])] = []
    total: Annotated[Term | None, Field(examples=["N305"])] = None
    numerator: Term | None = None
    denominator: Term | None = None
    printed: Term | None = None
    decimals: Annotated[StrictInt, Field(ge=0, le=MOST_DECIMALS)] = 1
    reached: Term | None = None
    of: Term | None = None
    required_percent: Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=100)] = Decimal(
        100
    )
    article: Text = ""
    statement: Text = ""
    verdict: Annotated[Text, Field(description="Không dùng đến.")] = ""
    note: Annotated[Text, Field(description="Không dùng đến.")] = ""

    @model_validator(mode="after")
    def _has_its_terms(self) -> AskedCheck:
        if self.kind in SUMS and not self.terms:
            raise ValueError("Thiếu terms.")
        if self.kind is Kind.RATE and not (self.numerator and self.denominator):
            raise ValueError("Thiếu numerator hoặc denominator.")
        if self.kind is Kind.TARGET and not (self.reached and self.of):
            raise ValueError("Thiếu reached hoặc of.")
        return self


class AskedFigures(Asked):
    figures: Annotated[list[AskedFigure], Field(max_length=MOST_FIGURES)]
    checks: Annotated[list[AskedCheck], Field(max_length=MOST_CHECKS)]
    about: Annotated[str, Field(max_length=2000)] = ""


class Checked(Answer):
    id: str
    verdict: Verdict
    left: Annotated[
        int | float | list[int | float] | None, Field(description="Tính ra từ các số đã gửi.")
    ]
    right: Annotated[int | float | list[int | float] | None, Field(description="Số đã in.")]
    difference: Annotated[int | float | None, Field(description="left trừ right.")]
    message: str


class CheckedFigures(Answer):
    checks: list[Checked]


def figure_of(asked: AskedFigure) -> Figure:
    ends = asked.value if isinstance(asked.value, list) else [asked.value, asked.value]
    return Figure(
        id=asked.id,
        value=Span(Fraction(ends[0]), Fraction(ends[1])),
        words=asked.printed,
        unit=asked.unit,
        qualifier=asked.qualifier or "exact",
        source=asked.article,
    )


def check_of(asked: AskedCheck) -> Check:
    terms, total = tuple(asked.terms), asked.total
    if asked.kind is Kind.RATE:
        terms, total = (asked.numerator or "", asked.denominator or ""), asked.printed
    elif asked.kind is Kind.TARGET:
        terms, total = (asked.reached or "", asked.of or ""), None
    return Check(
        id=asked.id,
        kind=asked.kind,
        terms=terms,
        total=None if asked.kind is Kind.ORDER else total,
        decimals=asked.decimals,
        required_percent=asked.required_percent,
        statement=asked.statement,
    )


def checked_of(one: Judged) -> Checked:
    return Checked(
        id=one.check.id,
        verdict=one.verdict,
        left=side(one.left),
        right=side(one.right),
        difference=None if one.difference is None else plain(one.difference),
        message=one.message,
    )
