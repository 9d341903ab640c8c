"""An authority for the demonstration: invented, and every certificate of it says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID


MARK = "TRÌNH DIỄN – không có giá trị pháp lý"


class DemoAuthority:
    """A root whose key is forgotten with the object: nobody can issue more in its name."""

    def __init__(self, at: datetime, *, years: int = 5) -> None:
        self._at = at
        self._until = at + timedelta(days=365 * years)
        self._key = ec.generate_private_key(ec.SECP256R1())

    @cached_property
    def root(self) -> x509.Certificate:
        name = _name(MARK, "motcua")
        builder = self._builder(name, name, self._key.public_key(), self._until)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        builder = builder.add_extension(_usage(ca=True), True)
        return builder.sign(self._key, hashes.SHA256())

    @property
    def root_pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def key_file(self, name: str, office: str, pin: str, *, days: int = 365) -> bytes:
        """A PKCS#12 file for this person, locked with their PIN."""
        key = rsa.generate_private_key(65537, 2048)
        subject, until = _name(name, office, MARK), self._at + timedelta(days=days)
        builder = self._builder(subject, self.root.subject, key.public_key(), until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        builder = builder.add_extension(_usage(ca=False), True)
        certificate = builder.sign(self._key, hashes.SHA256())
        lock = BestAvailableEncryption(pin.encode())
        return pkcs12.serialize_key_and_certificates(b"", key, certificate, [self.root], lock)

    def _builder(
        self,
        subject: x509.Name,
        issuer: x509.Name,
        key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
        until: datetime,
    ) -> x509.CertificateBuilder:
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._at - timedelta(days=1))
            .not_valid_after(until)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False)
            .add_extension(own, False)
        )


def _name(common: str, organisation: str, unit: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
        x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
    ]
    if unit:
        parts.insert(2, x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit[:64]))
    return x509.Name(parts)


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
