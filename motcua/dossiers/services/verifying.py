"""A verification is written down (NĐ 61/2018/NĐ-CP, Điều 19.3)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import NotHeldYet
from motcua.dossiers.facts import SiteVerified
from motcua.dossiers.rules import Action, checked_text
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import written_reason
from motcua.journal import services as journal
from motcua.people.rules import Actor


@transaction.atomic
def verify_site(
    code: str,
    *,
    held_at: datetime,
    place: str,
    participants: str,
    note: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Keep time, place, who was present and what was found. Raises NotHeldYet, FieldRefused,
    ReasonNeeded and what `objection` returns. The clock runs on: verifying is part of the work.
    """
    dossier, _process = ground.locked(
        code, Action.VERIFY_SITE, by=by, expect_version=expect_version
    )
    if held_at > at:
        raise NotHeldYet()
    fact = SiteVerified(
        subject=code,
        held_at=held_at,
        place=written_reason(checked_text("place", place, longest=300)),
        participants=written_reason(checked_text("participants", participants, longest=500)),
        note=written_reason(note),
    )
    dossier.save()
    journal.record(fact, by=by, at=at)
