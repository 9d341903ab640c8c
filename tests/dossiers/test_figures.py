"""What real work enters in the ledger of figures."""

import pytest
from django.utils import timezone

from motcua.dossiers import services
from motcua.dossiers.rules import Channel, Outcome, Status, stand_state
from motcua.errors import DomainError
from motcua.ledger import queries as ledger
from motcua.ledger.models import Position
from motcua.ledger.rules import Cell, Period, State
from motcua.ledger.rules.positions import ENDED
from tests.factories import MORNING, at_step, finished, later, office, received, submitted


TODAY = timezone.localdate(MORNING)


def test_every_status_is_counted_as_it_should_be():
    uncounted = {Status.REGISTERED, Status.DECLINED}
    for status in Status:
        counted = stand_state(status, Outcome.GRANTED.value)
        assert (counted is None) == (status in uncounted)
    assert stand_state(Status.RETURNED, Outcome.REFUSED.value) is State.REFUSED
    assert stand_state(Status.FINISHED, Outcome.GRANTED.value) in ENDED


@pytest.fixture
def world(db):
    return office()


def cells(world, last):
    found = ledger.counts(Period(TODAY, last), units=[world.commune.id])[""]
    return {cell: found.get(cell) for cell in Cell if found.get(cell)}


def test_what_is_only_submitted_or_declined_is_not_counted(world):
    submitted(world)
    services.decline(submitted(world), reason="Không đúng nơi", by=world.hieu, at=MORNING)
    assert cells(world, TODAY) == {}


def test_from_the_acceptance_on(world):
    code = submitted(world, channel=Channel.ONLINE)
    services.accept(code, by=world.hieu, at=later(hours=1))
    assert cells(world, TODAY) == {Cell.RECEIVED_ONLINE: 1, Cell.OPEN_IN_TIME: 1}
    assert Position.objects.get().officer_id == world.hieu.user_id


def test_a_result_ends_it_and_the_return_changes_nothing(world):
    code = finished(world)
    ended = {Cell.RECEIVED_DIRECT: 1, Cell.GRANTED_EARLY: 1}
    assert cells(world, TODAY) == ended
    services.return_result(code, handed_to="Nguyễn An", by=world.hieu, at=later(days=9))
    assert cells(world, timezone.localdate(later(days=10))) == ended


def test_waiting_is_in_time_and_its_own_class(world):
    code = at_step(world, 3)
    services.ask_supplement(code, items=["Tờ khai"], reason="Thiếu", by=world.lan, at=later(days=1))
    last = timezone.localdate(later(days=30))
    assert cells(world, last) == {Cell.RECEIVED_DIRECT: 1, Cell.AWAITING_SUPPLEMENT: 1}
    assert cells(world, TODAY) == {Cell.RECEIVED_DIRECT: 1, Cell.OPEN_IN_TIME: 1}


def test_withdrawn_after_its_day_was_late(world):
    code = received(world)
    day = timezone.localdate(later(days=30))
    assert cells(world, day) == {Cell.RECEIVED_DIRECT: 1, Cell.OPEN_LATE: 1}
    services.withdraw(code, reason="Không cần nữa", by=world.hieu, at=later(days=30))
    assert cells(world, day) == {Cell.RECEIVED_DIRECT: 1, Cell.WITHDRAWN_LATE: 1}


def test_the_specialist_answers_for_it(world):
    at_step(world, 3)
    code = Position.objects.get(until_on=None).code
    services.claim(code, by=world.lan, at=later(hours=1))
    found = ledger.officer_counts(world.commune.id, Period(TODAY, TODAY))
    assert {key: one.total for key, one in found.items()} == {world.lan.user_id: 1}


def test_a_refused_change_enters_nothing(world):
    code = received(world)
    before = Position.objects.values_list().get()
    with pytest.raises(DomainError):
        services.claim(code, by=world.lan, at=later(hours=1))
    assert Position.objects.values_list().get() == before
