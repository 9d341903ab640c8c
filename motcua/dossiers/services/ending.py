"""A dossier ends without a result: taken back, stopped, or closed for want of an answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.facts import ClockPaused, ClockResumed, DossierStopped, DossierWithdrawn
from motcua.dossiers.models import Dossier, Supplement
from motcua.dossiers.rules import Action, PaperForm, SpanReason, Status, checked_text
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import LONGEST_REASON, close_requests, written_reason
from motcua.dossiers.services.keeping import keep
from motcua.dossiers.services.numbers import issue
from motcua.journal import services as journal
from motcua.people.rules import Actor


UNANSWERED = "Quá thời hạn bổ sung mà chưa nhận được giấy tờ đã yêu cầu"


@transaction.atomic
def withdraw(
    code: str, *, reason: str, by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """The applicant takes the dossier back while nothing is decided (Thông báo dừng, Mẫu 05).

    NĐ 118/2025/NĐ-CP, Điều 21; TT 03/2025/TT-VPCP, Điều 7.
    """
    dossier, _process = ground.locked(code, Action.WITHDRAW, by=by, expect_version=expect_version)
    step = dossier.step_name
    _end(dossier, written_reason(reason), Action.WITHDRAW, by=by.user_id, at=at)
    number = _notice(dossier, by=by.user_id, at=at)
    fact = DossierWithdrawn(subject=code, reason=dossier.closing_reason, step=step, number=number)
    journal.record(fact, by=by, at=at)


@transaction.atomic
def stop(
    code: str, *, reason: str, by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """The agency stops it, or the counter closes what was never complete; both with a reason."""
    dossier, _process = ground.locked(code, Action.STOP, by=by, expect_version=expect_version)
    _stop(dossier, written_reason(reason), is_unanswered=False, by=by.user_id, at=at)


@transaction.atomic
def close_unanswered(code: str, *, at: datetime) -> bool:
    """Close a dossier whose supplement never came; False when it is no longer to be closed.

    NĐ 297/2025/NĐ-CP, Điều 6: after 15 working days, or the term of the sector law.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).get(code=code)
    overdue = dossier.supplements.filter(supplied_at=None, closed_at=None, answer_until__lt=at)
    if dossier.status != Status.AWAITING_SUPPLEMENT or not overdue.exists():
        return False
    was_accepted = dossier.accepted_at is not None
    dossier.status = (Status.STOPPED if was_accepted else Status.DECLINED).value
    dossier.version += 1
    _stop(dossier, UNANSWERED, is_unanswered=True, by=None, at=at)
    return True


def close_all_unanswered(*, at: datetime, most: int = 500) -> int:
    """Close every dossier whose time to answer is over; each in its own transaction."""
    overdue = Supplement.objects.filter(
        supplied_at=None,
        closed_at=None,
        answer_until__lt=at,
        dossier__status=Status.AWAITING_SUPPLEMENT.value,
    )
    codes = list(overdue.order_by("answer_until").values_list("dossier__code", flat=True)[:most])
    return sum(close_unanswered(code, at=at) for code in codes)


def _stop(
    dossier: Dossier, reason: str, *, is_unanswered: bool, by: int | None, at: datetime
) -> None:
    step = dossier.step_name
    _end(dossier, reason, Action.STOP, by=by, at=at)
    number = _notice(dossier, by=by, at=at)
    fact = DossierStopped(
        subject=dossier.code, reason=reason, step=step, is_unanswered=is_unanswered, number=number
    )
    journal.record(fact, by=by, at=at)


def _end(dossier: Dossier, reason: str, action: Action, *, by: int | None, at: datetime) -> None:
    """Whatever stood open is closed at this moment: the stay, the clock's span, the request."""
    dossier.closing_reason, dossier.closed_at = reason, at
    dossier.due_at = dossier.step_due_at = dossier.assignee_id = None
    dossier.spans.filter(ended_at=None).update(ended_at=at)
    close_requests(dossier, at=at)
    if by is not None:  # who waits for a supplement stands at no step
        dossier.steps.filter(left_at=None).update(
            left_at=at, left_by=by, action=action.value, note=reason
        )
    keep(dossier, at=at)


def _notice(dossier: Dossier, *, by: int | None, at: datetime) -> int:
    return issue(dossier, PaperForm.STOP, unit_id=dossier.receiving_unit_id, by=by, at=at)


@transaction.atomic
def pause(
    code: str,
    *,
    source: str,
    note: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """The clock stands while the applicant owes the State a payment (law.md §1.6, Stop).

    `source` names the notice that says so: "Thông báo thuế số 12/TB-CT".
    """
    dossier, _process = ground.locked(code, Action.PAUSE, by=by, expect_version=expect_version)
    named = written_reason(checked_text("source", source, longest=200))
    said = checked_text("note", note, longest=LONGEST_REASON, many_lines=True)
    ground.leave_step(dossier, Action.PAUSE, by=by, at=at, note=named)
    ground.stop_clock(dossier, SpanReason.PAYMENT, at=at, source=named, note=said)
    keep(dossier, at=at)
    fact = ClockPaused(subject=code, reason=SpanReason.PAYMENT.value, source=named, note=said)
    journal.record(fact, by=by, at=at)


@transaction.atomic
def resume(
    code: str, *, note: str = "", by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """The duty is fulfilled: the rest of the limit runs on, in the office where it stood."""
    dossier, process = ground.locked(code, Action.RESUME, by=by, expect_version=expect_version)
    said = checked_text("note", note, longest=LONGEST_REASON, many_lines=True)
    ground.start_clock(dossier, process, at=at)
    keep(dossier, at=at)
    assert dossier.due_at is not None
    journal.record(ClockResumed(subject=code, due_at=dossier.due_at, note=said), by=by, at=at)
