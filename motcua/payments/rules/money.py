"""Amounts, kinds and ways of paying.

Sources
    Luật Phí và lệ phí 2015, Điều 3: phí (for a service) and lệ phí (for the state's own work).
    NĐ 118/2025/NĐ-CP, Điều 8: the one-stop collects them (law.md §1.1). The receipt is a document
    of finance, not one of the seven forms (law.md §2.1).
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final

from motcua.payments.errors import AmountRefused, ReasonNeeded, TextRefused


LARGEST: Final = 1_000_000_000
LONGEST_REASON: Final = 1000


class Kind(StrEnum):
    FEE = "fee"
    CHARGE = "charge"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"fee": "Phí", "charge": "Lệ phí", "other": "Khoản thu khác"}[self]


class Method(StrEnum):
    CASH = "cash"
    TRANSFER = "transfer"

    @property
    def label(self) -> str:
        return {"cash": "Tiền mặt", "transfer": "Chuyển khoản"}[self]


def checked_amount(amount: int) -> int:
    """Whole đồng, more than nothing, bounded. Raises AmountRefused."""
    if not 1 <= amount <= LARGEST:
        raise AmountRefused(most=f"{LARGEST:,}".replace(",", "."))
    return amount


def fits(amount: int, owed: int | None, *, is_per_piece: bool) -> bool:
    """Whether this settles what is owed: exactly, or so many pieces of it; anything if unknown."""
    if not owed:
        return True
    return amount % owed == 0 if is_per_piece else amount == owed


def kind_named_in(text: str) -> Kind:
    """What the catalogue's own words call it; «phí» where they don't say."""
    lowered = text.lower()
    return Kind.CHARGE if "lệ phí" in lowered and "phí," not in lowered else Kind.FEE


def checked_line(what: str, text: str, *, longest: int) -> str:
    """One line in NFC. Raises TextRefused for what can't be printed or is too long."""
    return _checked(what, " ".join(unicodedata.normalize("NFC", text).split()), longest)


def written_reason(text: str, *, what: str) -> str:
    """Raises ReasonNeeded, TextRefused."""
    lines = unicodedata.normalize("NFC", text).strip()
    reason = _checked("Lý do", lines, LONGEST_REASON, kept="\n\r\t")
    if not reason:
        raise ReasonNeeded(what=what)
    return reason


def _checked(what: str, text: str, longest: int, kept: str = "") -> str:
    if any(_is_strange(char) and char not in kept for char in text):
        raise TextRefused(why=f"{what} có ký tự không in được. Gõ lại ô này")
    if len(text) > longest:
        raise TextRefused(why=f"{what} dài {len(text)} ký tự, quá mức {longest}. Viết ngắn lại")
    return text


def _is_strange(char: str) -> bool:
    """Control characters, lone surrogates, overrides of the direction: never part of a name."""
    strange = unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")
    return strange or char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
