"""A first password that can be read out over the telephone."""

from __future__ import annotations

import secrets
from typing import Final


LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mixed up
GROUPS: Final = 4
GROUP: Final = 4


def new_password() -> str:
    """«k7mw-p3xd-…»: 16 letters of 31, 79 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
