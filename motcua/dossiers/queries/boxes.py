"""The boxes of the rail: what belongs to which list, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, Value
from django.utils import timezone

from motcua.dossiers.models import Dossier, DossierQuerySet, StepRun
from motcua.dossiers.rules import Status, TimeState
from motcua.people.rules import Actor, Role, sort_key


RUNNING = (Status.ACCEPTED.value, Status.IN_PROCESS.value)


CLOCK_STANDS = (Status.AWAITING_SUPPLEMENT.value, Status.AWAITING_PAYMENT.value)


class Box(StrEnum):
    """A list in the rail of the desk."""

    MINE = "mine"
    INTAKE = "intake"
    WAITING = "waiting"
    SENT = "sent"
    POOL = "pool"
    UNIT = "unit"
    RETURNS = "returns"
    AGENCY = "agency"
    DONE = "done"

    @property
    def label(self) -> str:
        return _BOX_LABELS[self]


_BOX_LABELS = {
    Box.MINE: "Việc của tôi",
    Box.INTAKE: "Chờ tiếp nhận",
    Box.WAITING: "Chờ bổ sung",
    Box.SENT: "Đã chuyển đi",
    Box.POOL: "Chưa phân công",
    Box.UNIT: "Đang ở đơn vị",
    Box.RETURNS: "Chờ trả kết quả",
    Box.AGENCY: "Toàn cơ quan",
    Box.DONE: "Xong tháng này",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a box are in each state, and its fields for the filter."""

    total: int
    by_state: Mapping[TimeState, int]
    fields: tuple[str, ...]


def in_box(actor: Actor, box: Box, now: datetime) -> DossierQuerySet:
    """The one place that says what belongs to a list; counts and pages ask it."""
    if not actor.roles - {Role.ADMIN}:
        return Dossier.objects.none()
    if box is Box.DONE:
        return Dossier.objects.filter(
            _handled_by(actor), finished_at__gte=_month_start(now), outcome__gt=""
        )
    if box is Box.SENT:
        return Dossier.objects.open().filter(_handled_by(actor)).exclude(_mine(actor))
    return Dossier.objects.open().filter(_conditions(actor)[box])


def _conditions(actor: Actor) -> dict[Box, Q]:
    running = Q(status__in=RUNNING)
    at_unit = Q(step_unit=actor.unit_id)
    received = Q(receiving_unit=actor.unit_id)
    in_hand = ~Q(status=Status.FINISHED.value)  # what has its result waits in another box
    return {
        Box.MINE: _mine(actor),
        Box.INTAKE: received & Q(status=Status.REGISTERED.value),
        Box.WAITING: Q(status__in=CLOCK_STANDS) & (at_unit | received),
        Box.POOL: running & at_unit & Q(assignee=None),
        Box.UNIT: at_unit & in_hand,
        Box.RETURNS: Q(status=Status.FINISHED.value, returning_unit=actor.unit_id),
        Box.AGENCY: Q(resolving_unit=actor.agency_id) & in_hand,
    }


def _mine(actor: Actor) -> Q:
    roles = [role.value for role in actor.roles]
    mine = Q(assignee__in=sorted(actor.answers_for)) | Q(assignee=None, step_role__in=roles)
    return Q(status__in=RUNNING, step_unit=actor.unit_id) & mine


def _handled_by(actor: Actor) -> Exists:
    return Exists(StepRun.objects.filter(dossier=OuterRef("pk"), left_by=actor.user_id))


def box_counts(actor: Actor) -> dict[Box, int]:
    """How many in each box of the rail whose dossiers are open. One query."""
    conditions = _conditions(actor)
    here = Q(step_unit=actor.unit_id) | Q(receiving_unit=actor.unit_id)
    here |= Q(returning_unit=actor.unit_id) | Q(resolving_unit=actor.agency_id)
    counted = (
        Dossier.objects.open()
        .filter(here)
        .aggregate(
            **{box.value: Count("pk", filter=condition) for box, condition in conditions.items()}
        )
    )
    return {box: counted[box.value] for box in conditions}


def status_counts() -> dict[str, int]:
    """How many dossiers there are in each status, for the operator's gauges. One query."""
    counted = Dossier.objects.values_list("status").annotate(count=Count("pk"))
    return dict.fromkeys((status.value for status in Status), 0) | dict(counted)


def state_counts(actor: Actor, box: Box, *, now: datetime) -> Counts:
    """How many of a box are late, due today, in time, and with a clock that stands. One query."""
    wanted = (TimeState.LATE, TimeState.SOON, TimeState.OK, TimeState.WAIT, TimeState.PAUSE)
    counted = in_box(actor, box, now).aggregate(
        total=Count("pk"),
        fields=ArrayAgg("field", distinct=True, default=Value([])),
        **{state.value: Count("pk", filter=in_state(state, now)) for state in wanted},
    )
    return Counts(
        total=counted["total"],
        by_state={state: counted[state.value] for state in wanted},
        fields=tuple(sorted(counted["fields"], key=sort_key)),
    )


def board_counts(actor: Actor, boxes: Sequence[Box], *, now: datetime) -> dict[Box, Counts]:
    """The states of several open boxes at once, without their fields. One query."""
    wanted = (TimeState.LATE, TimeState.SOON, TimeState.OK, TimeState.WAIT, TimeState.PAUSE)
    conditions = {box: _conditions(actor)[box] for box in boxes}
    counts = {
        f"{box.value}_{state.value}": Count("pk", filter=condition & in_state(state, now))
        for box, condition in conditions.items()
        for state in wanted
    }
    totals = {f"{box.value}_all": Count("pk", filter=c) for box, c in conditions.items()}
    anywhere = reduce(or_, conditions.values())
    counted = Dossier.objects.open().filter(anywhere).aggregate(**counts, **totals)
    return {
        box: Counts(
            total=counted[f"{box.value}_all"],
            by_state={state: counted[f"{box.value}_{state.value}"] for state in wanted},
            fields=(),
        )
        for box in boxes
    }


def in_state(state: TimeState, now: datetime) -> Q:
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    running = Q(status__in=RUNNING)
    return {
        TimeState.LATE: running & Q(due_at__lt=today),
        TimeState.SOON: running & Q(due_at__gte=today, due_at__lt=tomorrow),
        TimeState.OK: running & Q(due_at__gte=tomorrow),
        TimeState.WAIT: Q(status=Status.AWAITING_SUPPLEMENT.value),
        TimeState.PAUSE: Q(status=Status.AWAITING_PAYMENT.value),
        TimeState.NEW: Q(status=Status.REGISTERED.value),
        TimeState.DONE: Q(status__in=[Status.FINISHED.value, Status.RETURNED.value]),
        TimeState.REFUSED: Q(status=Status.DECLINED.value),
    }[state]


def _month_start(now: datetime) -> datetime:
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
