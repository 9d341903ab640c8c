"""An amount in words, as a receipt states it beside the figures."""

from __future__ import annotations

from typing import Final


_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu", "tỷ")


def in_words(amount: int) -> str:
    """Một trăm linh năm nghìn đồng. For 0 up to below a thousand tỷ."""
    if amount == 0:
        return "Không đồng"
    groups = []
    rest, scale = amount, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            groups.append(f"{_group(group, is_first=not rest)} {_SCALES[scale]}".strip())
        scale += 1
    text = " ".join(reversed(groups)) + " đồng"
    return text[0].upper() + text[1:]


def _group(number: int, *, is_first: bool) -> str:
    """Three digits. A group after another one names its hundreds even when there are none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [] if is_first and not hundreds else [_DIGITS[hundreds], "trăm"]
    if not rest:
        return " ".join(words)
    if tens == 0:
        return " ".join([*words, *(["linh"] if words else []), _DIGITS[ones]])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_last(tens, ones))
    return " ".join(words)


def _last(tens: int, ones: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 else _DIGITS[ones]
