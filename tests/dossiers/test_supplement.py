"""Asked once; the clock stands still or starts anew. NĐ 61/2018/NĐ-CP, Điều 17.1 and 19.4."""

from datetime import UTC, datetime

import pytest

from motcua.dossiers import queries, services
from motcua.dossiers.errors import NothingAskedFor, SupplementAlreadyAsked, WrongStatus
from motcua.dossiers.models import ClockSpan, Dossier, StepRun
from motcua.dossiers.rules import Status
from motcua.papers import queries as papers
from motcua.process.rules import SupplementMode
from tests.factories import MORNING, at_step, filing, later, office


pytestmark = pytest.mark.django_db


def the(code):
    return Dossier.objects.get(code=code)


def ask(code, by, at=MORNING):
    services.ask_supplement(code, items=["Giấy chứng sinh"], reason="Chưa có", by=by, at=at)


def test_a_filing_with_a_paper_missing_is_asked_for_all_at_once():
    world = office()
    code = services.receive(filing(world, missing=("Giấy chứng sinh",)), by=world.hieu, at=MORNING)

    dossier = the(code)
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    assert dossier.due_at is None  # nothing was promised yet
    assert dossier.supplements.get().items == ["Giấy chứng sinh"]

    services.supply(code, by=world.khue, at=later(days=1))
    assert the(code).status == Status.REGISTERED
    assert papers.missing_names(code) == []
    services.accept(code, by=world.khue, at=later(days=1))
    assert the(code).complete_at == later(days=1)


def test_by_default_the_limit_is_counted_anew_from_the_complete_dossier():
    world = office()
    code = at_step(world, 3)
    promised = the(code).due_at
    ask(code, world.lan)
    assert the(code).due_at is None

    services.supply(code, by=world.hieu, at=later(days=2))

    dossier = the(code)
    assert dossier.status == Status.IN_PROCESS
    assert dossier.complete_at == later(days=2)  # Wednesday
    assert dossier.due_at == datetime(2026, 9, 3, 10, 0, tzinfo=UTC)  # over the holiday
    assert dossier.first_due_at == promised  # the first promised day is never lost
    assert queries.recomputed_due(code) == dossier.due_at


def test_where_the_sector_law_says_so_the_rest_of_the_limit_runs_on():
    world = office(mode=SupplementMode.SUSPEND)
    code = at_step(world, 3)
    ask(code, world.lan)

    services.supply(code, by=world.hieu, at=later(days=2))

    dossier = the(code)
    assert dossier.complete_at == MORNING
    # three working days after Monday; Tuesday and Wednesday stood still; 31/8-2/9 are days off
    assert dossier.due_at == datetime(2026, 9, 3, 10, 0, tzinfo=UTC)
    assert queries.recomputed_due(code) == dossier.due_at


def test_a_second_request_is_refused():
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan)
    services.supply(code, by=world.hieu, at=MORNING)

    with pytest.raises(SupplementAlreadyAsked, match="một lần"):
        ask(code, world.lan)

    assert the(code).status == Status.IN_PROCESS
    assert ClockSpan.objects.count() == 1


def test_a_request_names_what_is_wanted():
    world = office()
    code = at_step(world, 3)

    with pytest.raises(NothingAskedFor):
        services.ask_supplement(code, items=[" "], reason="x", by=world.lan, at=MORNING)

    assert the(code).supplements_asked == 0


def test_meanwhile_nobody_moves_it():
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan)

    with pytest.raises(WrongStatus, match="Chờ bổ sung"):
        services.forward(code, by=world.lan, at=MORNING)
    with pytest.raises(WrongStatus):
        services.decline(code, reason="Muộn", by=world.hieu, at=MORNING)


def test_the_time_of_waiting_belongs_to_no_office():
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan, at=later(hours=1))
    assert not StepRun.objects.filter(left_at=None).exists()

    services.supply(code, by=world.hieu, at=later(days=2))

    before, after = StepRun.objects.filter(order=3).order_by("pk")
    assert (before.left_at, before.action) == (later(hours=1), "ask_supplement")
    assert (after.entered_at, after.assignee_id) == (later(days=2), before.assignee_id)
    assert after.due_at == the(code).step_due_at


def test_the_citizen_is_told_why_the_day_is_another_than_the_first():
    world = office()
    code = at_step(world, 3)
    assert not queries.progress(code, now=MORNING).was_promised_anew

    ask(code, world.lan)
    services.supply(code, by=world.hieu, at=later(days=2))

    told = queries.progress(code, now=later(days=2))
    assert told.was_promised_anew
    assert "Hẹn trả" in told.explanation[-1]
