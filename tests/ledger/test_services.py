import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.ledger import queries, services
from motcua.ledger.models import Position, Tally, Total
from motcua.ledger.queries import By
from motcua.ledger.rules import ARRIVALS, ENDINGS, OPENINGS, Cell, Period, Stand, State
from motcua.ledger.services import Filing
from tests.factories import office
from tests.ledger.histories import DAYS, changes, day, stays_of


def filing(unit_id, number, channel="direct", procedure="1.001193", field="Hộ tịch"):
    return Filing(
        code=f"H-{number}", unit_id=unit_id, procedure=procedure, field=field, channel=channel
    )


class Histories(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(st.tuples(changes(), st.sampled_from("ab")), max_size=5),
        st.lists(st.tuples(st.integers(0, DAYS), st.integers(0, DAYS)), min_size=1, max_size=3),
        st.booleans(),
    )
    def test_entered_loaded_summed_and_recounted_are_the_same(self, lives, days, is_melted):
        world = office()
        unit = world.commune.id
        for number, ((channel, found), topic) in enumerate(lives):
            clean = [(on, stand_without_officer(stand)) for on, stand in found]
            one = filing(unit, number, channel, procedure=topic, field=topic)
            if number % 2:
                for on, stand in clean:
                    services.enter(one, stand, on=on)
            else:
                services.load([(one, stays_of(channel, clean))])
        if is_melted:
            services.melt()
        for low, high in days:
            period = Period(day(min(low, high)), day(max(low, high)))
            for by in By:
                fast = queries.counts(period, units=[unit], by=by)
                slow = queries.recounted(period, units=[unit], by=by)
                assert as_table(fast) == as_table(slow)
                for one in fast.values():
                    assert one.sum(*ARRIVALS) == one.sum(*ENDINGS, *OPENINGS)


def stand_without_officer(stand):
    return Stand(
        state=stand.state,
        due_on=stand.due_on,
        is_digitised=stand.is_digitised,
        has_e_result=stand.has_e_result,
    )


def as_table(found):
    return {
        key: {cell: one.get(cell) for cell in Cell if one.get(cell)}
        for key, one in found.items()
        if not one.is_empty
    }


@pytest.fixture
def unit(db):
    return office().commune.id


RUNNING = Stand(state=State.RUNNING, due_on=day(10))


def test_the_last_change_of_a_day_holds(unit):
    one = filing(unit, 1)
    services.enter(one, RUNNING, on=day(0))
    services.enter(one, Stand(state=State.AWAITING, due_on=None), on=day(0))
    assert Position.objects.count() == 1
    found = queries.counts(Period(day(0), day(0)), units=[unit])[""]
    assert found.get(Cell.AWAITING_SUPPLEMENT) == found.get(Cell.RECEIVED_DIRECT) == 1
    assert found.total == 1


def test_nothing_new_writes_nothing(unit, django_assert_num_queries):
    one = filing(unit, 1)
    services.enter(one, RUNNING, on=day(0))
    with django_assert_num_queries(1):  # one look
        services.enter(one, RUNNING, on=day(3))


def test_an_end_stays_as_it_was(unit):
    one = filing(unit, 1)
    services.enter(one, RUNNING, on=day(0))
    services.enter(one, Stand(state=State.WITHDRAWN, due_on=None), on=day(12))
    services.enter(one, RUNNING, on=day(13))
    found = queries.counts(Period(day(0), day(20)), units=[unit])[""]
    assert found.get(Cell.WITHDRAWN_LATE) == 1
    assert found.get(Cell.OPEN_LATE) == 0


def test_a_clock_that_goes_back_loses_nothing(unit):
    one = filing(unit, 1)
    services.enter(one, RUNNING, on=day(5))
    services.enter(one, Stand(state=State.GRANTED, due_on=day(10)), on=day(4))
    assert queries.counts(Period(day(0), day(9)), units=[unit])[""].get(Cell.GRANTED_EARLY) == 1


@transaction.atomic
def broken(unit):
    services.enter(filing(unit, 1), RUNNING, on=day(0))
    raise RuntimeError


def test_it_is_undone_with_the_change(unit):
    with pytest.raises(RuntimeError):
        broken(unit)
    assert not Position.objects.exists()
    assert not Tally.objects.exists()
    assert not Total.objects.exists()


def test_melting_changes_no_sum(unit):
    for number in range(5):
        services.enter(filing(unit, number), RUNNING, on=day(0))
    period = Period(day(0), day(20))
    both = [as_table(queries.counts(period, by=by)) for by in (By.FIELD, By.UNIT)]
    rows = Tally.objects.count(), Total.objects.count()
    assert services.melt() > 0
    assert Tally.objects.count() < rows[0]
    assert Total.objects.count() < rows[1]
    for table in (Tally, Total):
        assert not table.objects.filter(is_loose=True).exists()
    assert [as_table(queries.counts(period, by=by)) for by in (By.FIELD, By.UNIT)] == both
    assert services.melt() == 0
    services.enter(filing(unit, 9), RUNNING, on=day(0))
    services.melt()
    assert queries.counts(period)[""].total == 6


def test_the_database_keeps_one_position_a_day(unit):
    services.enter(filing(unit, 1), RUNNING, on=day(0))
    row = Position.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_every_cell_leads_to_its_dossiers(unit):
    for number in range(7):
        services.enter(filing(unit, number), RUNNING, on=day(number))
    for number in range(3):
        stand = Stand(state=State.GRANTED, due_on=day(10), is_digitised=number == 0)
        services.enter(filing(unit, number), stand, on=day(9 + number))
    period = Period(day(2), day(12))
    counts = queries.counts(period, units=[unit])[""]
    for cell in Cell:
        page = queries.cases(period, cell, units=[unit])
        assert len(page.items) == counts.get(cell), cell
    late = queries.cases(period, Cell.GRANTED_LATE, units=[unit]).items
    assert [case.code for case in late] == ["H-2"]
    arrivals = queries.cases(period, ARRIVALS, units=[unit])
    assert [c.code for c in arrivals.items] == [f"H-{n}" for n in (6, 5, 4, 3, 2, 1, 0)]


def test_pages_of_dossiers_follow_each_other(unit, django_assert_num_queries):
    for number in range(7):
        services.enter(filing(unit, number), RUNNING, on=day(number // 3))
    period, seen, cursor = Period(day(0), day(12)), [], ""
    while True:
        with django_assert_num_queries(1):
            page = queries.cases(period, OPENINGS, units=[unit], cursor=cursor, limit=2)
        seen += [case.code for case in page.items]
        if not (cursor := page.next_cursor):
            break
    assert sorted(seen) == [f"H-{n}" for n in range(7)]
    assert len(seen) == 7
    assert len(queries.cases(period, OPENINGS, units=[unit], cursor="\0nonsense").items) == 7


def test_a_sum_is_one_query(unit, django_assert_num_queries):
    services.enter(filing(unit, 1), RUNNING, on=day(0))
    for by in By:
        with django_assert_num_queries(1):
            queries.counts(Period(day(0), day(5)), by=by)


def test_an_empty_period_is_all_zero(db):
    assert queries.counts(Period(day(0), day(1)))[""].is_empty
    assert queries.counts(Period(day(0), day(1)), by=By.UNIT) == {}


def test_by_officer(unit):
    world_user = Position._meta.get_field("officer").related_model.objects.first()
    services.enter(
        filing(unit, 1),
        Stand(state=State.RUNNING, due_on=day(3), officer_id=world_user.pk),
        on=day(0),
    )
    services.enter(filing(unit, 2), RUNNING, on=day(0))
    found = queries.officer_counts(unit, Period(day(0), day(5)))
    assert found[world_user.pk].get(Cell.OPEN_LATE) == 1
    assert found[None].total == 1


def test_the_table_holds_no_other_state(unit):
    services.enter(filing(unit, 1), RUNNING, on=day(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.update(state="gone")
