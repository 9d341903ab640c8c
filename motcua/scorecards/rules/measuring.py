"""What was counted, and which counts each indicator divides. Pure.

Source: QĐ 766/QĐ-TTg as the national portal computes it (law.md §4). A dossier that was asked for
a supplement more than once is late, however it ended; one that waits is judged on the day it was
asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from motcua.ledger.rules import Counts
from motcua.reports.rules.figures import figure
from motcua.scorecards.rules.scoring import Count
from motcua.scorecards.rules.values import Basis, Indicator, Measure


NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """Codes of procedures: those in an agency's competence, and of these some."""

    procedures: frozenset[str] = NOTHING
    complete: frozenset[str] = NOTHING
    online: frozenset[str] = NOTHING
    charged: frozenset[str] = NOTHING

    def __or__(self, other: Offer) -> Offer:
        return Offer(
            self.procedures | other.procedures,
            self.complete | other.complete,
            self.online | other.online,
            self.charged | other.charged,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallied:
    """What was counted of one agency in a period, or of several together.

    `judged_late`: in time in the reports, but asked for a supplement more than once, or after the
    day promised. `days`: of the `ended` ones together. `offer` None: no catalogue tells what the
    agency is competent for.
    """

    counts: Counts = field(default_factory=Counts)
    judged_late: int = 0
    days: int = 0
    ended: int = 0
    owing: int = 0
    disliked: int = 0
    filed_online: frozenset[str] = NOTHING
    offer: Offer | None = None

    @property
    def late(self) -> int:
        return self.figure("resolved_late") + self.figure("in_progress_late") + self.judged_late

    def figure(self, name: str) -> int:
        """As every report says it."""
        return figure(name).of(self.counts)

    def __add__(self, other: Tallied) -> Tallied:
        offers = [one.offer for one in (self, other) if one.offer is not None]
        return Tallied(
            counts=self.counts + other.counts,
            judged_late=self.judged_late + other.judged_late,
            days=self.days + other.days,
            ended=self.ended + other.ended,
            owing=self.owing + other.owing,
            disliked=self.disliked + other.disliked,
            filed_online=self.filed_online | other.filed_online,
            offer=offers[0] | offers[-1] if offers else None,
        )


def count_of(indicator: Indicator, tallied: Tallied) -> Count | None:
    """None when nothing of it is known."""
    if indicator.measure is not None:
        return _MEASURES[indicator.measure](tallied)
    return _BASES[indicator.basis](tallied) if indicator.basis is not None else None


def _content(tallied: Tallied) -> Count:
    """Without the late ones and the disliked ones; one that is both is taken off twice."""
    total = tallied.figure("received")
    return Count(max(0, total - tallied.late - tallied.disliked), total)


def _of_offer(part: Callable[[Offer], frozenset[str]]) -> Callable[[Tallied], Count | None]:
    def counted(tallied: Tallied) -> Count | None:
        offer = tallied.offer
        return None if offer is None else Count(len(part(offer)), len(offer.procedures))

    return counted


def _used_online(tallied: Tallied) -> Count | None:
    offer = tallied.offer
    if offer is None:
        return None
    return Count(len(offer.online & tallied.filed_online), len(offer.online))


def _charged(tallied: Tallied) -> Count | None:
    return None if tallied.offer is None else Count(None, len(tallied.offer.charged))


_MEASURES: Final[Mapping[Measure, Callable[[Tallied], Count | None]]] = {
    Measure.COMPLETE: _of_offer(lambda offer: offer.complete),
    Measure.ON_TIME: lambda t: Count(t.figure("received") - t.late, t.figure("received")),
    Measure.AVERAGE_DAYS: lambda t: Count(t.days, t.ended),
    Measure.OFFERED_ONLINE: _of_offer(lambda offer: offer.online),
    Measure.USED_ONLINE: _used_online,
    Measure.FILED_ONLINE: lambda t: Count(
        t.figure("received_online"), t.figure("received_in_period")
    ),
    Measure.E_RESULTS: lambda t: Count(t.figure("e_results"), t.figure("granted")),
    Measure.DIGITISED: lambda t: Count(t.figure("digitised"), t.figure("granted")),
    Measure.CONTENT: _content,
}
_BASES: Final[Mapping[Basis, Callable[[Tallied], Count | None]]] = {
    Basis.CHARGED: _charged,
    Basis.OWING: lambda t: Count(None, t.owing),
}
