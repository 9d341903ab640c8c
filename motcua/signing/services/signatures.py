"""The register of what was signed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.journal import services as journal
from motcua.people.rules import Actor
from motcua.signing.facts import ResultSigned
from motcua.signing.models import Signature
from motcua.signing.rules import Level
from motcua.signing.services.keys import OpenKey


@transaction.atomic
def note_signature(
    subject: str,
    *,
    source_sha256: str,
    signed_sha256: str,
    key: OpenKey,
    level: Level,
    by: Actor,
    at: datetime,
) -> None:
    """Write down, in the caller's transaction, which file became which."""
    Signature.objects.create(
        subject=subject,
        source_sha256=source_sha256,
        signed_sha256=signed_sha256,
        certificate_id=key.certificate_id,
        level=level.value,
        signed_at=at,
        signed_by_id=by.user_id,
    )
    fact = ResultSigned(
        subject=subject,
        source_sha256=source_sha256,
        signed_sha256=signed_sha256,
        fingerprint=key.fingerprint,
        serial=key.serial,
        level=level.value,
    )
    journal.record(fact, by=by, at=at)
