"""Random walks over generated processes; MOTCUA_WALKS=10000 for as many, 50 without it."""

import os
from datetime import timedelta

import pytest
from django.db.models import Max, Min
from django.utils import timezone

from motcua.journal.models import Entry
from motcua.ledger.rules import Period
from motcua.reports.queries.verifying import verified
from tests.dossiers.walk import start, walk


A_WORLD = 25  # sequences over the same generated processes
WALKS = int(os.environ.get("MOTCUA_WALKS", "50"))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(max(1, WALKS // A_WORLD)))
def test_no_invariant_breaks_on_a_random_walk(seed):
    walker = start(seed)

    for _ in range(A_WORLD):
        walk(walker)

    assert sum(walker.done.values()) > 100  # it went somewhere
    assert sum(walker.refused.values()) > 5  # and was refused
    assert_told_alike_as_of_every_day(walker)


def assert_told_alike_as_of_every_day(walker):
    """Sums, positions and journal, each day of the walks, for periods of random length."""
    ends = Entry.objects.aggregate(first=Min("at"), last=Max("at"))
    first, last = (timezone.localdate(moment) for moment in ends.values())
    for number in range((last - first).days + 2):
        day = first + timedelta(days=number)
        since = day - timedelta(days=walker.rng.choice([0, 6, 29, 89, 365]))
        verdict = verified(Period(since, day))
        assert not verdict.differences, (since, day, verdict.differences[:3])
    assert verdict.numbers >= 200
