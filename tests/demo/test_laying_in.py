"""Laying a district in: whole or not at all, once, and beside an older demonstration."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from motcua.demo import queries
from motcua.demo.rules import Part
from motcua.demo.services import histories
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.importing import loading as importing
from motcua.journal.models import Entry
from motcua.ledger.rules import Cell, Counts
from tests.demo.districts import laid_in, lay_ground


NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
BY_KEY = {district.key: district for district in queries.districts()}


@pytest.fixture
def small():
    """Some of each kind, so that it is quick."""
    counts = Counts(
        {
            Cell.RECEIVED_ONLINE: 8,
            Cell.RECEIVED_DIRECT: 2,
            Cell.GRANTED_EARLY: 6,
            Cell.GRANTED_ON_TIME: 3,
            Cell.REFUSED_ON_TIME: 1,
        }
    )
    mine = replace(BY_KEY["2021-meo-vac"], communes=BY_KEY["2021-meo-vac"].communes[:2])
    return replace(mine, parts=tuple(Part(part.level, counts) for part in mine.parts))


@pytest.mark.django_db
def test_cut_off_in_the_middle_nothing_is_left(small, monkeypatch):
    class CutOff(Exception):
        pass

    def cut_off(*args):
        raise CutOff

    lay_ground(NOW)
    before = Entry.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr(importing.journal, "record_many", cut_off)
        with pytest.raises(CutOff):
            histories.lay_in(small, at=NOW)

    assert Entry.objects.count() == before
    assert not Dossier.objects.exists()
    laid_in(small, NOW)
    assert Dossier.objects.count() == 20


@pytest.mark.django_db
def test_a_home_with_the_dossiers_of_before_keeps_those(small):
    lay_ground(NOW)
    laid_in(small, NOW)
    other = replace(small, key="another", replaces=(small.key,))

    assert not histories.lay_in(other, at=NOW)


@pytest.mark.django_db
def test_accounts_of_a_district_are_shown_once_it_is_there(small):
    lay_ground(NOW)
    assert "giang" not in {account.username for account in queries.accounts()}

    laid_in(small, NOW)

    assert "giang" in {account.username for account in queries.accounts()}
