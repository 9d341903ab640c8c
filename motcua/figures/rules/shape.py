"""A set of figures and checks as JSON has it, read strictly; verdicts written the same way. Pure.

The shape is that of the acceptance data `reported_figures.json`: figures with `id` and `value` (a
number, or two for a range), checks with `kind` and its terms. What describes a figure for people is
taken where it helps a message and otherwise left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NoReturn

from motcua.figures.errors import FiguresRefused
from motcua.figures.rules.checking import LARGEST
from motcua.figures.rules.values import Check, Figure, Judged, Kind, Span


MOST_FIGURES: Final = 2000
MOST_CHECKS: Final = 2000
MOST_TERMS: Final = 100
MOST_DECIMALS: Final = 6
LONGEST_ID: Final = 60
LONGEST_TEXT: Final = 500
SUMS: Final = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.COUNT, Kind.ORDER})


def read_set(given: Any) -> tuple[list[Figure], list[Check]]:
    """Raises FiguresRefused, whose facts name the place."""
    if not isinstance(given, dict):
        _refuse("", "Tệp phải là một đối tượng JSON có figures và checks")
    figures = _list(given, "figures", MOST_FIGURES)
    checks = _list(given, "checks", MOST_CHECKS)
    return (
        [_figure(item, f"figures.{place}") for place, item in enumerate(figures)],
        [_check(item, f"checks.{place}") for place, item in enumerate(checks)],
    )


def _list(given: Mapping[str, Any], name: str, most: int) -> list[Any]:
    found = given.get(name)
    if not isinstance(found, list):
        _refuse(name, f"Thiếu danh sách {name}")
    if len(found) > most:
        _refuse(name, f"Danh sách {name} có {len(found)} mục, nhiều nhất {most}")
    return found


def _figure(item: Any, where: str) -> Figure:
    if not isinstance(item, dict):
        _refuse(where, f"{where} phải là một đối tượng JSON")
    value = item.get("value")
    ends = value if isinstance(value, list) and len(value) == 2 else [value, value]
    low, high = (_number(end, f"{where}.value") for end in ends)
    if low > high:
        _refuse(f"{where}.value", f"{where}.value có đầu khoảng lớn hơn cuối khoảng")
    return Figure(
        id=_text(item, "id", where, is_required=True, longest=LONGEST_ID),
        value=Span(low, high),
        words=_text(item, "printed", where),
        unit=_text(item, "unit", where),
        qualifier=_text(item, "qualifier", where) or "exact",
        source=_text(item, "article", where),
    )


def _check(item: Any, where: str) -> Check:
    if not isinstance(item, dict):
        _refuse(where, f"{where} phải là một đối tượng JSON")
    kind = _kind(item.get("kind"), where)
    terms, total = _terms(item, kind, where)
    decimals = item.get("decimals", 1)
    if not _is_whole(decimals) or not 0 <= decimals <= MOST_DECIMALS:
        _refuse(f"{where}.decimals", f"{where}.decimals là số nguyên từ 0 đến {MOST_DECIMALS}")
    required = _number(item.get("required_percent", 100), f"{where}.required_percent")
    if not 0 <= required <= 100:
        _refuse(f"{where}.required_percent", f"{where}.required_percent là số từ 0 đến 100")
    return Check(
        id=_text(item, "id", where, is_required=True, longest=LONGEST_ID),
        kind=kind,
        terms=terms,
        total=total,
        decimals=decimals,
        required_percent=Decimal(required.numerator) / required.denominator,
        statement=_text(item, "statement", where),
    )


def _kind(given: Any, where: str) -> Kind:
    try:
        return Kind(given)
    except ValueError:
        names = ", ".join(Kind)
        return _refuse(f"{where}.kind", f"{where}.kind là một trong {names}")


def _terms(item: Mapping[str, Any], kind: Kind, where: str) -> tuple[tuple[str, ...], str | None]:
    if kind in SUMS:
        terms = item.get("terms")
        if not isinstance(terms, list) or not 0 < len(terms) <= MOST_TERMS:
            _refuse(f"{where}.terms", f"{where}.terms là danh sách từ 1 đến {MOST_TERMS} mã số")
        if not all(isinstance(term, str) for term in terms):
            _refuse(f"{where}.terms", f"{where}.terms chỉ gồm mã số, dạng chuỗi chữ")
        total = None if kind is Kind.ORDER else item.get("total")
        return tuple(terms), _name(total, f"{where}.total") if total is not None else None
    names = ("numerator", "denominator") if kind is Kind.RATE else ("reached", "of")
    printed = item.get("printed") if kind is Kind.RATE else None
    return (
        tuple(_name(item.get(name), f"{where}.{name}") for name in names),
        _name(printed, f"{where}.printed") if printed is not None else None,
    )


def _name(given: Any, where: str) -> str:
    if not isinstance(given, str) or not given:
        _refuse(where, f"{where} phải là mã của một số")
    return given


def _number(given: Any, where: str) -> Fraction:
    is_number = isinstance(given, int | Decimal) and not isinstance(given, bool)
    if not is_number or (isinstance(given, Decimal) and not given.is_finite()):
        _refuse(where, f"{where} phải là một số")
    if abs(given) > LARGEST or (isinstance(given, Decimal) and abs(given.adjusted()) > 15):
        _refuse(where, f"{where} quá lớn hoặc quá nhiều chữ số")
    return Fraction(given)


def _is_whole(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _text(
    item: Mapping[str, Any],
    name: str,
    where: str,
    *,
    is_required: bool = False,
    longest: int = LONGEST_TEXT,
) -> str:
    found = item.get(name)
    if found is None and not is_required:
        return ""
    if not isinstance(found, str) or (is_required and not found):
        _refuse(f"{where}.{name}", f"{where}.{name} phải là một chuỗi chữ")
    if len(found) > longest:
        _refuse(f"{where}.{name}", f"{where}.{name} dài nhất {longest} ký tự")
    return found


def _refuse(field: str, why: str) -> NoReturn:
    raise FiguresRefused(field=field, why=why)


Plain = int | float
Side = Plain | list[Plain] | None


def plain(value: Fraction) -> Plain:
    """A number of JSON."""
    return value.numerator if value.denominator == 1 else float(value)


def side(value: Span | None) -> Side:
    if value is None:
        return None
    return [plain(value.low), plain(value.high)] if value.is_range else plain(value.low)


def written(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """The verdicts: id, verdict, left, right, difference, message."""
    return [
        {
            "id": one.check.id,
            "verdict": one.verdict.value,
            "left": side(one.left),
            "right": side(one.right),
            "difference": None if one.difference is None else plain(one.difference),
            "message": one.message,
        }
        for one in judged
    ]
