"""What lies with each person of a unit: how much, how much of it late, and which."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from motcua.coordination.queries.taken import taken_open
from motcua.dossiers.models import Dossier, DossierQuerySet, IntakeDraft
from motcua.dossiers.queries.boxes import in_state
from motcua.dossiers.queries.worklist import Row, rows_of
from motcua.dossiers.rules import Status, TimeState


SHOWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Load:
    """Open dossiers that lie with somebody of a unit; `user_id` None: with nobody yet."""

    unit_id: int
    user_id: int | None
    open: int
    late: int
    today: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Hanging:
    """What would be left behind by who goes: open dossiers, intakes under way, requests taken."""

    dossiers: int
    codes: tuple[str, ...]
    drafts: int
    requests: int

    def __bool__(self) -> bool:
        return bool(self.dossiers or self.drafts or self.requests)

    @property
    def words(self) -> str:
        """«3 hồ sơ đang giữ, 1 lượt tiếp nhận dở dang»; empty for nothing."""
        counts = (
            (self.dossiers, "hồ sơ đang giữ"),
            (self.drafts, "lượt tiếp nhận dở dang"),
            (self.requests, "đề nghị phối hợp chưa trả lời"),
        )
        return ", ".join(f"{count} {what}" for count, what in counts if count)


def loads(unit_ids: Iterable[int], *, now: datetime) -> tuple[Load, ...]:
    """The load of everybody who has something in these units, and what waits there. One query."""
    found = (
        _in_hand()
        .filter(step_unit__in=list(unit_ids))
        .values("step_unit", "assignee")
        .annotate(
            count=Count("pk"),
            late=Count("pk", filter=in_state(TimeState.LATE, now)),
            today=Count("pk", filter=in_state(TimeState.SOON, now)),
            waiting=Count("pk", filter=_WAITING),
        )
    )
    return tuple(
        Load(
            unit_id=row["step_unit"],
            user_id=row["assignee"],
            open=row["count"],
            late=row["late"],
            today=row["today"],
            waiting=row["waiting"],
        )
        for row in found
    )


def rows_with(
    user_id: int,
    unit_id: int,
    *,
    now: datetime,
    codes: Collection[str] | None = None,
    limit: int = SHOWN_AT_MOST,
) -> tuple[Row, ...]:
    """What lies with one person of a unit, most urgent first, of these codes or all. Four queries.

    Asks nobody's permission: for who heads the unit, and for services.
    """
    found = _in_hand().filter(assignee=user_id, step_unit=unit_id)
    if codes is not None:
        found = found.filter(code__in=codes)
    ordered = found.order_by(F("due_at").asc(nulls_last=True), "pk")
    return rows_of(list(ordered.defer("form", "closing_reason", "search_key")[:limit]), now)


def hanging(user_id: int, unit_id: int) -> Hanging:
    """What hangs on a person in a unit. Three queries."""
    found = _in_hand().filter(assignee=user_id, step_unit=unit_id).order_by("due_at", "pk")
    codes = tuple(found.values_list("code", flat=True))
    drafts = IntakeDraft.objects.filter(owner=user_id, unit=unit_id, dossier=None).count()
    return Hanging(
        dossiers=len(codes),
        codes=codes[:SHOWN_AT_MOST],
        drafts=drafts,
        requests=taken_open(user_id, unit_id),
    )


_WAITING = Q(status__in=[Status.AWAITING_SUPPLEMENT.value, Status.AWAITING_PAYMENT.value])


def _in_hand() -> DossierQuerySet:
    """What has its result waits at a counter, with nobody."""
    return Dossier.objects.open().exclude(status=Status.FINISHED.value)
