"""Fates that make wanted figures: searched at random until the rules give each its class.

Nothing is written down as a class: a course has a procedure, a channel and moments, and what it
counts as follows from them by the rules that hold for real work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from motcua.deadlines.rules import Limit
from motcua.demo.errors import NoSuchFate
from motcua.demo.rules.lives import person
from motcua.demo.rules.slots import Promises, Slots
from motcua.demo.rules.wanted import District, Part
from motcua.dossiers.rules import Action, Applicant, Channel, Timeliness, timeliness
from motcua.ledger.rules import ARRIVALS, ENDINGS, OPENINGS, Cell


MOST_TRIES: Final = 3000
CARRIED_DAYS, OPEN_DAYS, WAITING_DAYS = timedelta(60), timedelta(45), timedelta(14)
LONGEST_WAIT: Final = 150  # minutes from an online filing to its acceptance
LATE_DAYS: Final = 4
ANSWER_DAYS: Final = 14  # working days: one less than what the law gives
_CLASSES: Final = {
    Cell.GRANTED_EARLY: Timeliness.EARLY,
    Cell.GRANTED_ON_TIME: Timeliness.ON_TIME,
    Cell.GRANTED_LATE: Timeliness.LATE,
    Cell.REFUSED_EARLY: Timeliness.EARLY,
    Cell.REFUSED_ON_TIME: Timeliness.ON_TIME,
    Cell.REFUSED_LATE: Timeliness.LATE,
}
_REFUSALS: Final = frozenset({Cell.REFUSED_EARLY, Cell.REFUSED_ON_TIME, Cell.REFUSED_LATE})


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be filed: its weight, terms by channel, the acts from acceptance to the result.

    `asks_after`: how many acts come before a supplement is asked for.
    """

    procedure: str
    weight: int
    terms: Mapping[Channel, tuple[Limit, time | None]]
    ways: tuple[Action, ...]
    asks_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One dossier to be. `place`: which of the agencies of its level; `acts` from acceptance on."""

    procedure: str
    channel: Channel
    place: int
    filed_at: datetime
    acts: tuple[tuple[Action, datetime], ...]
    applicant: Applicant
    is_digitised: bool


@dataclass(slots=True)
class _Search:
    district: District
    offers: Sequence[Offer]
    slots: Slots
    promises: Promises
    random: Random

    def course(
        self, arrival: Cell, standing: Cell, is_digitised: bool, place: int, home: str
    ) -> Course:
        for _ in range(MOST_TRIES):
            found = self._tried(arrival, standing)
            if found is not None:
                offer, channel, filed_at, acts = found
                return Course(
                    procedure=offer.procedure,
                    channel=channel,
                    place=place,
                    filed_at=filed_at,
                    acts=acts,
                    applicant=person(self.random, home),
                    is_digitised=is_digitised,
                )
        raise NoSuchFate(standing=standing, arrival=arrival, title=self.district.title)

    def _tried(
        self, arrival: Cell, standing: Cell
    ) -> tuple[Offer, Channel, datetime, tuple[tuple[Action, datetime], ...]] | None:
        """One draw; None when it does not come out as it should."""
        offer = self.random.choices(self.offers, [offer.weight for offer in self.offers])[0]
        channel = _channel(arrival)
        if channel not in offer.terms:
            return None
        window = self.slots.of_days(*self._window(arrival, standing))
        filed = self.random.choice(window)
        waits = 0 if channel is Channel.DIRECT else self.random.randint(5, LONGEST_WAIT)
        accepted = filed + waits
        if accepted not in window:
            return None
        complete = self.slots.moments[accepted if channel is Channel.DIRECT else filed]
        due_at = self.promises.due(complete, *offer.terms[channel])
        if standing is Cell.AWAITING_SUPPLEMENT:
            acts = self._asked(offer, channel, accepted, due_at)
        else:
            acts = self._straight(offer, accepted, due_at, standing)
        if acts is None:
            return None
        return offer, channel, self.slots.moments[filed], acts

    def _window(self, arrival: Cell, standing: Cell) -> tuple[date, date]:
        first, last = self.district.opened, self.district.closed
        if arrival is Cell.CARRIED_OVER:
            before = self.district.period.first - timedelta(1)
            return before - CARRIED_DAYS, before
        if standing is Cell.AWAITING_SUPPLEMENT:
            return max(first, last - WAITING_DAYS), last
        return (max(first, last - OPEN_DAYS), last) if standing in OPENINGS else (first, last)

    def _straight(
        self, offer: Offer, accepted: int, due_at: datetime, standing: Cell
    ) -> tuple[tuple[Action, datetime], ...] | None:
        days = self._days_of_end(accepted, due_at.date(), standing)
        ended = self._end(accepted, days, len(offer.ways))
        if ended is None:
            return None
        ended_at = self.slots.moments[ended]
        if standing in _CLASSES and timeliness(ended_at, due_at) is not _CLASSES[standing]:
            return None
        if standing is Cell.OPEN_IN_TIME and due_at.date() < self.district.held:
            return None
        ways = _refusing(offer.ways) if standing in _REFUSALS else offer.ways
        taken = [Action.ACCEPT, *ways]
        return self._timed(taken, [accepted, *self._between(accepted, ended, len(ways) - 2)], ended)

    def _days_of_end(self, accepted: int, due_on: date, standing: Cell) -> range:
        """Numbers of working days on which it may end."""
        at, due = self.slots.day_number(self.slots.day_of(accepted)), self.slots.day_number(due_on)
        first = self.slots.day_number(self.district.period.first)
        if standing in OPENINGS:
            return range(self.slots.day_number(self.district.held + timedelta(1)), due + 1)
        last = self.slots.day_number(self.district.closed + timedelta(1))
        since, until = {
            Timeliness.EARLY: (at, due),
            Timeliness.ON_TIME: (due, due + 1),
            Timeliness.LATE: (due + 1, due + 1 + LATE_DAYS),
        }[_CLASSES[standing]]
        return range(max(since, first), min(until, last))

    def _end(self, accepted: int, days: range, acts: int) -> int | None:
        if not days:
            return None
        day = self.slots.days[self.random.choice(days)]
        ended = self.random.choice(self.slots.of_days(day, day))
        return ended if ended - accepted > acts else None

    def _asked(
        self, offer: Offer, channel: Channel, accepted: int, due_at: datetime
    ) -> tuple[tuple[Action, datetime], ...] | None:
        """Asked for before the end, supplied after it, granted in time after that."""
        slots, held = self.slots, self.district.held
        asked = accepted + self.random.randint(offer.asks_after + 5, 480)
        if slots.day_of(asked) > self.district.closed or slots.moments[asked] >= due_at:
            return None
        first = slots.day_number(held + timedelta(1))
        latest = slots.day_number(slots.day_of(asked)) + ANSWER_DAYS
        if first >= latest:
            return None
        day = slots.days[self.random.randrange(first, latest)]
        supplied = self.random.choice(slots.of_days(day, day))
        again_due = self.promises.due(slots.moments[supplied], *offer.terms[channel])
        days = range(slots.day_number(day), slots.day_number(again_due.date()) + 1)
        ended = self._end(supplied, days, len(offer.ways))
        if ended is None:
            return None
        before = self._between(accepted, asked, offer.asks_after)
        rest = self._between(supplied, ended, len(offer.ways) - offer.asks_after - 2)
        taken = [
            Action.ACCEPT,
            *offer.ways[: offer.asks_after],
            Action.ASK_SUPPLEMENT,
            Action.SUPPLY,
            *offer.ways[offer.asks_after :],
        ]
        return self._timed(taken, [accepted, *before, asked, supplied, *rest], ended)

    def _between(self, first: int, last: int, count: int) -> list[int]:
        return sorted(self.random.sample(range(first + 1, last), count))

    def _timed(
        self, taken: Sequence[Action], before: Sequence[int], ended: int
    ) -> tuple[tuple[Action, datetime], ...]:
        """The last but one is the result, the last its hand-over within two working days."""
        handed = ended + self.random.randint(5, 960)
        moments = [self.slots.moments[slot] for slot in (*before, ended, handed)]
        return tuple(zip(taken, moments, strict=True))


def courses(
    district: District,
    part: Part,
    *,
    offers: Sequence[Offer],
    homes: Sequence[str],
    slots: Slots,
    promises: Promises,
) -> list[Course]:
    """So many dossiers that the figures of the part come out to the unit; the same each time.

    `homes`: the names of the agencies of this level. Raises NoSuchFate.
    """
    random = Random(f"{district.key}-{part.level.value}")
    search = _Search(district, offers, slots, promises, random)
    busy = [random.uniform(0.5, 2) for _ in homes]
    found = []
    for arrival, standing, is_digitised in pairs(part, random):
        place = random.choices(range(len(homes)), busy)[0]
        found.append(search.course(arrival, standing, is_digitised, place, homes[place]))
    return found


def pairs(part: Part, random: Random) -> Iterator[tuple[Cell, Cell, bool]]:
    """Each dossier's arrival, standing and mark: every cell exactly as often as wanted.

    What was carried over has ended: nobody's limit is as long as a period.
    """
    ended = _repeated(part, ENDINGS)
    random.shuffle(ended)
    carried = part.counts.get(Cell.CARRIED_OVER)
    arrivals = _repeated(part, [cell for cell in ARRIVALS if cell is not Cell.CARRIED_OVER])
    random.shuffle(arrivals)
    standings = [*ended, *_repeated(part, OPENINGS)]
    granted = [n for n, cell in enumerate(standings) if cell.value.startswith("granted")]
    digitised = set(random.sample(granted, part.counts.get(Cell.DIGITISED)))
    for number, standing in enumerate(standings):
        arrival = Cell.CARRIED_OVER if number < carried else arrivals[number - carried]
        yield arrival, standing, number in digitised


def _repeated(part: Part, cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells for _ in range(part.counts.get(cell))]


def _channel(arrival: Cell) -> Channel:
    """What was carried over came online: the articles say nothing of it."""
    if arrival is Cell.CARRIED_OVER:
        return Channel.ONLINE
    return Channel(arrival.value.removeprefix("received_"))


def _refusing(ways: Sequence[Action]) -> tuple[Action, ...]:
    return tuple(Action.REFUSE if way is Action.APPROVE else way for way in ways)
