"""Invented lives of dossiers: when they came, waited and ended, and what a journal says of it."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from motcua.ledger.rules import Stand, State, Stay


DAYS = 365
FREE = frozenset(
    {date(2026, 1, 1), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)}
    | {date(2026, 2, 16) + timedelta(days=n) for n in range(5)}
)
CHANNELS = ("online", "direct", "postal")
WEIGHTS = (62, 35, 3)


@dataclass(frozen=True, slots=True)
class Subject:
    """A procedure: how many working days it has, how often it is asked for."""

    procedure: str
    field: str
    days: int
    weight: int
    is_of_land: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency and who works in it."""

    unit_id: int
    code: str
    officers: Sequence[int]
    subjects: Sequence[Subject]
    skill: float  # of all that ends, what is late


@dataclass(slots=True)
class Life:
    code: str
    desk: Desk
    subject: Subject
    channel: str
    changes: list[tuple[date, Stand]] = field(default_factory=list)
    deeds: list[tuple[date, str, dict[str, Any]]] = field(default_factory=list)

    def stays(self) -> tuple[Stay, ...]:
        """The last change of a day holds; an end keeps the promise that ran."""
        found: list[Stay] = []
        received_on = self.changes[0][0]
        for on, stand in self.changes:
            if found and found[-1].from_on == on:
                found.pop()
            elif found:
                found[-1] = replace(found[-1], until_on=on)
            found.append(
                Stay(channel=self.channel, received_on=received_on, stand=stand, from_on=on)
            )
        return tuple(found)


class Calendar:
    """Working days, by number."""

    def __init__(self, first: date) -> None:
        every = (first + timedelta(days=n) for n in range(DAYS * 2))
        self.days = [day for day in every if day.weekday() < 5 and day not in FREE]

    def number(self, day: date) -> int:
        """Of this day or the next working one."""
        return bisect_left(self.days, day)


def lives(desks: Sequence[Desk], count: int, *, last: date, seed: int = 2026) -> Iterator[Life]:
    """In the order in which they came, over the year that ends with `last`."""
    rng = random.Random(seed)
    first = last - timedelta(days=DAYS - 1)
    calendar = Calendar(first)
    at_work = calendar.number(last + timedelta(days=1))
    offices = rng.choices(desks, [1.0 + (n * 7 % 11) / 4 for n in range(len(desks))], k=count)
    dated = sorted(rng.randrange(at_work) for _ in range(count))
    for number, (desk, day) in enumerate(zip(offices, dated, strict=True)):
        subject = rng.choices(desk.subjects, [one.weight for one in desk.subjects])[0]
        on = calendar.days[day]
        code = f"{desk.code}-{on:%y%m%d}-{number:07}"
        channel = rng.choices(CHANNELS, WEIGHTS)[0]
        yield _Living(rng, calendar, Life(code, desk, subject, channel), day, last).live()


class _Living:
    def __init__(
        self, rng: random.Random, calendar: Calendar, life: Life, day: int, last: date
    ) -> None:
        self.rng, self.calendar, self.life, self.last = rng, calendar, life, last
        self.day, self.due = day, day + life.subject.days
        self.officer = rng.choice(life.desk.officers)

    def live(self) -> Life:
        """What would happen after the last day is not yet told."""
        subject, life = self.life.subject, self.life
        opening = {
            "procedure": subject.procedure,
            "channel": life.channel,
            "receiving_unit": f"{life.desk.code}.01",
            "resolving_unit": life.desk.code,
        }
        life.deeds.append((self.calendar.days[self.day], "dossier.submitted", opening))
        self._stand(State.RUNNING, "dossier.accepted", due_at=self._moment())
        if subject.is_of_land and self.rng.random() < 0.2:
            self._wait(State.PAUSED, "dossier.paused", "dossier.resumed", longest=8)
        if self.rng.random() < 0.05:
            if self.rng.random() < 0.1:
                self._never_answered()
                return life
            self._wait(State.AWAITING, "dossier.supplement_asked", "dossier.supplied", longest=10)
        self._end()
        return life

    def _wait(self, state: State, begin: str, end: str, *, longest: int) -> None:
        self.day += self.rng.randrange(0, 3)
        self._stand(state, begin)
        self.day += self.rng.randrange(0, longest)
        self.due = self.day + self.life.subject.days
        self._stand(State.RUNNING, end, due_at=self._moment())

    def _never_answered(self) -> None:
        self._stand(State.AWAITING, "dossier.supplement_asked")
        self.day += 15
        self._stand(State.STOPPED, "dossier.stopped")

    def _end(self) -> None:
        state, kind = self.rng.choices(
            ((State.GRANTED, "concluded"), (State.REFUSED, "concluded"),
             (State.WITHDRAWN, "withdrawn"), (State.STOPPED, "stopped")),
            (964, 16, 12, 8),
        )[0]  # fmt: skip
        self._work()
        is_result = kind == "concluded"
        digitised = is_result and self.rng.random() < 0.85
        signed = is_result and self.rng.random() < 0.7
        if signed:
            self._tell("signing.result_signed", {"level": "B-B"})
        facts = {"outcome": state.value, "is_digitised": digitised} if is_result else {}
        self._stand(state, f"dossier.{kind}", signed=signed, digitised=digitised, **facts)

    def _work(self) -> None:
        left = self.due - self.day
        if self.rng.random() < self.life.desk.skill:
            self.day = self.due + self.rng.randrange(1, 16)
        elif self.rng.random() < 0.2:
            self.day = self.due
        else:
            self.day += self.rng.randrange(0, left) if left else 0

    def _stand(
        self,
        state: State,
        kind: str,
        *,
        signed: bool = False,
        digitised: bool = False,
        **facts: Any,
    ) -> None:
        day = self.calendar.days[self.day]
        waits = state in (State.AWAITING, State.PAUSED)
        runs = self.life.changes and self.life.changes[-1][1].state is State.RUNNING
        due_on = None if waits else self.calendar.days[self.due]
        if state.is_end and not runs:
            due_on = None
        self._tell(kind, facts)
        if day > self.last:
            return
        stand = Stand(
            state=state,
            due_on=due_on,
            officer_id=self.officer,
            is_digitised=digitised,
            has_e_result=signed,
        )
        self.life.changes.append((day, stand))

    def _tell(self, kind: str, facts: dict[str, Any]) -> None:
        day = self.calendar.days[self.day]
        if day <= self.last:
            self.life.deeds.append((day, kind, facts))

    def _moment(self) -> str:
        """17:00 in Việt Nam."""
        return f"{self.calendar.days[self.due]}T10:00:00+00:00"
