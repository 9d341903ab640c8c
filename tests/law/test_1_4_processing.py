"""law.md §1.4, processing: Điều 19 of NĐ 61/2018; stopping: Điều 21 of NĐ 118/2025."""

from datetime import date, timedelta

import pytest

from motcua.dossiers import services
from motcua.dossiers.errors import (
    AlreadyDecided,
    AlreadyReappointed,
    NotLateYet,
    NotYourRole,
    ReasonNeeded,
    TooLateToExtend,
)
from motcua.dossiers.models import IssuedPaper
from motcua.dossiers.queries import recomputed_due
from motcua.dossiers.rules import Outcome, PaperForm, Status
from motcua.errors import DomainError
from motcua.process.rules import SupplementMode
from tests.factories import MORNING, at_step, later, office, submitted
from tests.law.ground import ask, at, kinds, last, the


pytestmark = pytest.mark.django_db
NEW_DAY = date(2026, 9, 4)


@pytest.mark.parametrize(
    ("asked_at", "is_late"),
    [
        pytest.param("2026-08-24T09:30", False, id="the day of receipt"),
        pytest.param("2026-08-27T17:00", False, id="the third working day"),
        pytest.param("2026-08-27T20:00", False, id="its evening"),
        pytest.param("2026-08-28T07:30", True, id="the fourth"),
    ],
)
def test_dieu_19_4_asked_within_3_working_days_of_receipt(asked_at, is_late):
    world = office(days="10")
    code = at_step(world, 3)

    ask(code, world.lan, when=at(asked_at))

    assert the(code).supplements.get().is_late is is_late  # counted, and the applicant is served
    assert last(code).facts["is_late"] is is_late


@pytest.mark.parametrize(
    ("mode", "complete_at", "due_at"),
    [
        pytest.param(SupplementMode.RESTART, "2026-08-26T09:00", "2026-09-03T17:00", id="anew"),
        pytest.param(
            SupplementMode.SUSPEND, "2026-08-24T09:00", "2026-09-03T17:00", id="the rest runs on"
        ),
    ],
)
def test_dieu_19_4_counted_from_the_start_unless_sector_law_says_otherwise(
    mode, complete_at, due_at
):
    world = office(mode=mode)
    code = at_step(world, 3)
    ask(code, world.lan)
    assert the(code).due_at is None

    services.supply(code, by=world.hieu, at=later(days=2))

    assert (the(code).complete_at, the(code).due_at) == (at(complete_at), at(due_at))
    assert recomputed_due(code) == at(due_at)
    assert the(code).first_due_at == at("2026-08-27T17:00")


@pytest.mark.parametrize(
    ("refused_at", "timeliness"),
    [
        pytest.param("2026-08-26T09:00", "early", id="before the day"),
        pytest.param("2026-08-27T16:00", "on_time", id="on the day"),
        pytest.param("2026-08-28T09:00", "late", id="after it"),
    ],
)
def test_dieu_19_8_a_refusal_is_written_and_counted_as_a_result(refused_at, timeliness):
    world = office()
    code = at_step(world, 5)
    with pytest.raises(ReasonNeeded):
        services.refuse(code, reason=" ", by=world.chu, at=at(refused_at))

    services.refuse(code, reason="Không đủ điều kiện", by=world.chu, at=at(refused_at))
    services.conclude(code, result_number="5/TB", by=world.thu, at=at(refused_at))
    assert last(code).facts["timeliness"] == timeliness
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=at("2026-08-31T09:00"))

    dossier = the(code)
    assert (dossier.status, dossier.outcome) == (Status.RETURNED, Outcome.REFUSED)
    assert (dossier.closing_reason, dossier.result_number) == ("Không đủ điều kiện", "5/TB")


@pytest.mark.parametrize(
    ("asked_at", "refusal"),
    [
        pytest.param("2026-08-24T10:00", None, id="early on"),
        pytest.param("2026-08-26T23:59", None, id="the day before expiry, in its last minute"),
        pytest.param("2026-08-27T00:01", TooLateToExtend, id="the day of expiry"),
        pytest.param("2026-08-28T09:00", TooLateToExtend, id="too late"),
    ],
)
def test_dieu_19_9_apology_at_latest_one_day_before_once(asked_at, refusal):
    world = office()
    code = at_step(world, 3)

    def extend():
        services.extend(
            code, new_due_on=NEW_DAY, reason="Chờ xác minh", by=world.chu, at=at(asked_at)
        )

    if refusal:
        with pytest.raises(refusal):
            extend()
        assert the(code).reappointed_at is None
        assert not IssuedPaper.objects.exists()
        return
    extend()
    assert the(code).reappointed_at == at("2026-09-04T17:00")
    assert IssuedPaper.objects.get().form == PaperForm.APOLOGY  # Mẫu 04
    with pytest.raises(AlreadyReappointed):
        extend()


@pytest.mark.parametrize(
    ("asked_at", "is_timely"),
    [
        pytest.param("2026-09-04T16:00", True, id="the Friday before"),
        pytest.param("2026-09-06T12:00", True, id="the Sunday before"),
        pytest.param("2026-09-07T08:00", False, id="the Monday itself"),
    ],
)
def test_dieu_19_9_the_day_before_is_one_of_the_calendar_not_a_working_day(asked_at, is_timely):
    world = office(days="4")
    code = at_step(world, 3, at=at("2026-08-27T09:00"))
    assert the(code).due_at == at("2026-09-07T17:00")  # a Monday after the holidays

    def extend():
        services.extend(
            code, new_due_on=date(2026, 9, 9), reason="Chờ", by=world.chu, at=at(asked_at)
        )

    if is_timely:
        extend()
    else:
        with pytest.raises(TooLateToExtend):
            extend()
    assert (the(code).reappointed_at is not None) is is_timely


@pytest.mark.parametrize(
    ("apologised_at", "is_late"),
    [("2026-08-27T16:59", False), ("2026-08-27T23:59", False), ("2026-08-28T08:00", True)],
)
def test_dieu_19_9_an_apology_after_expiry_leaves_it_late(apologised_at, is_late):
    world = office()
    code = at_step(world, 3)

    def apologise():
        services.apologise(
            code, new_due_on=NEW_DAY, reason="Thiếu người", by=world.chu, at=at(apologised_at)
        )

    if not is_late:
        with pytest.raises(NotLateYet):
            apologise()
        return
    apologise()
    assert the(code).due_at == the(code).first_due_at == at("2026-08-27T17:00")
    assert the(code).reappointed_at == at("2026-09-04T17:00")
    with pytest.raises(AlreadyReappointed):
        apologise()


@pytest.mark.parametrize(
    ("step", "withdrawn"),
    [
        pytest.param(0, True, id="not yet accepted"),
        pytest.param(3, True, id="in process"),
        pytest.param(5, True, id="before the leader signs"),
        pytest.param(6, False, id="decided"),
        pytest.param(7, False, id="the result is there"),
    ],
)
def test_nd_118_dieu_21_stopped_at_the_applicants_request_while_nothing_is_decided(step, withdrawn):
    world = office()
    code = at_step(world, step) if step else submitted(world)
    before = the(code).status

    def withdraw():
        services.withdraw(code, reason="Không còn nhu cầu", by=world.hieu, at=later(hours=1))

    if withdrawn:
        withdraw()
        assert (the(code).status, the(code).due_at) == (Status.WITHDRAWN, None)
        assert IssuedPaper.objects.get().form == PaperForm.STOP  # Mẫu 05
        assert kinds(code)[-1] == "dossier.withdrawn"
    else:
        with pytest.raises(DomainError):
            withdraw()
        assert the(code).status == before
        assert not IssuedPaper.objects.exists()


def test_nd_118_dieu_21_the_agency_does_not_withdraw_for_the_applicant():
    world = office()
    code = at_step(world, 6)

    with pytest.raises(AlreadyDecided):
        services.stop(code, reason="x", by=world.chu, at=MORNING + timedelta(hours=1))
    with pytest.raises(NotYourRole):
        services.withdraw(at_step(world, 3), reason="x", by=world.lan, at=MORNING)
