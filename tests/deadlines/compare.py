"""The product against tests/deadlines/naive.py on random cases.

python -m tests.deadlines.compare 100000 [seed]
"""

import random
import sys
import time as clock
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace

from motcua.deadlines.rules import (
    HANOI,
    HoursPeriod,
    Limit,
    LimitUnit,
    Span,
    WorkCalendar,
    due,
    working_time_between,
)
from tests.deadlines import naive


CUTOFFS = [None, None, None, time(15), time(15), time(11), time(16, 30), time(18)]
FIRST = date(2026, 1, 1)


def random_case(rng: random.Random) -> SimpleNamespace:
    before, after = rng.sample(naive.EIGHT_HOURS, 2)
    change = FIRST + timedelta(days=rng.randrange(450))
    complete_at = moment(rng, FIRST + timedelta(days=rng.randrange(365)))
    unit = rng.choice(list(LimitUnit))
    return SimpleNamespace(
        complete_at=complete_at,
        unit=unit.value,
        amount=amount(rng, unit),
        cutoff=rng.choice(CUTOFFS),
        spans=[span(rng, complete_at) for _ in range(rng.choice([0, 0, 1, 1, 2, 3, 5]))],
        off={FIRST + timedelta(days=rng.randrange(450)) for _ in range(rng.randrange(60))},
        makeup={saturday(rng) for _ in range(rng.randrange(6))},
        before=before,
        after=after,
        change=change,
        hours_of=lambda day: after if day >= change else before,
    )


def moment(rng: random.Random, day: date) -> datetime:
    """Any minute of the day, most often one at which something changes."""
    edges = [time(7, 30), time(11, 30), time(12), time(13), time(15), time(15, 1), time(17)]
    if rng.random() < 0.3:
        return datetime.combine(day, rng.choice(edges))
    return datetime.combine(day, time()) + timedelta(minutes=rng.randrange(1440))


def amount(rng: random.Random, unit: LimitUnit) -> Decimal:
    match unit:
        case LimitUnit.WORKING_DAY if rng.random() < 0.4:
            return Decimal(rng.randrange(1, 41)) / 4 + Decimal("0.05")
        case LimitUnit.WORKING_DAY:
            return Decimal(rng.choice([0, 1, 2, 3, 5, 10, 15, 30, 45]))
        case LimitUnit.WORKING_HOUR:
            return Decimal(rng.randrange(1, 200)) / 4
        case LimitUnit.CALENDAR_DAY:
            return Decimal(rng.randrange(0, 61))
        case LimitUnit.MONTH:
            return Decimal(rng.randrange(0, 7))


def span(rng: random.Random, around: datetime) -> tuple[datetime, datetime]:
    start = moment(rng, around.date() + timedelta(days=rng.randrange(-10, 40)))
    return start, start + timedelta(minutes=rng.choice([0, 30, 240, 1440, rng.randrange(20_000)]))


def saturday(rng: random.Random) -> date:
    return date(2026, 1, 3) + timedelta(weeks=rng.randrange(60), days=rng.randrange(2))


def calendar(case: SimpleNamespace) -> WorkCalendar:
    return WorkCalendar(
        days_off=frozenset(case.off),
        makeup_days=frozenset(case.makeup),
        hours=case.before,
        periods=(HoursPeriod(since=case.change, intervals=case.after),),
    )


def aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=HANOI)


def by_product(case: SimpleNamespace) -> datetime:
    answer = due(
        aware(case.complete_at),
        Limit(case.amount, LimitUnit(case.unit), source=""),
        calendar(case),
        cutoff=case.cutoff,
        spans=[Span(aware(start), aware(end)) for start, end in case.spans],
    )
    return answer.due_at.replace(tzinfo=None)


def used_minutes(case: SimpleNamespace, end: datetime) -> tuple[int, int]:
    """Working time from completion to some days later, by the product and by the walk."""
    spans = [Span(aware(a), aware(b)) for a, b in case.spans]
    used = working_time_between(aware(case.complete_at), aware(end), calendar(case), spans)
    return int(used.total_seconds()) // 60, naive.working_minutes(case, case.complete_at, end)


def differences(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    found = []
    for number in range(count):
        case = random_case(rng)
        ours, walked = by_product(case), naive.due(case)
        if ours != walked:
            found.append(f"case {number} of seed {seed}: {ours} but {walked}: {vars(case)}")
        if number % 50 == 0:
            fast, slow = used_minutes(case, case.complete_at + timedelta(hours=rng.randrange(150)))
            if fast != slow:
                found.append(f"case {number} of seed {seed}: used {fast} but {slow}: {vars(case)}")
    return found


if __name__ == "__main__":
    COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20261124
    started = clock.perf_counter()
    faults = differences(COUNT, SEED)
    print(*faults[:10], sep="\n")
    print(f"{COUNT} cases, {len(faults)} differences, {clock.perf_counter() - started:.0f} s")
    sys.exit(bool(faults))
