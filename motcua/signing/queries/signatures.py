"""What was signed, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.signing.models import Certificate, Root, Signature
from motcua.signing.providers import verifying
from motcua.signing.rules import Checked, Level


@dataclass(frozen=True, slots=True)
class SignedCard:
    subject: str
    source_sha256: str
    signed_sha256: str
    name: str
    level: Level
    signed_at: datetime


def signed_in(subject: str) -> tuple[SignedCard, ...]:
    """The signatures of a dossier, the last one last. One query."""
    found = Signature.objects.filter(subject=subject).select_related("signed_by").order_by("pk")
    return tuple(
        SignedCard(
            row.subject,
            row.source_sha256,
            row.signed_sha256,
            row.signed_by.name,
            Level(row.level),
            row.signed_at,
        )
        for row in found
    )


def signed_files(subjects: Iterable[str]) -> frozenset[str]:
    """The hashes of all files of these that this house signed. One query."""
    found = Signature.objects.filter(subject__in=list(subjects))
    return frozenset(found.values_list("signed_sha256", flat=True))


def checked(pdf: bytes, *, registered_at: datetime | None) -> tuple[Checked, ...]:
    """Every signature in a file. Two queries.

    `registered_at`: of the `SignedCard` of this very file, None for a file signed elsewhere.
    """
    roots = list(Root.objects.filter(dropped_at=None).values_list("pem", flat=True))
    revoked = Certificate.objects.exclude(revoked_at=None).values_list("fingerprint", "revoked_at")
    known = {fingerprint: at for fingerprint, at in revoked if at is not None}
    return verifying.checked(pdf, roots, registered_at=registered_at, revoked=known)
