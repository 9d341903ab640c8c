"""law.md §1.5, returning: Điều 20, 21 of NĐ 61/2018, Điều 22 of NĐ 118/2025."""

from dataclasses import replace

import pytest

from motcua.dossiers import services
from motcua.dossiers.errors import NoSuchDossier, ReasonNeeded, ResultNumberNeeded
from motcua.dossiers.models import StepRun
from motcua.dossiers.rules import Delivery, Status
from tests.factories import MORNING, at_step, filing, finished, later, office
from tests.law.ground import kinds, last, the


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("handed_to", ["Đặng Ngọc Quyên", "", " "])
def test_dieu_20_handed_over_to_somebody_who_is_named(handed_to):
    world = office()
    code = finished(world)

    if handed_to.strip():
        services.return_result(code, handed_to=handed_to, by=world.hieu, at=later(hours=1))
        assert (the(code).handed_to, the(code).returned_at) == (handed_to, later(hours=1))
    else:
        with pytest.raises(ReasonNeeded):
            services.return_result(code, handed_to=handed_to, by=world.hieu, at=later(hours=1))
        assert the(code).status == Status.FINISHED


@pytest.mark.parametrize("delivery", Delivery)
def test_dieu_20_as_it_was_agreed_at_intake(delivery):
    world = office()
    address = "Tổ 3" if delivery is Delivery.POST else ""
    intake = replace(filing(world), delivery=delivery, delivery_address=address)
    code = services.receive(intake, by=world.hieu, at=MORNING)

    assert the(code).delivery == delivery


def test_dieu_20_at_the_place_named_on_the_receipt():
    world = office()
    code = finished(world)

    with pytest.raises(NoSuchDossier):
        services.return_result(code, handed_to="Q", by=world.la, at=later(hours=1))

    assert the(code).returning_unit_id == world.one_stop.pk
    assert the(code).status == Status.FINISHED


def test_dieu_20_the_result_is_kept_with_its_number():
    world = office()
    code = at_step(world, 6)
    with pytest.raises(ResultNumberNeeded):
        services.conclude(code, result_number=" ", by=world.thu, at=MORNING)

    services.conclude(code, result_number="214/2026", by=world.thu, at=MORNING)

    assert the(code).result_number == last(code).facts["result_number"] == "214/2026"


def test_dieu_20_handing_over_is_not_counted():
    world = office()
    code = finished(world)

    assert StepRun.objects.get(left_at=None).due_at is None
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=later(days=60))

    assert the(code).finished_at == MORNING


def test_dieu_21_an_error_is_put_right_at_the_agencys_cost():
    world = office()
    code = finished(world)
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    owed = the(code).fee, the(code).money_state
    with pytest.raises(NoSuchDossier):
        services.correct(code, reason="Sai ngày sinh", by=world.la, at=later(days=1))

    services.correct(code, reason="Sai ngày sinh", by=world.hieu, at=later(days=1))
    services.return_correction(
        code, result_number="214b", handed_to="Quyên", by=world.hieu, at=later(days=2)
    )

    assert (the(code).fee, the(code).money_state) == owed
    assert (the(code).status, the(code).result_number) == (Status.RETURNED, "214b")
    assert kinds(code)[-2:] == ["dossier.correction_opened", "dossier.correction_returned"]
