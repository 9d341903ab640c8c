"""The figures told by the journal alone, held against the ledger."""

from argparse import Namespace
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from motcua.cli import report_verify
from motcua.cli.errors import NotADay
from motcua.dossiers import services
from motcua.dossiers.rules import Channel
from motcua.journal.models import Entry
from motcua.journal.rules import Event
from motcua.ledger.errors import BadPeriod
from motcua.ledger.models import Position, Tally, Topic, Total
from motcua.ledger.rules import Cell, Period
from motcua.reports.queries.replay import replayed, told_by
from motcua.reports.queries.stories import Matter
from motcua.reports.queries.verifying import Source, verified
from tests.factories import MORNING, at_step, finished, later, office, received, submitted


TODAY = timezone.localdate(MORNING)
PERIOD = Period(TODAY, TODAY + timedelta(days=40))
APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))


def entry(kind, day, **facts):
    """One at noon in Việt Nam; days are of April."""
    at = timezone.make_aware(timezone.datetime(2026, 4, 1, 12)) + timedelta(days=day - 1)
    return Event(
        entry_id=1, seq=1, kind=kind, subject="H-1", facts=facts, by_id=None, at=at, hash=""
    )


def due(day):
    """Half past midnight in Việt Nam: the day before by UTC."""
    return f"{date(2026, 4, 1) + timedelta(days=day - 2)}T17:30:00+00:00"


def story(*entries, channel="online"):
    start = entry("dossier.submitted", -9, resolving_unit="H", procedure="1.1", channel=channel)
    return (start, *entries)


ACCEPTED = entry("dossier.accepted", 2, due_at=due(10))
ASKED = entry("dossier.supplement_asked", 5)
PAUSED = entry("dossier.paused", 5)


def ended(kind, day, **facts):
    return entry(f"dossier.{kind}", day, **facts)


@pytest.mark.parametrize(
    ("entries", "cells"),
    [
        pytest.param([], None, id="only submitted"),
        pytest.param([ended("withdrawn", 3)], None, id="taken back before it was accepted"),
        pytest.param([ACCEPTED], {Cell.OPEN_LATE}, id="nothing happened"),
        pytest.param([ACCEPTED, ASKED], {Cell.AWAITING_SUPPLEMENT}, id="asked"),
        pytest.param([ACCEPTED, PAUSED], {Cell.PAUSED}, id="paused"),
        pytest.param(
            [ACCEPTED, PAUSED, entry("dossier.resumed", 9, due_at=due(30))],
            {Cell.OPEN_IN_TIME},
            id="promised for the last day itself",
        ),
        pytest.param(
            [ACCEPTED, ASKED, entry("dossier.supplied", 9, due_at=due(29))],
            {Cell.OPEN_LATE},
            id="promised for the day before",
        ),
        pytest.param(
            [ACCEPTED, entry("dossier.due_recounted", 9, due_at=due(31))],
            {Cell.OPEN_IN_TIME},
            id="counted anew",
        ),
        pytest.param(
            [ACCEPTED, ended("concluded", 9, outcome="granted", is_digitised=True)],
            {Cell.GRANTED_EARLY, Cell.DIGITISED},
            id="early and scanned",
        ),
        pytest.param(
            [
                ACCEPTED,
                entry("signing.result_signed", 9),
                ended("concluded", 10, outcome="granted"),
            ],
            {Cell.GRANTED_ON_TIME, Cell.E_RESULTS},
            id="signed",
        ),
        pytest.param(
            [
                ACCEPTED,
                ended("concluded", 10, outcome="granted"),
                entry("signing.result_signed", 11),
            ],
            {Cell.GRANTED_ON_TIME},
            id="signed too late to count",
        ),
        pytest.param(
            [ACCEPTED, ended("concluded", 11, outcome="refused", is_digitised=True)],
            {Cell.REFUSED_LATE},
            id="refused, one day late",
        ),
        pytest.param([ACCEPTED, ended("withdrawn", 11)], {Cell.WITHDRAWN_LATE}, id="too late"),
        pytest.param([ACCEPTED, ASKED, ended("stopped", 29)], {Cell.STOPPED}, id="no answer"),
        pytest.param([ACCEPTED, ended("stopped", 31)], {Cell.OPEN_LATE}, id="after the period"),
    ],
)
def test_one_dossier(entries, cells):
    found = told_by(story(*entries), APRIL)
    assert (None if found is None else {*found.cells}) == (cells and {Cell.RECEIVED_ONLINE, *cells})


def test_what_ended_before_the_period_is_not_of_it():
    may = Period(date(2026, 5, 1), date(2026, 5, 31))
    gone = story(ACCEPTED, ended("concluded", 30, outcome="granted"))
    assert told_by(gone, may) is None
    stays = story(ACCEPTED, ended("concluded", 31, outcome="granted"))
    assert told_by(stays, may).cells == (Cell.CARRIED_OVER, Cell.GRANTED_LATE)


@pytest.fixture
def world(db):
    """Three dossiers: one ended, one waiting, one running."""
    world = office()
    finished(world)
    services.ask_supplement(
        at_step(world, 3), items=["Tờ khai"], reason="Thiếu", by=world.lan, at=later(days=1)
    )
    services.accept(submitted(world, channel=Channel.ONLINE), by=world.hieu, at=later(hours=1))
    return world


def test_journal_positions_and_sums_agree(world):
    verdict = verified(PERIOD)
    assert (verdict.dossiers, verdict.differences) == (3, ())
    matter = Matter(world.commune.code, Topic.objects.get().procedure)
    assert replayed(PERIOD)[matter] == Counter(
        {
            Cell.RECEIVED_DIRECT: 2,
            Cell.RECEIVED_ONLINE: 1,
            Cell.GRANTED_EARLY: 1,
            Cell.AWAITING_SUPPLEMENT: 1,
            Cell.OPEN_LATE: 1,
        }
    )


def test_a_changed_sum_is_found_and_no_dossier_blamed(world):
    Tally.objects.filter(received_online=1, grain=0).update(received_online=2)
    (found,) = [one for one in verified(PERIOD).differences if one.cell is Cell.RECEIVED_ONLINE]
    assert (found.source, found.said, found.listed, found.codes) == (Source.SUMS, 2, 1, ())


def test_a_changed_sum_of_a_whole_unit_is_found(world):
    Total.objects.filter(received_online=1, grain=0).update(received_online=2)
    found = {one.cell: one for one in verified(PERIOD).differences}
    one = found[Cell.RECEIVED_ONLINE]
    assert (one.source, one.matter, one.said) == (
        Source.TOTALS,
        Matter(world.commune.code, ""),
        2,
    )


def test_a_changed_position_is_named_by_both(world):
    row = Position.objects.get(state="granted")
    Position.objects.filter(pk=row.pk).update(state="refused")
    found = {(one.source, one.cell): one.codes for one in verified(PERIOD).differences}
    assert set(found) == {
        (source, cell) for source in Source for cell in (Cell.GRANTED_EARLY, Cell.REFUSED_EARLY)
    }
    assert found[Source.JOURNAL, Cell.GRANTED_EARLY] == (row.code,)
    assert found[Source.JOURNAL, Cell.REFUSED_EARLY] == (row.code,)


def test_a_missing_entry_is_named(world):
    entry = Entry.objects.get(kind="dossier.concluded")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [entry.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    found = {one.cell: one for one in verified(PERIOD).differences}
    assert set(found) == {Cell.GRANTED_EARLY, Cell.OPEN_LATE}
    assert found[Cell.GRANTED_EARLY].codes == found[Cell.OPEN_LATE].codes == (entry.subject,)
    assert (found[Cell.GRANTED_EARLY].said, found[Cell.GRANTED_EARLY].listed) == (0, 1)


def test_a_dossier_the_ledger_never_heard_of_is_named(world):
    code = received(world)
    Position.objects.filter(code=code).delete()
    found = [one for one in verified(PERIOD).differences if one.source is Source.JOURNAL]
    assert {one.codes for one in found} == {(code,)}


def test_queries_do_not_grow_with_dossiers(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        verified(PERIOD)


def asked(first, last):
    return Namespace(**{"from": first, "to": last})


@pytest.mark.django_db(transaction=True)
def test_the_command_answers_as_a_check_does(capsys):
    world = office()
    received(world)
    whole = asked(f"{PERIOD.first}", f"{PERIOD.last}")
    assert report_verify.verify(whole) == 0
    assert "1 hồ sơ" in capsys.readouterr().out
    Tally.objects.filter(grain=0, received_direct=1).update(received_direct=3)
    assert report_verify.verify(whole) == 1
    assert "số cộng sẵn 3, danh sách 1. Lệch ở số cộng" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "31/3/2026", "2026-02-30", "\0", "9" * 80])
def test_a_day_that_is_none(text):
    with pytest.raises(NotADay):
        report_verify.verify(asked(text, "2026-03-31"))


def test_a_period_that_ends_before_it_begins():
    with pytest.raises(BadPeriod):
        report_verify.verify(asked("2026-03-31", "2026-01-01"))
