"""Which process a dossier gets, at what cost, and what the tables refuse."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from motcua.people.rules import Role, UnitKind
from motcua.process import queries, rules, services
from motcua.process.errors import NoProcess, NoSuchProcess
from motcua.process.models import ProcessStep, ProcessVersion
from motcua.process.rules import State
from tests.process.samples import admin, draft, working_days


MORNING = datetime(2026, 8, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 8, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    services.load_processes(at=MORNING)


def found(code, *, level=UnitKind.COMMUNE, on=TODAY, **more):
    return queries.process_for(code, level=level, on=on, **more)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("code", "level", "on", "origin"),
    [
        pytest.param("1.001193", UnitKind.COMMUNE, TODAY, "1.001193-xa", id="commune"),
        pytest.param("1.004944", UnitKind.PROVINCE, TODAY, "1.004944-tinh", id="province"),
        pytest.param("1.004944", UnitKind.COMMUNE, TODAY, "1.004944-xa", id="its only case"),
        pytest.param("1.004222", UnitKind.VERTICAL, TODAY, "1.004222-xa", id="police"),
        pytest.param(
            "2.000528",
            UnitKind.DISTRICT,
            date(2025, 6, 30),
            "2.000528-huyen-cu",
            id="the last day of districts",
        ),
        pytest.param(
            "1.001193", UnitKind.COMMUNE, date(2025, 6, 30), "default-commune", id="early"
        ),
        pytest.param("1.001193", UnitKind.PROVINCE, TODAY, "default-province", id="other level"),
        pytest.param("9.999999", UnitKind.COMMUNE, TODAY, "default-commune", id="none of its own"),
        pytest.param("", UnitKind.COMMUNE, TODAY, "default-commune", id="no code"),
    ],
)
def test_the_process_of_a_dossier(code, level, on, origin):
    process = found(code, level=level, on=on)

    assert ProcessVersion.objects.get(pk=process.id).origin == origin


@pytest.mark.usefixtures("loaded")
def test_a_process_comes_back_as_the_data_has_it():
    process = found("1.001193")

    assert [s.role for s in process.steps] == [
        Role.COUNTER,
        Role.SPECIALIST,
        Role.LEADER,
        Role.CLERK,
        Role.COUNTER,
    ]
    assert (process.cutoff.hour, process.supplement.most) == (15, 1)
    assert [leg.id for leg in process.legs] == ["L1", "L2"]
    assert rules.after(process, 4, "conclude").to == 5
    assert rules.faults(process) == ()


@pytest.mark.usefixtures("loaded")
def test_a_default_has_the_times_and_the_office_of_the_procedure():
    process = found("9.999999", field="Hộ tịch", limit=working_days(5))

    assert process.is_default
    assert process.limit == working_days(5)
    assert rules.total_hours(process) == 40
    assert str(process.steps[2].office) == "department:justice|office"
    again = queries.process(process.id, field="Hộ tịch", limit=working_days(5))
    assert again == process


@pytest.mark.usefixtures("loaded")
def test_a_process_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        process = found("1.001193")
    with django_assert_num_queries(2):
        queries.process(process.id)
    ids = list(ProcessVersion.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        assert len(queries.processes(ids)) == 96


@pytest.mark.usefixtures("loaded")
def test_the_list_costs_two_queries_and_pages_without_gaps(django_assert_num_queries):
    with django_assert_num_queries(2):
        page = queries.process_cards(limit=40)
    seen = [card.id for card in page]
    while page:
        page = queries.process_cards(limit=40, after=(page[-1].procedure, page[-1].id))
        seen += [card.id for card in page]

    assert len(seen) == len(set(seen)) == 96


@pytest.mark.usefixtures("loaded")
def test_the_list_can_be_searched():
    [drafted] = queries.process_cards(state=State.DRAFT)
    by_code = queries.process_cards(text="1.0011")
    by_title = queries.process_cards(text="khai sinh")

    assert (drafted.procedure, drafted.steps) == ("1.013979", 4)
    assert drafted.limit == "10 ngày làm việc"
    assert "1.001193" in {card.procedure for card in by_code}
    assert "1.001193" in {card.procedure for card in by_title}


def test_without_any_process_there_is_none():
    with pytest.raises(NoProcess, match="1.001193 ở UBND cấp xã ngày 24/08/2026"):
        found("1.001193")
    with pytest.raises(NoSuchProcess):
        queries.process(1)


def test_a_draft_serves_no_dossier():
    services.create_draft(draft(), by=admin(), at=MORNING)

    with pytest.raises(NoProcess):
        found("1.001193")


def version(**changes):
    values = {
        "procedure": "1.001193",
        "title": "Đăng ký khai sinh",
        "level": "commune",
        "version": 1,
        "since": date(2026, 1, 1),
        "supplement": {},
    }
    return ProcessVersion.objects.create(**(values | changes))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "process_state_known"),
        ({"level": "one_stop"}, "process_level_known"),
        ({"until": date(2025, 1, 1)}, "process_period_in_order"),
        ({"approved_at": MORNING}, "process_approved_at_and_by_together"),
        ({"state": "approved"}, "process_approved_here_or_carried_over"),
        ({"limit_amount": 3}, "process_limit_amount_with_unit"),
    ],
)
def test_the_database_refuses(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        version(**fields)


def test_two_versions_are_never_in_force_on_one_day():
    version(state="approved", origin="a", until=date(2026, 6, 30))
    version(state="approved", origin="b", version=2, since=date(2026, 7, 1))

    with pytest.raises(IntegrityError, match="process_one_in_force_at_a_time"):
        version(state="approved", origin="c", version=3, since=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "king"}, "process_step_role_known"),
        ({"amount": 1}, "process_step_amount_with_unit"),
        ({}, "process_step_order_once"),
    ],
)
def test_the_database_refuses_a_step(fields, constraint):
    values = {"process": version(), "order": 1, "name": "Tiếp nhận", "role": "counter"}
    values |= {"office": "one_stop", "counts": True, "next": []}
    if not fields:
        ProcessStep.objects.create(**values)

    with pytest.raises(IntegrityError, match=constraint):
        ProcessStep.objects.create(**(values | fields))
