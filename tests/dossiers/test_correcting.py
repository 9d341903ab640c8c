"""An error in a returned result; settled at once; sent to the right place; who takes what."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connections

from motcua.catalog.errors import NoSuchProcedure
from motcua.dossiers import services
from motcua.dossiers.errors import (
    BeingCorrected,
    NotAnOnlineFiling,
    NothingToClaim,
    NothingToCorrect,
    NotYourRole,
    NotYourStep,
    NotYourUnit,
)
from motcua.dossiers.models import Correction, Dossier, Guidance
from motcua.dossiers.rules import Assistance, Channel, Status
from motcua.journal import queries as journal
from tests.factories import BIRTH, MORNING, at_step, filing, finished, later, office, received


def the(code):
    return Dossier.objects.get(code=code)


def returned(world):
    code = finished(world)
    services.return_result(code, handed_to="Đặng Ngọc Quyên", by=world.hieu, at=MORNING)
    return code


@pytest.mark.django_db
def test_an_error_is_put_right_and_the_dossier_stays_returned():
    world = office()
    code = returned(world)
    before = the(code)

    services.correct(code, reason="Sai ngày sinh", by=world.hieu, at=later(days=1))
    with pytest.raises(BeingCorrected):
        services.correct(code, reason="Sai nữa", by=world.chu, at=later(days=1))
    services.return_correction(
        code, result_number="214b/2026", handed_to="Bà Quyên", by=world.khue, at=later(days=2)
    )

    after = the(code)
    assert (after.status, after.returned_at) == (Status.RETURNED, before.returned_at)
    assert (after.result_number, after.is_being_corrected) == ("214b/2026", False)
    assert Correction.objects.get().returned_by_id == world.khue.user_id
    assert [e.facts.get("result_number") for e in journal.history(code)][-1] == "214b/2026"
    assert (after.fee, after.money_state) == (before.fee, before.money_state)  # nothing is asked


@pytest.mark.django_db
def test_who_may_correct_and_what_must_be_open():
    world = office()
    code = returned(world)

    with pytest.raises(NothingToCorrect):
        services.return_correction(
            code, result_number="1", handed_to="Q", by=world.hieu, at=MORNING
        )
    with pytest.raises((NotYourRole, NotYourUnit)):
        services.correct(code, reason="x", by=world.lan, at=MORNING)


@pytest.mark.django_db
def test_help_is_noted_on_online_filings_alone():
    world = office()
    online = replace(filing(world, channel=Channel.ONLINE), assistance=Assistance.AT_COUNTER)
    code = services.receive(online, by=world.hieu, at=MORNING)
    assert the(code).assistance == Assistance.AT_COUNTER

    with pytest.raises(NotAnOnlineFiling):
        services.receive(replace(online, channel=Channel.DIRECT), by=world.hieu, at=MORNING)
    assert Dossier.objects.count() == 1


@pytest.mark.django_db
def test_what_comes_online_is_answered_within_eight_working_hours():
    world = office()
    code = services.submit(filing(world, channel=Channel.ONLINE), by=None, at=MORNING)
    direct = received(world)

    assert the(code).answer_due_at == later(days=1)  # 09:00 and eight working hours
    assert the(direct).answer_due_at is None


@pytest.mark.django_db
def test_the_register_is_continuous_within_the_year_of_a_counter():
    world = office()
    first, second = received(world), received(world)
    declined = services.submit(filing(world), by=None, at=MORNING)
    services.decline(declined, reason="Không đúng nơi", by=world.hieu, at=MORNING)
    next_year = received(world, at=later(days=150))

    numbers = [(the(c).register_year, the(c).register_number) for c in (first, second, next_year)]
    assert numbers == [(2026, 1), (2026, 2), (2027, 1)]
    assert the(declined).register_number is None


@pytest.mark.django_db
def test_sending_somebody_to_the_right_place_is_noted_without_a_name():
    world = office()

    services.guide(
        BIRTH,
        reason="Cha mẹ cư trú ở xã khác",
        sent_to="UBND xã Bình Minh",
        by=world.hieu,
        at=MORNING,
    )
    with pytest.raises(NotYourRole):
        services.guide(BIRTH, reason="x", sent_to="y", by=world.lan, at=MORNING)
    with pytest.raises(NoSuchProcedure):
        services.guide("9.999999", reason="x", sent_to="y", by=world.hieu, at=MORNING)

    noted = Guidance.objects.get()
    assert (noted.procedure, noted.sent_to) == (BIRTH, "UBND xã Bình Minh")
    assert Dossier.objects.count() == 0


@pytest.mark.django_db
def test_what_nobody_has_is_taken_by_one():
    world = office()
    code = at_step(world, 3)

    services.claim(code, by=world.lan, at=MORNING)
    with pytest.raises(NotYourStep, match="Lan"):
        services.claim(code, by=world.son, at=MORNING)
    with pytest.raises(NotYourStep):
        services.forward(code, by=world.son, at=MORNING)

    assert the(code).assignee_id == world.lan.user_id
    with pytest.raises(NothingToClaim):
        services.claim_next(by=world.son, at=MORNING)


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_for_the_next_one_get_different_ones():
    world = office()
    codes = {at_step(world, 3) for _ in range(2)}

    def take(who):
        try:
            return services.claim_next(by=who, at=MORNING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(take, [world.lan, world.son]))

    assert set(taken) == codes
