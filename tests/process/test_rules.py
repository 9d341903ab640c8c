"""Ways, times, offices and faults of processes; what holds for all processes of the data."""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role, UnitKind
from motcua.process import rules
from motcua.process.errors import NoSuchStep
from motcua.process.rules import END, Action, Next, Office, OfficeKind
from motcua.process.rules.offices import is_known
from motcua.process.services.loading import DATA
from tests.process.samples import calendar_days, draft, working_days, working_hours


CONTENT = json.loads(DATA.read_text("utf-8"))
AS_WRITTEN = {row["id"]: rules.draft_from(row, CONTENT["sources"]) for row in CONTENT["processes"]}
DEFAULTS = {
    f"default-{level}": rules.default_draft(level, since=date(2025, 7, 1))
    for level in (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)
}
PROCESSES = {key: rules.made_runnable(p) for key, p in AS_WRITTEN.items()} | DEFAULTS
every_process = pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)


def walked(process, choose):
    """A dossier's way: issued by `conclude`, handed over only then; True when it comes there."""
    order, is_concluded = rules.first(process).order, False
    for _ in range(200):
        if is_concluded:
            return rules.after(process, order, Action.RETURN_RESULT) == Next(
                Action.RETURN_RESULT, END
            )
        way = choose(process, order)
        assert way is not None
        assert way.step is not None
        is_concluded = way.action is Action.CONCLUDE
        order = way.step
    return False


def test_the_data_holds_93_processes():
    assert len(AS_WRITTEN) == 93
    assert sum(len(p.steps) for p in AS_WRITTEN.values()) == 574


@every_process
def test_every_process_can_be_walked_from_receipt_to_hand_over(process):
    def onward(process, order):
        way = rules.onward(process, order)
        return rules.after(process, order, Action.CONCLUDE) if way.to == END else way

    assert walked(process, onward)


@every_process
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_from_wherever_work_leads_there_is_a_way_to_the_hand_over(process, data):
    """After any choices at first, the main way still comes to an end."""
    left = [data.draw(st.integers(0, 12))]
    moving = set(rules.RUNNABLE) - {Action.ASK_SUPPLEMENT, Action.DECLINE, Action.RETURN_RESULT}

    def choose(process, order):
        left[0] -= 1
        ways = [
            rules.after(process, order, a) for a in rules.actions(process, order) if a in moving
        ]
        if left[0] > 0:
            return data.draw(st.sampled_from(ways))
        way = rules.onward(process, order)
        return rules.after(process, order, Action.CONCLUDE) if way.to == END else way

    assert walked(process, choose)


@every_process
def test_nothing_of_the_source_is_lost(process):
    if process.is_default:
        return
    source = next(p for key, p in AS_WRITTEN.items() if PROCESSES[key] is process)
    kept = {s.order: s for s in process.steps}
    for before in source.steps:
        now = kept[before.order]
        assert replace(now, next=()) == replace(before, next=())
        ended = {Action.CONCLUDE, Action.APPROVE, Action.REFUSE}
        for n in before.next:
            assert n in now.next or (n.to == END and n.action in ended)


@every_process
def test_making_it_runnable_twice_is_the_same_as_once(process):
    assert rules.made_runnable(process) == process


def test_only_one_process_of_the_data_does_not_add_up():
    faulty = {key: rules.faults(p) for key, p in PROCESSES.items() if rules.faults(p)}

    assert faulty == {
        "1.013979-xa": (
            "Tổng thời gian các bước là 9 ngày làm việc, không khớp thời hạn 10 ngày làm việc.",
        )
    }


@every_process
def test_every_office_can_be_looked_for(process):
    assert all(is_known(s.office) for s in process.steps)
    assert all(Office.parse(str(s.office)) == s.office for s in process.steps)


@pytest.mark.parametrize(
    ("key", "order", "action", "to"),
    [
        pytest.param("1.001193-xa", 1, "forward", 2, id="forward"),
        pytest.param("1.001193-xa", 3, "send_back", 2, id="send back"),
        pytest.param("1.001193-xa", 1, "ask_supplement", "applicant", id="leaves the table"),
        pytest.param("1.001193-xa", 2, "approve", None, id="not in this step"),
        pytest.param("1.001193-xa", 2, "start_leg", None, id="not runnable yet"),
        pytest.param("2.000815-xa", 1, "conclude", 5, id="settled at the counter"),
        pytest.param("2.001661-xa", 11, "conclude", 12, id="back from another agency"),
        pytest.param("2.000282-tinh", 5, "conclude", 6, id="hand-over added"),
        pytest.param("1.013967-xa", 2, "refuse", 5, id="a refusal is issued"),
        pytest.param("1.012812-xa", 5, "conclude", 5, id="signed and straight to hand-over"),
    ],
)
def test_what_follows_an_action(key, order, action, to):
    leads = rules.after(PROCESSES[key], order, action)

    assert (leads.to if leads else None) == to


def test_a_step_that_is_not_there():
    with pytest.raises(NoSuchStep, match="bước 99"):
        rules.after(draft(), 99, "forward")
    with pytest.raises(NoSuchStep):
        rules.first(replace(draft(), steps=()))


def test_the_ways_of_the_chain():
    process = draft()

    assert rules.first(process).order == 1
    assert [s.order for s in rules.main_path(process)] == [1, 2, 3, 4, 5, 6, 7]
    assert [rules.is_last(process, n) for n in range(1, 8)] == [False] * 6 + [True]
    assert rules.previous(process, 1) is None
    assert rules.previous(process, 2).order == 1
    assert rules.previous(process, 5).order == 4
    assert [s.order for s in rules.next_steps(process, 5, "refuse")] == [6]
    assert rules.next_steps(process, 1, "decline") == ()


def test_a_step_from_which_nothing_leads_gets_a_way_on():
    first, *rest = draft().steps
    waiting = replace(rest[1], next=(Next(Action.START_LEG, "L1"),))

    process = rules.made_runnable(draft(steps=(first, rest[0], waiting, *rest[2:])))

    assert rules.after(process, 3, "forward") == Next(Action.FORWARD, 4)


@pytest.mark.parametrize(("order", "hours"), [(1, "40"), (3, "32"), (6, "4"), (7, "0")], ids=str)
def test_time_that_is_left(order, hours):
    assert rules.remaining_hours(draft(), order) == Decimal(hours)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (7, 5), (8, 5), (10, 6), (15, 10), (30, 20), (45, 31)],
)
def test_the_least_number_of_working_days(days, expected):
    assert rules.least_working_days(days) == expected


limits = st.one_of(
    st.integers(0, 240).map(lambda q: working_days(Decimal(q) / 4)),
    st.integers(1, 80).map(lambda h: working_hours(Decimal(h) / 2)),
    st.integers(0, 90).map(calendar_days),
    st.integers(1, 12).map(lambda m: Limit(Decimal(m), LimitUnit.MONTH, "test")),
)
weights = st.lists(st.decimals("0.125", 40, places=3), min_size=1, max_size=12)


@given(limits, weights)
def test_shares_add_up_exactly(limit, weights):
    shares = rules.shared_out(limit, weights)

    assert len(shares) == len(weights)
    assert sum(rules.working_hours(s) for s in shares if s.amount) == rules.working_hours(limit)


@given(limits)
def test_a_default_process_fits_every_limit(limit):
    default = DEFAULTS["default-commune"]

    steps = rules.default_steps(default, limit, "Hộ tịch")

    fitted = replace(default, steps=steps, procedure="1.001193", limit=limit)
    assert rules.total_hours(fitted) <= rules.working_hours(limit)
    assert rules.faults(fitted) == ()


@pytest.mark.parametrize(
    ("limit", "times"),
    [
        pytest.param(
            working_days(10), ["0.5", "0.5", "6.5", "1", "1", "0.5"], id="as it is written"
        ),
        pytest.param(
            working_days(3), ["0.25", "0.25", "1.75", "0.25", "0.25", "0.25"], id="three days"
        ),
        pytest.param(
            working_days(0), ["0.25", "0.25", "0.75", "0.25", "0.25", "0.25"], id="within the day"
        ),
    ],
)
def test_how_the_default_shares_out(limit, times):
    steps = rules.default_steps(DEFAULTS["default-commune"], limit, "")

    assert [str(s.allotted.amount.normalize()) for s in steps if s.allotted] == times


def test_a_default_without_a_limit_has_no_times():
    steps = rules.default_steps(DEFAULTS["default-commune"], None, "")

    assert all(s.allotted is None for s in steps)


@pytest.mark.parametrize(
    ("limit", "is_kept"),
    [
        pytest.param(working_days(5), True, id="the limit it was approved for"),
        pytest.param(working_hours(40), True, id="the same in hours"),
        pytest.param(None, True, id="none"),
        pytest.param(working_days(10), False, id="another"),
    ],
)
def test_approved_times_stay_for_their_own_limit(limit, is_kept):
    process = draft()

    steps = rules.fitted(process, limit)

    assert (steps == process.steps) is is_kept
    if limit:
        total = rules.total_hours(replace(process, steps=steps))
        assert total == rules.working_hours(limit)


@pytest.mark.parametrize(
    ("field", "office"),
    [
        ("Hộ tịch", "department:justice|office"),
        ("Chứng thực", "one_stop"),
        ("Đăng ký, quản lý cư trú", "vertical:police"),
        ("Bảo trợ xã hội", "department:culture_society"),
        ("Đất đai", "department:economy|infrastructure"),
        ("", "department:economy|infrastructure"),
    ],
)
def test_the_office_that_handles_a_field(field, office):
    assert str(rules.handling_office(field)) == office


def test_police_sign_their_own_results():
    steps = rules.default_steps(DEFAULTS["default-commune"], None, "Đăng ký, quản lý cư trú")

    assert [s.office.kind for s in steps] == [
        OfficeKind.ONE_STOP,
        *[OfficeKind.VERTICAL] * 5,
        OfficeKind.ONE_STOP,
    ]


@dataclass(frozen=True)
class Unit:
    id: int
    name: str
    kind: UnitKind


COMMUNE = Unit(1, "UBND xã Ví Dụ", UnitKind.COMMUNE)
UNITS = (
    COMMUNE,
    Unit(2, "Trung tâm Phục vụ hành chính công xã Ví Dụ", UnitKind.ONE_STOP),
    Unit(3, "Chi nhánh Văn phòng đăng ký đất đai", UnitKind.DEPARTMENT),
    Unit(4, "Văn phòng HĐND và UBND", UnitKind.DEPARTMENT),
    Unit(5, "Phòng Văn hóa - Xã hội", UnitKind.DEPARTMENT),
    Unit(6, "Phòng Kinh tế, Hạ tầng và Đô thị", UnitKind.DEPARTMENT),
    Unit(7, "Công an xã Ví Dụ", UnitKind.VERTICAL),
)


@pytest.mark.parametrize(
    ("office", "role", "unit_id"),
    [
        pytest.param("one_stop", Role.COUNTER, 2, id="one-stop"),
        pytest.param("agency", Role.LEADER, 1, id="agency"),
        pytest.param("office_clerk", Role.CLERK, 4, id="clerk, not the land office"),
        pytest.param("department:economy|infrastructure", Role.SPECIALIST, 6, id="economy"),
        pytest.param("department:culture_society", Role.UNIT_HEAD, 5, id="culture"),
        pytest.param("department:justice|office", Role.SPECIALIST, 4, id="second choice"),
        pytest.param("vertical:police", Role.LEADER, 7, id="police"),
        pytest.param("department:health", Role.SPECIALIST, 1, id="not here: the agency"),
        pytest.param("department:health", Role.COUNTER, 2, id="not here, a counter's work"),
        pytest.param("other:Trường trung học cơ sở", Role.COUNTER, 2, id="other, counter"),
        pytest.param("other:Cơ sở trợ giúp xã hội", Role.LEADER, 1, id="other"),
    ],
)
def test_the_unit_that_does_a_step(office, role, unit_id):
    assert rules.unit_for(Office.parse(office), role, COMMUNE, UNITS) == unit_id


def test_without_a_one_stop_the_agency_receives():
    assert rules.unit_for(Office(OfficeKind.ONE_STOP), Role.COUNTER, COMMUNE, (COMMUNE,)) == 1


def with_step(order, **changes):
    return draft(
        steps=tuple(replace(s, **changes) if s.order == order else s for s in draft().steps)
    )


@pytest.mark.parametrize(
    ("process", "fault"),
    [
        pytest.param(draft(steps=()), "chưa có bước nào", id="empty"),
        pytest.param(
            with_step(3, allotted=None), "Bước 3 tính vào thời hạn nhưng chưa có", id="no time"
        ),
        pytest.param(draft(limit=working_days(6)), "Tổng thời gian các bước là 5 ngày", id="sum"),
        pytest.param(draft(limit=working_hours(8)), "là 40 giờ làm việc", id="hours"),
        pytest.param(draft(limit=calendar_days(6)), "không khớp thời hạn 6 ngày", id="calendar"),
        pytest.param(with_step(7, next=()), "Bước 7 không có đường đến", id="no hand-over"),
        pytest.param(with_step(2, next=()), "Bước 3 không có bước nào dẫn đến", id="cut off"),
        pytest.param(
            with_step(6, next=(Next(Action.CONCLUDE, 5),)),
            "Kết quả đã phát hành đến bước 5",
            id="issued to a signer",
        ),
        pytest.param(
            with_step(5, next=(Next(Action.CONCLUDE, 6),)),
            "Kết quả đã phát hành đến bước 6",
            id="issued twice",
        ),
        pytest.param(
            with_step(6, next=(Next(Action.FORWARD, 7),)),
            "Bước 7 không có đường đến bước trả kết quả",
            id="never issued",
        ),
        pytest.param(
            with_step(2, next=(Next(Action.FORWARD, 3), Next(Action.FORWARD, 4))),
            "chỉ được dẫn đến một nơi",
            id="two ways by one action",
        ),
        pytest.param(
            with_step(2, next=(Next(Action.FORWARD, 3), Next(Action.START_LEG, "L7"))),
            "dẫn đến L7, là nơi không có",
            id="no such leg",
        ),
        pytest.param(
            with_step(2, office=Office(OfficeKind.DEPARTMENT, ("moon",))),
            "không nhận ra nơi thực hiện “department:moon”",
            id="no such office",
        ),
    ],
)
def test_a_fault_is_named(process, fault):
    assert any(fault in sentence for sentence in rules.faults(process))


def test_a_good_process_has_no_fault():
    assert rules.faults(draft()) == ()
    assert rules.faults(draft(limit=calendar_days(7))) == ()
    assert rules.faults(draft(limit=None)) == ()
