"""Sums made anew from the positions, and histories put in the place of others."""

import random
from threading import Thread

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.ledger import queries, services
from motcua.ledger.models import Position, Tally, Total
from motcua.ledger.queries import By
from motcua.ledger.rules import Cell, Period, Stand, State
from motcua.ledger.services import summing
from tests.factories import office
from tests.ledger.histories import DAYS, changes, day, stays_of
from tests.ledger.test_services import RUNNING, as_table, filing, stand_without_officer


PERIODS = [Period(day(low), day(high)) for low, high in ((0, DAYS), (7, 7), (20, 40), (0, 3))]
RANDOM = random.Random(35)


def life(found):
    return [(on, stand_without_officer(stand)) for on, stand in found]


def sums():
    """As pages ask: every period by every key; and all that is stored, melted together."""
    asked = [as_table(queries.counts(period, by=by)) for period in PERIODS for by in By]
    return asked, stored()


def stored():
    services.melt()
    found = []
    for table in (Tally, Total):
        names = [f.attname for f in table._meta.concrete_fields if f.attname != "id"]
        rows = table.objects.values(*names)
        cells = [cell for cell in Cell if cell.value in names]
        found.append({tuple(r.items()) for r in rows if any(r[cell.value] for cell in cells)})
    return found


class Replaced(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(changes(), changes(), changes(), st.sampled_from("ab"))
    def test_as_if_the_old_one_had_never_been(self, other, old, new, topic):
        unit = office().commune.id
        (kind, first), (channel, second) = old, new
        services.load([(filing(unit, 2, other[0]), stays_of(other[0], life(other[1])))])
        before = sums()
        services.load([(filing(unit, 1, kind), stays_of(kind, life(first)))])
        one, stays = filing(unit, 1, channel, procedure=topic), stays_of(channel, life(second))

        services.replace(one, stays)

        for period in PERIODS:
            for by in By:
                fast, slow = queries.counts(period, by=by), queries.recounted(period, by=by)
                assert as_table(fast) == as_table(slow)
        assert not services.replace(one, stays)
        assert services.replace(one, ())
        assert sums() == before


@pytest.fixture
def unit(transactional_db):
    world = office()
    for place in (world.commune.id, world.province.id):
        lay_in(place, 12)
    return world.commune.id


def lay_in(unit_id, count):
    """Lives drawn once for all; entered change by change, melted in between or not."""
    for number in range(count):
        channel = RANDOM.choice(["online", "direct", "postal"])
        one = filing(unit_id, f"{unit_id}-{number}", channel, procedure=RANDOM.choice("abc"))
        on = RANDOM.randrange(40)
        for _ in range(RANDOM.randrange(1, 5)):
            state = RANDOM.choice([State.RUNNING, State.RUNNING, State.AWAITING, *State])
            due = None if state in (State.AWAITING, State.PAUSED) else day(RANDOM.randrange(DAYS))
            services.enter(one, Stand(state=state, due_on=due, is_digitised=True), on=day(on))
            on += RANDOM.randrange(9)
    services.melt(most=30)


def test_the_same_sums(unit):
    before = sums()

    assert services.recast() == Position.objects.count()

    assert not Tally.objects.filter(is_loose=True).exists()
    assert sums() == before


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param("UPDATE ledger_tally SET received_direct = received_direct + 1", id="wrong"),
        pytest.param("DELETE FROM ledger_total WHERE id % 3 = 0", id="lost"),
        pytest.param("INSERT", id="twice"),
        pytest.param("TRUNCATE ledger_tally, ledger_total", id="all gone"),
    ],
)
def test_broken_rows_are_mended(unit, fault):
    before = sums()
    with connection.cursor() as cursor:
        cursor.execute(_twice() if fault == "INSERT" else fault)
    assert sums() != before

    services.recast()

    assert sums() == before


def _twice():
    names = [f.column for f in Tally._meta.concrete_fields if f.column != "id"]
    values = ", ".join("true" if name == "is_loose" else name for name in names)
    return f"INSERT INTO ledger_tally ({', '.join(names)}) SELECT {values} FROM ledger_tally"


def test_work_goes_on_meanwhile(unit, monkeypatch):
    """A reader sees the old sums, a clerk's change of meanwhile is counted once, a worker waits."""
    monkeypatch.setattr(summing, "A_TIME", 5)
    before, seen = queries.counts(PERIODS[0])[""], []
    worker = Thread(target=_apart, args=(lambda: seen.append(services.melt()),))

    def meanwhile(count):
        if count > 5:
            return
        _run(lambda: services.enter(filing(unit, f"new {count}"), RUNNING, on=day(0)))
        _run(lambda: seen.append(queries.counts(PERIODS[0])[""]))
        if count:
            worker.start()

    services.recast(tell=meanwhile)
    worker.join(20)

    assert not worker.is_alive()
    assert [one.total for one in seen[:2]] == [before.total + 1, before.total + 2]
    assert seen[2] > 0  # keys that were melted, once the sums were there
    assert {**seen[1].cells} == {**queries.counts(PERIODS[0])[""].cells}
    assert as_table(queries.counts(PERIODS[0])) == as_table(queries.recounted(PERIODS[0]))


def _run(act):
    thread = Thread(target=_apart, args=(act,))
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "it waited"


def _apart(act):
    try:
        act()
    finally:
        connection.close()


def test_an_unknown_dossier_is_only_begun_by_its_receipt(unit):
    before = sums()
    assert not services.enter(filing(unit, "x"), RUNNING, on=day(9), is_first=False)
    assert sums() == before
    assert services.enter(filing(unit, "x"), RUNNING, on=day(9))
    assert services.enter(filing(unit, "x"), RUNNING, on=day(10), is_first=False)
