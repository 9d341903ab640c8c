"""Certificates for the demonstration's invented people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.people.rules import Actor
from motcua.signing.models import Certificate
from motcua.signing.providers.demo_authority import DemoAuthority
from motcua.signing.rules import CertificateKind
from motcua.signing.services.certificates import add_certificate
from motcua.signing.services.roots import trust_root


def equip(people: Iterable[tuple[Actor, int]], *, pin: str, at: datetime) -> int:
    """Give each of these, who has none, a certificate for so many days; never twice.

    They are marked as without legal value, and their root as the demonstration's. Returns how many.
    """
    wanted = list(people)
    held = Certificate.objects.filter(holder__in=[actor.user_id for actor, _ in wanted])
    have = set(held.values_list("holder", flat=True))
    missing = [(actor, days) for actor, days in wanted if actor.user_id not in have]
    if not missing:
        return 0
    authority = DemoAuthority(at)
    trust_root(authority.root_pem, by=None, at=at)
    for actor, days in missing:
        file = authority.key_file(actor.name, actor.agency_name, pin, days=days)
        add_certificate(file, pin, CertificateKind.PERSONAL, by=actor, at=at)
    return len(missing)
