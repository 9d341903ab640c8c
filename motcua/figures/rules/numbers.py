"""How numbers are read and written: one rule for all pages, papers and checks. Pure.

A dot parts thousands, a comma parts decimals (requirements 3.3, Q18): written «1.674» and «98,5%».
Read is also what reports have: «1389», «1.674», «12.109», «01», «98.5».

Half up, everywhere (Q05). A share is never written as if a target were reached that was missed:
8,200 of 8,202 is «99,98%», not «100,0%» (requirements 3.4).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from motcua.figures.errors import NotANumber


Exact = int | Decimal | Fraction

HUNDRED: Final = 100
MOST_DECIMALS: Final = 12  # a share of 10^12 dossiers can still be told from a whole one
_VIETNAMESE: Final = str.maketrans(",.", ".,")
_DOTTED: Final = re.compile(r"\d{1,3}(?:[.\u2009\u202f]\d{3})+(?:,\d+)?", re.ASCII)
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_LONGEST: Final = 24


def read_number(text: str) -> Decimal:
    """«1.674» is 1674, «98,5» and «98.5» are 98.5, «01» is 1. Raises NotANumber."""
    trimmed = text.strip()
    if len(trimmed) <= _LONGEST:
        if _DOTTED.fullmatch(trimmed):
            return Decimal(re.sub(r"[.\u2009\u202f]", "", trimmed).replace(",", "."))
        if _PLAIN.fullmatch(trimmed):
            return Decimal(trimmed.replace(",", "."))
    raise NotANumber(text=trimmed[:_LONGEST])


def write_number(value: Decimal | float) -> str:
    """1.674 and 96,4."""
    return f"{value:,}".translate(_VIETNAMESE)


def write_exact(value: Exact) -> str:
    """As write_number; what has no end is cut to four decimals."""
    number = Fraction(value)
    for decimals in range(MOST_DECIMALS):
        if (shown := rounded(number, decimals)) == number:
            return write_number(shown)
    return write_number(rounded(number, 4))


def rounded(value: Exact, decimals: int) -> Decimal:
    """Half up, away from zero, as it is learnt at school: 2.5 is 3, -2.5 is -3."""
    number = Fraction(value)
    scaled = abs(number) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    exact = Decimal(whole if number >= 0 else -whole).scaleb(-decimals)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if decimals else exact


def share(part: Exact, whole: Exact) -> Fraction:
    """In percent, exactly. Raises ZeroDivisionError."""
    return Fraction(part) * HUNDRED / Fraction(whole)


def shown_share(
    part: Exact, whole: Exact, *, decimals: int = 1, target: Exact = HUNDRED
) -> Decimal:
    """The share in percent, with more decimals where fewer would hide a miss or a rest.

    A share below `target` stays below it, and one above nothing stays above 0.
    """
    exact, goal = share(part, whole), Fraction(target)
    for more in range(decimals, MOST_DECIMALS):
        found = rounded(exact, more)
        hides_a_miss = exact < goal <= Fraction(found)
        if not hides_a_miss and not (exact > 0 and found == 0):
            return found
    return rounded(exact, MOST_DECIMALS)


def write_rate(part: Exact, whole: Exact, *, decimals: int = 1, target: Exact = HUNDRED) -> str:
    """«98,5%»; "" where there is no base, for a rate of nothing is no rate."""
    if not whole:
        return ""
    return f"{write_number(shown_share(part, whole, decimals=decimals, target=target))}%"


def missing_to(reached: Exact, of: Exact, required_percent: Exact) -> int:
    """How many more are needed, counted, never by the rounded share; negative when exceeded."""
    return needed(of, required_percent) - int(reached)


def needed(of: Exact, required_percent: Exact) -> int:
    return ceil(Fraction(of) * Fraction(required_percent) / HUNDRED)
