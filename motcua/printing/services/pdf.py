"""Official papers as PDF/A, made by typst.

Whatever people typed reaches typst as data (`sys_inputs`), never as source: markup is only text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import segno
from fontTools.ttLib import TTFont

from motcua.printing import rules
from motcua.printing.services.typeset import FONTS, typeset, typeset_apart


NO_GLYPH: Final = "\N{REPLACEMENT CHARACTER}"


def pdf(sheet: rules.Sheet) -> bytes:
    """A paper as PDF/A. Raises NotPrintable.

    The same sheet gives the same bytes: the date of the file is that of the paper.
    """
    values = asdict(sheet)
    for thing, part in zip(values["body"], sheet.body, strict=True):
        if isinstance(part, rules.Table):
            thing["head"] = [[asdict(cell) for cell in row] for row in part.head]
    made_at = values.pop("made_at")
    tracking_url = values.pop("tracking_url")
    text = json.dumps(shown(values), ensure_ascii=False)
    qr = qr_svg(tracking_url) if tracking_url else ""
    make = typeset_apart if sheet.size == "a4-landscape" else typeset
    return make(text, qr, int(made_at.timestamp()))


@cache
def _glyphs() -> frozenset[str]:
    """The characters that every style of the font can show."""
    styles = [_codes(path) for path in FONTS.glob("*.ttf")]
    return frozenset(chr(code) for code in set.intersection(*styles)) | {"\n"}


def _codes(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def shown(value: Any) -> Any:
    """The same values with every text made printable. PDF/A refuses text without a glyph."""
    match value:
        case str():
            glyphs = _glyphs()
            return "".join(c if c in glyphs else NO_GLYPH for c in rules.printable(value))
        case dict():
            return {key: shown(one) for key, one in value.items()}
        case list() | tuple():
            return [shown(one) for one in value]
        case _:
            return value


def qr_svg(url: str) -> str:
    """The QR code as one black path, without a quiet zone: the paper around it is white."""
    rows = list(segno.make_qr(url, error="m").matrix)
    path = "".join(
        f"M{x} {y}h{width}v1.02h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row)
    )
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}"/></svg>'
    )


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where black begins and how wide it is, along one row."""
    x = 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            yield x, width
        x += width
