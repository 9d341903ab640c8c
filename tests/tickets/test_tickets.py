"""Numbers are given without gaps and called in printed order, by whoever presses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.journal import queries as journal
from motcua.tickets import queries, services
from motcua.tickets.errors import (
    BadLine,
    CounterTaken,
    NobodyWaits,
    NoSuchCounter,
    NoSuchLine,
    NoSuchTicket,
    NotAtCounter,
    NothingCalled,
    NotPossible,
    StillServing,
)
from motcua.tickets.models import Ticket
from motcua.tickets.rules import WAYS, State, check_way
from tests import factories
from tests.factories import MONDAY, MORNING, later
from tests.tickets.conftest import lay_out_counters


def give(world, letters, **how):
    return [services.issue(world.one_stop.pk, x, at=MORNING, **how) for x in letters]


def test_numbers_run_by_line_and_day(world):
    assert give(world, "AABA") == ["A001", "A002", "B001", "A003"]
    assert services.issue(world.one_stop.pk, "A", at=MORNING + timedelta(days=1)) == "A001"


@pytest.mark.parametrize("letter", ["C", "", "AB", "a", "\x00"])
def test_there_is_no_number_for_a_line_that_is_not_there(world, letter):
    with pytest.raises(NoSuchLine):
        services.issue(world.one_stop.pk, letter, at=MORNING)


def test_a_closed_line_gives_no_numbers(world):
    services.set_line(
        world.one_stop.pk, "B", name="Đất đai", is_open=False, by=world.quan, at=MORNING
    )

    with pytest.raises(NoSuchLine):
        give(world, "B")


def test_called_in_printed_order_from_the_lines_of_the_counter(manned):
    give(manned, "BAAB")

    assert services.call_next(by=manned.khue, at=MORNING) == "A001"  # counter 3 has no B
    assert services.call_next(by=manned.hieu, at=MORNING) == "B001"
    services.finish(by=manned.hieu, at=MORNING)
    assert services.call_next(by=manned.hieu, at=MORNING) == "A002"


def test_entitled_people_come_first(manned):
    give(manned, "AA")
    give(manned, "A", is_priority=True)

    assert queries.ticket_on(manned.one_stop.pk, "A003", MONDAY).ahead == 0
    assert queries.ticket_on(manned.one_stop.pk, "A001", MONDAY).ahead == 1
    assert services.call_next(by=manned.hieu, at=MORNING) == "A003"


def test_yesterdays_number_is_not_called(manned):
    services.issue(manned.one_stop.pk, "A", at=MORNING - timedelta(days=1))

    with pytest.raises(NobodyWaits):
        services.call_next(by=manned.hieu, at=MORNING)


def test_a_counter_has_one_number_at_a_time(manned):
    give(manned, "AA")
    services.call_next(by=manned.hieu, at=MORNING)

    with pytest.raises(StillServing):
        services.call_next(by=manned.hieu, at=MORNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(code="A002").update(
            state="called",
            counter_id=Ticket.objects.get(code="A001").counter_id,
            called_at=MORNING,
            first_called_at=MORNING,
            called_by_id=manned.hieu.user_id,
            calls=1,
        )


def test_who_sits_nowhere_calls_nobody(world):
    give(world, "A")

    with pytest.raises(NotAtCounter):
        services.call_next(by=world.hieu, at=MORNING)


def test_yesterdays_seat_is_not_todays(manned):
    services.issue(manned.one_stop.pk, "A", at=later(days=1))

    with pytest.raises(NotAtCounter):
        services.call_next(by=manned.hieu, at=later(days=1))


def test_a_counter_of_another_place_cannot_be_taken(world):
    with pytest.raises(NoSuchCounter):
        services.sit_at(2, by=world.la, at=MORNING)


def test_taking_over_a_counter(manned):
    services.sit_at(2, by=manned.khue, at=MORNING)

    assert queries.here(manned.hieu, MONDAY) is None
    assert queries.here(manned.khue, MONDAY).number == 2
    assert [c.officer for c in queries.counters(manned.khue, MONDAY)] == ["Lê Minh Khuê", ""]


def test_nobody_takes_a_counter_while_a_number_is_served_there(manned):
    give(manned, "A")
    services.call_next(by=manned.hieu, at=MORNING)

    with pytest.raises(CounterTaken):
        services.sit_at(2, by=manned.khue, at=MORNING)
    with pytest.raises(CounterTaken):
        services.sit_at(3, by=manned.hieu, at=MORNING)


def test_passed_over_and_called_again(manned):
    give(manned, "AA")
    services.call_next(by=manned.hieu, at=MORNING)
    services.skip(by=manned.hieu, at=MORNING)

    assert services.call_next(by=manned.hieu, at=MORNING) == "A002"
    with pytest.raises(StillServing):
        services.call_again("A001", by=manned.hieu, at=MORNING)
    assert services.call_again("A001", by=manned.khue, at=MORNING) == "A001"
    assert Ticket.objects.get(code="A001").calls == 2


def test_nobody_is_called_out_of_turn_nor_away_from_a_colleague(manned):
    give(manned, "AA")
    services.call_next(by=manned.hieu, at=MORNING)

    for code in ("A001", "A002"):
        with pytest.raises(NotPossible):
            services.call_again(code, by=manned.khue, at=MORNING)
    with pytest.raises(NotPossible):
        services.cancel("A002", by=manned.khue, at=MORNING)


def test_called_once_more(manned):
    give(manned, "A")
    services.call_next(by=manned.hieu, at=MORNING)

    services.call_again(by=manned.hieu, at=later(minutes=2))

    ticket = Ticket.objects.get()
    assert (ticket.calls, ticket.first_called_at, ticket.called_at) == (
        2,
        MORNING,
        later(minutes=2),
    )


def test_sent_to_another_line_with_the_same_number_and_place(manned):
    give(manned, "BAA")
    services.call_next(by=manned.hieu, at=MORNING)
    services.serve(by=manned.hieu, at=MORNING)

    assert services.move("A", by=manned.hieu, at=MORNING) == "B001"

    assert services.call_next(by=manned.khue, at=MORNING) == "B001"
    assert journal.history(f"ticket:{Ticket.objects.get(code='B001').pk}")[3].facts == {
        "code": "B001",
        "from_line": "B",
        "to_line": "A",
    }


def test_a_number_is_not_moved_to_where_it_is(manned):
    give(manned, "A")
    services.call_next(by=manned.hieu, at=MORNING)

    for letter in ("A", "Z", "\x00"):
        with pytest.raises(NoSuchLine):
            services.move(letter, by=manned.hieu, at=MORNING)


def test_a_number_that_never_came_is_cancelled(manned):
    give(manned, "A")
    services.call_next(by=manned.hieu, at=MORNING)
    services.skip(by=manned.hieu, at=MORNING)
    services.cancel("A001", by=manned.hieu, at=MORNING)

    with pytest.raises(NotPossible):
        services.call_again("A001", by=manned.hieu, at=MORNING)
    with pytest.raises(NoSuchTicket):
        services.cancel("A009", by=manned.hieu, at=MORNING)


def test_nothing_is_done_with_no_number(manned):
    for deed in (services.serve, services.skip, services.finish, services.call_again):
        with pytest.raises(NothingCalled):
            deed(by=manned.hieu, at=MORNING)


def test_the_dossier_closes_the_number_it_was_filed_with(manned):
    give(manned, "AA")
    services.call_next(by=manned.hieu, at=MORNING)
    ticket = services.serve(by=manned.hieu, at=MORNING)

    assert services.close_with(ticket, "H40-1", by=manned.hieu, at=MORNING)
    assert not services.close_with(ticket, "H40-2", by=manned.hieu, at=MORNING)
    waiting = Ticket.objects.get(code="A002").pk
    assert not services.close_with(waiting, "H40-2", by=manned.hieu, at=MORNING)
    assert not services.close_with(ticket, "H40-2", by=manned.la, at=MORNING)

    card = queries.ticket_of_dossier("H40-1")
    assert (card.code, card.state) == ("A001", State.DONE)


def test_every_change_is_in_the_journal(manned):
    give(manned, "A")
    services.call_next(by=manned.hieu, at=MORNING)
    services.serve(by=manned.hieu, at=MORNING)
    services.serve(by=manned.hieu, at=MORNING)
    services.finish(by=manned.hieu, at=MORNING)

    kinds = [event.kind for event in journal.history(f"ticket:{Ticket.objects.get().pk}")]
    assert kinds == ["ticket.issued", "ticket.called", "ticket.served", "ticket.done"]


def test_the_board_and_the_figures(manned):
    give(manned, "AAB")
    services.call_next(by=manned.hieu, at=later(minutes=10))
    services.call_next(by=manned.khue, at=later(minutes=20))

    with CaptureQueriesContext(connection) as asked:
        board = queries.board(manned.one_stop.pk, MONDAY)

    assert len(asked) <= 5
    assert (board.now.code, board.now.counter) == ("A002", 3)
    assert [(c.counter, c.code, c.waiting) for c in board.counters] == [
        (2, "A001", 1),
        (3, "A002", 0),
    ]
    assert board.coming == ("B001",)
    assert queries.figures(manned.one_stop.pk, MONDAY) == queries.DayFigures(
        issued=3, waiting=1, done=0, skipped=0, wait_minutes=15
    )


def test_what_a_line_or_a_counter_may_not_be(world):
    unit = world.one_stop.pk
    for letter, name in (("a", "X"), ("AB", "X"), ("", "X"), ("C", " "), ("C", "x\x00")):
        with pytest.raises(BadLine):
            services.set_line(unit, letter, name=name, by=world.quan, at=MORNING)
    for number, letters in ((0, "A"), (4, ""), (4, "AZ")):
        with pytest.raises(BadLine):
            services.set_counter(unit, number, name="X", letters=letters, by=world.quan, at=MORNING)


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED])
def test_what_is_over_stays_over(state):
    for to in State:
        with pytest.raises(NotPossible):
            check_way("A001", state, to)
    assert State.DONE not in WAYS[State.WAITING]


@pytest.mark.django_db(transaction=True)
def test_numbers_given_at_once_have_no_gap_and_no_twin(at_once):
    world = lay_out_counters(factories.office())

    given = at_once(8, lambda: services.issue(world.one_stop.pk, "A", at=MORNING))

    assert sorted(given) == [f"A{n:03d}" for n in range(1, 9)]
    by_id = Ticket.objects.order_by("pk").values_list("code", flat=True)
    assert list(by_id) == sorted(given)  # printed order is the order of calling


@pytest.mark.django_db(transaction=True)
def test_two_who_call_at_once_get_two_numbers(at_once):
    world = lay_out_counters(factories.office())
    services.sit_at(2, by=world.hieu, at=MORNING)
    services.sit_at(3, by=world.khue, at=MORNING)
    give(world, "AAA")
    callers = [world.hieu, world.khue]

    called = at_once(2, lambda: services.call_next(by=callers.pop(), at=MORNING))

    assert sorted(called) == ["A001", "A002"]


@pytest.mark.django_db(transaction=True)
def test_one_who_presses_twice_gets_one_number(at_once):
    world = lay_out_counters(factories.office())
    services.sit_at(2, by=world.hieu, at=MORNING)
    give(world, "AA")

    called = at_once(2, lambda: services.call_next(by=world.hieu, at=MORNING))

    assert "A001" in called
    assert sum(isinstance(one, StillServing) for one in called) == 1
