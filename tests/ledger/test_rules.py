from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.errors import BadPeriod
from motcua.ledger.rules import (
    ARRIVALS,
    ENDINGS,
    OPENINGS,
    Cell,
    Grain,
    Period,
    Stand,
    State,
    Stay,
    cells_of,
    cover,
    postings,
    start_of,
)
from motcua.ledger.rules.cells import counts_of
from tests.ledger.histories import DAYS, changes, day, stays_of


JAN = date(2026, 1, 12)
DATES = st.dates(date(2019, 1, 1), date(2031, 12, 31))


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(BadPeriod, match="11/01/2026 trước ngày đầu kỳ 12/01/2026"):
        Period(JAN, date(2026, 1, 11))


@pytest.mark.parametrize(
    ("grain", "day", "start"),
    [
        (Grain.DAY, date(2026, 3, 31), date(2026, 3, 31)),
        (Grain.HALF, date(2026, 3, 14), date(2026, 3, 1)),
        (Grain.HALF, date(2026, 3, 15), date(2026, 3, 15)),
        (Grain.YEAR, date(2025, 12, 14), date(2024, 12, 15)),
        (Grain.YEAR, date(2025, 12, 15), date(2025, 12, 15)),
        (Grain.YEAR, date(2026, 1, 1), date(2025, 12, 15)),
    ],
)
def test_buckets(grain, day, start):
    assert start_of(grain, day) == start


def test_the_year_of_the_reports_is_one_bucket():
    assert cover(date(2025, 12, 15), date(2026, 12, 14)) == (
        (Grain.YEAR, date(2025, 12, 15), date(2025, 12, 15)),
    )


@given(DATES, st.integers(-3, 1500))
def test_a_cover_holds_every_day_once(first, length):
    last = first + timedelta(days=length)
    days = Counter()
    for grain, low, high in cover(first, last):
        start = low
        while start <= high:
            assert start_of(grain, start) == start
            one = start
            while start_of(grain, one) == start:
                days[one] += 1
                one += timedelta(days=1)
            start = one
    wanted = {first + timedelta(days=n) for n in range(length + 1)}
    assert set(days) == wanted
    assert set(days.values()) <= {1}
    assert len(cover(first, last)) <= 5


@pytest.mark.parametrize(
    ("state", "due", "ended", "cell"),
    [
        ("granted", 13, 12, "granted_early"),
        ("granted", 12, 12, "granted_on_time"),
        ("granted", 11, 12, "granted_late"),
        ("granted", None, 12, "granted_on_time"),
        ("refused", 13, 12, "refused_early"),
        ("refused", 11, 12, "refused_late"),
        ("withdrawn", 13, 12, "withdrawn"),
        ("withdrawn", 12, 12, "withdrawn"),
        ("withdrawn", 11, 12, "withdrawn_late"),
        ("stopped", None, 12, "stopped"),
        ("stopped", 11, 12, "stopped_late"),
    ],
)
def test_an_end_is_judged_by_the_day(state, due, ended, cell):
    on = JAN.replace(day=ended)
    due_on = JAN.replace(day=due) if due else None
    stay = Stay(
        channel="direct",
        received_on=date(2026, 1, 5),
        stand=Stand(state=State(state), due_on=due_on),
        from_on=on,
    )
    assert cells_of(stay, Period(date(2026, 1, 1), on)) == (Cell.RECEIVED_DIRECT, Cell(cell))


@pytest.mark.parametrize(
    ("state", "due", "cell"),
    [
        ("running", 12, "open_in_time"),
        ("running", 11, "open_late"),
        ("awaiting", None, "awaiting_supplement"),
        ("paused", None, "paused"),
    ],
)
def test_what_is_open_is_judged_on_the_last_day(state, due, cell):
    stay = Stay(
        channel="postal",
        received_on=date(2025, 12, 30),
        stand=Stand(state=State(state), due_on=JAN.replace(day=due) if due else None),
        from_on=date(2025, 12, 30),
    )
    assert cells_of(stay, Period(date(2026, 1, 1), JAN)) == (Cell.CARRIED_OVER, Cell(cell))


def test_what_ended_before_the_period_is_not_in_it():
    stay = Stay(
        channel="online",
        received_on=date(2026, 1, 5),
        stand=Stand(state=State.GRANTED, due_on=JAN),
        from_on=date(2026, 1, 9),
    )
    assert cells_of(stay, Period(date(2026, 1, 10), JAN)) == ()
    assert cells_of(stay, Period(date(2026, 1, 9), JAN))[0] is Cell.CARRIED_OVER


@given(st.lists(changes(), max_size=6), st.integers(0, DAYS), st.integers(0, DAYS))
def test_the_sums_of_the_postings_are_the_dossiers_one_by_one(lives, one, two):
    period = Period(day(min(one, two)), day(max(one, two)))
    stays = [stay for channel, found in lives for stay in stays_of(channel, found)]
    posted = Counter()
    for stay in stays:
        posted.update(postings(stay))
    before, within = Counter(), Counter()
    for (on, cell), count in posted.items():
        if on <= period.last:
            (before if on < period.first else within)[cell.value] += count
    counts = counts_of(before, within)
    expected = Counter(
        cell for stay in stays if stay.holds(period.last) for cell in cells_of(stay, period)
    )
    assert {cell: counts.get(cell) for cell in Cell} == {cell: expected[cell] for cell in Cell}
    assert counts.sum(*ARRIVALS) == counts.sum(*ENDINGS, *OPENINGS)


@given(changes(), st.integers(0, DAYS))
def test_what_happens_later_changes_no_past_day(life, number):
    channel, found = life
    known = [change for change in found if change[0] <= day(number)]
    posted = [Counter(), Counter()]
    for counter, some in zip(posted, (known, found), strict=True):
        for stay in stays_of(channel, some) if some else ():
            counter.update({k: n for k, n in postings(stay).items() if k[0] <= day(number)})
    assert +posted[0] == +posted[1]
    assert -posted[0] == -posted[1]


def test_a_promise_that_runs_out_is_posted_beforehand_and_taken_back():
    stay = Stay(
        channel="direct",
        received_on=JAN,
        stand=Stand(state=State.RUNNING, due_on=date(2026, 1, 20)),
        from_on=JAN,
    )
    assert postings(stay)[date(2026, 1, 21), Cell.OPEN_LATE] == 1
    assert Cell.OPEN_LATE not in {c for _, c in postings(replace(stay, until_on=date(2026, 1, 21)))}
    late = postings(replace(stay, until_on=date(2026, 1, 22)))
    assert late[date(2026, 1, 21), Cell.OPEN_LATE] == 1
    assert late[date(2026, 1, 22), Cell.OPEN_LATE] == -1
