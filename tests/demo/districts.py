"""Ground of the districts without the place of today; and what a file of districts may say."""

from motcua.demo import queries
from motcua.demo.services import histories, loading
from motcua.ledger.rules import Counts
from motcua.people import queries as people
from motcua.people import services as people_services
from motcua.process import services as process_services


def lay_ground(at):
    people_services.load_places(at=at)
    loading._load_catalog(at=at)
    process_services.load_processes(at=at)
    loading._make_people(queries.places(), at=at)


def units_of(district, part):
    """Agencies of a level, also those that have ended."""
    top = people.unit_by_code(district.code, district.period.last)
    return [card.id for card in people.units_ever(top_id=top.id) if card.kind is part.level]


def laid_in(district, at):
    assert histories.lay_in(district, at=at)


def found(counts: Counts):
    return {cell.value: number for cell, number in counts.cells.items() if number}
