"""law.md §1.6, the clock. 31/8 to 2/9/2026 are days off."""

from datetime import date, time

import pytest

from motcua.catalog.models import ProcedureVersion
from motcua.deadlines.rules import LimitUnit
from motcua.dossiers import queries, services
from motcua.dossiers.errors import SupplementAlreadyAsked
from motcua.dossiers.rules import Channel, Status, timeliness
from motcua.process.rules import SupplementMode
from tests.factories import MORNING, at_step, later, office, received, submitted
from tests.law.ground import ask, at, last, the


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("channel", "starts"),
    [
        pytest.param(Channel.DIRECT, "2026-08-25T09:00", id="at the counter: the acceptance"),
        pytest.param(Channel.POSTAL, "2026-08-24T09:00", id="by post: when it came"),
        pytest.param(Channel.ONLINE, "2026-08-24T09:00", id="online: when it was filed"),
    ],
)
def test_clock_start_is_when_the_dossier_is_complete(channel, starts):
    world = office()
    code = submitted(world, channel=channel)

    services.accept(code, by=world.hieu, at=later(days=1))

    assert the(code).complete_at == at(starts)


@pytest.mark.parametrize(
    ("received_at", "days", "expected"),
    [
        pytest.param("2026-08-24T09:00", "3", "2026-08-27T17:00", id="day 0 is not counted"),
        pytest.param("2026-08-26T09:00", "3", "2026-09-03T17:00", id="over a weekend and holidays"),
        pytest.param("2026-08-21T09:00", "3", "2026-08-25T17:00", id="a make-up Saturday counts"),
        pytest.param("2026-08-23T09:00", "3", "2026-08-27T17:00", id="on a Sunday: from Monday"),
        pytest.param("2026-08-24T17:01", "3", "2026-08-28T17:00", id="after closing: from Tuesday"),
    ],
)
def test_clock_first_day_is_not_counted(received_at, days, expected):
    world = office(days=days)

    assert the(received(world, at=at(received_at))).due_at == at(expected)


@pytest.mark.parametrize(
    ("unit", "amount", "expected"),
    [
        pytest.param(LimitUnit.WORKING_DAY, "10", "2026-09-10T17:00", id="ngày làm việc"),
        pytest.param(LimitUnit.CALENDAR_DAY, "5", "2026-09-03T17:00", id="ngày, to a Saturday"),
        pytest.param(LimitUnit.WORKING_HOUR, "12", "2026-08-25T14:30", id="giờ"),
        pytest.param(LimitUnit.MONTH, "1", "2026-09-24T17:00", id="tháng"),
        pytest.param(LimitUnit.WORKING_DAY, "1.75", "2026-08-25T16:30", id="a fraction of a day"),
    ],
)
def test_clock_unit_four_ways_of_counting(unit, amount, expected):
    world = office(days="3")
    limited_to(amount, unit)

    assert the(received(world)).due_at == at(expected)


def limited_to(amount, unit):
    """The procedure's limit, whatever its process says: the clock counts the limit."""
    version = ProcedureVersion.objects.get()
    version.limits = {
        channel: {**terms, "amount": amount, "unit": unit.value}
        for channel, terms in version.limits.items()
    }
    version.save()


@pytest.mark.parametrize(
    ("received_at", "expected"),
    [
        pytest.param("2026-08-24T15:00", "2026-08-24T17:00", id="at 15:00: the same day"),
        pytest.param("2026-08-24T15:01", "2026-08-25T17:00", id="after it: the next working day"),
        pytest.param("2026-08-28T15:30", "2026-09-03T17:00", id="before the holidays"),
    ],
)
def test_clock_15_00_rule_for_what_is_settled_the_same_day(received_at, expected):
    world = office(cutoff=time(15))
    limited_to("0", LimitUnit.WORKING_DAY)

    assert the(received(world, at=at(received_at))).due_at == at(expected)


def test_clock_stop_while_a_financial_duty_is_outstanding():
    world = office(days="5")
    code = at_step(world, 3)
    before = the(code).due_at

    services.pause(code, source="Thông báo thuế số 12", by=world.lan, at=later(hours=2))
    stopped = the(code)
    services.resume(code, by=world.hieu, at=later(days=2))

    assert (stopped.status, stopped.due_at) == (Status.AWAITING_PAYMENT, None)
    assert before == at("2026-09-03T17:00")  # two working days stood still
    assert the(code).due_at == at("2026-09-07T17:00")
    assert queries.recomputed_due(code) == the(code).due_at


@pytest.mark.parametrize(
    ("mode", "due_at"),
    [
        pytest.param(SupplementMode.RESTART, "2026-09-08T17:00", id="mode B, the legal default"),
        pytest.param(SupplementMode.SUSPEND, "2026-09-04T17:00", id="mode A, sector law"),
    ],
)
def test_clock_supplement_mode(mode, due_at):
    world = office(days="5", mode=mode)
    code = at_step(world, 3)
    services.ask_supplement(code, items=["x"], reason="y", by=world.lan, at=at("2026-08-26T09:00"))

    services.supply(code, by=world.hieu, at=at("2026-08-27T09:00"))

    assert the(code).due_at == at(due_at)
    assert queries.recomputed_due(code) == at(due_at)


@pytest.mark.parametrize(
    ("who", "asked"), [("lan", False), ("hieu", False), ("anh", False), ("chu", True)]
)
def test_clock_number_of_supplement_requests_is_one_a_second_is_the_leaders_and_marked(who, asked):
    world = office()
    code = at_step(world, 3)
    ask(code, world.lan)
    services.supply(code, by=world.hieu, at=later(hours=1))

    if asked:
        ask(code, getattr(world, who), when=later(hours=2))
        assert last(code).facts["is_extra"] is True
    else:
        with pytest.raises(SupplementAlreadyAsked):
            ask(code, getattr(world, who), when=later(hours=2))
    assert [s.is_extra for s in the(code).supplements.order_by("pk")] == [False, True][: 1 + asked]


def test_clock_extension_keeps_the_first_date_for_statistics():
    world = office()
    code = at_step(world, 3)
    promised = the(code).due_at

    services.extend(
        code, new_due_on=date(2026, 9, 4), reason="Chờ xác minh", by=world.chu, at=MORNING
    )

    assert the(code).due_at == the(code).first_due_at == promised
    assert the(code).reappointed_at == at("2026-09-04T17:00")


@pytest.mark.parametrize(
    ("finished_at", "expected"),
    [
        pytest.param("2026-08-26T23:59", "early", id="the day before"),
        pytest.param("2026-08-27T17:30", "on_time", id="the day itself, after the hour"),
        pytest.param("2026-08-27T23:59", "on_time", id="its last minute"),
        pytest.param("2026-08-28T00:00", "late", id="the next day"),
    ],
)
def test_clock_on_time_is_tested_by_date(finished_at, expected):
    assert timeliness(at(finished_at), at("2026-08-27T17:00")).value == expected


def test_clock_ends_with_the_result_and_not_with_its_pick_up():
    world = office()
    code = at_step(world, 6)
    services.conclude(code, result_number="1", by=world.thu, at=later(days=2))

    services.return_result(code, handed_to="Quyên", by=world.hieu, at=later(days=30))

    assert (the(code).finished_at, the(code).returned_at) == (later(days=2), later(days=30))
    assert timeliness(the(code).finished_at, the(code).due_at).value == "early"
