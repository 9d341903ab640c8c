"""What the ledger lost, or never had, is read from the journal: the same as was entered."""

import os
from datetime import timedelta

import pytest
from django.db import connection
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
from motcua.ledger import services as ledger
from motcua.ledger.models import Position, Tally, Topic, Total
from motcua.ledger.rules import Period
from motcua.papers.models import Paper
from motcua.people.rules import Role
from motcua.reports.queries.verifying import Source, verified
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
    for table in (Position, Tally, Total, Topic):
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
    topics = dict(Topic.objects.values_list("procedure", "pk"))
    assert len(before) > A_WORLD

    for dossier in Dossier.objects.all():
        assert not refigure(dossier.code, at=MORNING)
    Position.objects.all().delete()
    Tally.objects.all().delete()
    Total.objects.all().delete()
    told = enter_missing()

    assert told.untold == ()
    assert positions() == before
    assert dict(Topic.objects.values_list("procedure", "pk")) == topics
    last = max(row[-2] for row in before)
    for days in (0, 5, 30, 200):
        assert verified(Period(last - timedelta(days=days), last)).differences == ()
