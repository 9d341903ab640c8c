"""A period month by month is each month counted alone; ages and what is late, recounted."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.ledger import queries
from motcua.ledger.queries.series import months_of, officer_endings, series
from motcua.ledger.queries.stock import stock
from motcua.ledger.rules import Cell, Counts, Period
from motcua.reports.rules import Row
from tests.factories import at_step, finished, later, received
from tests.web.desk.conftest import morning, one_office, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2026, 7, 1), date(2026, 9, 20))


@pytest.fixture
def busy(world):
    for n in range(4):
        finished(world, at=later(days=-21, minutes=n))
    at_step(world, 3, at=later(days=-40))
    at_step(world, 3, at=later(days=-10))
    received(world)
    return world


def test_months_hold_each_day_once():
    assert months_of(Period(date(2025, 12, 15), date(2026, 2, 3))) == (
        Period(date(2025, 12, 15), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 1, 31)),
        Period(date(2026, 2, 1), date(2026, 2, 3)),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=DAYS, other=DAYS)
def test_each_month_says_what_it_says_alone(busy, one, other):
    period = Period(*sorted((one, other)))
    units = [busy.commune.pk]

    found = series(period, units=units)

    assert same(found.total, queries.counts(period, units=units)[""])
    for month, counts in found.months:
        assert same(counts, queries.counts(month, units=units)[""]), month


def same(left, right):
    return Row("", "", left).figures() == Row("", "", right).figures()


def test_ages_are_of_what_is_open_that_day(busy):
    today, units = date(2026, 8, 24), [busy.commune.pk]
    in_july = date(2026, 7, 21)

    assert ages(today, units) == ((1, 0), (0, 0), (1, 1), (0, 0), (1, 1))
    assert ages(in_july, units) == ((0, 0), (1, 1), (0, 0), (0, 0), (0, 0))
    total = queries.counts(Period(today, today), units=units)[""]
    assert total.get(Cell.OPEN_LATE) == 2


def ages(on, units):
    return stock(on, (2, 7, 15, 30), units=units, most=0).ages


def test_the_longest_late_come_first(busy, django_assert_num_queries):
    today, units = date(2026, 8, 24), [busy.commune.pk]
    with django_assert_num_queries(1):
        found = stock(today, (2, 7), units=units, most=5).late

    listed = queries.cases(Period(today, today), Cell.OPEN_LATE, units=units).items
    assert [case.received_on for case in found] == [date(2026, 7, 15), date(2026, 8, 14)]
    assert set(found) == set(listed)
    assert stock(today, (2, 7), units=units, most=1).late == found[:1]
    elsewhere = stock(today, (2, 7), units=[busy.other_commune.pk], most=5)
    assert (elsewhere.ages, elsewhere.late) == (((0, 0),) * 3, ())


def test_what_a_person_settled_by_month(busy):
    period = Period(date(2026, 1, 1), date(2026, 8, 24))
    everybody = queries.officer_counts(busy.commune.pk, period)
    who = next(pk for pk, counts in everybody.items() if counts.get(Cell.GRANTED_EARLY))

    by_month = officer_endings(who or 0, period) if who else ()

    for cell in (Cell.GRANTED_EARLY, Cell.GRANTED_ON_TIME):
        if who:
            total = sum((counts for _, counts in by_month), Counts())
            assert total.get(cell) == everybody[who].get(cell)
