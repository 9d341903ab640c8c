"""A target as somebody assigns it, checked. Pure.

Source
    Requirements T32: a number or a share of online dossiers, assigned by unit; the article prints
    no values, so all of them are what a leader enters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.figures.rules import write_exact
from motcua.targets.errors import TargetRefused
from motcua.targets.rules.figures import Figure


LONGEST_NAME: Final = 200
LONGEST_NUMBER: Final = 60
LONGEST_NOTE: Final = 1000
LONGEST_REASON: Final = 500
LARGEST: Final = 10_000_000
LONGEST_DAYS: Final = 1100  # three years; a longer plan has a target for each
MOST_UNITS: Final = 300
EARLIEST: Final = date(2018, 1, 1)
HUNDRED: Final = Decimal(100)
CENT: Final = Decimal("0.01")


class Kind(StrEnum):
    """Which side of the number is good, and whether it is a count or a percentage."""

    COUNT_AT_LEAST = "count_at_least"
    SHARE_AT_LEAST = "share_at_least"
    COUNT_AT_MOST = "count_at_most"
    SHARE_AT_MOST = "share_at_most"

    @property
    def label(self) -> str:
        return _KINDS[self]

    @property
    def is_share(self) -> bool:
        return self in (Kind.SHARE_AT_LEAST, Kind.SHARE_AT_MOST)

    @property
    def is_at_most(self) -> bool:
        return self in (Kind.COUNT_AT_MOST, Kind.SHARE_AT_MOST)


_KINDS: Final = {
    Kind.COUNT_AT_LEAST: "Ít nhất bao nhiêu hồ sơ",
    Kind.SHARE_AT_LEAST: "Ít nhất bao nhiêu phần trăm",
    Kind.COUNT_AT_MOST: "Nhiều nhất bao nhiêu hồ sơ",
    Kind.SHARE_AT_MOST: "Nhiều nhất bao nhiêu phần trăm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A target before it is assigned. `base`: what a share is taken of, None for a count.

    `field`, `procedure` and `service_level` narrow which dossiers count, "" is all of them;
    `service_level` is one of catalog.rules.ServiceLevel.
    """

    name: str
    figure: Figure
    kind: Kind
    first: date
    due_on: date
    base: Figure | None = None
    field: str = ""
    procedure: str = ""
    service_level: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuotaDraft:
    """What one unit is to reach. `field` narrows it to the work of one office of an agency."""

    unit_id: int
    value: Decimal
    field: str = ""


def checked(draft: Draft) -> Draft:
    """The same, cleaned. Raises TargetRefused."""
    clean = replace(
        draft,
        name=_line(draft.name, "name", "Tên chỉ tiêu", LONGEST_NAME),
        number=checked_number(draft.number),
        note=_line(draft.note, "note", "Ghi chú", LONGEST_NOTE, keep="\n\t"),
    )
    if not clean.name:
        raise TargetRefused(field="name", why="Ghi tên chỉ tiêu")
    _check_days(clean.first, clean.due_on)
    if not clean.kind.is_share:
        return replace(clean, base=None)
    if not clean.figure.bases:
        why = f"«{clean.figure.label}» chỉ giao được bằng số hồ sơ, không bằng phần trăm"
        raise TargetRefused(field="kind", why=why)
    base = clean.base or clean.figure.bases[0]
    if base not in clean.figure.bases:
        names = " hoặc ".join(f"«{one.label}»" for one in clean.figure.bases)
        why = f"Tỷ lệ của «{clean.figure.label}» tính trên {names}"
        raise TargetRefused(field="base", why=why)
    return replace(clean, base=base)


def checked_quotas(kind: Kind, quotas: Iterable[QuotaDraft]) -> tuple[QuotaDraft, ...]:
    """Each unit once a field, in the order given. Raises TargetRefused."""
    found = tuple(replace(one, value=_value(kind, one)) for one in quotas)
    if not found:
        raise TargetRefused(field="", why="Ghi số giao cho ít nhất một đơn vị")
    if len(found) > MOST_UNITS:
        raise TargetRefused(field="", why=f"Một chỉ tiêu giao nhiều nhất {MOST_UNITS} đơn vị")
    if len({(one.unit_id, one.field) for one in found}) < len(found):
        raise TargetRefused(field="", why="Một đơn vị được ghi hai lần với cùng lĩnh vực")
    return found


def _value(kind: Kind, quota: QuotaDraft) -> Decimal:
    box, value = f"so-{quota.unit_id}", quota.value
    if not value.is_finite() or value < 0:
        raise TargetRefused(field=box, why="Số giao là một số không âm, như 120 hoặc 80,5")
    if kind.is_share:
        if value > HUNDRED or value != value.quantize(CENT):
            why = "Tỷ lệ giao từ 0 đến 100, nhiều nhất hai số lẻ, như 80,5"
            raise TargetRefused(field=box, why=why)
    elif value > LARGEST or value != value.to_integral_value():
        raise TargetRefused(field=box, why=f"Số hồ sơ giao là số nguyên đến {write_exact(LARGEST)}")
    if value == 0 and not kind.is_at_most:
        raise TargetRefused(
            field=box, why="Số giao ít nhất phải lớn hơn 0. Không giao thì để trống"
        )
    return value.quantize(CENT)


def _check_days(first: date, due_on: date) -> None:
    if first < EARLIEST:
        raise TargetRefused(field="first", why=f"Ngày bắt đầu từ {EARLIEST:%d/%m/%Y} trở đi")
    if due_on < first:
        why = "Ngày đến hạn trước ngày bắt đầu. Ghi lại một trong hai ngày"
        raise TargetRefused(field="due_on", why=why)
    if due_on - first > timedelta(days=LONGEST_DAYS):
        raise TargetRefused(field="due_on", why="Thời gian giao dài quá ba năm. Tách theo năm")


def _line(text: str, field: str, label: str, most: int, *, keep: str = "") -> str:
    clean = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") and c not in keep for c in clean):
        why = f"{label} có ký tự không đọc được. Gõ lại thay vì dán"
        raise TargetRefused(field=field, why=why)
    if len(clean) > most:
        raise TargetRefused(field=field, why=f"{label} dài quá {most} ký tự. Viết ngắn lại")
    return clean


def checked_reason(text: str) -> str:
    """Why a number is changed or taken back. Raises TargetRefused."""
    clean = _line(text, "reason", "Lý do", LONGEST_REASON, keep="\n\t")
    if not clean:
        raise TargetRefused(field="reason", why="Ghi lý do")
    return clean


def checked_number(text: str) -> str:
    """The number of the document. Raises TargetRefused."""
    return _line(text, "number", "Số văn bản", LONGEST_NUMBER)


def a_year_later(draft: Draft) -> Draft:
    """The same for the year after; 29 February becomes the 28th."""
    return replace(
        draft, first=next_year(draft.first), due_on=next_year(draft.due_on), number="", note=""
    )


def next_year(day: date) -> date:
    return shifted(day, 1)


def shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole numbers, in proportion to the weights; in equal parts when all are 0.

    The largest remainders get what is left over, the first of equals first.
    """
    if not weights:
        return []
    shares = list(weights) if sum(weights) else [1] * len(weights)
    whole = sum(shares)
    parts = [total * share // whole for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (-(total * shares[i] % whole), i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the number of one unit. None: it had none before, or has none any more."""

    unit_id: int
    field: str
    old: Decimal | None
    new: Decimal | None


def changes(
    before: Mapping[tuple[int, str], Decimal], after: Iterable[QuotaDraft]
) -> tuple[Change, ...]:
    """Old numbers by (unit, field) against the new ones; only what differs."""
    new = {(one.unit_id, one.field): one.value for one in after}
    keys = dict.fromkeys([*before, *new])
    return tuple(
        Change(unit_id, field, before.get((unit_id, field)), new.get((unit_id, field)))
        for unit_id, field in keys
        if before.get((unit_id, field)) != new.get((unit_id, field))
    )


def value_words(kind: Kind, value: Decimal) -> str:
    """«ít nhất 80,5%», «nhiều nhất 3 hồ sơ»"""
    side = "nhiều nhất" if kind.is_at_most else "ít nhất"
    return f"{side} {write_exact(value)}{'%' if kind.is_share else ' hồ sơ'}"
