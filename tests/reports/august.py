"""Dossiers of two communes and their province in the ledger, in August 2026."""

from __future__ import annotations

from datetime import date

from motcua.ledger.rules import Stand, State
from motcua.ledger.services import Filing, enter


JULY = date(2026, 7, 20)


def august(day):
    return date(2026, 8, day)


def filed(code, unit, *, on, due=None, channel="direct", field="Hộ tịch", procedure="1.001193"):
    filing = Filing(code=code, unit_id=unit.pk, procedure=procedure, field=field, channel=channel)
    enter(filing, Stand(state=State.RUNNING, due_on=due), on=on)
    return filing


def ended(filing, on, state=State.GRANTED, **marks):
    enter(filing, Stand(state=state, due_on=None, **marks), on=on)


def lay_out(world):
    """Eight dossiers of the commune, two of another, one of the province; the first half of August.

    Of the commune: 6 came (2 online), 1 was carried over; 4 ended: 1 early, 1 on time, 2 late; of
    the 3 open ones 1 is late and 1 waits for a supplement. One came after the period.
    """
    a = world.commune
    early = filed("A1", a, on=august(3), due=august(10), channel="online")
    ended(early, august(6), is_digitised=True)
    on_time = filed("A2", a, on=august(3), due=august(10), channel="online")
    ended(on_time, august(10))
    late = filed("A3", a, on=JULY, due=august(3), field="Đất đai", procedure="1.012796")
    ended(late, august(12))
    refused = filed("A4", a, on=august(4), due=august(6))
    ended(refused, august(7), state=State.REFUSED)
    filed("A5", a, on=august(4), due=august(5), field="Đất đai", procedure="1.012796")
    waits = filed("A6", a, on=august(5), due=august(20))
    enter(waits, Stand(state=State.AWAITING, due_on=None), on=august(6))
    filed("A7", a, on=august(14), due=august(20))
    filed("A8", a, on=august(17), due=august(20))
    filed("B1", world.other_commune, on=august(3), due=august(20))
    ended(filed("B2", world.other_commune, on=august(3), due=august(20)), august(5))
    filed("P1", world.province, on=august(3), due=august(20), field="Đầu tư", procedure="1.009999")
