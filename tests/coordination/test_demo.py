"""The demonstration has requests in every state that a desk may see."""

import pytest

from motcua.coordination import queries as coordination
from motcua.coordination.rules import State
from motcua.demo.services.asking import ask_about
from motcua.dossiers import services
from tests import factories
from tests.factories import later


@pytest.mark.django_db
def test_some_are_answered_some_open_some_late_some_silent():
    world = factories.office()
    codes = [factories.at_step(world, 3) for _ in range(4)]
    for code in codes:
        services.reassign(code, to_user=world.lan.user_id, by=world.anh, at=factories.MORNING)
    other = factories.at_step(world, 2)

    ask_about([*codes, other], now=later(days=4))
    ask_about([*codes, other], now=later(days=4))

    states = [coordination.requests_of(code)[0].state for code in codes]
    assert states == [State.ANSWERED, State.TAKEN, State.SENT, State.SILENT]
    assert all(len(coordination.requests_of(code)) == 1 for code in codes)
    assert coordination.requests_of(other) == ()
