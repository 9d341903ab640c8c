"""How a result goes out, and what is kept of it (M2.08)."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from motcua.dossiers import queries, services
from motcua.dossiers.errors import FieldRefused, TrackingNumberNeeded
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Delivery, Shown, Status, hand_over
from tests.factories import MORNING, filing, finished, office
from tests.law.ground import AT_ONCE, settled_at_the_counter


pytestmark = pytest.mark.django_db


def returned(**given):
    world = office()
    code = finished(world)
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING, **given)
    return world, code, Dossier.objects.get(code=code)


@pytest.mark.parametrize(
    ("agreed", "given", "how"),
    [
        ("counter", {}, "counter"),
        ("online", {}, "online"),
        ("post", {}, "counter"),
        ("post", {"tracking_number": "EB1"}, "post"),
        ("counter", {"tracking_number": "EB1"}, "post"),
        ("counter", {"how": Delivery.ONLINE, "tracking_number": "EB1"}, "online"),
        ("post", {"how": Delivery.COUNTER, "tracking_number": "EB1"}, "counter"),
    ],
)
def test_what_is_not_said_follows_from_the_rest(agreed, given, how):
    found = hand_over(agreed=Delivery(agreed), handed_to="Quyên", **given)

    assert found.how == how
    assert bool(found.tracking_number) == (how == "post")


def test_at_the_counter_what_was_shown_is_kept():
    paper = "Giấy ủy quyền ngày 20/08/2026"
    world, code, dossier = returned(shown=Shown.IDENTITY, authority=f" {paper} ")

    page = queries.dossier_page(code, world.hieu, now=MORNING)
    assert (dossier.taker_showed, dossier.taker_authority) == ("identity", paper)
    assert (page.returned_how, page.taker_showed) == (Delivery.COUNTER, Shown.IDENTITY)
    assert page.moments[0].what == "Trả kết quả: tại quầy, người được ủy quyền nhận"


def test_by_post_there_is_a_number_and_nobody_showed_anything():
    world, code, dossier = returned(
        how=Delivery.POST, tracking_number="EB123456789VN", shown=Shown.RECEIPT, authority="x"
    )

    card = queries.dossier_card(code, world.hieu)
    assert (dossier.taker_showed, dossier.taker_authority) == ("", "")
    assert (card.returned_how, card.tracking_number) == ("post", "EB123456789VN")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"how": Delivery.POST}, TrackingNumberNeeded),
        ({"how": Delivery.POST, "tracking_number": " "}, TrackingNumberNeeded),
        ({"how": Delivery.POST, "tracking_number": "9" * 61}, FieldRefused),
        ({"authority": "a\x07b"}, FieldRefused),
    ],
)
def test_a_refused_hand_over_changes_nothing(given, refusal):
    with pytest.raises(refusal):
        returned(**given)

    dossier = Dossier.objects.get()
    assert (dossier.status, dossier.returned_how) == (Status.FINISHED, "")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"returned_how": "pigeon"}, "dossier_returned_how_when_returned"),
        ({"returned_how": "post"}, "dossier_tracking_number_by_post"),
        ({"tracking_number": "EB1"}, "dossier_tracking_number_by_post"),
        ({"returned_how": "online", "taker_showed": "receipt"}, "dossier_taker_at_the_counter"),
        ({"taker_showed": "face"}, "dossier_taker_at_the_counter"),
    ],
)
def test_the_database_refuses(fields, constraint):
    returned()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Dossier.objects.update(**fields)


def test_what_is_settled_at_once_is_handed_over_at_the_counter():
    world = office()
    settled_at_the_counter(world)
    intake = replace(filing(world), procedure=AT_ONCE, components=())
    services.settle(intake, result_number="1", handed_to="Quyên", by=world.hieu, at=MORNING)

    assert Dossier.objects.get().returned_how == "counter"
