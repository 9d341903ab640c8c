"""Do printed figures add up? Exact arithmetic; a verdict and a sentence, never a repair.

Source: the acceptance data `data/reported_figures.json` (requirements 3.2): a rate is rounded half
up; a target is judged on the counts, never on the rounded rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise
from typing import Final, NoReturn

from motcua.figures.errors import FiguresRefused
from motcua.figures.rules import wording
from motcua.figures.rules.numbers import needed, rounded, share
from motcua.figures.rules.values import Check, Figure, Judged, Kind, Span, Verdict, exactly


Figures = Mapping[str, Figure]
LARGEST: Final = 10**15
_LONGEST_LITERAL: Final = 20


def check_all(figures: Sequence[Figure], checks: Sequence[Check]) -> list[Judged]:
    """In the order of the checks. Raises FiguresRefused for what can't be understood."""
    known: dict[str, Figure] = {}
    for place, figure in enumerate(figures):
        if figure.id in known:
            _refuse(f"figures.{place}.id", f"Có hai số cùng mã {figure.id}")
        known[figure.id] = figure
    seen: set[str] = set()
    judged = []
    for place, check in enumerate(checks):
        if check.id in seen:
            _refuse(f"checks.{place}.id", f"Có hai phép kiểm cùng mã {check.id}")
        seen.add(check.id)
        used = _used(check, known, place)
        judged.append(_BY_KIND[check.kind](check, used, known))
    return judged


def _used(check: Check, known: Figures, place: int) -> list[Figure]:
    """The figures of the terms, subtracted ones with their sign turned; then the total."""
    where = f"checks.{place}"
    names = [*check.terms, *([check.total] if check.total is not None else [])]
    used = [_figure(name, known, check.id, where) for name in names]
    if check.kind in (Kind.RATE, Kind.TARGET):
        if len(check.terms) != 2:
            _refuse(where, f"Phép kiểm {check.id} cần đúng hai số: tử số và mẫu số")
        if any(figure.value.is_range or figure.value.low < 0 for figure in used):
            _refuse(where, f"Phép kiểm {check.id} tính tỷ lệ từ một khoảng hoặc một số âm")
    if not check.terms:
        _refuse(where, f"Phép kiểm {check.id} không có số nào")
    return used


def _figure(name: str, known: Figures, check_id: str, where: str) -> Figure:
    minus, bare = name.startswith("-"), name.removeprefix("-")
    if bare.startswith("="):
        found = Figure(id=name, value=exactly(_literal(bare[1:], check_id, where)))
    elif bare in known:
        found = known[bare]
    else:
        _refuse(where, f"Phép kiểm {check_id} nhắc đến «{bare[:40]}», tập số liệu không có số này")
    if not minus:
        return found
    return Figure(
        id=found.id,
        value=-found.value,
        words=f"−{wording.named(found)}",
        unit=found.unit,
        qualifier=found.qualifier,
        source=found.source,
    )


def _literal(text: str, check_id: str, where: str) -> Decimal:
    """A plain number of programs, with a dot for decimals."""
    try:
        number = Decimal(text) if text.isascii() and len(text) <= _LONGEST_LITERAL else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) > LARGEST:
        _refuse(where, f"Phép kiểm {check_id} có số «={text[:40]}» không đọc được")
    return number


def _refuse(field: str, why: str) -> NoReturn:
    raise FiguresRefused(field=field, why=why)


def _sum(check: Check, used: Sequence[Figure], known: Figures) -> Judged:
    terms = used[: len(check.terms)]
    left = sum((figure.value for figure in terms), exactly(0))
    if check.total is None:
        return _derived(check, left, wording.derived(check, terms, left))
    total = used[-1]
    if any(figure.is_approximate for figure in used):
        return _derived(check, left, wording.approximate(used))
    holds = left.meets(total.value)
    message = (
        wording.adds_up(terms, total)
        if holds
        else wording.gap(check, terms, total, left, list(known.values()))
    )
    verdict = Verdict.HOLDS if holds else Verdict.FAILS
    return Judged(check=check, verdict=verdict, left=left, right=total.value, message=message)


def _order(check: Check, used: Sequence[Figure], known: Figures) -> Judged:
    terms = used[: len(check.terms)]
    wrong = next(
        ((one, other) for one, other in pairwise(terms) if one.value.low > other.value.high), None
    )
    if wrong is None:
        return Judged(
            check=check,
            verdict=Verdict.HOLDS,
            left=terms[0].value,
            right=terms[-1].value,
            message=wording.in_order(terms),
        )
    if any(figure.is_approximate for figure in wrong):
        return Judged(check=check, verdict=Verdict.DERIVED, message=wording.approximate(wrong))
    one, other = wrong
    return Judged(
        check=check,
        verdict=Verdict.FAILS,
        left=one.value,
        right=other.value,
        message=wording.out_of_order(one, other),
    )


def _rate(check: Check, used: Sequence[Figure], known: Figures) -> Judged:
    part, whole = used[0], used[1]
    printed = used[2] if check.total is not None else None
    if any(figure.is_approximate for figure in used):
        return Judged(check=check, verdict=Verdict.DERIVED, message=wording.approximate(used))
    if not whole.value.low:
        verdict = Verdict.FAILS if printed else Verdict.DERIVED
        right = printed.value if printed else None
        return Judged(check=check, verdict=verdict, right=right, message=wording.no_base(printed))
    exact = share(part.value.low, whole.value.low)
    left = exactly(rounded(exact, check.decimals))
    if printed is None:
        return _derived(check, left, wording.derived_rate(part, whole, left))
    holds = left.low == printed.value.low
    return Judged(
        check=check,
        verdict=Verdict.HOLDS if holds else Verdict.FAILS,
        left=left,
        right=printed.value,
        message=wording.rate(part, whole, printed, exact, check.decimals, holds=holds),
    )


def _target(check: Check, used: Sequence[Figure], known: Figures) -> Judged:
    reached, of = used[0], used[1]
    if any(figure.is_approximate for figure in used):
        return Judged(check=check, verdict=Verdict.DERIVED, message=wording.approximate(used))
    right = Fraction(needed(of.value.low, check.required_percent))
    if reached.value.low > of.value.low:
        verdict, right = Verdict.FAILS, of.value.low
    else:
        verdict = Verdict.HOLDS if reached.value.low >= right else Verdict.MISSED
    return Judged(
        check=check,
        verdict=verdict,
        left=reached.value,
        right=exactly(right),
        message=wording.target(check, reached, of, right, verdict),
    )


def _derived(check: Check, left: Span, message: str) -> Judged:
    return Judged(check=check, verdict=Verdict.DERIVED, left=left, message=message)


_BY_KIND: Final[Mapping[Kind, Callable[[Check, Sequence[Figure], Figures], Judged]]] = {
    Kind.SUM: _sum,
    Kind.DIFFERENCE: _sum,
    Kind.COUNT: _sum,
    Kind.ORDER: _order,
    Kind.RATE: _rate,
    Kind.TARGET: _target,
}
