"""What a person typed, made tidy or refused. Pure.

Passwords: NIST SP 800-63B, 5.1.1.2: length and known bad ones, no rules of composition.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from motcua.people.errors import (
    BadEmail,
    BadUsername,
    FieldBlank,
    FieldTooLong,
    FieldUnreadable,
)
from motcua.people.rules.text import has_control_characters


LONGEST_PASSWORD: Final = 256  # hashing a longer one would only be work for the server
ENOUGH_BESIDE_THE_NAME: Final = 10
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")
_EMAIL: Final = re.compile(r"[^@\s<>\",;]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+")


def tidy(text: str, field: str, *, most: int, required: bool = False) -> str:
    """One form of Unicode, single spaces. Raises a refusal that names the field."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if has_control_characters(clean):
        raise FieldUnreadable(field=field[:1].upper() + field[1:])
    if len(clean) > most:
        raise FieldTooLong(field=field[:1].upper() + field[1:], most=most)
    if required and not clean:
        raise FieldBlank(field=field)
    return clean


def tidy_username(text: str) -> str:
    username = text.strip().lower()
    if _USERNAME.fullmatch(username) is None:
        raise BadUsername
    return username


def tidy_email(text: str) -> str:
    email = tidy(text, "thư điện tử", most=254)
    if email and _EMAIL.fullmatch(email) is None:
        raise BadEmail(email=email)
    return email


def own_faults(password: str, username: str) -> list[str]:
    """What is wrong with a password apart from its length and the list of common ones."""
    faults = []
    if len(password) > LONGEST_PASSWORD:
        faults.append(f"dài quá {LONGEST_PASSWORD} ký tự")
    if has_control_characters(password):
        faults.append("có ký tự không gõ được từ bàn phím")
    without = password.lower().replace(username, "")
    if len(without) < min(len(password), ENOUGH_BESIDE_THE_NAME):
        faults.append("chứa tên đăng nhập")
    return faults
