"""The demonstration has late dossiers with an explanation in each state, once."""

import pytest

from motcua.demo.services.delays import explain_late
from motcua.dossiers.models import Dossier
from motcua.lateness import queries
from motcua.lateness.models import Explanation
from motcua.people.models import Post
from tests.factories import at_step, finished, later, office


pytestmark = pytest.mark.django_db


def test_in_each_state_and_once():
    world = office()
    codes = [at_step(world, 3, at=later(days=-20, minutes=n)) for n in range(4)]
    codes.append(finished(world))

    for _ in range(2):
        explain_late(codes, now=later())

    states = queries.last_states(codes)
    assert [states.get(code) for code in codes] == [
        "accepted",
        "submitted",
        "returned",
        None,
        None,
    ]
    assert Explanation.objects.count() == 3
    assert Dossier.objects.exclude(reappointed_at=None).count() == 2


def test_where_nobody_can_explain_a_second_start_apologises_no_second_time():
    world = office()
    code = at_step(world, 3, at=later(days=-20))
    Post.objects.filter(unit=world.culture).update(until=later(days=-2).date())

    explain_late([code], now=later())
    before = Dossier.objects.get().reappointed_at
    explain_late([code], now=later())

    assert queries.last_states([code]) == {}
    assert Dossier.objects.get().reappointed_at == before is not None
