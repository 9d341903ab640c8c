"""Vietnamese text: folded for searching, keyed for sorting. Pure.

The database's own collation is never relied on: embedded, packaged and managed servers order
Vietnamese differently, and `đ` does not decompose. Stored keys order alike everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: what a search compares."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").replace("đ", "d")
    return " ".join(bare.split())


# A letter with its own place in the alphabet sorts after every word with the plain letter.
_LETTERS: Final = {"a\u0306": "a{", "a\u0302": "a|", "đ": "d{", "e\u0302": "e{"} | {
    "o\u0302": "o{",
    "o\u031b": "o|",
    "u\u031b": "u{",
}
_LETTER: Final = re.compile("a[\u0306\u0302]|đ|e\u0302|o[\u0302\u031b]|u\u031b")
# Không dấu, huyền, hỏi, ngã, sắc, nặng: below digits and letters, above the space between two,
# so that a syllable is compared by its letters, then by its tone, before the next one is looked at.
_LEVEL: Final = "!"
_TONES: Final = {"\u0300": '"', "\u0309": "#", "\u0303": "$", "\u0301": "%", "\u0323": "&"}
_SYLLABLE: Final = re.compile(r"[0-9]+|(?:(?![0-9_])\w[\u0300-\u036f]*)+")


def sort_key(text: str) -> str:
    """A key whose plain byte order is Vietnamese alphabetical order, syllable by syllable.

    a ă â b c d đ e ê … first, then the tone of the syllable, then the next syllable; numbers by
    their value, so that "Phường 2" stands before "Phường 10". Store it with the collation "C".
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text.lower()))
    return " ".join(_syllable_key(found) for found in _SYLLABLE.findall(decomposed))


def _syllable_key(syllable: str) -> str:
    if syllable[0] in "0123456789":
        number = syllable.lstrip("0")
        return f"{len(number):02}{number}"
    tones = [_TONES[mark] for mark in syllable if mark in _TONES]
    toneless = "".join(c for c in syllable if c not in _TONES)
    letters = _LETTER.sub(lambda found: _LETTERS[found.group()], toneless)
    bare = "".join(c for c in letters if unicodedata.category(c) != "Mn")
    return bare + (tones[0] if tones else _LEVEL)


def has_control_characters(text: str) -> bool:
    """Whether it holds what no form sends: NUL, other control characters, half surrogates."""
    return any(unicodedata.category(c) in ("Cc", "Cs") for c in text)
