"""Which authorities' certificates this house believes."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from django.db import transaction

from motcua.journal import services as journal
from motcua.people.rules import Actor
from motcua.signing.errors import NotARoot
from motcua.signing.facts import RootDropped, RootTrusted
from motcua.signing.models import Root
from motcua.signing.providers import keyfile


SUBJECT = "signing:roots"


@transaction.atomic
def trust_root(content: bytes, *, by: Actor | None, at: datetime) -> None:
    """Believe this root, once; PEM or DER. Nobody: the demonstration's own. Raises NotARoot."""
    found = keyfile.named(_loaded(content))
    root, is_new = Root.objects.get_or_create(
        fingerprint=found.fingerprint,
        dropped_at=None,
        defaults={
            "name": found.name or found.subject[:200],
            "pem": found.pem,
            "valid_until": found.valid_until,
            "trusted_at": at,
            "trusted_by_id": by.user_id if by else None,
        },
    )
    if is_new:
        fact = RootTrusted(subject=SUBJECT, fingerprint=root.fingerprint, name=root.name)
        journal.record(fact, by=by, at=at)


@transaction.atomic
def drop_root(root_id: int, *, by: Actor, at: datetime) -> None:
    """Believe it no longer: what was signed under it is shown as of an unknown authority."""
    root = Root.objects.select_for_update(of=("self",)).filter(pk=root_id, dropped_at=None).first()
    if root is None:
        return
    root.dropped_at, root.dropped_by_id = at, by.user_id
    root.save(update_fields=["dropped_at", "dropped_by"])
    fact = RootDropped(subject=SUBJECT, fingerprint=root.fingerprint, name=root.name)
    journal.record(fact, by=by, at=at)


def _loaded(content: bytes) -> x509.Certificate:
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            found = x509.load_pem_x509_certificate(content)
        else:
            found = x509.load_der_x509_certificate(content)
        found.verify_directly_issued_by(found)
        limits = found.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        raise NotARoot from None
    if not limits.ca:
        raise NotARoot
    return found
