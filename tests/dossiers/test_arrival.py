"""What is entered later: the limit starts when it arrived (law.md §1.6, Start)."""

from dataclasses import replace

import pytest

from motcua.dossiers import queries, services
from motcua.dossiers.errors import (
    ArrivalKnownAlready,
    ArrivalNeedsReason,
    ArrivedInFuture,
    ArrivedTooLongAgo,
    FieldRefused,
    LateEntryNeedsReason,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Channel, ComponentLine
from motcua.papers.rules import Mark
from tests.factories import MORNING, filing, office
from tests.law.ground import at


pytestmark = pytest.mark.django_db


def received(arrived_at, *, note="", channel=Channel.POSTAL):
    world = office()
    intake = replace(filing(world, channel=channel), arrived_at=at(arrived_at), arrival_note=note)
    code = services.receive(intake, by=world.hieu, at=MORNING)
    return world, Dossier.objects.get(code=code)


def test_the_limit_is_counted_from_the_day_of_arrival():
    world, dossier = received("2026-08-21T15:00")

    assert dossier.submitted_at == dossier.complete_at == at("2026-08-21T15:00")
    assert dossier.accepted_at == MORNING
    assert dossier.due_at == at("2026-08-25T17:00")
    assert dossier.answer_due_at == at("2026-08-22T15:00")
    assert "-260824-" in dossier.code  # the number is that of the day it is entered
    assert queries.recomputed_due(dossier.code) == dossier.due_at
    page = queries.dossier_page(dossier.code, world.hieu, now=MORNING)
    assert "Ghi nhận hồ sơ nộp, bưu gửi đến 21/08/2026" in [m.what for m in page.moments]


@pytest.mark.parametrize(
    ("arrived_at", "note", "refusal"),
    [
        pytest.param("2026-08-24T09:00", "", None, id="now"),
        pytest.param("2026-08-24T09:01", "", ArrivedInFuture, id="in a minute"),
        pytest.param("2026-08-21T07:30", "", None, id="two working days and a Sunday ago"),
        pytest.param("2026-08-20T16:59", "", ArrivalNeedsReason, id="three working days ago"),
        pytest.param("2026-08-20T16:59", "Lẫn công văn", None, id="with a reason"),
        pytest.param("2026-05-20T09:00", "Lẫn công văn", ArrivedTooLongAgo, id="months ago"),
        pytest.param("2026-08-24T08:00", "a\x07b", FieldRefused, id="a strange reason"),
    ],
)
def test_which_arrival_is_believed(arrived_at, note, refusal):
    if refusal is None:
        assert received(arrived_at, note=note)[1].submitted_at == at(arrived_at)
        return
    with pytest.raises(refusal):
        received(arrived_at, note=note)
    assert not Dossier.objects.exists()


def test_online_nothing_arrives_before_it_is_entered():
    with pytest.raises(ArrivalKnownAlready):
        received("2026-08-24T08:00", note="Mất điện", channel=Channel.ONLINE)


def on_paper(arrived_at, note="Mất điện từ 14 giờ"):
    return received(arrived_at, note=note, channel=Channel.DIRECT)


def test_what_the_counter_took_in_on_paper_runs_from_then():
    world, dossier = on_paper("2026-08-21T15:00")

    assert dossier.was_on_paper
    assert dossier.submitted_at == dossier.complete_at == at("2026-08-21T15:00")
    assert dossier.accepted_at == MORNING
    assert dossier.due_at == dossier.first_due_at == at("2026-08-25T17:00")
    assert dossier.answer_due_at is None
    assert dossier.received_at == at("2026-08-21T15:00")
    assert "-260824-" in dossier.code
    assert queries.recomputed_due(dossier.code) == dossier.due_at
    assert queries.progress(dossier.code, now=MORNING).received_at == at("2026-08-21T15:00")
    (moment,) = queries.dossier_page(dossier.code, world.hieu, now=MORNING).moments[-1:]
    assert moment.what == "Ghi nhận hồ sơ nộp, đã nhận trên giấy 21/08/2026"
    assert moment.detail == "Mất điện từ 14 giờ"


@pytest.mark.parametrize(
    ("arrived_at", "note", "refusal"),
    [
        pytest.param("2026-08-24T08:59", "", LateEntryNeedsReason, id="a minute ago, no reason"),
        pytest.param("2026-08-24T09:01", "Mất điện", ArrivedInFuture, id="in a minute"),
        pytest.param("2026-05-20T09:00", "Mất điện", ArrivedTooLongAgo, id="months ago"),
    ],
)
def test_which_entry_from_paper_is_refused(arrived_at, note, refusal):
    with pytest.raises(refusal):
        on_paper(arrived_at, note)

    assert not Dossier.objects.exists()


def test_what_lacked_a_paper_then_is_complete_when_it_is_accepted():
    world = office()
    lines = (ComponentLine("Tờ khai"), ComponentLine("Giấy chứng sinh", Mark.MISSING))
    intake = replace(
        filing(world, channel=Channel.DIRECT),
        arrived_at=at("2026-08-21T15:00"),
        arrival_note="Mất điện",
        components=lines,
    )
    code = services.receive(intake, by=world.hieu, at=MORNING)
    services.supply(code, by=world.hieu, at=at("2026-08-26T08:00"))
    services.accept(code, by=world.hieu, at=at("2026-08-26T08:00"))

    assert Dossier.objects.get(code=code).complete_at == at("2026-08-26T08:00")
