"""Dossiers whose place in the figures is missing or wrong, read anew from their journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from motcua.dossiers.errors import NoSuchDossier, NotTold
from motcua.dossiers.facts import DossierRefigured
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.figuring import unentered_ids
from motcua.dossiers.queries.retelling import retold
from motcua.dossiers.services.keeping import filing_of
from motcua.journal import services as journal
from motcua.ledger import services as ledger
from motcua.ledger.queries.known import known


A_TIME: Final = 500  # dossiers of one transaction


@dataclass(frozen=True, slots=True)
class Entered:
    """`untold`: accepted, yet the journal has no acceptance; nothing was entered of these."""

    count: int
    untold: tuple[str, ...]


def enter_missing(*, tell: Callable[[int], None] = lambda count: None) -> Entered:
    """Enter every accepted dossier that the ledger has nothing of; `tell`: how many so far.

    Some at a time, each time in a transaction: interrupted, it goes on where it was. People may
    work meanwhile.
    """
    count, after = 0, 0
    untold: list[str] = []
    while ids := unentered_ids(after=after, most=A_TIME):
        some = _enter_some(ids)
        count, after = count + some.count, ids[-1]
        untold += some.untold
        tell(count)
    return Entered(count, tuple(untold))


@transaction.atomic
def _enter_some(ids: list[int]) -> Entered:
    locked = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    dossiers = list(locked)
    there = known([dossier.code for dossier in dossiers])  # by a change that came first
    missing = [dossier for dossier in dossiers if dossier.code not in there]
    stays = retold(missing)
    count = ledger.load(
        (filing_of(dossier), stays[dossier.code]) for dossier in missing if stays[dossier.code]
    )
    return Entered(count, tuple(code for code, found in stays.items() if not found))


@transaction.atomic
def refigure(code: str, *, at: datetime) -> bool:
    """Put what the journal tells of a dossier in the place of what the ledger has of it.

    False when they say the same. Raises NoSuchDossier, and NotTold for an accepted one without an
    acceptance in the journal.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(code=code).first()
    if dossier is None:
        raise NoSuchDossier()
    stays = retold([dossier])[code]
    if dossier.accepted_at is not None and not stays:
        raise NotTold(code=code)
    if not ledger.replace(filing_of(dossier), stays):
        return False
    journal.record(DossierRefigured(subject=code), by=None, at=at)
    return True
