"""The figures of one unit typed into a table, and the sums they must satisfy. Pure.

What is left empty was not printed: nothing is made up for it.

Source: the columns of Biểu số II.06 (TT 01/2020/TT-VPCP) and requirements 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from motcua.figures.rules.checking import check_all
from motcua.figures.rules.values import Check, Figure, Judged, Kind, exactly


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    label: str
    is_rate: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    lines: tuple[Line, ...]


GROUPS: Final = (
    Group(
        "Tiếp nhận",
        (
            Line("received", "Tổng số tiếp nhận"),
            Line("online", "Trực tuyến"),
            Line("direct", "Trực tiếp"),
            Line("postal", "Qua bưu chính"),
            Line("carried", "Kỳ trước chuyển qua"),
        ),
    ),
    Group(
        "Đã giải quyết",
        (
            Line("resolved", "Tổng số đã giải quyết"),
            Line("early", "Trước hạn"),
            Line("on_time", "Đúng hạn"),
            Line("late", "Quá hạn"),
        ),
    ),
    Group(
        "Chưa giải quyết và kết thúc khác",
        (
            Line("open", "Đang giải quyết"),
            Line("waiting", "Chờ bổ sung"),
            Line("refused", "Không đủ điều kiện (ngoài số đã giải quyết)"),
            Line("withdrawn", "Rút, dừng (ngoài số đã giải quyết)"),
        ),
    ),
    Group(
        "Số hóa",
        (
            Line("digitised", "Đã số hóa"),
            Line("digitised_rate", "Tỷ lệ số hóa in trong báo cáo (%)", is_rate=True),
            Line("digitised_target", "Mục tiêu số hóa (%)", is_rate=True),
        ),
    ),
)
LINES: Final = {line.key: line for group in GROUPS for line in group.lines}
CHANNELS: Final = ("online", "direct", "postal", "carried")
TIMES: Final = ("early", "on_time", "late")
OTHERS: Final = ("open", "waiting", "refused", "withdrawn")

Values = Mapping[str, Decimal]


def check_table(values: Values) -> list[Judged]:
    """`values` by the key of a line; keys that are missing were left empty."""
    figures = [
        Figure(
            id=key,
            value=exactly(value),
            words=LINES[key].label,
            unit="%" if LINES[key].is_rate else "dossiers",
        )
        for key, value in values.items()
    ]
    return check_all(figures, list(_checks(values)))


def _checks(values: Values) -> Iterator[Check]:
    yield from _split(values, "channels", CHANNELS, "received", "các kênh = tổng số tiếp nhận")
    yield from _split(values, "times", TIMES, "resolved", "trước, đúng, quá hạn = đã giải quyết")
    yield from _states(values)
    yield from _digitised(values)


def _split(
    values: Values, id_: str, names: tuple[str, ...], total: str, statement: str
) -> Iterator[Check]:
    terms = tuple(name for name in names if name in values)
    if terms:
        given = total if total in values else None
        yield Check(id=id_, kind=Kind.SUM, terms=terms, total=given, statement=statement)


def _states(values: Values) -> Iterator[Check]:
    """Where a total is not printed, its parts stand for it."""
    settled = ("resolved",) if "resolved" in values else _present(values, TIMES)
    others = _present(values, OTHERS)
    if not settled or not others:
        return
    received = "received" if "received" in values else None
    parts = _present(values, CHANNELS)
    if received is None and parts:
        minus = tuple(f"-{part}" for part in parts[1:])
        terms, total, kind = (*settled, *others, *minus), parts[0], Kind.DIFFERENCE
    else:
        terms, total, kind = (*settled, *others), received or "", Kind.SUM
    statement = "đã giải quyết + chưa giải quyết + kết thúc khác = tiếp nhận"
    yield Check(id="states", kind=kind, terms=terms, total=total or None, statement=statement)


def _present(values: Values, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in values)


def _digitised(values: Values) -> Iterator[Check]:
    if "digitised" not in values or "resolved" not in values:
        return
    pair = ("digitised", "resolved")
    if values["digitised"] > values["resolved"]:
        yield Check(id="digitised", kind=Kind.ORDER, terms=pair, statement="số hóa ≤ đã giải quyết")
        return
    if (rate := values.get("digitised_rate")) is not None:
        yield Check(
            id="rate",
            kind=Kind.RATE,
            terms=pair,
            total="digitised_rate",
            decimals=_decimals(rate),
            statement="tỷ lệ số hóa trên đã giải quyết",
        )
    if (target := values.get("digitised_target")) is not None:
        yield Check(
            id="target",
            kind=Kind.TARGET,
            terms=pair,
            required_percent=target,
            statement="mục tiêu số hóa",
        )


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
