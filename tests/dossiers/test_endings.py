"""Taken back, stopped, closed for want of an answer; and the clock that stands for a payment."""

from datetime import UTC, datetime

import pytest

from motcua.dossiers import queries, services
from motcua.dossiers.errors import (
    AlreadyDecided,
    NotHeldYet,
    NotYourRole,
    NotYourUnit,
    ReasonNeeded,
    SupplementAlreadyAsked,
    WrongStatus,
)
from motcua.dossiers.models import ClockSpan, Dossier, IssuedPaper, StepRun
from motcua.dossiers.rules import Status
from motcua.journal import queries as journal
from tests.factories import MORNING, at_step, later, office, received, submitted


pytestmark = pytest.mark.django_db
NOTICE = "Thông báo số 12/TB-CT ngày 24/8/2026"


def the(code):
    return Dossier.objects.get(code=code)


def ask(code, by, at=MORNING):
    services.ask_supplement(code, items=["Giấy chứng sinh"], reason="Chưa có", by=by, at=at)


def test_the_applicant_takes_a_dossier_back():
    world = office()
    code = at_step(world, 3)

    services.withdraw(code, reason="Không còn nhu cầu", by=world.khue, at=later(hours=1))

    dossier = the(code)
    assert (dossier.status, dossier.closing_reason) == (Status.WITHDRAWN, "Không còn nhu cầu")
    assert (dossier.closed_at, dossier.due_at) == (later(hours=1), None)
    assert StepRun.objects.get(dossier=dossier, order=3).action == "withdraw"
    assert not StepRun.objects.filter(left_at=None).exists()
    event = journal.history(code)[-1]
    assert (event.kind, event.facts["step"], event.facts["number"]) == (
        "dossier.withdrawn",
        "Thụ lý",
        1,
    )


def test_not_once_it_is_decided():
    world = office()
    code = at_step(world, 6)  # signed

    with pytest.raises(AlreadyDecided):
        services.withdraw(code, reason="x", by=world.hieu, at=MORNING)
    with pytest.raises(AlreadyDecided):
        services.stop(code, reason="x", by=world.chu, at=MORNING)

    assert the(code).status == Status.IN_PROCESS


def test_only_the_counter_that_received_it_takes_the_request():
    world = office()
    code = at_step(world, 3)

    with pytest.raises(NotYourRole):
        services.withdraw(code, reason="x", by=world.lan, at=MORNING)
    with pytest.raises(ReasonNeeded):
        services.withdraw(code, reason="", by=world.hieu, at=MORNING)


def test_what_waits_for_a_supplement_can_be_taken_back_too():
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan)

    services.withdraw(code, reason="Thôi", by=world.hieu, at=later(days=1))

    assert ClockSpan.objects.get().ended_at == later(days=1)
    assert the(code).supplements.get().closed_at == later(days=1)
    with pytest.raises(WrongStatus):
        services.supply(code, by=world.hieu, at=later(days=2))


def test_the_agency_stops_it_with_a_reason():
    world = office()
    code = at_step(world, 3)

    with pytest.raises(NotYourRole):
        services.stop(code, reason="x", by=world.lan, at=MORNING)
    services.stop(code, reason="Tòa án thụ lý tranh chấp", by=world.chu, at=MORNING)

    assert the(code).status == Status.STOPPED
    assert IssuedPaper.objects.get(form="stop").unit_id == world.one_stop.pk


CLOSES = datetime(2026, 9, 16, 17, 0, tzinfo=UTC)  # after 15 working days over 31/8 to 2/9


@pytest.mark.parametrize("accepted", [True, False])
def test_closed_after_15_working_days_without_an_answer(accepted):
    """NĐ 297/2025/NĐ-CP, Điều 6. What was never accepted was not stopped: it is not accepted."""
    world = office()
    code = at_step(world, 3) if accepted else submitted(world)
    ask(code, world.lan if accepted else world.hieu)
    answer_until = the(code).supplements.get().answer_until

    assert services.close_all_unanswered(at=answer_until) == 0  # the last moment still counts
    assert services.close_all_unanswered(at=answer_until + (later(minutes=1) - MORNING)) == 1
    assert services.close_all_unanswered(at=answer_until + (later(days=1) - MORNING)) == 0

    dossier = the(code)
    assert dossier.status == (Status.STOPPED if accepted else Status.DECLINED)
    assert "bổ sung" in dossier.closing_reason
    event = journal.history(code)[-1]
    assert (event.kind, event.by_id, event.facts["is_unanswered"]) == (
        "dossier.stopped",
        None,
        True,
    )


def test_an_answered_request_closes_nothing():
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan)
    answer_until = the(code).supplements.get().answer_until
    services.supply(code, by=world.hieu, at=later(days=1))

    assert services.close_all_unanswered(at=answer_until + (later(days=9) - MORNING)) == 0
    assert the(code).status == Status.IN_PROCESS


def test_the_second_request_needs_the_leader_and_is_marked():
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan)
    services.supply(code, by=world.hieu, at=MORNING)

    for who in (world.lan, world.anh, world.hieu):
        with pytest.raises(SupplementAlreadyAsked):
            ask(code, who)
    ask(code, world.chu)

    first, second = the(code).supplements.order_by("pk")
    assert (first.is_extra, second.is_extra) == (False, True)
    assert the(code).supplements_asked == 2
    assert "lần nữa" in queries.timeline(code)[0].what


def test_a_request_after_three_working_days_is_marked_late():
    """NĐ 61/2018/NĐ-CP, Điều 19.4: the applicant is told within three working days."""
    world = office(days="10")
    code, other = at_step(world, 3), at_step(world, 3)

    ask(code, world.lan, at=later(days=3))  # Thursday, the third working day
    ask(other, world.lan, at=later(days=4))

    assert [the(c).supplements.get().is_late for c in (code, other)] == [False, True]


def test_the_clock_stands_while_a_payment_is_owed():
    world = office()
    code = at_step(world, 3)
    promised = the(code).due_at

    services.pause(code, source=NOTICE, by=world.lan, at=later(hours=2))
    waiting = the(code)
    assert (waiting.status, waiting.due_at) == (Status.AWAITING_PAYMENT, None)
    with pytest.raises(WrongStatus):
        services.forward(code, by=world.lan, at=later(hours=3))

    services.resume(code, by=world.hieu, at=later(days=2))

    dossier = the(code)
    assert dossier.status == Status.IN_PROCESS
    assert dossier.first_due_at == promised
    assert dossier.due_at == datetime(2026, 9, 3, 10, 0, tzinfo=UTC)  # two days later, 31/8-2/9 off
    assert queries.recomputed_due(code) == dossier.due_at
    before, after = StepRun.objects.filter(dossier=dossier, order=3).order_by("pk")
    assert (before.action, after.assignee_id) == ("pause", before.assignee_id)


def test_who_may_stop_and_start_the_clock():
    world = office()
    code = at_step(world, 3)

    with pytest.raises((NotYourRole, NotYourUnit)):
        services.pause(code, source=NOTICE, by=world.hieu, at=MORNING)
    with pytest.raises(ReasonNeeded):
        services.pause(code, source=" ", by=world.lan, at=MORNING)
    services.pause(code, source=NOTICE, by=world.lan, at=MORNING)
    with pytest.raises((NotYourRole, NotYourUnit)):
        services.resume(code, by=world.thu, at=later(hours=1))
    services.withdraw(code, reason="Không nộp được", by=world.hieu, at=later(hours=2))
    assert ClockSpan.objects.get().ended_at == later(hours=2)


@pytest.mark.parametrize(
    ("accepted_at", "by"),
    [
        (MORNING, datetime(2026, 8, 24, 4, 0, tzinfo=UTC)),  # a quarter of a day is shorter
        (later(hours=5), datetime(2026, 8, 24, 9, 0, tzinfo=UTC)),  # 14:00, two hours
        (later(hours=6), datetime(2026, 8, 24, 10, 0, tzinfo=UTC)),  # 15:00 sharp: at closing
        (later(hours=7, minutes=45), datetime(2026, 8, 25, 1, 30, tzinfo=UTC)),  # 16:45: by 8:30
    ],
)
def test_what_the_counter_received_leaves_it_the_same_day_or_the_next_morning(accepted_at, by):
    """NĐ 61/2018/NĐ-CP, Điều 18.2 and 18.3."""
    world = office()
    code = received(world, at=accepted_at)

    assert the(code).step_due_at == by
    assert StepRun.objects.get().due_at == by


def test_a_verification_is_written_down_with_time_place_people_and_content():
    """NĐ 61/2018/NĐ-CP, Điều 19.3."""
    world = office()
    code = at_step(world, 3)
    said = {"place": "Xóm 4", "participants": "Bà Quyên, trưởng xóm", "note": "Đúng nơi cư trú"}

    with pytest.raises(NotHeldYet):
        services.verify_site(code, held_at=later(days=1), **said, by=world.lan, at=MORNING)
    with pytest.raises(ReasonNeeded):
        services.verify_site(
            code, held_at=MORNING, **{**said, "participants": " "}, by=world.lan, at=MORNING
        )
    services.verify_site(code, held_at=MORNING, **said, by=world.lan, at=later(hours=1))

    assert the(code).due_at is not None  # the clock runs on
    assert "Bà Quyên, trưởng xóm" in queries.timeline(code)[0].what
    assert queries.timeline(code)[0].detail == "Đúng nơi cư trú"
