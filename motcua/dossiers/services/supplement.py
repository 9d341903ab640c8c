"""The one, complete request for a supplement, and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.deadlines.rules import close_on, supplement_latest
from motcua.dossiers.errors import NothingAskedFor
from motcua.dossiers.facts import SupplementAsked, SupplementSupplied
from motcua.dossiers.models import Dossier, Supplement
from motcua.dossiers.rules import Action, PaperForm, SpanReason, checked_text
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import written_reason
from motcua.dossiers.services.keeping import keep
from motcua.dossiers.services.numbers import issue
from motcua.journal import services as journal
from motcua.papers import queries as papers
from motcua.papers import services as paper_services
from motcua.papers.rules import Mark
from motcua.people.rules import Actor
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
    asked = _asked(dossier, process, wanted, text, by=by, at=at)
    dossier.supplements_asked += 1
    if dossier.accepted_at is not None:
        ground.leave_step(dossier, Action.ASK_SUPPLEMENT, by=by, at=at, note=text)
        _stop_clock(dossier, process, at=at)
    keep(dossier, at=at)
    number = issue(
        dossier, PaperForm.SUPPLEMENT, unit_id=dossier.receiving_unit_id, by=by.user_id, at=at
    )
    fact = SupplementAsked(
        subject=code,
        items=tuple(wanted),
        reason=text,
        step=dossier.step_name,
        answer_until=asked.answer_until,
        is_extra=asked.is_extra,
        is_late=asked.is_late,
        number=number,
    )
    journal.record(fact, by=by, at=at)


def _asked(
    dossier: Dossier, process: Process, items: list[str], reason: str, *, by: Actor, at: datetime
) -> Supplement:
    """NĐ 61/2018, Điều 19.4: within 3 working days; NĐ 297/2025, Điều 6: 15 days to answer."""
    calendar = ground.calendar_of(dossier)
    started = dossier.accepted_at or dossier.submitted_at
    return Supplement.objects.create(
        dossier=dossier,
        items=items,
        reason=reason,
        asked_at=at,
        asked_by_id=by.user_id,
        answer_until=close_on(at, calendar),
        is_extra=dossier.supplements_asked >= process.supplement.most,
        is_late=dossier.accepted_at is not None and at > supplement_latest(started, calendar),
    )


def _stop_clock(dossier: Dossier, process: Process, *, at: datetime) -> None:
    ground.stop_clock(
        dossier,
        SpanReason.SUPPLEMENT,
        at=at,
        source=process.supplement.source,
        restarts=process.supplement.mode is not SupplementMode.SUSPEND,
    )


@transaction.atomic
def supply(code: str, *, by: Actor, at: datetime, expect_version: int | None = None) -> None:
    """Take in what was asked for; missing papers are there now, and the clock runs again.

    Restart (the legal default): counted anew from now. Suspend (sector laws): the rest runs on.
    """
    dossier, process = ground.locked(code, Action.SUPPLY, by=by, expect_version=expect_version)
    dossier.supplements.filter(supplied_at=None, closed_at=None).update(supplied_at=at)
    _mark_present(code, by=by, at=at)
    mode = "intake"
    if dossier.accepted_at is None:
        dossier.supplied_at = at
    else:
        mode = "restart" if ground.start_clock(dossier, process, at=at) else "suspend"
    keep(dossier, at=at)
    fact = SupplementSupplied(subject=code, due_at=dossier.due_at, mode=mode)
    journal.record(fact, by=by, at=at)


def _mark_present(code: str, *, by: Actor, at: datetime) -> None:
    missing = [p.position for p in papers.papers_of(code) if p.mark is Mark.MISSING]
    if missing:
        paper_services.check(code, dict.fromkeys(missing, Mark.PRESENT), by=by.user_id, at=at)
