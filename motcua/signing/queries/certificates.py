"""The register of certificates and of roots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from motcua.signing.models import Certificate, Root
from motcua.signing.rules import MOST_FAILURES, CertificateKind, Validity, validity


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateCard:
    id: int
    holder_id: int
    holder_name: str
    kind: CertificateKind
    name: str
    serial: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    validity: Validity
    days_left: int
    revoked_at: datetime | None
    revoked_because: str
    has_key: bool
    is_locked: bool

    @property
    def can_sign(self) -> bool:
        return self.validity.can_sign and self.has_key and not self.is_locked


@dataclass(frozen=True, slots=True)
class RootCard:
    id: int
    name: str
    fingerprint: str
    valid_until: datetime
    trusted_at: datetime


def certificates_of(holder_ids: Iterable[int], *, now: datetime) -> tuple[CertificateCard, ...]:
    """Those of these people, what ends last first. One query."""
    found = Certificate.objects.filter(holder__in=set(holder_ids)).select_related("holder", "key")
    rows = found.defer("pem", "key__salt", "key__sealed").order_by("-valid_until", "-pk")
    return tuple(_card(row, now) for row in rows)


def roots() -> tuple[RootCard, ...]:
    found = Root.objects.filter(dropped_at=None).order_by("name", "pk")
    return tuple(
        RootCard(row.pk, row.name, row.fingerprint, row.valid_until, row.trusted_at)
        for row in found
    )


def _card(row: Certificate, now: datetime) -> CertificateCard:
    key = getattr(row, "key", None)
    return CertificateCard(
        id=row.pk,
        holder_id=row.holder_id,
        holder_name=row.holder.name,
        kind=CertificateKind(row.kind),
        name=row.name,
        serial=row.serial,
        issuer=row.issuer,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        validity=validity(
            row.valid_from,
            row.valid_until,
            row.revoked_at,
            now,
            warn_days=settings.CERTIFICATE_WARN_DAYS,
        ),
        days_left=max(0, (row.valid_until - now).days),
        revoked_at=row.revoked_at,
        revoked_because=row.revoked_because,
        has_key=key is not None,
        is_locked=key is not None and key.failures >= MOST_FAILURES,
    )
