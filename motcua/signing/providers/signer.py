"""What signs: a key in the memory of one request today, a card or a remote service later."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from motcua.signing.rules import Level, Stamp


class Signer(Protocol):
    """Signs PDFs with one certificate."""

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> tuple[bytes, Level]:
        """The signed file, and what its signature proves by itself.

        Raises CannotSignFile and TimestampFailed; the file is then as it was.
        """
        ...
