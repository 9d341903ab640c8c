"""Random walks over generated processes; MOTCUA_WALKS=10000 for as many, 50 without it."""

import os

import pytest

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
