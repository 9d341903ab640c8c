"""All reads of certificates and signatures. They return finished values, never a key."""

from motcua.signing.queries.batches import BatchCard, BatchRow, batch
from motcua.signing.queries.certificates import (
    CertificateCard,
    RootCard,
    certificates_of,
    roots,
)
from motcua.signing.queries.signatures import SignedCard, checked, signed_files, signed_in


__all__ = [
    "BatchCard",
    "BatchRow",
    "CertificateCard",
    "RootCard",
    "SignedCard",
    "batch",
    "certificates_of",
    "checked",
    "roots",
    "signed_files",
    "signed_in",
]
