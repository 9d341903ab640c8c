"""Keys with which programs act for an account. Pure."""

from __future__ import annotations

import hashlib
from typing import Final


KEY_PREFIX: Final = "motcua_"  # what a scanner for leaked secrets looks for


def key_digest(key: str) -> str:
    """What is kept of a key. No salt, no slow hash: the key itself is 256 random bits."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
