"""Random walks: dossiers pushed about by random people over generated processes.

After every deed, done or refused, the invariants of `check` hold: a dossier is in one place, its
spans never overlap, its due moment recomputes, the first promise stays, and the journal alone
explains its state.
"""

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from motcua.catalog.rules import Level
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers import queries, services
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.standing import handlers_of, process_of, standing_of
from motcua.dossiers.rules import CLOSED, Action, Assistance, Channel, Status, open_actions
from motcua.errors import DomainError
from motcua.journal import queries as journal
from motcua.people.rules import Role, UnitKind
from motcua.process.rules import Action as StepAction
from motcua.process.rules import (
    Assignment,
    Draft,
    Next,
    Office,
    Options,
    Step,
    Supplement,
    SupplementMode,
)
from motcua.process.services import approve_process, create_draft
from tests.factories import MORNING, SINCE, filing, office, procedure


LONGEST = 30  # deeds of one sequence
CULTURE = Office.parse("department:culture_society")
PLACES = {
    Role.COUNTER: Office.parse("one_stop"),
    Role.UNIT_HEAD: CULTURE,
    Role.SPECIALIST: CULTURE,
    Role.LEADER: Office.parse("agency"),
    Role.CLERK: Office.parse("office_clerk"),
}


@dataclass
class Walker:
    """A world with its generated processes, and what has been done in it."""

    rng: random.Random
    world: object
    procedures: list[str]
    done: Counter
    refused: Counter


def start(seed: int, processes: int = 8) -> Walker:
    rng = random.Random(seed)
    world = office()
    codes = [f"7.{seed % 1000:03}{n:03}" for n in range(processes)]
    for code in codes:
        _generate(rng, world, code)
    return Walker(rng, world, codes, Counter(), Counter())


def _generate(rng, world, code):
    """A procedure of a random limit, and an approved process of three to nine steps for it."""
    quarters = rng.randrange(12, 40)  # a quarter of a day for each step at least
    whole = rng.random() < 0.5
    amount = Decimal(-(-quarters // 4)) if whole else Decimal(quarters) / 4
    procedure(code, f"Thủ tục {code}", amount=str(amount), levels=(Level.COMMUNE,))
    limit = Limit(amount, LimitUnit.WORKING_DAY, "QĐ ví dụ")
    draft = Draft(
        procedure=code,
        title=f"Quy trình {code}",
        level=UnitKind.COMMUNE,
        since=SINCE,
        steps=_steps(rng, amount),
        limit=limit,
        supplement=Supplement(
            mode=rng.choice([SupplementMode.RESTART, SupplementMode.SUSPEND]),
            most=1,
            source="QĐ ví dụ",
        ),
        options=Options(four_eyes=rng.random() < 0.3, assignment=rng.choice(list(Assignment))),
    )
    approve_process(create_draft(draft, by=world.quan, at=MORNING), by=world.quan, at=MORNING)


def _steps(rng, amount):
    middle = [rng.choice([Role.UNIT_HEAD, Role.SPECIALIST]) for _ in range(rng.randrange(1, 6))]
    roles = [Role.COUNTER, *middle, Role.LEADER, Role.CLERK, Role.COUNTER]
    quarters = int(amount * 4)
    shares = [quarters // (len(roles) - 1)] * (len(roles) - 1)
    shares[1] += quarters - sum(shares)
    steps = []
    for n, role in enumerate(roles, start=1):
        counts = n < len(roles)
        time_of = Decimal(shares[n - 1]) / 4 if counts else None
        steps.append(
            Step(
                order=n,
                name=f"Bước {n}",
                role=role,
                unit="",
                office=PLACES[role],
                allotted=Limit(time_of, LimitUnit.WORKING_DAY, "QĐ ví dụ") if counts else None,
                counts=counts,
                output="",
                next=tuple(_ways(rng, n, len(roles))),
            )
        )
    return tuple(steps)


def _ways(rng, n, last):
    if n == last:
        yield Next(StepAction.RETURN_RESULT, "end")
    elif n == last - 1:
        yield Next(StepAction.CONCLUDE, last)
    elif n == last - 2:
        yield Next(StepAction.APPROVE, last - 1)
        yield Next(StepAction.REFUSE, last - 1)
        yield Next(StepAction.SEND_BACK, rng.randrange(2, n))
    else:
        yield Next(StepAction.FORWARD, n + 1)
        if n > 1 and rng.random() < 0.5:
            yield Next(StepAction.SEND_BACK, rng.randrange(1, n))
        if n > 1 and rng.random() < 0.7:
            yield Next(StepAction.ASK_SUPPLEMENT, "applicant")


def walk(walker: Walker) -> str:
    """One sequence from filing to an end, or until `LONGEST` deeds; returns the code."""
    rng = walker.rng
    at = MORNING + timedelta(minutes=rng.randrange(60 * 24 * 90))
    channel = rng.choice(list(Channel))
    intake = replace(
        filing(walker.world, channel=channel),
        procedure=rng.choice(walker.procedures),
        assistance=rng.choice(list(Assistance)) if channel is Channel.ONLINE else Assistance.OWN,
    )
    code = services.submit(intake, by=None, at=at)
    seen = check(code, None)
    for _ in range(rng.randrange(5, LONGEST)):
        at += timedelta(minutes=rng.choice([0, 1, 30, 240, 1440, 4320]))
        _deed(walker, code, at)
        seen = check(code, seen)
        if seen.status in CLOSED and rng.random() < 0.7:
            break
    return code


def _deed(walker, code, at):
    """Most often somebody does what they may; sometimes what they may not, or the clock's job."""
    rng, world = walker.rng, walker.world
    people = [world.hieu, world.anh, world.lan, world.son, world.chu, world.thu]
    if rng.random() < 0.05:
        services.close_all_unanswered(at=at)
        return
    may = _open_to(code, people)
    if may and rng.random() < 0.93:
        who, action = _likely(rng, may)
    else:
        who, action = rng.choice([*people, world.la, world.quan]), rng.choice(list(Action))
    before = Dossier.objects.values().get(code=code), len(journal.history(code))
    try:
        with transaction.atomic():
            _do(rng, action, code, by=who, at=at)
    except DomainError as refusal:
        walker.refused[type(refusal).__name__] += 1
        after = Dossier.objects.values().get(code=code), len(journal.history(code))
        assert after == before, "a refusal has written something"
    else:
        walker.done[action.value] += 1


# What ends a dossier early is rare, as at a real counter; else no walk would go far.
_RARE = {Action.DECLINE, Action.WITHDRAW, Action.STOP}
_OFTEN = {Action.ACCEPT, Action.FORWARD, Action.APPROVE, Action.CONCLUDE, Action.RETURN_RESULT}


def _open_to(code, people):
    dossier = Dossier.objects.get(code=code)
    handled_by = handlers_of([dossier]).get(dossier.pk, frozenset())
    standing = standing_of(dossier, process_of(dossier), handled_by=handled_by)
    return [(who, action) for who in people for action in open_actions(who, standing)]


def _likely(rng, may):
    weights = [0.05 if a in _RARE else 5 if a in _OFTEN else 1 for _, a in may]
    return rng.choices(may, weights)[0]


def _do(rng, action, code, *, by, at):
    given = {
        Action.DECLINE: {"reason": "Sai nơi"},
        Action.ASK_SUPPLEMENT: {"items": ["Giấy chứng sinh"], "reason": "Chưa có"},
        Action.SEND_BACK: {"reason": "Xem lại"},
        Action.REFUSE: {"reason": "Không đủ điều kiện"},
        Action.CONCLUDE: {"result_number": "214/2026"},
        Action.RETURN_RESULT: {"handed_to": "Đặng Ngọc Quyên"},
        Action.REASSIGN: {"to_user": rng.choice([by.user_id, 0])},
        Action.PAUSE: {"source": "Thông báo số 12"},
        Action.VERIFY_SITE: {
            "held_at": at,
            "place": "Xóm 4",
            "participants": "Bà Quyên",
            "note": "Đúng",
        },
        Action.EXTEND: {"new_due_on": _new_day(code, at), "reason": "Chờ xác minh"},
        Action.APOLOGISE: {"new_due_on": _new_day(code, at), "reason": "Thiếu người"},
        Action.WITHDRAW: {"reason": "Thôi"},
        Action.STOP: {"reason": "Tranh chấp"},
        Action.CORRECT: {"reason": "Sai ngày"},
        Action.RETURN_CORRECTION: {"result_number": "215/2026", "handed_to": "Bà Quyên"},
    }.get(action, {})
    getattr(services, action.value)(code, **given, by=by, at=at)


def _new_day(code, at):
    due = queries.whereabouts(code).step_due_at or at
    return (max(due, at) + timedelta(days=14)).date()


@dataclass(frozen=True)
class Seen:
    status: Status
    first_due_at: datetime | None
    entries: int


def check(code: str, before: Seen | None) -> Seen:
    """The invariants. Returns what the next check compares with."""
    d = Dossier.objects.get(code=code)
    status = Status(d.status)
    events = journal.history(code)
    _in_one_place(d, status)
    _clock(d, status)
    if before is not None:
        assert before.first_due_at in (None, d.first_due_at), "the first promise was lost"
        assert len(events) >= before.entries, "the journal was shortened"
    assert explained(events) == (status, d.outcome, d.due_at, d.supplements_asked)
    return Seen(status, d.first_due_at, len(events))


def _in_one_place(d, status):
    here = list(d.steps.filter(left_at=None))
    stands = status in (Status.ACCEPTED, Status.IN_PROCESS, Status.FINISHED)
    assert len(here) == stands, f"{status} and at {len(here)} steps"
    if here:
        run = here[0]
        assert (run.order, run.unit_id, run.role) == (d.step_order, d.step_unit_id, d.step_role)
        assert run.assignee_id == d.assignee_id
    runs = list(d.steps.order_by("entered_at", "pk"))
    for one, other in zip(runs, runs[1:], strict=False):
        assert one.left_at, "two stays at once"
        assert one.left_at <= other.entered_at, "stays overlap"


def _clock(d, status):
    spans = list(d.spans.order_by("started_at", "pk"))
    standing = [s for s in spans if s.ended_at is None]
    waits = status in (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)
    assert len(standing) == (waits and d.accepted_at is not None)
    for one, other in zip(spans, spans[1:], strict=False):
        assert one.ended_at, "two spans at once"
        assert one.ended_at <= other.started_at, "spans overlap"
    if status in (Status.ACCEPTED, Status.IN_PROCESS):
        assert d.due_at is not None
    if d.due_at is not None:
        assert queries.recomputed_due(d.code) == d.due_at, "the due moment does not recompute"


_LEADS_TO = {
    "dossier.submitted": Status.REGISTERED,
    "dossier.accepted": Status.ACCEPTED,
    "dossier.declined": Status.DECLINED,
    "dossier.supplement_asked": Status.AWAITING_SUPPLEMENT,
    "dossier.step_taken": Status.IN_PROCESS,
    "dossier.concluded": Status.FINISHED,
    "dossier.returned": Status.RETURNED,
    "dossier.paused": Status.AWAITING_PAYMENT,
    "dossier.resumed": Status.IN_PROCESS,
    "dossier.withdrawn": Status.WITHDRAWN,
}
_DUE_FROM = {"dossier.accepted", "dossier.supplied", "dossier.resumed", "dossier.due_recounted"}
_DUE_ENDS = {
    "dossier.supplement_asked",
    "dossier.paused",
    "dossier.withdrawn",
    "dossier.stopped",
    "dossier.declined",
}


def explained(events):
    """(status, outcome, due moment, supplements asked), from nothing but the journal."""
    status, outcome, due, asked, accepted = None, "", None, 0, False
    for event in events:
        accepted = accepted or event.kind == "dossier.accepted"
        status = _LEADS_TO.get(event.kind, status)
        if event.kind == "dossier.supplied":
            status = Status.IN_PROCESS if accepted else Status.REGISTERED
        if event.kind == "dossier.stopped":
            status = Status.STOPPED if accepted else Status.DECLINED
        if event.kind == "dossier.step_taken":
            outcome = {"approve": "granted", "refuse": "refused"}.get(
                event.facts["action"], outcome
            )
        outcome = event.facts.get("outcome", outcome)
        asked += event.kind == "dossier.supplement_asked"
        if event.kind in _DUE_FROM:
            due = _moment(event.facts["due_at"])
        elif event.kind in _DUE_ENDS:
            due = None
    return status, outcome, due, asked


def _moment(text):
    return datetime.fromisoformat(text).astimezone(UTC) if text else None
