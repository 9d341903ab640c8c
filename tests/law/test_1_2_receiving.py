"""law.md §1.2, receiving: NĐ 61/2018 Điều 17 as NĐ 118/2025 keeps it; online NĐ 297/2025 Điều 6."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from motcua.deadlines.rules import answer_due, notify_due
from motcua.dossiers import queries, services
from motcua.dossiers.errors import (
    NothingAskedFor,
    NotInThisStep,
    PapersIncomplete,
    ReasonNeeded,
    SupplementAlreadyAsked,
)
from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.rules import Channel, ComponentLine, PaperForm, Status
from motcua.papers import queries as papers
from motcua.papers.rules import Mark
from tests.factories import (
    MORNING,
    filing,
    later,
    office,
    received,
    submitted,
)
from tests.law.ground import (
    AT_ONCE,
    ask,
    at,
    calendar,
    end_of,
    kinds,
    last,
    settled_at_the_counter,
    the,
)


pytestmark = pytest.mark.django_db
BIRTH_PROOF, FORM = "Giấy chứng sinh", "Tờ khai"
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.mark.parametrize(
    ("missing", "accepted"),
    [
        pytest.param((), True, id="all is there"),
        pytest.param((BIRTH_PROOF,), False, id="one is missing"),
        pytest.param((BIRTH_PROOF, FORM), False, id="all is missing"),
    ],
)
def test_dieu_17_1_1_checked_that_all_is_there(missing, accepted):
    world = office()
    marks = {
        name: Mark.MISSING if name in missing else Mark.PRESENT for name in (FORM, BIRTH_PROOF)
    }
    lines = tuple(ComponentLine(name, mark) for name, mark in marks.items())
    online = replace(filing(world, channel=Channel.ONLINE), components=lines)
    code = services.submit(online, by=None, at=MORNING)

    if accepted:
        services.accept(code, by=world.hieu, at=MORNING)
    else:
        with pytest.raises(PapersIncomplete):
            services.accept(code, by=world.hieu, at=MORNING)

    assert (the(code).accepted_at is not None) is accepted


def test_dieu_17_1_1_scanned_and_kept_electronically(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = office()
    code = received(world)
    before = [paper.is_to_scan for paper in papers.papers_of(code)]

    services.add_scan(code, 1, content=PDF, name="to-khai.pdf", by=world.hieu, at=later(hours=1))

    first, second = papers.papers_of(code)
    assert before == [True, True]
    assert (first.is_digitised, first.is_to_scan) == (True, False)
    assert (second.is_digitised, second.is_to_scan) == (False, True)


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        pytest.param((BIRTH_PROOF,), [BIRTH_PROOF], id="one paper"),
        pytest.param((FORM, BIRTH_PROOF), [FORM, BIRTH_PROOF], id="all of them in one request"),
    ],
)
def test_dieu_17_1_2_incomplete_guide_once(missing, asked):
    world = office()

    code = services.receive(filing(world, missing=missing), by=world.hieu, at=MORNING)

    assert the(code).status == Status.AWAITING_SUPPLEMENT
    request = the(code).supplements.get()
    assert (request.items, bool(request.reason)) == (asked, True)
    assert IssuedPaper.objects.get().form == PaperForm.SUPPLEMENT  # Mẫu 02, numbered
    services.supply(code, by=world.hieu, at=later(days=1))
    with pytest.raises(SupplementAlreadyAsked):
        ask(code, world.hieu, when=later(days=1))
    assert the(code).supplements.count() == 1


@pytest.mark.parametrize(
    ("items", "reason", "refusal"),
    [
        pytest.param([], "Chưa có", NothingAskedFor, id="nothing is named"),
        pytest.param([" "], "Chưa có", NothingAskedFor, id="a blank is named"),
        pytest.param([BIRTH_PROOF], " ", ReasonNeeded, id="no reason"),
    ],
)
def test_dieu_17_1_2_a_request_names_what_is_wanted_and_why(items, reason, refusal):
    world = office()
    code = submitted(world)

    with pytest.raises(refusal):
        ask(code, world.hieu, items=items, reason=reason)

    assert the(code).status == Status.REGISTERED
    assert not IssuedPaper.objects.exists()


@pytest.mark.parametrize(
    ("reason", "declined"),
    [
        pytest.param("Không thuộc thẩm quyền giải quyết", True, id="with a reason"),
        pytest.param("", False, id="without"),
        pytest.param(" \n", False, id="with a blank"),
    ],
)
def test_dieu_17_1_3_refused_in_writing_with_the_reason(reason, declined):
    world = office()
    code = submitted(world)

    if declined:
        services.decline(code, reason=reason, by=world.hieu, at=MORNING)
        assert (the(code).status, the(code).closing_reason) == (Status.DECLINED, reason)
        assert IssuedPaper.objects.get().form == PaperForm.REFUSAL  # Mẫu 03
    else:
        with pytest.raises(ReasonNeeded):
            services.decline(code, reason=reason, by=world.hieu, at=MORNING)
        assert the(code).status == Status.REGISTERED


@pytest.mark.parametrize("channel", Channel)
def test_dieu_17_1_4_accepted_with_the_day_of_return(channel):
    world = office()
    code = submitted(world, channel=channel)

    services.accept(code, by=world.hieu, at=MORNING)

    dossier = the(code)
    assert dossier.status == Status.ACCEPTED
    assert dossier.first_due_at == dossier.due_at == at("2026-08-27T17:00")
    assert (dossier.register_year, dossier.register_number) == (2026, 1)
    assert last(code).facts["due_at"]


def test_dieu_17_3_each_has_a_code_by_which_it_is_looked_up():
    world = office()
    codes = [received(world), received(world), submitted(world)]

    assert len(set(codes)) == 3
    assert [queries.progress(code, now=MORNING).code for code in codes] == codes


def test_dieu_17_4_settled_at_once_intake_and_result_are_recorded_all_the_same():
    world = office()
    settled_at_the_counter(world)
    shown = (ComponentLine("Bản chính", Mark.PRESENT),)
    intake = replace(filing(world), procedure=AT_ONCE, components=shown)

    code = services.settle(
        intake, result_number="12/CT", handed_to="Quyên", by=world.hieu, at=MORNING
    )

    dossier = the(code)
    assert (dossier.status, dossier.result_number) == (Status.RETURNED, "12/CT")
    assert dossier.accepted_at == dossier.finished_at == dossier.returned_at == MORNING
    assert dossier.register_number == 1
    assert kinds(code)[-3:] == ["dossier.accepted", "dossier.concluded", "dossier.returned"]
    assert not IssuedPaper.objects.exists()


@pytest.mark.parametrize(
    ("is_authorised", "missing"), [(True, False), (True, True), (False, False)]
)
def test_dieu_17_5_only_the_authorised_counter_decides(is_authorised, missing):
    world = office()
    intake = filing(world, missing=(BIRTH_PROOF,) if missing else ())
    if is_authorised:
        settled_at_the_counter(world)
        mark = Mark.MISSING if missing else Mark.PRESENT
        lines = (ComponentLine("Bản chính", mark),)
        intake = replace(intake, procedure=AT_ONCE, components=lines)

    def settle():
        return services.settle(intake, result_number="1", handed_to="Q", by=world.hieu, at=MORNING)

    if is_authorised and not missing:
        assert the(settle()).status == Status.RETURNED
    else:
        with pytest.raises(PapersIncomplete if missing else NotInThisStep):
            settle()
        assert not Dossier.objects.exists()  # nothing of it is left


@pytest.mark.parametrize(
    ("filed_at", "expected"),
    [
        pytest.param("2026-08-24T09:00", "2026-08-24T11:00", id="in the morning"),
        pytest.param("2026-08-24T16:30", "2026-08-25T09:00", id="before closing"),
        pytest.param("2026-08-29T22:00", "2026-09-03T09:30", id="at night before the holidays"),
    ],
)
def test_nd_297_dieu_6_the_official_hears_of_it_within_2_working_hours(filed_at, expected):
    assert notify_due(at(filed_at), calendar()) == at(expected)


@pytest.mark.parametrize(
    ("channel", "filed_at", "expected"),
    [
        pytest.param(Channel.ONLINE, "2026-08-24T07:30", "2026-08-24T17:00", id="a day's hours"),
        pytest.param(Channel.ONLINE, "2026-08-24T09:00", "2026-08-25T09:00", id="the next day"),
        pytest.param(Channel.ONLINE, "2026-08-28T15:00", "2026-09-03T15:00", id="over holidays"),
        pytest.param(Channel.ONLINE, "2026-08-23T21:00", "2026-08-24T17:00", id="on a Sunday"),
        pytest.param(Channel.POSTAL, "2026-08-24T09:00", "2026-08-25T09:00", id="by post"),
        pytest.param(Channel.DIRECT, "2026-08-24T09:00", None, id="at the counter: at once"),
    ],
)
def test_nd_297_dieu_6_answered_within_8_working_hours(channel, filed_at, expected):
    world = office()

    code = submitted(world, channel=channel, at=at(filed_at))

    assert the(code).answer_due_at == (expected and at(expected))


@pytest.mark.parametrize("channel", [Channel.ONLINE, Channel.POSTAL])
def test_nd_297_dieu_6_counted_from_the_start_once_all_is_there(channel):
    world = office()
    code = submitted(world, channel=channel)
    ask(code, world.hieu)
    services.supply(code, by=world.hieu, at=later(days=2))

    services.accept(code, by=world.hieu, at=later(days=3))

    assert the(code).complete_at == later(days=2)
    assert the(code).due_at == at("2026-09-03T17:00")


@pytest.mark.parametrize(
    ("days_later", "closed"),
    [
        pytest.param(-1, False, id="the day before"),
        pytest.param(0, False, id="the fifteenth working day, in its last moment"),
        pytest.param(1, True, id="after it"),
    ],
)
def test_nd_297_dieu_6_closed_after_15_working_days(days_later, closed):
    world = office()
    code = submitted(world)
    ask(code, world.hieu)

    services.close_all_unanswered(at=end_of("2026-09-17") + timedelta(days=days_later))

    assert (the(code).status == Status.DECLINED) is closed
    assert (the(code).status == Status.AWAITING_SUPPLEMENT) is not closed


@pytest.mark.parametrize(
    ("filed_at", "expected", "answer"),
    [
        pytest.param("2026-08-24T15:59", "2026-08-27T17:00", "2026-08-25T15:59", id="in time"),
        pytest.param("2026-08-24T16:00", "2026-08-27T17:00", "2026-08-25T16:00", id="at 16:00"),
        pytest.param("2026-08-24T16:01", "2026-08-28T17:00", "2026-08-25T17:00", id="last hour"),
    ],
)
def test_nd_297_dieu_6_3_in_the_last_hour_the_clock_starts_the_next_day(filed_at, expected, answer):
    world = office(cutoff=time(16))
    code = submitted(world, at=at(filed_at))
    services.accept(code, by=world.hieu, at=at("2026-08-25T08:00"))

    assert the(code).due_at == at(expected)
    assert answer_due(at(filed_at), calendar(), cutoff=time(16)) == at(answer)
