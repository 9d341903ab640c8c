"""Opening a key with its PIN, for the time of one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.errors import DomainError
from motcua.journal import services as journal
from motcua.people.rules import Actor
from motcua.signing.errors import CertificateUnusable, KeyLocked, NoCertificate, WrongPin
from motcua.signing.facts import KeyLockedUp
from motcua.signing.models import Key
from motcua.signing.providers import keyfile
from motcua.signing.providers.signer import Signer
from motcua.signing.providers.software import SoftwareSigner
from motcua.signing.rules import MOST_FAILURES, validity


@dataclass(frozen=True, slots=True)
class OpenKey:
    """An opened key. It is never stored, never an argument of a job."""

    certificate_id: int
    fingerprint: str
    serial: str
    signer: Signer


def open_key(certificate_id: int, pin: str, *, by: Actor, at: datetime) -> OpenKey:
    """The holder's own, with the right PIN, of a certificate that counts today.

    Wrong PINs are counted in a transaction of their own, so not inside another one. Raises
    NoCertificate, CertificateUnusable, KeyLocked, WrongPin.
    """
    found = _tried(certificate_id, pin, by=by, at=at)
    if isinstance(found, DomainError):
        raise found
    return found


@transaction.atomic
def _tried(certificate_id: int, pin: str, *, by: Actor, at: datetime) -> OpenKey | DomainError:
    """Refusals are returned: raised, they would undo the count."""
    own = Key.objects.select_for_update(of=("self",)).select_related("certificate")
    key = own.filter(certificate=certificate_id, certificate__holder=by.user_id).first()
    if key is None:
        return NoCertificate()
    held = key.certificate
    here = validity(held.valid_from, held.valid_until, held.revoked_at, at, warn_days=0)
    if not here.can_sign:
        return CertificateUnusable(state=here.label.lower())
    if key.failures >= MOST_FAILURES:
        return KeyLocked(most=MOST_FAILURES)
    content = keyfile.unseal(bytes(key.salt), bytes(key.sealed), pin)
    if content is None:
        return _failed(key, by=by, at=at)
    if key.failures:
        key.failures = 0
        key.save(update_fields=["failures"])
    signer = SoftwareSigner(content, pin, timestamp_url=settings.TIMESTAMP_URL)
    return OpenKey(held.pk, held.fingerprint, held.serial, signer)


def _failed(key: Key, *, by: Actor, at: datetime) -> DomainError:
    key.failures += 1
    key.save(update_fields=["failures"])
    if key.failures < MOST_FAILURES:
        return WrongPin(left=MOST_FAILURES - key.failures)
    fact = KeyLockedUp(subject=f"account:{by.user_id}", fingerprint=key.certificate.fingerprint)
    journal.record(fact, by=by, at=at)
    return KeyLocked(most=MOST_FAILURES)
