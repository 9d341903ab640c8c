"""The code of a dossier: `<agency>-YYMMDD-XXXX`.

Sources
    TT 01/2018/TT-VPCP, Điều 19 and TT 03/2025/TT-VPCP, Điều 13 (law.md §2.9): the agency's
    identification code, the day of receipt, the running number of the day with at least 4 digits.
"""

from __future__ import annotations

import re
from datetime import date

from motcua.dossiers.errors import BadCode


_FORM = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+)*-\d{6}(?:\d{2})?-\d{4,}", re.ASCII)
_LONGEST = 60


def dossier_code(agency_code: str, on: date, number: int) -> str:
    return f"{agency_code}-{on:%y%m%d}-{number:04d}"


def normal_code(text: str) -> str:
    """A code as a person types it: spaces, small letters and long dashes are forgiven.

    Raises BadCode when what is left doesn't have the form of a code.
    """
    tight = re.sub(r"\s+", "", text[: 4 * _LONGEST]).upper().replace("–", "-").replace("—", "-")
    if len(tight) > _LONGEST or not _FORM.fullmatch(tight):
        raise BadCode()
    return tight
