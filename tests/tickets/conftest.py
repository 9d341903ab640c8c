import pytest

from motcua.tickets import services
from tests import factories
from tests.factories import MORNING


def lay_out_counters(world):
    """Hộ tịch (A) and Đất đai (B); counter 2 calls both, counter 3 only A."""
    unit = world.one_stop.pk
    for letter, name in (("A", "Hộ tịch"), ("B", "Đất đai")):
        services.set_line(unit, letter, name=name, fields=[name], by=world.quan, at=MORNING)
    for number, letters in ((2, "AB"), (3, "A")):
        services.set_counter(
            unit, number, name=f"Quầy {number}", letters=letters, by=world.quan, at=MORNING
        )
    return world


@pytest.fixture
def world(db):
    return lay_out_counters(factories.office())


@pytest.fixture
def manned(world):
    services.sit_at(2, by=world.hieu, at=MORNING)
    services.sit_at(3, by=world.khue, at=MORNING)
    return world
