"""A dossier as far as money goes: what is owed, where it may be taken, what the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Procedure
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.queries.coordinating import is_seen
from motcua.dossiers.queries.walking import stored
from motcua.dossiers.rules import Channel, Money, Status
from motcua.people.rules import Actor


@dataclass(frozen=True, slots=True)
class MoneyPage:
    code: str
    version: int
    procedure_name: str
    procedure_version: int
    channel: Channel
    applicant_name: str
    status: Status
    money: Money
    fee: int | None
    counters: frozenset[int]
    closing_reason: str


def money_page(code: str, actor: Actor) -> MoneyPage:
    """One query. Raises NoSuchDossier, also for one this person may not see."""
    d = stored(code)
    if not is_seen(actor, d):
        raise NoSuchDossier()
    return MoneyPage(
        code=d.code,
        version=d.version,
        procedure_name=d.procedure_name,
        procedure_version=d.procedure_version,
        channel=Channel(d.channel),
        applicant_name=d.applicant_name,
        status=Status(d.status),
        money=Money(d.money_state),
        fee=d.fee,
        counters=frozenset({d.receiving_unit_id, d.returning_unit_id}),
        closing_reason=d.closing_reason,
    )


def procedure_of(page: MoneyPage) -> Procedure:
    """By the version it was filed under. One query."""
    return catalog.version(page.procedure_version)
