"""Whether sums, positions and journal say the same of a period, and which dossiers they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from motcua.ledger.queries import audit
from motcua.ledger.queries.audit import Place
from motcua.ledger.rules import Cell, Counts, Period
from motcua.people import queries as people
from motcua.reports.queries.replay import replayed, told
from motcua.reports.queries.stories import Matter


MOST_TRACED = 100  # differences whose dossiers are looked for
MOST_NAMED = 20


class Source(Enum):
    """What is held against the dossiers as the ledger lists them."""

    SUMS = "số cộng sẵn"
    TOTALS = "số cộng sẵn của cả đơn vị"
    JOURNAL = "nhật ký"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`said` by the source, `listed` in the ledger; `codes`: dossiers that only one of them has.

    Sums name no dossiers. The journal tells the procedure alone: there `field` is empty; and so is
    the procedure of a whole unit.
    """

    source: Source
    matter: Matter
    cell: Cell
    said: int
    listed: int
    field: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many dossiers lie in the period, how many numbers were compared, and what differs."""

    dossiers: int
    numbers: int
    differences: tuple[Difference, ...]


def verified(period: Period) -> Verdict:
    """Compares every cell of every agency and topic; nothing is written.

    Slow: reads the whole journal, twice where it differs. Call it in one snapshot of the database
    when others write meanwhile.
    """
    listed, sums, totals = audit.stood(period), audit.tallied(period), audit.totalled(period)
    every = {*listed, *sums}
    cards = people.units({place.unit_id for place in every} | set(totals))
    code_of = {unit_id: card.code for unit_id, card in cards.items()}
    by_matter: dict[Matter, Counts] = defaultdict(Counts)
    by_unit: dict[Matter, Counts] = defaultdict(Counts)
    for place, counts in listed.items():
        by_matter[Matter(code_of[place.unit_id], place.procedure)] += counts
        by_unit[Matter(code_of[place.unit_id], "")] += counts
    journal = {matter: Counts(cells) for matter, cells in replayed(period).items()}
    whole: dict[Matter, Counts] = defaultdict(Counts)
    for unit_id, counts in totals.items():
        whole[Matter(code_of[unit_id], "")] += counts
    wrong = tuple(_differences(Source.JOURNAL, journal, by_matter))
    return Verdict(
        dossiers=sum(one.total for one in listed.values()),
        numbers=len(Cell) * (len(every) + len({*journal, *by_matter}) + len({*whole, *by_unit})),
        differences=(
            *_sum_differences(sums, listed, code_of),
            *_differences(Source.TOTALS, whole, by_unit),
            *_traced(wrong, period, code_of),
        ),
    )


def _sum_differences(
    sums: Mapping[Place, Counts], listed: Mapping[Place, Counts], code_of: Mapping[int, str]
) -> Iterator[Difference]:
    nothing = Counts()
    for place in sorted({*sums, *listed}):
        said, stood = sums.get(place, nothing), listed.get(place, nothing)
        for cell in Cell:
            if said.get(cell) != stood.get(cell):
                yield Difference(
                    source=Source.SUMS,
                    matter=Matter(code_of[place.unit_id], place.procedure),
                    field=place.field,
                    cell=cell,
                    said=said.get(cell),
                    listed=stood.get(cell),
                )


def _differences(
    source: Source, given: Mapping[Matter, Counts], listed: Mapping[Matter, Counts]
) -> Iterator[Difference]:
    nothing = Counts()
    for matter in sorted({*given, *listed}):
        said, stood = given.get(matter, nothing), listed.get(matter, nothing)
        for cell in Cell:
            if said.get(cell) != stood.get(cell):
                yield Difference(
                    source=source,
                    matter=matter,
                    cell=cell,
                    said=said.get(cell),
                    listed=stood.get(cell),
                )


def _traced(
    found: tuple[Difference, ...], period: Period, code_of: Mapping[int, str]
) -> Iterator[Difference]:
    """The same with codes: the journal is read once more, the ledger once for each of them."""
    wanted = {(one.matter, one.cell) for one in found[:MOST_TRACED]}
    codes: defaultdict[tuple[Matter, Cell], set[str]] = defaultdict(set)
    for dossier in told(period) if wanted else ():
        for cell in dossier.cells:
            if (dossier.matter, cell) in wanted:
                codes[dossier.matter, cell].add(dossier.code)
    for one in found:
        if (one.matter, one.cell) not in wanted:
            yield one
            continue
        units = {unit_id for unit_id, code in code_of.items() if code == one.matter.unit}
        there = audit.codes(period, one.cell, units=units, procedure=one.matter.procedure)
        only = sorted(there ^ codes[one.matter, one.cell])
        yield replace(one, codes=tuple(only[:MOST_NAMED]))
