"""Certificates of people in tests, from an authority that is made once."""

from datetime import timedelta
from functools import cache

from motcua.papers.models import Scan
from motcua.papers.rules import ScanState
from motcua.signing import services
from motcua.signing.providers.demo_authority import DemoAuthority
from motcua.signing.rules import CertificateKind
from tests.factories import MORNING


PIN = "ma-pin-2026"


@cache
def authority():
    return DemoAuthority(MORNING)


@cache
def key_file(name="Vũ Đình Chu", pin=PIN, days=365):
    return authority().key_file(name, "UBND phường An Thịnh", pin, days=days)


def trusted(at=MORNING):
    services.trust_root(authority().root_pem, by=None, at=at)


def certified(actor, *, days=365, at=MORNING):
    """A certificate in the register, its key behind PIN."""
    file = key_file(actor.name, PIN, days)
    return services.add_certificate(file, PIN, CertificateKind.PERSONAL, by=actor, at=at)


def looked_at(code):
    """As if the worker had looked into every file of the dossier."""
    Scan.objects.filter(paper__subject=code).update(state=ScanState.READY.value)


def expired_days(days):
    return MORNING + timedelta(days=days)
