"""What can happen to certificates and signatures, as the journal keeps it. Never a key or a PIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.journal.rules import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateAdded(Fact):
    """The subject of what happens to a certificate is its holder: `account:<id>`."""

    kind: ClassVar[str] = "signing.certificate_added"
    fingerprint: str
    serial: str
    issued_to: str
    issuer: str
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRevoked(Fact):
    kind: ClassVar[str] = "signing.certificate_revoked"
    fingerprint: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLockedUp(Fact):
    kind: ClassVar[str] = "signing.key_locked"
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootTrusted(Fact):
    """The subject is `signing:roots`."""

    kind: ClassVar[str] = "signing.root_trusted"
    fingerprint: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootDropped(Fact):
    kind: ClassVar[str] = "signing.root_dropped"
    fingerprint: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSigned(Fact):
    """The subject is the dossier."""

    kind: ClassVar[str] = "signing.result_signed"
    source_sha256: str
    signed_sha256: str
    fingerprint: str
    serial: str
    level: str
