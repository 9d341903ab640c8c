"""What the ledger lost, or never had, is read from the journal: the same as was entered."""

import os
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from motcua.dossiers import services
from motcua.dossiers.errors import NoSuchDossier, NotTold
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.figuring import unentered
from motcua.dossiers.queries.retelling import retold
from motcua.dossiers.services import refiguring
from motcua.dossiers.services.refiguring import enter_missing, refigure
from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.journal.services import record
from motcua.ledger.models import Position, Tally, Total
from motcua.ledger.rules import Period
from motcua.papers.models import Paper
from motcua.reports.queries.verifying import Source, verified
from motcua.signing.facts import ResultSigned
from tests.dossiers.walk import start, walk
from tests.factories import MORNING, at_step, finished, later, office, received, submitted


pytestmark = pytest.mark.django_db

WALKS = int(os.environ.get("MOTCUA_WALKS", "50"))
A_WORLD = 25
TODAY = timezone.localdate(MORNING)
PERIOD = Period(TODAY, TODAY + timedelta(days=40))
# An entry of before the ledger tells neither of these.
NEW = ("assignee_id", "is_digitised")


def positions():
    names = [f.attname for f in Position._meta.concrete_fields if f.attname not in ("id",)]
    return sorted(Position.objects.values_list(*names), key=lambda row: (row[0], str(row)))


def forget_all():
    for table in (Position, Tally, Total):
        table.objects.all().delete()


def rewrite(change):
    """The facts of every entry; a trigger forbids it, and nobody looks at the chain here."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for entry in Entry.objects.all():
            facts = change(entry)
            Entry.objects.filter(pk=entry.pk).update(facts=facts)
        cursor.execute("SET LOCAL session_replication_role = origin")


def as_of_before_the_ledger(entry):
    return {name: value for name, value in entry.facts.items() if name not in NEW}


@pytest.mark.parametrize("seed", range(max(1, WALKS // A_WORLD)))
def test_random_walks_are_told_as_they_were_entered(seed):
    walker = start(seed + 700)
    for _ in range(A_WORLD):
        walk(walker)
    before = positions()
    assert len(before) > A_WORLD

    for dossier in Dossier.objects.all():
        assert not refigure(dossier.code, at=MORNING)
    forget_all()
    told = enter_missing()

    assert told.untold == ()
    assert positions() == before
    last = max(row[-2] for row in before)
    for days in (0, 5, 30, 200):
        assert verified(Period(last - timedelta(days=days), last)).differences == ()


@pytest.fixture
def world():
    """Four dossiers: ended with a mark, waiting, running late, only filed."""
    world = office()
    Paper.objects.filter(subject=(code := at_step(world, 6))).update(
        digitised_at=later(hours=1), digitised_by=world.hieu.user_id
    )
    services.conclude(code, result_number="214/2026", by=world.thu, at=later(hours=2))
    services.ask_supplement(
        at_step(world, 3), items=["Tờ khai"], reason="Thiếu", by=world.lan, at=later(days=1)
    )
    received(world)
    submitted(world)
    return world


def test_an_installation_of_before_the_ledger(world):
    """Entries of then have neither keys of people nor marks: stays, names and papers say it."""
    services.claim(at_step(world, 3), by=world.lan, at=later(hours=5))
    before = positions()
    assert Position.objects.filter(is_digitised=True).count() == 1
    Paper.objects.filter(position__gt=0).update(  # later scans change no figure
        digitised_at=Coalesce("digitised_at", Value(later(days=9))),
        digitised_by=world.hieu.user_id,
    )
    rewrite(as_of_before_the_ledger)
    forget_all()
    assert unentered() == 4
    seen = []

    assert enter_missing(tell=seen.append).count == 4

    assert (unentered(), seen) == (0, [4])
    assert positions() == before
    assert verified(PERIOD).differences == ()


def test_it_goes_on_where_it_was_interrupted(world, monkeypatch):
    before = positions()
    forget_all()
    monkeypatch.setattr(refiguring, "A_TIME", 1)
    with pytest.raises(KeyboardInterrupt):
        enter_missing(tell=_interrupt)
    assert unentered() == 2

    assert enter_missing().count == 2
    assert positions() == before
    assert enter_missing().count == 0


def _interrupt(_count):
    raise KeyboardInterrupt


def test_one_that_was_changed_first_is_not_entered_twice(world):
    """The work of a clerk finds nothing in the ledger, and reads the days before it."""
    code = received(world)
    before = positions()
    forget_all()
    services.withdraw(code, reason="Thôi", by=world.hieu, at=later(days=2))

    rows = Position.objects.filter(code=code).order_by("from_on")
    assert [row.state for row in rows] == ["running", "withdrawn"]
    assert {row.received_on for row in rows} == {TODAY}
    assert enter_missing().count == 3
    assert {row[0] for row in positions()} == {row[0] for row in before}
    assert verified(PERIOD).differences == ()


def test_a_wrong_position_is_put_right_and_the_journal_says_so(world):
    before = positions()
    code = Position.objects.get(state="granted").code
    Position.objects.filter(code=code).update(due_on=TODAY - timedelta(days=3), until_on=None)
    assert verified(PERIOD).differences

    assert refigure(code, at=later(days=3))

    assert positions() == before
    assert journal.history(code)[-1].kind == "dossier.refigured"
    ledger_only = {one.source for one in verified(PERIOD).differences}
    assert Source.JOURNAL not in ledger_only
    assert not refigure(code, at=later(days=4))


def test_what_the_journal_can_not_tell_is_named_and_left_alone(world):
    code = received(world)
    forget_all()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Entry.objects.filter(subject=code, kind="dossier.accepted")._raw_delete("default")
        cursor.execute("SET LOCAL session_replication_role = origin")

    told = enter_missing()

    assert (told.count, told.untold) == (3, (code,))
    assert not Position.objects.filter(code=code).exists()
    with pytest.raises(NotTold):
        refigure(code, at=MORNING)
    with pytest.raises(NoSuchDossier):
        refigure("H40.12.05-261121-9999", at=MORNING)


@pytest.mark.parametrize("is_before", [True, False])
def test_a_signature_counts_when_it_came_before_the_result(is_before):
    world = office()
    code = at_step(world, 6)
    signed = ResultSigned(
        subject=code, source_sha256="", signed_sha256="", fingerprint="", serial="", level="B"
    )
    if is_before:
        record(signed, by=world.chu, at=later(hours=1))
    services.conclude(code, result_number="214/2026", by=world.thu, at=later(hours=2))
    if not is_before:
        record(signed, by=world.chu, at=later(hours=3))

    (*_, last) = retold([Dossier.objects.get(code=code)])[code]

    assert last.stand.has_e_result is is_before


def test_a_batch_costs_the_same_for_one_and_for_many(world, django_assert_num_queries):
    few = list(Dossier.objects.exclude(accepted_at=None))[:1]
    with django_assert_num_queries(2):  # the journal and the stays
        retold(few)
    for _ in range(3):
        finished(world)
    many = list(Dossier.objects.exclude(accepted_at=None))
    with django_assert_num_queries(2):
        retold(many)
