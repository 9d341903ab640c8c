"""The one, complete request for a supplement, and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import NothingAskedFor
from motcua.dossiers.facts import SupplementAsked, SupplementSupplied
from motcua.dossiers.models import ClockSpan, Dossier, Supplement
from motcua.dossiers.queries.standing import timing_of
from motcua.dossiers.rules import Action, SpanReason, checked_text, due_moment
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import written_reason
from motcua.journal import services as journal
from motcua.papers import queries as papers
from motcua.papers import services as paper_services
from motcua.papers.rules import Mark
from motcua.people.rules import Actor
from motcua.process import rules as process_rules
from motcua.process.rules import Process, SupplementMode


MOST_ITEMS = 60


@transaction.atomic
def ask_supplement(
    code: str,
    *,
    items: Sequence[str],
    reason: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Ask once for all that is missing (Mẫu 02); after acceptance the clock stands still meanwhile.

    NĐ 61/2018/NĐ-CP, Điều 17.1 and 19.4; NĐ 118/2025/NĐ-CP, Điều 17.
    """
    dossier, process = ground.locked(
        code, Action.ASK_SUPPLEMENT, by=by, expect_version=expect_version
    )
    wanted = [checked_text("components", item, longest=500, many_lines=True) for item in items]
    wanted = [item for item in wanted if item][:MOST_ITEMS]
    if not wanted:
        raise NothingAskedFor()
    text = written_reason(reason)
    Supplement.objects.create(
        dossier=dossier, items=wanted, reason=text, asked_at=at, asked_by_id=by.user_id
    )
    dossier.supplements_asked += 1
    if dossier.accepted_at is not None:
        ground.leave_step(dossier, Action.ASK_SUPPLEMENT, by=by, at=at, note=text)
        _stop_clock(dossier, process, at=at)
    dossier.save()
    fact = SupplementAsked(subject=code, items=tuple(wanted), reason=text, step=dossier.step_name)
    journal.record(fact, by=by.user_id, at=at)


def _stop_clock(dossier: Dossier, process: Process, *, at: datetime) -> None:
    ClockSpan.objects.create(
        dossier=dossier,
        reason=SpanReason.SUPPLEMENT.value,
        source=process.supplement.source,
        started_at=at,
        restarts=process.supplement.mode is not SupplementMode.SUSPEND,
    )
    dossier.due_at = dossier.step_due_at = None


@transaction.atomic
def supply(code: str, *, by: Actor, at: datetime, expect_version: int | None = None) -> None:
    """Take in what was asked for; missing papers are there now, and the clock runs again.

    Restart (the legal default): counted anew from now. Suspend (sector laws): the rest runs on.
    """
    dossier, process = ground.locked(code, Action.SUPPLY, by=by, expect_version=expect_version)
    dossier.supplements.filter(supplied_at=None).update(supplied_at=at)
    _mark_present(code, by=by, at=at)
    mode = "intake"
    if dossier.accepted_at is None:
        dossier.supplied_at = at
    else:
        mode = _start_clock(dossier, process, at=at)
    dossier.save()
    fact = SupplementSupplied(subject=code, due_at=dossier.due_at, mode=mode)
    journal.record(fact, by=by.user_id, at=at)


def _start_clock(dossier: Dossier, process: Process, *, at: datetime) -> str:
    span = dossier.spans.get(ended_at=None)
    span.ended_at = at
    span.save(update_fields=["ended_at"])
    if span.restarts:
        dossier.complete_at = at
    calendar = ground.calendar_of(dossier)
    dossier.due_at = due_moment(timing_of(dossier), calendar).due_at
    ground.stay_again(dossier, process_rules.step(process, dossier.step_order), at, calendar)
    return "restart" if span.restarts else "suspend"


def _mark_present(code: str, *, by: Actor, at: datetime) -> None:
    missing = [p.position for p in papers.papers_of(code) if p.mark is Mark.MISSING]
    if missing:
        paper_services.check(code, dict.fromkeys(missing, Mark.PRESENT), by=by.user_id, at=at)
