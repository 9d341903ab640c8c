"""What a counter hands over and has received on one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Count
from django.utils import timezone

from motcua.dossiers.models import Dossier, DossierQuerySet, StepRun
from motcua.dossiers.rules import Action, Channel, Status
from motcua.people import queries as people
from motcua.people.rules import Role, sort_key


MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class HandedOver:
    code: str
    applicant_name: str
    procedure_name: str
    due_at: datetime | None
    left_at: datetime
    left_by: str


@dataclass(frozen=True, slots=True)
class Office:
    """To which office dossiers went, in the order in which they left."""

    name: str
    rows: tuple[HandedOver, ...]


def handed_over(unit_id: int, on: date) -> tuple[Office, ...]:
    """Dossiers on paper that left the counter on a day, by the office they went to. Three queries.

    A dossier that came back and left again stands there once for each time: it was carried twice.
    """
    officials = [holder.user_id for holder in people.holders(unit_id, Role.COUNTER, on)]
    start, end = _bounds(on)
    runs = (
        StepRun.objects.filter(
            left_by__in=officials,
            left_at__gte=start,
            left_at__lt=end,
            unit=unit_id,
            action=Action.FORWARD.value,
        )
        .exclude(dossier__channel=Channel.ONLINE.value)
        .select_related("dossier", "left_by")
        .order_by("left_at", "pk")[:MOST_ROWS]
    )
    left = list(runs)
    offices = _offices_entered(left, start, end)
    rows = [(offices.get(run.pk, "Chưa rõ nơi nhận"), run) for run in left]
    rows.sort(key=lambda row: (sort_key(row[0]), row[1].left_at))
    return tuple(
        Office(name, tuple(_row(run) for _, run in found))
        for name, found in groupby(rows, key=lambda row: row[0])
    )


def _offices_entered(left: Sequence[StepRun], start: datetime, end: datetime) -> dict[int, str]:
    """Of each stay that ended, the office of the stay that began at the same moment."""
    entered = StepRun.objects.filter(
        dossier__in={run.dossier_id for run in left}, entered_at__gte=start, entered_at__lt=end
    ).values_list("dossier_id", "entered_at", "unit__name")
    began = {(dossier_id, at): name for dossier_id, at, name in entered.order_by("pk")}
    return {
        run.pk: began[run.dossier_id, run.left_at]
        for run in left
        if run.left_at is not None and (run.dossier_id, run.left_at) in began
    }


def _row(run: StepRun) -> HandedOver:
    assert run.left_at is not None
    return HandedOver(
        code=run.dossier.code,
        applicant_name=run.dossier.applicant_name,
        procedure_name=run.dossier.procedure_name,
        due_at=run.dossier.due_at,
        left_at=run.left_at,
        left_by=run.left_by.name if run.left_by else "",
    )


@dataclass(frozen=True, slots=True)
class Received:
    """How many a counter received on a day; the channels add up to the total."""

    by_channel: Mapping[Channel, int]
    by_status: Mapping[Status, int]

    @property
    def total(self) -> int:
        return sum(self.by_channel.values())


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    code: str
    channel: Channel
    status: Status
    submitted_at: datetime
    applicant_name: str
    procedure_name: str


def received_on(unit_id: int, on: date) -> Received:
    """One query."""
    counted = (
        _of_day(unit_id, on).order_by().values_list("channel", "status").annotate(n=Count("pk"))
    )
    channels = dict.fromkeys(Channel, 0)
    statuses: dict[Status, int] = {}
    for channel, status, count in counted:
        channels[Channel(channel)] += count
        statuses[Status(status)] = statuses.get(Status(status), 0) + count
    return Received(channels, statuses)


def received_rows(unit_id: int, on: date, channel: Channel | None) -> tuple[ReceivedRow, ...]:
    """The dossiers behind a figure of `received_on`, in the order they came. One query."""
    found = _of_day(unit_id, on)
    if channel is not None:
        found = found.filter(channel=channel.value)
    rows = found.order_by("submitted_at", "pk").values_list(
        "code", "channel", "status", "submitted_at", "applicant_name", "procedure_name"
    )
    return tuple(
        ReceivedRow(code, Channel(via), Status(status), at, who, what)
        for code, via, status, at, who, what in rows
    )


def _of_day(unit_id: int, on: date) -> DossierQuerySet:
    start, end = _bounds(on)
    return Dossier.objects.filter(
        receiving_unit=unit_id, submitted_at__gte=start, submitted_at__lt=end
    )


def _bounds(on: date) -> tuple[datetime, datetime]:
    start = datetime.combine(on, time(), tzinfo=timezone.get_current_timezone())
    return start, start + timedelta(days=1)
