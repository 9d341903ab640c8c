"""Two at once: exactly one succeeds."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.coordination import queries, services
from motcua.coordination.errors import LegAlreadyOpen, NotOpen
from motcua.coordination.rules import Kind, Result, State
from motcua.errors import DomainError
from motcua.journal import queries as journal
from tests import factories
from tests.coordination.conftest import SUBJECT, House
from tests.factories import MORNING, later


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db):
    world = factories.office()
    return House(world, world.province)


def at_once(*deeds):
    barrier = Barrier(len(deeds))

    def run(deed):
        try:
            barrier.wait(timeout=5)
            return deed()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def refusals(found):
    return [type(one) for one in found if isinstance(one, DomainError)]


def test_one_of_two_takes_it(house):
    (made,) = house.ask()
    people = (house.world.thu, house.world.chu, house.world.quan)

    found = at_once(*(lambda by=p.user_id: services.take(made, by=by, at=MORNING) for p in people))

    assert refusals(found) == [NotOpen, NotOpen]


def test_an_answer_and_a_silence_at_once(house):
    (made,) = house.ask()
    lan, thu = house.world.lan.user_id, house.world.thu.user_id
    services.remind(made, by=lan, at=later(days=2))

    found = at_once(
        lambda: services.answer(
            made, result=Result.AGREES, text="Đồng ý", by=thu, at=later(days=3)
        ),
        lambda: services.record_silence(made, by=lan, at=later(days=3)),
        lambda: services.cancel(made, reason="Thôi", by=lan, at=later(days=3)),
    )

    assert refusals(found) == [NotOpen, NotOpen]
    assert not queries.request_card(made).is_open
    assert len(journal.history(SUBJECT)) == 3


def test_one_of_two_starts_a_leg(house):
    def start():
        return house.ask(house.to(house.world.secretariat, kind=Kind.LEG, leg="L1"))

    found = at_once(start, start, start)

    assert refusals(found) == [LegAlreadyOpen, LegAlreadyOpen]
    assert [c.state for c in queries.requests_of(SUBJECT)] == [State.SENT]
