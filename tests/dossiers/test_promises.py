"""One new day, with an apology, beside the promised one. NĐ 61/2018/NĐ-CP, Điều 19.9."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from motcua.dossiers import queries, services
from motcua.dossiers.errors import (
    AlreadyReappointed,
    NotAWorkingDay,
    NotLaterThanPromised,
    NotLateYet,
    NotYourRole,
    NotYourStep,
    NotYourUnit,
    ReasonNeeded,
    TooLateToExtend,
)
from motcua.dossiers.models import Dossier, IssuedPaper, Reappointment
from motcua.journal import queries as journal
from motcua.people.rules import Role
from tests.factories import MORNING, at_step, later, office, person


pytestmark = pytest.mark.django_db
DUE = datetime(2026, 8, 27, 10, 0, tzinfo=UTC)  # Thursday, three working days after Monday
FRIDAY = date(2026, 8, 28)


def the(code):
    return Dossier.objects.get(code=code)


def extend(code, by, *, at=MORNING, on=FRIDAY, reason="Chờ xác minh ở xã khác"):
    services.extend(code, new_due_on=on, reason=reason, by=by, at=at)


def test_the_new_day_stands_beside_the_promised_one():
    world = office()
    code = at_step(world, 3)

    extend(code, world.chu, at=later(days=2))

    dossier = the(code)
    assert dossier.due_at == dossier.first_due_at == DUE
    assert dossier.reappointed_at == datetime(2026, 8, 28, 10, 0, tzinfo=UTC)
    kept = dossier.reappointment
    assert (kept.is_timely, kept.due_at, kept.asked_by_id) == (True, DUE, world.chu.user_id)
    assert journal.history(code)[-1].facts["number"] == 1
    assert queries.recomputed_due(code) == DUE


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (datetime(2026, 8, 26, 16, 59, tzinfo=UTC), False),  # Wednesday, 23:59 in Hà Nội
        (datetime(2026, 8, 26, 17, 1, tzinfo=UTC), True),  # Thursday itself
        (datetime(2026, 8, 29, 2, 0, tzinfo=UTC), True),  # late already
    ],
)
def test_at_the_latest_one_day_before_the_limit_ends(at, refused):
    world = office()
    code = at_step(world, 3)

    if refused:
        with pytest.raises(TooLateToExtend, match="26/08/2026|27/08/2026"):
            extend(code, world.chu, at=at, on=date(2026, 9, 4))
        assert the(code).reappointed_at is None
    else:
        extend(code, world.chu, at=at)
        assert the(code).reappointment.is_timely


def test_once_only_whether_timely_or_late():
    world = office()
    code = at_step(world, 3)
    extend(code, world.chu)

    with pytest.raises(AlreadyReappointed):
        extend(code, world.chu, on=date(2026, 9, 4))
    with pytest.raises(AlreadyReappointed):
        services.apologise(
            code, new_due_on=date(2026, 9, 4), reason="x", by=world.chu, at=later(days=5)
        )

    assert Reappointment.objects.count() == 1
    assert IssuedPaper.objects.filter(form="apology").count() == 1


def test_a_late_one_is_apologised_for_and_stays_late():
    world = office()
    code = at_step(world, 3)
    with pytest.raises(NotLateYet):
        services.apologise(code, new_due_on=FRIDAY, reason="x", by=world.chu, at=later(days=3))

    services.apologise(
        code, new_due_on=date(2026, 9, 3), reason="Thiếu người", by=world.anh, at=later(days=4)
    )

    dossier = the(code)
    assert (dossier.reappointment.is_timely, dossier.due_at) == (False, DUE)
    progress = queries.progress(code, now=later(days=4))
    assert progress.reappointed_at == dossier.reappointed_at
    assert progress.state == "late"


@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        (date(2026, 8, 27), NotLaterThanPromised),  # the promised day itself
        (date(2026, 8, 20), NotLaterThanPromised),
        (date(2026, 8, 29), NotAWorkingDay),  # Saturday
        (date(2026, 9, 2), NotAWorkingDay),  # a holiday
    ],
)
def test_a_day_on_which_the_result_can_be_fetched(on, refusal):
    world = office()
    code = at_step(world, 3)

    with pytest.raises(refusal):
        extend(code, world.chu, on=on)

    assert the(code).reappointed_at is None


def test_the_agency_promises_not_the_specialist_and_not_a_stranger():
    world = office()
    code = at_step(world, 3)
    stranger = person("khach", "Tạ Khách", world.culture, "Chuyên viên", Role.SPECIALIST)
    other = person("ngoai", "Lý Ngoài", world.secretariat, "Phó phòng", Role.COUNTER)

    for who in (world.lan, stranger, other):
        with pytest.raises(NotYourRole):
            extend(code, who)
    with pytest.raises(ReasonNeeded):
        extend(code, world.chu, reason=" \n")
    with pytest.raises((NotYourUnit, NotYourRole)):
        extend(code, world.khue)


def test_who_stands_in_acts_and_the_journal_says_for_whom():
    world = office()
    code = at_step(world, 3)
    services.claim(code, by=world.lan, at=MORNING)
    stands_in = replace(
        world.son, stands_in_for=frozenset({world.lan.user_id}), acting_for_name=world.lan.name
    )

    with pytest.raises(NotYourStep):
        services.forward(code, by=world.son, at=MORNING)
    services.forward(code, by=stands_in, at=MORNING)

    assert journal.history(code)[-1].facts["acting_for"] == "Phạm Thu Lan"
    assert queries.timeline(code)[0].who == "Đỗ Hoàng Sơn thay Phạm Thu Lan"
    assert not journal.verify().broken


def test_what_waits_is_handed_over_too_and_the_leader_may():
    world = office()
    code = at_step(world, 3)
    services.claim(code, by=world.lan, at=MORNING)
    services.pause(code, source="Thông báo số 12", by=world.lan, at=MORNING)

    services.reassign(code, to_user=world.son.user_id, by=world.chu, at=MORNING)
    services.resume(code, by=world.hieu, at=later(days=1))

    assert the(code).assignee_id == world.son.user_id
