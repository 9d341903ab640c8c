"""Checking the signatures of a PDF by pyHanko: integrity, chain, time. Nothing is fetched.

What can't even be read is not intact: pyHanko raises for a changed byte as often as it says no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem as asn1_pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from motcua.signing.rules import Checked, TimeFrom


# Either use will do: authorities differ.
_USES = KeyUsageConstraints({"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_BROKEN = (
    PdfError,
    SigningError,
    SignatureValidationError,
    PathError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
)


def checked(
    pdf: bytes,
    roots: Sequence[str],
    *,
    registered_at: datetime | None,
    revoked: Mapping[str, datetime],
) -> tuple[Checked, ...]:
    """Each signature in the file, the first first. `roots`: PEM; `revoked`: by fingerprint.

    `registered_at`: when this very file was written into the register of signatures; a moment this
    house vouches for.
    """
    try:
        found = list(PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)
    except _BROKEN:
        return (_unreadable(),)
    anchors = [_loaded(root) for root in roots]
    return tuple(
        _one(each, anchors, registered_at if each is found[-1] else None, revoked) for each in found
    )


def has_signature(pdf: bytes) -> bool:
    try:
        return bool(PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)
    except _BROKEN:
        return b"/ByteRange" in pdf


def _one(
    found: Any,
    anchors: Iterable[asn1_x509.Certificate],
    registered_at: datetime | None,
    revoked: Mapping[str, datetime],
) -> Checked:
    try:
        certificate = found.signer_cert
        reported = found.self_reported_timestamp
        moment = registered_at or reported
        status = validate_pdf_signature(
            found,
            ValidationContext(
                trust_roots=anchors,
                moment=moment,
                allow_fetching=False,
                revocation_mode="soft-fail",
            ),
            ts_validation_context=ValidationContext(trust_roots=anchors, allow_fetching=False),
            key_usage_settings=_USES,
        )
        stamped = status.timestamp_validity
    except _BROKEN:
        return _unreadable()
    has_stamp = stamped is not None and stamped.valid and stamped.intact and stamped.trusted
    signed_at, time_from = _moment(stamped if has_stamp else None, registered_at, reported)
    valid = certificate["tbs_certificate"]["validity"]
    in_time = (
        signed_at is not None
        and valid["not_before"].native <= signed_at <= valid["not_after"].native
    )
    return Checked(
        name=str(certificate.subject.native.get("common_name", certificate.subject.human_friendly)),
        issuer=str(certificate.issuer.native.get("common_name", certificate.issuer.human_friendly)),
        serial=f"{certificate.serial_number:x}",
        fingerprint=certificate.sha256.hex(),
        intact=bool(status.intact and status.valid),
        whole=_is_whole(status),
        trusted=bool(status.trusted),
        in_time=in_time,
        signed_at=signed_at,
        time_from=time_from,
        revoked_at=revoked.get(certificate.sha256.hex()),
    )


def _is_whole(status: Any) -> bool:
    """All of the file, or all of its own revision and afterwards nothing but what is allowed."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return status.coverage is SignatureCoverageLevel.ENTIRE_REVISION and bool(status.docmdp_ok)


def _moment(
    stamped: Any, registered_at: datetime | None, reported: datetime | None
) -> tuple[datetime | None, TimeFrom]:
    if stamped is not None:
        return stamped.timestamp, TimeFrom.STAMP
    if registered_at is not None:
        return registered_at, TimeFrom.REGISTER
    return reported, TimeFrom.SIGNER


def _loaded(root: str) -> asn1_x509.Certificate:
    _, _, content = asn1_pem.unarmor(root.encode())
    return asn1_x509.Certificate.load(content)


def _unreadable() -> Checked:
    return Checked(
        name="Không đọc được",
        issuer="",
        serial="",
        fingerprint="",
        intact=False,
        whole=False,
        trusted=False,
        in_time=False,
        signed_at=None,
        time_from=TimeFrom.SIGNER,
    )
