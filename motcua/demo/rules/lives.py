"""Invented people and invented fates. Pure: the same seed gives the same demonstration.

No name, number or address here belongs to anybody: numbers are of a form that is given to nobody
(their six last digits begin with 000), telephone numbers of a series without subscribers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from random import Random

from motcua.deadlines.rules import WorkCalendar, add_working_time
from motcua.dossiers.rules import Applicant, ApplicantKind, Channel, Delivery


_NAMES = tomllib.loads((Path(__file__).parents[1] / "data" / "names.toml").read_text("utf-8"))


class Fate(StrEnum):
    """What becomes of a dossier of the demonstration."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    SUPPLEMENT = "supplement"
    STILL_WAITING = "still_waiting"
    REFUSED = "refused"
    DECLINED = "declined"
    MISSING_PAPER = "missing_paper"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    OWING = "owing"
    EXTENDED = "extended"
    STUCK = "stuck"
    UNDER_WAY = "under_way"


FATES = {
    Fate.EARLY: 62,
    Fate.ON_TIME: 16,
    Fate.LATE: 4,
    Fate.SUPPLEMENT: 5,
    Fate.STILL_WAITING: 3,
    Fate.REFUSED: 3,
    Fate.DECLINED: 2,
    Fate.MISSING_PAPER: 3,
    Fate.WITHDRAWN: 2,
    Fate.STOPPED: 1,
    Fate.OWING: 4,
    Fate.EXTENDED: 2,
}
CHANNELS = {Channel.DIRECT: 60, Channel.ONLINE: 34, Channel.POSTAL: 6}
# Share of a step's time that is used up, by fate.
PACE = {
    Fate.EARLY: (20, 75),
    Fate.ON_TIME: (85, 100),
    Fate.LATE: (140, 260),
    Fate.EXTENDED: (110, 160),
    Fate.UNDER_WAY: (2, 12),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One dossier to be: who files what, when, where, and what becomes of it."""

    index: int
    at: datetime
    procedure: str
    counter: str
    channel: Channel
    delivery: Delivery
    applicant: Applicant
    fate: Fate
    is_picked_up: bool


def choose(random: Random, weights: Mapping[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def person(random: Random, place: str) -> Applicant:
    woman = random.random() < 0.52
    middle, given = (_NAMES["women"]["middle"], _NAMES["women"]["given"])
    if not woman:
        middle, given = _NAMES["men"]["middle"], _NAMES["men"]["given"]
    name = " ".join((random.choice(_NAMES["family"]), random.choice(middle), random.choice(given)))
    year = random.randint(1950, 2005)
    century = (0 if year < 2000 else 2) + woman
    number = f"036{century}{year % 100:02d}000{random.randint(0, 999):03d}"
    return Applicant(
        kind=ApplicantKind.CITIZEN,
        name=name,
        id_number=number,
        phone=f"0900000{random.randint(0, 999):03d}",
        address=f"Xóm {random.randint(1, 14)}, {place}",
    )


def plans(
    seed: str,
    *,
    count: int,
    counters: Sequence[str],
    procedures: Mapping[str, int],
    first: datetime,
    last: datetime,
    calendar: WorkCalendar,
    place: str,
) -> list[Plan]:
    """So many dossiers in working hours between two moments, in the order of their filing."""
    random = Random(seed)
    spread = (last - first).total_seconds()
    moments = sorted(first + timedelta(seconds=random.random() * spread) for _ in range(count))
    planned = [
        _plan(random, index, min(working(moment, calendar), last), counters, procedures, place)
        for index, moment in enumerate(moments)
    ]
    return _fresh(random, planned, last)


def _fresh(random: Random, planned: list[Plan], last: datetime) -> list[Plan]:
    """The last few come online in the hours before the end: the counter has work to take in."""
    few = max(1, len(planned) // 30)
    hours = sorted((random.random() * 14 for _ in range(few)), reverse=True)
    fresh = [
        replace(plan, at=last - timedelta(hours=ago), channel=Channel.ONLINE, fate=Fate.EARLY)
        for plan, ago in zip(planned[-few:], hours, strict=True)
    ]
    return sorted([*planned[:-few], *fresh], key=lambda plan: plan.at)


def with_open_work(
    planned: list[Plan],
    *,
    under_way: int,
    late: int,
    long_ones: Sequence[str],
    last: datetime,
    calendar: WorkCalendar,
) -> list[Plan]:
    """Turns some of the plans into work that lies on desks at the end, in time or late."""
    random = Random(f"open-{len(planned)}")
    chosen = random.sample(planned, min(under_way + late, len(planned)))
    turned = {}
    for number, plan in enumerate(chosen):
        is_late = number < late
        ago = timedelta(days=random.uniform(14, 24) if is_late else random.uniform(1, 6))
        turned[plan.index] = replace(
            plan,
            at=min(working(last - ago, calendar), last),
            channel=Channel.DIRECT,
            fate=Fate.STUCK if is_late else Fate.UNDER_WAY,
            procedure=plan.procedure if is_late else random.choice(long_ones),
        )
    return sorted((turned.get(p.index, p) for p in planned), key=lambda plan: plan.at)


def working(moment: datetime, calendar: WorkCalendar) -> datetime:
    """The moment itself in working hours, else one in the hours that follow."""
    return add_working_time(moment, Decimal("0.02"), calendar)


def _plan(
    random: Random,
    index: int,
    at: datetime,
    counters: Sequence[str],
    procedures: Mapping[str, int],
    place: str,
) -> Plan:
    channel = Channel(choose(random, {c.value: w for c, w in CHANNELS.items()}))
    return Plan(
        index=index,
        at=at,
        procedure=choose(random, procedures),
        counter=random.choice(counters),
        channel=channel,
        delivery=Delivery.POST if random.random() < 0.1 else Delivery.COUNTER,
        applicant=person(random, place),
        fate=Fate(choose(random, {f.value: w for f, w in FATES.items()})),
        is_picked_up=random.random() < 0.85,
    )


def pace(random: Random, fate: Fate) -> Decimal:
    """How much of its allotted time a step takes."""
    low, high = PACE.get(fate, PACE[Fate.EARLY])
    return Decimal(random.randint(low, high)) / 100
