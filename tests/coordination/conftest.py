"""Two offices of one agency and the one-stop of the province above, on a Monday morning."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from motcua.coordination import services
from motcua.coordination.rules import Ask, Kind
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import UnitKind
from tests import factories
from tests.factories import MORNING


SUBJECT = "H40.12.05-260824-0001"


def days(amount="1"):
    return Limit(Decimal(amount), LimitUnit.WORKING_DAY, "QĐ ví dụ")


@dataclass
class House:
    world: factories.World
    province_stop: factories.Unit

    def to(self, unit, **given):
        given = {"kind": Kind.CONSULT, "content": "Nguồn gốc thửa đất", "limit": days()} | given
        return Ask(unit_id=unit.pk, **given)

    def ask(self, *asks, at=MORNING, subject=SUBJECT, **given):
        asks = asks or (self.to(self.world.secretariat),)
        return services.ask(
            subject,
            asks,
            from_unit_id=self.world.culture.pk,
            by=self.world.lan.user_id,
            at=at,
            **given,
        )


@pytest.fixture
def house(db):
    world = factories.office()
    stop = factories.unit(
        "H40.01", "Trung tâm Phục vụ hành chính công tỉnh", UnitKind.ONE_STOP, world.province
    )
    return House(world, stop)
