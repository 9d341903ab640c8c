"""Dossiers of two communes, laid into the ledger as real work would enter them."""

from datetime import date, timedelta

import pytest

from motcua.ledger.rules import Period, Stand, State, Stay
from motcua.ledger.services import Filing, load
from tests import factories


AUGUST = Period(date(2026, 8, 1), date(2026, 8, 31))


@pytest.fixture
def world(db):
    return factories.office()


def lay(unit, number, *stays, channel="direct", procedure=factories.BIRTH):
    filing = Filing(
        code=f"H40.12.05-260801-{number:04}",
        unit_id=unit.pk,
        procedure=procedure,
        field="Hộ tịch",
        channel=channel,
    )
    load([(filing, tuple(stays))])
    return filing.code


def ran(day, *, due, ended=None, state=State.GRANTED, channel="direct", **marks):
    """Received on a day of August 2026, promised for `due`, ended or still running."""
    first = date(2026, 8, 1) + timedelta(days=day - 1)
    promised = date(2026, 8, 1) + timedelta(days=due - 1)
    running = Stand(state=State.RUNNING, due_on=promised)
    if ended is None:
        return (Stay(channel=channel, received_on=first, stand=running, from_on=first),)
    end = date(2026, 8, 1) + timedelta(days=ended - 1)
    over = Stay(
        channel=channel,
        received_on=first,
        stand=Stand(state=state, due_on=promised, **marks),
        from_on=end,
    )
    if end == first:
        return (over,)
    return (
        Stay(channel=channel, received_on=first, stand=running, from_on=first, until_on=end),
        over,
    )


def waiting(day, *, due, asked):
    """Received, promised for `due`, asked for a supplement on a day; it still waits."""
    first = date(2026, 8, 1) + timedelta(days=day - 1)
    promised = date(2026, 8, 1) + timedelta(days=due - 1)
    since = date(2026, 8, 1) + timedelta(days=asked - 1)
    return (
        Stay(
            channel="direct",
            received_on=first,
            stand=Stand(state=State.RUNNING, due_on=promised),
            from_on=first,
            until_on=since,
        ),
        Stay(
            channel="direct",
            received_on=first,
            stand=Stand(state=State.AWAITING, due_on=None),
            from_on=since,
        ),
    )


def month(unit, start=0):
    """Seven dossiers: three in time, one open, one ended late, one late, one that waits."""
    online = {"channel": "online"}
    return [
        lay(unit, start + 1, *ran(3, due=6, ended=5, is_digitised=True, has_e_result=True)),
        lay(unit, start + 2, *ran(3, due=6, ended=6, is_digitised=True, **online), **online),
        lay(unit, start + 3, *ran(4, due=7, ended=7, state=State.REFUSED)),
        lay(unit, start + 4, *ran(28, due=31, **online), **online),
        lay(unit, start + 5, *ran(4, due=7, ended=10)),
        lay(unit, start + 6, *ran(10, due=13)),
        lay(unit, start + 7, *waiting(10, due=13, asked=11)),
    ]
