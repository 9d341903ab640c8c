"""Saving a dossier, and with it where it stands in the figures: one way for every change."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.figuring import day_of, stand_of
from motcua.dossiers.queries.retelling import retold
from motcua.dossiers.rules import Status
from motcua.ledger import services as ledger
from motcua.ledger.rules import Stand
from motcua.ledger.services import Filing
from motcua.papers import queries as papers
from motcua.signing import queries as signing


def keep(dossier: Dossier, *, at: datetime) -> Stand | None:
    """Save it, and enter it in the ledger from its acceptance on; how it stands there.

    Called before the change is in the journal: what the ledger should know of a dossier already,
    and doesn't, is read from there first.
    """
    dossier.save()
    has_result = dossier.status == Status.FINISHED.value
    stand = stand_of(
        dossier,
        is_digitised=has_result and papers.is_digitised(dossier.code),
        has_e_result=has_result and bool(signing.signed_files([dossier.code])),
    )
    if stand is None:
        return None
    filing, on = filing_of(dossier), day_of(at)
    if not ledger.enter(filing, stand, on=on, is_first=dossier.accepted_at == at):
        ledger.replace(filing, retold([dossier])[dossier.code])
        ledger.enter(filing, stand, on=on)
    return stand


def filing_of(dossier: Dossier) -> Filing:
    return Filing(
        code=dossier.code,
        unit_id=dossier.resolving_unit_id,
        procedure=dossier.procedure,
        field=dossier.field,
        channel=dossier.channel,
    )
