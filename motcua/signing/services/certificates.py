"""The register of certificates: brought in by their holders, revoked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.people import queries as people
from motcua.people.rules import Actor, Role, fold
from motcua.signing.errors import (
    CertificateUnusable,
    NoSuchCertificate,
    NotACertificateFile,
    NotYourCertificate,
    NotYourName,
    PinTooShort,
    ReasonNeeded,
    RegisteredAlready,
    RevokedAlready,
)
from motcua.signing.facts import CertificateAdded, CertificateRevoked
from motcua.signing.models import Certificate, Key
from motcua.signing.providers import keyfile
from motcua.signing.providers.keyfile import Named
from motcua.signing.rules import (
    LARGEST_KEY_FILE,
    LEAST_PIN,
    LONGEST_REASON,
    CertificateKind,
    opening_name,
    validity,
)


def add_certificate(
    content: bytes, pin: str, kind: CertificateKind, *, by: Actor, at: datetime
) -> int:
    """A holder brings in their key file; the same again opens a locked key. Returns its id.

    Raises PinTooShort, NotYourName, CertificateUnusable, RegisteredAlready, RevokedAlready and what
    `keyfile.opened` raises.
    """
    if not content or len(content) > LARGEST_KEY_FILE:
        raise NotACertificateFile
    found = keyfile.opened(content, pin)
    if len(pin) < LEAST_PIN:
        raise PinTooShort(length=len(pin), least=LEAST_PIN)
    if kind is CertificateKind.PERSONAL and fold(opening_name(found.name)) != fold(by.name):
        raise NotYourName(subject=found.name or "người khác", name=by.name)
    here = validity(found.valid_from, found.valid_until, None, at, warn_days=0)
    if not here.can_sign:
        raise CertificateUnusable(state=here.label.lower())
    salt, sealed = keyfile.seal(content, pin)
    with transaction.atomic():
        certificate = _registered(found, kind, by=by, at=at)
        Key.objects.update_or_create(
            certificate=certificate, defaults={"salt": salt, "sealed": sealed, "failures": 0}
        )
    return certificate.pk


def _registered(found: Named, kind: CertificateKind, *, by: Actor, at: datetime) -> Certificate:
    certificate, is_new = Certificate.objects.select_for_update(of=("self",)).get_or_create(
        fingerprint=found.fingerprint,
        defaults={
            "holder_id": by.user_id,
            "kind": kind.value,
            "serial": found.serial,
            "subject": found.subject,
            "name": found.name,
            "issuer": found.issuer,
            "valid_from": found.valid_from,
            "valid_until": found.valid_until,
            "pem": found.pem,
            "added_at": at,
            "added_by_id": by.user_id,
        },
    )
    if certificate.holder_id != by.user_id:
        raise RegisteredAlready
    if certificate.revoked_at is not None:
        raise RevokedAlready
    if is_new:
        fact = CertificateAdded(
            subject=f"account:{by.user_id}",
            fingerprint=found.fingerprint,
            serial=found.serial,
            issued_to=found.subject,
            issuer=found.issuer,
            valid_until=found.valid_until,
        )
        journal.record(fact, by=by, at=at)
    return certificate


@transaction.atomic
def revoke_certificate(certificate_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """From now on nothing is signed with it, and what is, does not hold. Its key is thrown away.

    The holder, or an administrator of their agency. Raises NoSuchCertificate, NotYourCertificate,
    RevokedAlready, ReasonNeeded.
    """
    found = Certificate.objects.select_for_update(of=("self",)).filter(pk=certificate_id).first()
    if found is None:
        raise NoSuchCertificate
    if found.holder_id != by.user_id and not _administers(by, found.holder_id, at):
        raise NotYourCertificate
    if found.revoked_at is not None:
        raise RevokedAlready
    words = " ".join(reason.split())[:LONGEST_REASON]
    if not words:
        raise ReasonNeeded
    found.revoked_at, found.revoked_by_id, found.revoked_because = at, by.user_id, words
    found.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    Key.objects.filter(certificate=found).delete()
    fact = CertificateRevoked(
        subject=f"account:{found.holder_id}", fingerprint=found.fingerprint, reason=words
    )
    journal.record(fact, by=by, at=at)


def _administers(by: Actor, holder_id: int, at: datetime) -> bool:
    if Role.ADMIN not in by.roles:
        return False
    staff = people.staff_of(by.agency_id, timezone.localdate(at))
    return holder_id in {post.holder_id for post in staff}
