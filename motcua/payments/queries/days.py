"""What an official took on a day, and how days were closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from motcua.payments.models import DayClose, Receipt
from motcua.payments.rules import DayFigures, Method


def day_figures(unit_id: int, official_id: int, on: date) -> DayFigures:
    """One query."""
    return figures_of_unit([unit_id], on).get((unit_id, official_id), DayFigures())


def figures_of_unit(unit_ids: Iterable[int], on: date) -> dict[tuple[int, int], DayFigures]:
    """By unit and official, of all who took or gave back something that day. One query."""
    rows = Receipt.objects.filter(
        Q(unit__in=tuple(unit_ids)) & (Q(on=on) | Q(refunded_on=on))
    ).values_list(
        "unit_id",
        "collected_by_id",
        "refunded_by_id",
        "on",
        "refunded_on",
        "method",
        "refund_method",
        "amount",
        "cancelled_at",
        "collected_by__name",
        "refunded_by__name",
    )
    sums: dict[tuple[int, int], dict[str, int]] = {}
    names: dict[int, str] = {}

    def add(unit: int, official: int, **more: int) -> None:
        here = sums.setdefault((unit, official), {})
        for name, amount in more.items():
            here[name] = here.get(name, 0) + amount

    for unit, taker, giver, taken, given, method, back, amount, cancelled, *who in rows:
        names |= {taker: who[0], giver: who[1]}
        if taken == on and cancelled:
            add(unit, taker, cancelled=1)
        elif taken == on:
            add(unit, taker, receipts=1, **{_FIELDS[Method(method)]: amount})
        if given == on:
            add(unit, giver, refunds=1, cash_refunded=amount if back == Method.CASH else 0)
    return {key: DayFigures(official=names[key[1]], **found) for key, found in sums.items()}


def days_left_open(unit_id: int, official_id: int, before: date) -> tuple[date, ...]:
    """Days of the last month on which the official took money and never closed. One query."""
    closed = DayClose.objects.filter(
        unit=unit_id, official=official_id, on=OuterRef("on"), reopened_at=None
    )
    found = Receipt.objects.filter(
        ~Exists(closed),
        unit=unit_id,
        collected_by=official_id,
        on__gte=before - timedelta(days=31),
        on__lt=before,
    )
    return tuple(found.order_by("on").values_list("on", flat=True).distinct())


_FIELDS = {Method.CASH: "cash", Method.TRANSFER: "transfers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCard:
    id: int
    unit_id: int
    official_id: int
    official: str
    on: date
    expected: int
    counted: int
    counts: Mapping[int, int]
    reason: str
    closed_at: datetime
    reopened_at: datetime | None
    reopen_reason: str

    @property
    def difference(self) -> int:
        return self.counted - self.expected


def closes(unit_ids: Iterable[int], on: date) -> tuple[CloseCard, ...]:
    """All of a day, also those opened again, the latest last. One query."""
    return _cards(Q(unit__in=tuple(unit_ids), on=on))


def open_close(close_id: int, *, unit_ids: Iterable[int]) -> CloseCard | None:
    """One query; None for one of another agency."""
    return next(iter(_cards(Q(pk=close_id, unit__in=tuple(unit_ids)))), None)


def _cards(wanted: Q) -> tuple[CloseCard, ...]:
    rows = DayClose.objects.filter(wanted).select_related("official").order_by("pk")
    return tuple(
        CloseCard(
            id=row.pk,
            unit_id=row.unit_id,
            official_id=row.official_id,
            official=row.official.name,
            on=row.on,
            expected=row.expected,
            counted=row.counted,
            counts={int(note): count for note, count in row.counts.items()},
            reason=row.reason,
            closed_at=row.closed_at,
            reopened_at=row.reopened_at,
            reopen_reason=row.reopen_reason,
        )
        for row in rows
    )
