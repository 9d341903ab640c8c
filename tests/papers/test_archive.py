"""Where the paper dossiers lie; lent and taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.services import paper_archive as services
from motcua.journal import queries as journal
from motcua.papers import queries
from motcua.papers.errors import (
    DueInThePast,
    LentAlready,
    NotLent,
    NotPlaced,
    NotYourArchive,
    PlaceNeeded,
)
from motcua.papers.models import Loan
from tests.factories import MONDAY, MORNING, later, office, received


pytestmark = pytest.mark.django_db


@pytest.fixture
def filed():
    world = office()
    return world, received(world)


def place(code, by, *, cabinet="2", shelf="B", box="17"):
    services.place_dossier(code, cabinet=cabinet, shelf=shelf, box=box, by=by, at=MORNING)


def lend(code, by, *, days=7, borrower="Phạm Thu Lan"):
    services.lend_dossier(
        code,
        borrower=borrower,
        purpose="Đối chiếu",
        due_on=MONDAY + timedelta(days=days),
        today=MONDAY,
        by=by,
        at=MORNING,
    )


def test_a_dossier_is_found_in_its_box(filed):
    world, code = filed
    place(code, world.hieu)

    assert queries.placement_of(code).words == "Tủ 2, kệ B, hộp 17"
    assert [card.subject for card in queries.in_box(world.one_stop.pk, "17")] == [code]
    assert queries.in_box(world.culture.pk, "17") == ()
    place(code, world.khue, box="18", cabinet="", shelf="")
    assert queries.placement_of(code).words == "Hộp 18"
    assert queries.in_box(world.one_stop.pk, "17") == ()


def test_it_is_lent_and_comes_back(filed):
    world, code = filed
    place(code, world.hieu)
    lend(code, world.hieu)

    (out,) = queries.lent_out(world.one_stop.pk)
    assert (out.subject, out.borrower) == (code, "Phạm Thu Lan")
    assert not out.is_overdue(out.due_on)
    assert out.is_overdue(out.due_on + timedelta(days=1))
    assert queries.overdue_count(world.one_stop.pk, out.due_on) == 0
    assert queries.overdue_count(world.one_stop.pk, out.due_on + timedelta(days=1)) == 1

    services.take_dossier_back(code, by=world.khue, at=later(days=1))

    assert queries.lent_out(world.one_stop.pk) == ()
    kinds = [event.kind for event in journal.history(code)]
    assert kinds[-3:] == ["archive.placed", "archive.lent", "archive.back"]


def test_what_can_not_be(filed):
    world, code = filed
    with pytest.raises(PlaceNeeded):
        place(code, world.hieu, box=" ")
    with pytest.raises(NotPlaced):
        lend(code, world.hieu)
    place(code, world.hieu)
    with pytest.raises(NotLent):
        services.take_dossier_back(code, by=world.hieu, at=MORNING)
    with pytest.raises(DueInThePast):
        lend(code, world.hieu, days=-1)
    lend(code, world.hieu)
    with pytest.raises(LentAlready, match="Phạm Thu Lan"):
        lend(code, world.hieu)
    with pytest.raises(LentAlready):
        place(code, world.hieu)
    with pytest.raises(NotYourArchive, match="phường An Thịnh"):
        services.take_dossier_back(code, by=world.lan, at=MORNING)
    with pytest.raises(NoSuchDossier):
        place(code, world.la)

    assert Loan.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.create(
            placement_id=Loan.objects.get().placement_id,
            borrower="x",
            due_on=MONDAY,
            lent_at=MORNING,
            lent_by_id=world.hieu.user_id,
        )
