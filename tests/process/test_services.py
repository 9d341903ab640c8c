"""Carrying over, drafting, approving and withdrawing internal processes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.people.rules import Role, UnitKind
from motcua.process import queries, services
from motcua.process.errors import (
    BadProcess,
    FaultyProcess,
    LaterVersionApproved,
    NotADraft,
    NotInUse,
    OnlyAdmin,
)
from motcua.process.models import ProcessStep, ProcessVersion
from motcua.process.rules import Action, Next, State
from tests.process.samples import admin, draft, official, working_days


MORNING = datetime(2026, 8, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return admin()


def approved(by, **changes):
    pk = services.create_draft(draft(**changes), by=by, at=MORNING)
    services.approve_process(pk, by=by, at=MORNING)
    return pk


def test_the_data_is_carried_over_once():
    assert services.load_processes(at=MORNING) == 96
    assert services.load_processes(at=MORNING) == 0

    assert ProcessVersion.objects.count() == 96
    assert len(journal.history("process:data")) == 1


def test_what_does_not_add_up_is_carried_over_as_a_draft():
    services.load_processes(at=MORNING)

    drafts = ProcessVersion.objects.filter(state=State.DRAFT)
    assert [v.origin for v in drafts] == ["1.013979-xa"]
    default = queries.process_for("1.013979", level=UnitKind.COMMUNE, on=date(2026, 8, 24))
    assert default.is_default


def test_the_number_of_queries_of_loading_is_fixed(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        services.load_processes(at=MORNING)


def test_loading_leaves_alone_what_was_approved_here(by):
    own = approved(by, procedure="1.001193", since=date(2025, 9, 1))

    services.load_processes(at=MORNING)

    found = queries.process_for("1.001193", level=UnitKind.COMMUNE, on=date(2026, 8, 24))
    assert found.id == own
    carried_over = ProcessVersion.objects.get(origin="1.001193-xa")
    assert (carried_over.state, carried_over.version) == (State.DRAFT, 2)


def test_a_draft_is_kept_as_it_was_given(by):
    content = draft()

    pk = services.create_draft(content, by=by, at=MORNING)

    kept = queries.process(pk)
    assert (kept.id, kept.version, kept.state) == (pk, 1, State.DRAFT)
    assert replace(kept, id=0).steps == content.steps
    assert (kept.limit, kept.supplement, kept.legs) == (
        content.limit,
        content.supplement,
        content.legs,
    )


def test_a_changed_draft_loses_the_old_steps(by):
    pk = services.create_draft(draft(), by=by, at=MORNING)
    shorter = draft(title="Quy trình rút gọn", steps=draft().steps[:2])

    services.change_draft(pk, shorter, by=by, at=MORNING)

    kept = queries.process(pk)
    assert (kept.title, len(kept.steps)) == ("Quy trình rút gọn", 2)
    assert ProcessStep.objects.count() == 2


def test_a_draft_keeps_its_procedure(by):
    pk = services.create_draft(draft(), by=by, at=MORNING)

    with pytest.raises(BadProcess, match="giữ nguyên thủ tục"):
        services.change_draft(pk, draft(procedure="1.000656"), by=by, at=MORNING)


def test_approval_puts_it_in_force_and_ends_the_one_before(by):
    first = approved(by, since=date(2026, 1, 1))

    second = approved(by, since=date(2026, 9, 1))

    on_the_last_day = queries.process_for("1.001193", level=UnitKind.COMMUNE, on=date(2026, 8, 31))
    on_the_first_day = queries.process_for("1.001193", level=UnitKind.COMMUNE, on=date(2026, 9, 1))
    assert (on_the_last_day.id, on_the_last_day.until) == (first, date(2026, 8, 31))
    assert (on_the_first_day.id, on_the_first_day.version) == (second, 2)
    assert ProcessVersion.objects.get(pk=second).approved_by_id == by.user_id
    last = journal.history(f"process:{second}")[-1]
    assert (last.kind, last.facts["replaces"]) == ("process.approved", first)


def test_a_version_cannot_slip_in_before_one_that_is_approved(by):
    approved(by, since=date(2026, 9, 1))
    pk = services.create_draft(draft(since=date(2026, 1, 1)), by=by, at=MORNING)

    with pytest.raises(LaterVersionApproved, match="áp dụng từ 01/09/2026"):
        services.approve_process(pk, by=by, at=MORNING)

    assert queries.process(pk).state is State.DRAFT


def test_two_cases_of_a_procedure_are_in_force_side_by_side(by):
    every = approved(by)
    abroad = approved(by, case="Có yếu tố nước ngoài")

    def on_case(case):
        found = queries.process_for(
            "1.001193", level=UnitKind.COMMUNE, on=date(2026, 8, 24), case=case
        )
        return found.id

    assert on_case("") == every
    assert on_case("Có yếu tố nước ngoài") == abroad
    assert on_case("Trường hợp chưa ai nghĩ tới") == every


def test_approval_names_all_faults_at_once(by):
    *others, last = draft().steps
    broken = (
        replace(others[0], allotted=working_days("0.25")),
        replace(others[1], next=(Next(Action.FORWARD, 9),)),
        *others[2:],
        last,
    )
    pk = services.create_draft(draft(steps=broken), by=by, at=MORNING)
    before = Entry.objects.count()

    with pytest.raises(FaultyProcess) as refusal:
        services.approve_process(pk, by=by, at=MORNING)

    assert "dẫn đến 9" in str(refusal.value)
    assert "4,75 ngày làm việc" in str(refusal.value)
    assert queries.process(pk).state is State.DRAFT
    assert Entry.objects.count() == before


def test_what_is_approved_is_not_changed(by):
    pk = approved(by)

    with pytest.raises(NotADraft, match="đã duyệt"):
        services.change_draft(pk, draft(), by=by, at=MORNING)
    with pytest.raises(NotADraft):
        services.approve_process(pk, by=by, at=MORNING)


def test_a_withdrawn_process_stays_readable_and_serves_no_new_dossier(by):
    services.load_processes(at=MORNING)
    pk = approved(by, procedure="1.009999")

    services.withdraw_process(pk, reason="Quyết định mới thay thế", by=by, at=MORNING)

    assert queries.process(pk).state is State.WITHDRAWN
    found = queries.process_for("1.009999", level=UnitKind.COMMUNE, on=date(2026, 8, 24))
    assert found.is_default
    with pytest.raises(NotInUse, match="đã bãi bỏ"):
        services.withdraw_process(pk, reason="Lần nữa", by=by, at=MORNING)


@pytest.mark.parametrize("reason", ["", "  ", "có\x00số không", "dài" * 200])
def test_a_withdrawal_needs_a_reason_that_can_be_read(by, reason):
    pk = approved(by)

    with pytest.raises(BadProcess):
        services.withdraw_process(pk, reason=reason, by=by, at=MORNING)

    assert queries.process(pk).state is State.APPROVED


def test_only_an_administrator_may():
    clerk = official(Role.CLERK)
    pk = services.create_draft(draft(), by=admin("quan.tri"), at=MORNING)
    before = Entry.objects.count()

    for act in (
        lambda: services.create_draft(draft(), by=clerk, at=MORNING),
        lambda: services.change_draft(pk, draft(), by=clerk, at=MORNING),
        lambda: services.approve_process(pk, by=clerk, at=MORNING),
        lambda: services.withdraw_process(pk, reason="Thử", by=clerk, at=MORNING),
    ):
        with pytest.raises(OnlyAdmin):
            act()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": ""}, id="no title"),
        pytest.param({"title": "Khai\x00sinh"}, id="NUL"),
        pytest.param({"title": "Khai\ud800sinh"}, id="half surrogate"),
        pytest.param({"title": "x" * 501}, id="too long"),
        pytest.param({"procedure": "'; DROP TABLE"}, id="no code"),
        pytest.param({"level": UnitKind.ONE_STOP}, id="no level"),
        pytest.param({"until": date(2020, 1, 1)}, id="ends before it begins"),
        pytest.param({"limit": working_days("0.0001")}, id="too fine"),
        pytest.param({"steps": draft().steps * 2}, id="numbers twice"),
        pytest.param({"notes": ("x" * 501,)}, id="note too long"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(by, changes):
    with pytest.raises(BadProcess, match=r"^Chưa lưu được: .+\.$"):
        services.create_draft(draft(**changes), by=by, at=MORNING)

    assert not ProcessVersion.objects.exists()


def test_amounts_come_back_exact(by):
    pk = services.create_draft(draft(limit=working_days("0.125")), by=by, at=MORNING)

    assert queries.process(pk).limit.amount == Decimal("0.125")


@pytest.mark.django_db(transaction=True)
def test_of_four_approvals_for_one_day_one_counts(at_once):
    by = admin()
    drafts = [services.create_draft(draft(), by=by, at=MORNING) for _ in range(4)]
    waiting = list(drafts)

    answers = at_once(4, lambda: services.approve_process(waiting.pop(), by=by, at=MORNING))

    assert answers.count(None) == 1
    assert sum(isinstance(answer, LaterVersionApproved) for answer in answers) == 3
