"""Rules of law that need more than one capability, each with its act."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Level
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Action, Status, status_after
from motcua.dossiers.services.planning import agency_kinds
from motcua.people.rules import UnitKind
from tests.factories import BIRTH, MONDAY, MORNING, filing, office, received


@pytest.mark.django_db
def test_three_places_are_one_only_by_chance():
    """NĐ 118/2025/NĐ-CP, Điều 14."""
    world = office()
    elsewhere = replace(filing(world), resolving_unit_id=world.other_commune.pk)

    here, there = received(world), services.receive(elsewhere, by=world.hieu, at=MORNING)

    dossier = Dossier.objects.get(code=there)
    assert dossier.receiving_unit_id == dossier.returning_unit_id == world.one_stop.pk
    assert dossier.receiving_agency_id == world.commune.pk
    assert dossier.resolving_unit_id == world.other_commune.pk
    assert there == "H40.13.01-260824-0001"  # the code is that of who resolves it
    assert Dossier.objects.get(code=here).resolving_unit_id == world.commune.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        pytest.param(date(2025, 6, 30), {UnitKind.DISTRICT}, id="the last day of districts"),
        pytest.param(date(2025, 7, 1), {UnitKind.COMMUNE}, id="the first day of two levels"),
        pytest.param(MONDAY, {UnitKind.COMMUNE}, id="today"),
    ],
)
def test_districts_decided_until_30_06_2025(on, kinds):
    """Luật Tổ chức chính quyền địa phương 2025, Điều 1."""
    office()
    found = replace(catalog.procedure(BIRTH, on=MONDAY), levels_before=(Level.DISTRICT,))

    assert agency_kinds(found, on) == kinds


def test_the_counter_may_settle_what_it_is_authorised_to():
    """NĐ 61/2018/NĐ-CP, Điều 17.5."""
    settled = status_after(Status.ACCEPTED, Action.CONCLUDE, was_accepted=True)

    assert settled is Status.FINISHED
