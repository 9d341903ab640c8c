"""Rows of positions and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.ledger.models import Position, Topic
from motcua.ledger.rules import Stand, State, Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What of a dossier never changes in the figures."""

    code: str
    unit_id: int
    procedure: str
    field: str
    channel: str


def topic_of(filing: Filing) -> Topic:
    return Topic.objects.get_or_create(procedure=filing.procedure, field=filing.field)[0]


def row_of(filing: Filing, topic: Topic, stay: Stay) -> Position:
    """A new row, not saved."""
    row = Position(
        code=filing.code,
        unit_id=filing.unit_id,
        topic=topic,
        channel=filing.channel,
        received_on=stay.received_on,
    )
    write(row, stay)
    return row


def write(row: Position, stay: Stay) -> None:
    stand = stay.stand
    row.state, row.due_on, row.officer_id = stand.state.value, stand.due_on, stand.officer_id
    row.is_digitised, row.has_e_result = stand.is_digitised, stand.has_e_result
    row.from_on, row.until_on, row.ended_on = stay.from_on, stay.until_on, stay.ended_on


def stay_of(row: Position) -> Stay:
    return Stay(
        channel=row.channel,
        received_on=row.received_on,
        stand=Stand(
            state=State(row.state),
            due_on=row.due_on,
            officer_id=row.officer_id,
            is_digitised=row.is_digitised,
            has_e_result=row.has_e_result,
        ),
        from_on=row.from_on,
        until_on=row.until_on,
    )


def received(filing: Filing, stand: Stand, on: date) -> Stay:
    return Stay(channel=filing.channel, received_on=on, stand=stand, from_on=on)
