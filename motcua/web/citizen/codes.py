"""A dossier's code as people type it from the paper, on the keys of a telephone."""

from __future__ import annotations

import re
from typing import Final

from motcua.dossiers.errors import BadCode
from motcua.dossiers.rules import normal_code


_DASHES: Final = str.maketrans("‐‑–—", "----")
_SIGNS: Final = re.compile(r"[\s.,_-]+")
_ONLY_LETTERS_AND_FIGURES: Final = re.compile(r"([A-Z]\d\d)((?:\d\d)*)(\d{6})(\d{4})")
_LONGEST: Final = 80


def typed_code(text: str) -> str:
    """`h40 12 05 261121 0007` is H40.12.05-261121-0007: signs are put back where they belong.

    Raises BadCode.
    """
    plain = text.translate(_DASHES)
    if len(plain) > _LONGEST or not plain.isascii():
        raise BadCode()
    try:
        return normal_code(plain)
    except BadCode:
        found = _ONLY_LETTERS_AND_FIGURES.fullmatch(_SIGNS.sub("", plain).upper())
        if found is None:
            raise
    province, units, day, number = found.groups()
    agency = ".".join([province, *re.findall("..", units)])
    return normal_code(f"{agency}-{day}-{number}")
