"""From submission to the hand-over: what each act does, and what it must not do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from motcua.catalog.rules import Level
from motcua.dossiers import queries, services
from motcua.dossiers.errors import (
    CannotBeFiled,
    NobodyThere,
    NoSuchDossier,
    NotInThisStep,
    NotItsAgency,
    NotYourRole,
    NotYourStep,
    NotYourUnit,
    PapersIncomplete,
    ReasonNeeded,
    ResultNumberNeeded,
    StalePage,
    WrongLevel,
    WrongStatus,
)
from motcua.dossiers.models import DayCounter, Dossier, StepRun
from motcua.dossiers.rules import Channel, Status, TimeState
from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.papers.models import Scan
from motcua.people.rules import UnitKind
from tests.factories import (
    MORNING,
    at_step,
    filing,
    finished,
    later,
    office,
    procedure,
    received,
    submitted,
    unit,
)


pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office()


def the(code):
    return Dossier.objects.get(code=code)


def test_a_filing_at_the_counter_is_accepted_and_its_clock_runs(world):
    code = received(world)

    dossier = the(code)
    assert code == "H40.12.05-260824-0001"
    assert dossier.status == Status.ACCEPTED
    assert dossier.accepted_by_id == world.hieu.user_id
    assert dossier.complete_at == MORNING
    assert dossier.due_at == datetime(2026, 8, 27, 10, 0, tzinfo=UTC)  # Thursday, 17:00
    assert dossier.first_due_at == dossier.due_at
    assert (dossier.step_order, dossier.step_unit_id) == (1, world.one_stop.pk)
    assert [event.kind for event in journal.history(code)] == [
        "dossier.submitted",
        "dossier.accepted",
    ]


def test_the_whole_way(world):
    code = finished(world)
    ready = the(code)
    assert (ready.status, ready.outcome) == (Status.FINISHED, "granted")
    assert ready.finished_at == MORNING
    assert ready.returned_at is None

    services.return_result(code, handed_to="Đặng Ngọc Quyên", by=world.hieu, at=later(hours=1))

    done = the(code)
    assert done.status == Status.RETURNED
    assert done.closed_at == done.returned_at == later(hours=1)
    assert done.finished_at == MORNING  # the clock ended with the result, not with its pick-up
    assert not StepRun.objects.filter(left_at=None).exists()
    taken = [run.action for run in StepRun.objects.order_by("pk")]
    assert taken == ["forward"] * 4 + ["approve", "conclude", "return_result"]


def test_an_online_filing_counts_from_when_the_house_had_it(world):
    evening = datetime(2026, 8, 24, 13, 0, tzinfo=UTC)  # 20:00, after hours
    code = submitted(world, at=evening)

    services.accept(code, by=world.hieu, at=later(days=1))

    dossier = the(code)
    assert dossier.complete_at == evening
    assert dossier.due_at == datetime(2026, 8, 28, 10, 0, tzinfo=UTC)  # day zero is Tuesday


def test_codes_run_without_gaps_and_start_anew_each_day(world):
    first, second = received(world), received(world)
    tomorrow = received(world, at=later(days=1))

    assert [c[-11:] for c in (first, second, tomorrow)] == [
        "260824-0001",
        "260824-0002",
        "260825-0001",
    ]


def test_a_refused_filing_takes_no_number(world):
    procedure("1.999999", "Chưa rõ hạn", unknown_because="Chưa rõ thời hạn giải quyết.")
    unclear = replace(filing(world), procedure="1.999999")

    with pytest.raises(CannotBeFiled, match="Chưa rõ thời hạn giải quyết"):
        services.submit(unclear, by=None, at=MORNING)

    assert not DayCounter.objects.exists()
    assert not Dossier.objects.exists()
    assert not Entry.objects.filter(kind__startswith="dossier").exists()


def test_what_this_level_may_not_decide_is_sent_to_the_right_place(world):
    procedure("1.888888", "Việc của bộ", levels=(Level.MINISTRY,))
    other = replace(filing(world), procedure="1.888888")

    with pytest.raises(WrongLevel, match="không thuộc thẩm quyền"):
        services.submit(other, by=None, at=MORNING)


def test_nothing_is_accepted_while_a_paper_is_missing(world):
    code = services.submit(filing(world, missing=("Giấy chứng sinh",)), by=None, at=MORNING)

    with pytest.raises(PapersIncomplete, match="còn 1 giấy tờ thiếu"):
        services.accept(code, by=world.hieu, at=MORNING)

    assert the(code).status == Status.REGISTERED
    assert the(code).due_at is None


def test_declining_needs_a_reason_and_ends_it(world):
    code = submitted(world)

    with pytest.raises(ReasonNeeded):
        services.decline(code, reason="   ", by=world.hieu, at=MORNING)
    assert the(code).status == Status.REGISTERED

    services.decline(code, reason="Không thuộc địa bàn", by=world.hieu, at=MORNING)
    dossier = the(code)
    assert (dossier.status, dossier.closing_reason) == (Status.DECLINED, "Không thuộc địa bàn")
    assert dossier.closed_at == MORNING
    with pytest.raises(WrongStatus, match="Không tiếp nhận hồ sơ được"):
        services.accept(code, by=world.hieu, at=MORNING)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        pytest.param("anh", NotYourUnit, id="head of another office"),
        pytest.param("chu", NotYourUnit, id="leader"),
        pytest.param("khue", NotYourStep, id="colleague at the counter, but Hiếu has it"),
        pytest.param("la", NoSuchDossier, id="stranger"),
        pytest.param("quan", NoSuchDossier, id="administrator"),
    ],
)
def test_only_who_has_the_step_moves_it_on(world, who, refusal):
    code = received(world)

    with pytest.raises(refusal):
        services.forward(code, by=getattr(world, who), at=MORNING)

    assert the(code).step_order == 1
    assert len(journal.history(code)) == 2


def test_forwarded_to_a_person_it_is_that_persons(world):
    code = at_step(world, 2)

    services.forward(code, to_user=world.lan.user_id, note="Xem kỹ", by=world.anh, at=MORNING)

    assert the(code).assignee_id == world.lan.user_id
    with pytest.raises(NotYourStep, match="Phạm Thu Lan"):
        services.forward(code, by=world.son, at=MORNING)
    services.reassign(code, to_user=world.son.user_id, by=world.lan, at=MORNING)
    services.forward(code, by=world.son, at=MORNING)
    assert the(code).step_order == 4


def test_nobody_is_given_what_is_not_theirs_to_do(world):
    code = at_step(world, 2)

    with pytest.raises(NobodyThere, match="chuyên viên thụ lý"):
        services.forward(code, to_user=world.hieu.user_id, by=world.anh, at=MORNING)

    assert the(code).step_order == 2


def test_sent_back_it_returns_to_who_did_it(world):
    code = at_step(world, 4)

    services.send_back(code, reason="Thiếu căn cứ", by=world.anh, at=MORNING)

    dossier = the(code)
    assert (dossier.step_order, dossier.assignee_id) == (3, world.lan.user_id)
    assert "Thiếu căn cứ" in queries.timeline(code)[0].detail


def test_a_step_has_only_its_own_actions(world):
    code = at_step(world, 3)

    with pytest.raises(NotInThisStep, match="Bước “Thụ lý” không có việc"):
        services.approve(code, by=world.lan, at=MORNING)


def test_a_refusal_is_a_result_too(world):
    code = at_step(world, 5)

    services.refuse(code, reason="Không đủ điều kiện", by=world.chu, at=MORNING)
    services.conclude(code, result_number="35/VB-TC", by=world.thu, at=MORNING)

    dossier = the(code)
    assert (dossier.status, dossier.outcome) == (Status.FINISHED, "refused")
    assert dossier.closing_reason == "Không đủ điều kiện"


def test_a_result_has_a_number(world):
    code = at_step(world, 6)

    with pytest.raises(ResultNumberNeeded):
        services.conclude(code, result_number=" ", by=world.thu, at=MORNING)

    assert the(code).finished_at is None


def test_an_old_page_does_not_act(world):
    code = at_step(world, 2)
    seen = the(code).version
    services.forward(code, by=world.anh, at=later(hours=2))

    with pytest.raises(StalePage, match=r"Trần Mai Anh vừa xử lý hồ sơ này lúc 11:00"):
        services.forward(code, by=world.anh, at=later(hours=3), expect_version=seen)

    assert the(code).step_order == 3


def test_a_dossier_is_at_one_step_at_a_time(world):
    code = at_step(world, 5)

    assert StepRun.objects.filter(dossier__code=code, left_at=None).count() == 1


def test_the_stored_due_moment_can_be_recomputed(world):
    code = at_step(world, 4)

    assert queries.recomputed_due(code) == the(code).due_at


def test_the_step_has_its_own_time(world):
    code = received(world)

    # a quarter of a day from 09:00 is two working hours
    assert the(code).step_due_at == later(hours=2)


def test_the_public_progress_names_nobody(world):
    code = at_step(world, 3)

    progress = queries.progress(f" {code.lower()} ", now=MORNING)

    assert progress.status is Status.IN_PROCESS
    assert progress.holding_unit == "Phòng Văn hóa - Xã hội"
    assert [step.state for step in progress.steps] == ["done", "done", "now"] + ["todo"] * 4
    text = repr(progress)
    for secret in ("Quyên", "036198001234", "0912345318", "Lan", "Tổ 3"):
        assert secret not in text


def test_late_is_seen_the_day_after(world):
    code = at_step(world, 3)

    on_the_day = queries.progress(code, now=datetime(2026, 8, 27, 16, 0, tzinfo=UTC))
    after = queries.progress(code, now=datetime(2026, 8, 28, 1, 0, tzinfo=UTC))

    assert on_the_day.state is TimeState.SOON
    assert (after.state, after.state_words) == (TimeState.LATE, "Quá 1 ngày, 27/08")


def test_channels_are_kept(world):
    for channel in Channel:
        code = services.submit(filing(world, channel=channel), by=None, at=MORNING)
        assert the(code).channel == channel


def test_a_counter_may_receive_for_another_commune_of_its_province_and_no_other(world):
    named = replace(filing(world), resolving_unit_id=world.other_commune.pk)
    code = services.submit(named, by=world.hieu.user_id, at=MORNING)
    assert code.startswith("H40.13.01-")

    abroad = unit("H99", "UBND tỉnh khác", UnitKind.PROVINCE)
    for wrong in (abroad.pk, world.province.pk, world.one_stop.pk):
        with pytest.raises(NotItsAgency):
            services.submit(replace(named, resolving_unit_id=wrong), by=None, at=MORNING)


def test_a_declined_dossier_owes_nothing_and_names_who_declined_it(world):
    code = submitted(world)

    services.decline(code, reason="Không thuộc địa bàn", by=world.khue, at=MORNING)

    page = queries.dossier_page(code, world.hieu, now=MORNING)
    assert (page.declined_by, page.money.label) == ("Lê Minh Khuê", "Không thu")


PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.mark.parametrize(
    ("step", "who", "refusal"),
    [
        pytest.param(3, "khue", None, id="the counter that received it"),
        pytest.param(3, "lan", None, id="who has the step"),
        pytest.param(3, "chu", NotYourUnit, id="leader, while another office has it"),
        pytest.param(3, "anh", NotYourRole, id="another role of the office"),
        pytest.param(3, "la", NoSuchDossier, id="stranger"),
        pytest.param(3, "quan", NoSuchDossier, id="administrator"),
    ],
)
def test_scans_are_added_by_who_has_it_in_hand(world, settings, tmp_path, step, who, refusal):
    settings.MEDIA_ROOT = tmp_path
    code, by = at_step(world, step), getattr(world, who)

    def scan():
        services.add_scan(code, 1, content=PDF, name="x.pdf", by=by, at=MORNING)

    if refusal is None:
        scan()
    else:
        with pytest.raises(refusal):
            scan()
    assert Scan.objects.exists() is (refusal is None)


def test_what_ended_without_a_result_takes_no_more_scans_what_was_returned_does(world):
    """The duty to digitise does not end with the hand-over (TT 03/2025/TT-VPCP, Điều 5)."""
    returned, taken_back = finished(world), received(world)
    services.return_result(returned, handed_to="Quyên", by=world.hieu, at=MORNING)
    services.withdraw(taken_back, reason="Thôi", by=world.hieu, at=MORNING)

    services.add_scan(returned, 1, content=PDF, name="to-khai.pdf", by=world.hieu, at=MORNING)
    with pytest.raises((NotYourRole, NotYourUnit)):
        services.add_scan(returned, 1, content=PDF, name="x.pdf", by=world.lan, at=MORNING)
    with pytest.raises(WrongStatus, match="Không số hóa giấy tờ được"):
        services.add_scan(taken_back, 1, content=PDF, name="x.pdf", by=world.hieu, at=MORNING)
