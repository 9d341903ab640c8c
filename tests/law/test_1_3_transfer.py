"""law.md §1.3, transfer: Điều 18 of NĐ 61/2018, kept by NĐ 118/2025."""

from datetime import time

import pytest

from motcua.deadlines.errors import NoSuchTimer
from motcua.deadlines.rules import paper_transfer_due, transfer_due
from motcua.dossiers import services
from motcua.dossiers.rules import Channel
from tests.factories import MORNING, office, submitted
from tests.law.ground import at, calendar, end_of, the


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted_at", "expected"),
    [
        pytest.param("2026-08-24T08:00", "2026-08-24T17:00", id="the same working day"),
        pytest.param("2026-08-24T15:00", "2026-08-24T17:00", id="at 15:00, which is not after"),
        pytest.param("2026-08-24T15:01", "2026-08-25T08:30", id="after 15:00: the next morning"),
        pytest.param("2026-08-28T16:00", "2026-09-03T08:30", id="before a weekend and holidays"),
        pytest.param("2026-08-22T10:00", "2026-08-22T17:00", id="on a make-up Saturday"),
        pytest.param("2026-08-23T10:00", "2026-08-24T08:30", id="on a Sunday"),
    ],
)
def test_dieu_18_2_transferred_the_same_day_or_the_next_morning(accepted_at, expected):
    assert transfer_due(at(accepted_at), calendar()) == at(expected)


@pytest.mark.parametrize(
    ("cutoff", "expected"),
    [
        pytest.param(time(14), "2026-08-25T08:30", id="an earlier hour of the procedure"),
        pytest.param(time(16), "2026-08-24T17:00", id="a later one"),
    ],
)
def test_dieu_18_3_the_hour_is_that_of_the_procedure(cutoff, expected):
    assert transfer_due(at("2026-08-24T15:00"), calendar(), cutoff=cutoff) == at(expected)


@pytest.mark.parametrize("channel", Channel)
def test_dieu_18_2_accepted_it_stands_at_the_first_step_whose_time_runs_at_once(channel):
    """Nobody has to send an electronic dossier: accepted and forwarded it is there."""
    world = office()
    code = submitted(world, channel=channel)
    services.accept(code, by=world.hieu, at=MORNING)
    services.forward(code, by=world.hieu, at=MORNING)

    dossier = the(code)
    assert (dossier.step_order, dossier.step_unit_id) == (2, world.culture.pk)
    assert dossier.step_entered_at == MORNING


@pytest.mark.parametrize(
    ("accepted_at", "expected"),
    [
        pytest.param("2026-08-24T09:00", "2026-08-25", id="one working day"),
        pytest.param("2026-08-28T09:00", "2026-09-03", id="over holidays"),
    ],
)
def test_nd_118_dieu_18_the_papers_follow_within_1_working_day(accepted_at, expected):
    assert paper_transfer_due(at(accepted_at), calendar()) == end_of(expected)


def test_nd_118_dieu_18_before_1_7_2025_the_papers_had_no_time_of_their_own():
    with pytest.raises(NoSuchTimer):
        paper_transfer_due(at("2025-06-30T09:00"), calendar())
