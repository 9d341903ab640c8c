"""Key files (PKCS#12): what is in one, how it is locked, and the envelope this house adds.

The file's own iterations are what its issuer chose, often 2048: a PIN of eight characters would not
stand long. So the file lies in an envelope whose key scrypt derives from the same PIN (64 MB of
memory a try). There is no other copy of the PIN, and nobody can open the envelope without it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto.pkcs12 import Pfx, SafeContents
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509.oid import NameOID

from motcua.signing.errors import (
    NotACertificateFile,
    NotForSigning,
    WeakKeyFile,
    WrongPassphrase,
)


SALT = 16
NONCE = 12
LEAST_RSA = 2048
_STRONG = {"pbes2 aes"}
_STRONG_MACS = {"sha256", "sha384", "sha512"}


@dataclass(frozen=True, slots=True)
class Named:
    """What a certificate says of itself."""

    serial: str
    subject: str
    name: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str
    pem: str


def opened(content: bytes, pin: str) -> Named:
    """Look into a key file.

    Raises NotACertificateFile, WeakKeyFile, WrongPassphrase and NotForSigning.
    """
    assert_strong(content)
    try:
        found = load_pkcs12(content, pin.encode())
    except ValueError:
        raise WrongPassphrase from None
    if found.key is None or found.cert is None:
        raise NotACertificateFile
    _assert_for_signing(found.key, found.cert.certificate)
    return named(found.cert.certificate)


def named(certificate: x509.Certificate) -> Named:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return Named(
        serial=f"{certificate.serial_number:x}"[:64],
        subject=certificate.subject.rfc4514_string()[:500],
        name=str(names[0].value)[:200] if names else "",
        issuer=certificate.issuer.rfc4514_string()[:500],
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        pem=certificate.public_bytes(Encoding.PEM).decode(),
    )


def assert_strong(content: bytes) -> None:
    """Each part under PBES2 with AES, the whole under HMAC with SHA-2; else WeakKeyFile."""
    try:
        how = set(_ways_locked(Pfx.load(content, strict=True)))
    except (ValueError, TypeError, KeyError):
        raise NotACertificateFile from None
    weak = how - _STRONG - _STRONG_MACS
    if weak or not how & _STRONG:
        raise WeakKeyFile(how=", ".join(sorted(weak)) or "không mã hóa")


def _ways_locked(pfx: Any) -> Iterator[str]:
    yield pfx["mac_data"]["mac"]["digest_algorithm"]["algorithm"].native
    for part in pfx.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            info = part["content"]["encrypted_content_info"]
            yield _cipher(info["content_encryption_algorithm"])
            continue
        for bag in SafeContents.load(part["content"].native):
            if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                yield _cipher(bag["bag_value"]["encryption_algorithm"])
            elif bag["bag_id"].native == "key_bag":
                yield "khóa không mã hóa"


def _cipher(algorithm: Any) -> str:
    """The cipher where PBES2 wraps it, the whole old name else."""
    name = str(algorithm["algorithm"].native)
    return f"pbes2 {algorithm.encryption_cipher}" if name == "pbes2" else name


def _assert_for_signing(key: object, certificate: x509.Certificate) -> None:
    """RSA from 2048 bits or an elliptic curve, its own key, and a use that allows signatures."""
    if isinstance(key, RSAPrivateKey):
        if key.key_size < LEAST_RSA:
            raise NotForSigning(why=f"khóa RSA chỉ có {key.key_size} bit")
    elif not isinstance(key, EllipticCurvePrivateKey):
        raise NotForSigning(why="khóa không phải RSA hay ECDSA")
    if key.public_key() != certificate.public_key():
        raise NotForSigning(why="khóa không đi với chứng thư")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise NotForSigning(why="nơi cấp không cho dùng để ký")


def seal(content: bytes, pin: str) -> tuple[bytes, bytes]:
    """The envelope, and the salt it was made with."""
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    return salt, nonce + AESGCM(_stretched(pin, salt)).encrypt(nonce, content, None)


def unseal(salt: bytes, sealed: bytes, pin: str) -> bytes | None:
    """The file as it came; None for another PIN."""
    try:
        return AESGCM(_stretched(pin, salt)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except InvalidTag:
        return None


def _stretched(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**16, r=8, p=1, maxmem=2**27, dklen=32)
