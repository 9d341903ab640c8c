"""Fonts for the browser, subset at build time from the packages that carry them.

Citizens get Be Vietnam Pro without hinting (light for weak lines); the desk gets it with hinting
(old Windows screens need it). Figures come from IBM Plex Sans: Be Vietnam Pro has no tabular ones.
Nothing here is committed: the packages are locked, the output goes to `static/build/`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import fontpkg_be_vietnam_pro
import fontpkg_ibm_plex_sans
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont


TARGET = Path(__file__).parent / "static" / "build"
PACKAGES = ("fontpkg-be-vietnam-pro", "fontpkg-ibm-plex-sans", "fonttools", "brotli")

LATIN = range(0x20, 0x7F)
VIETNAMESE = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"  # and U+1EA0 to U+1EF9 below
SIGNS = "\N{NO-BREAK SPACE}°·×«»–—‘’“”•…€₫−→"
TEXT = frozenset([*LATIN, *map(ord, VIETNAMESE + SIGNS), *range(0x1EA0, 0x1EFA)])
FIGURES = frozenset(range(0x2C, 0x3B))  # , - . / 0-9 :


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    source: Path
    weight: int
    letters: frozenset[int]
    hinted: bool = False


def _faces() -> Iterator[Face]:
    text = fontpkg_be_vietnam_pro.ROOT / "files"
    figures = fontpkg_ibm_plex_sans.ROOT / "files" / "IBMPlexSans[wdth,wght].ttf"
    for weight, style in ((400, "Regular"), (600, "SemiBold")):
        source = text / f"BeVietnamPro-{style}.ttf"
        yield Face(f"be-vietnam-pro-{weight}", source, weight, TEXT)
        yield Face(f"be-vietnam-pro-{weight}-hinted", source, weight, TEXT, hinted=True)
        yield Face(f"figures-{weight}", figures, weight, FIGURES)


def build(target: Path = TARGET) -> bool:
    """Make the fonts that are missing or out of date; False when there are none."""
    faces = list(_faces())
    stamp, recipe = target / "recipe", _recipe(faces)
    is_current = stamp.exists() and stamp.read_text("utf-8") == recipe
    files = {target / f"{face.name}.woff2": face for face in faces}
    stale = {file: face for file, face in files.items() if not (is_current and file.exists())}
    target.mkdir(parents=True, exist_ok=True)
    for file, face in stale.items():
        _write(file, _subset(face))
    _write(stamp, recipe.encode())
    return bool(stale)


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all: two processes may build at once."""
    draft = file.with_suffix(f".{hashlib.sha256(content).hexdigest()[:8]}.draft")
    draft.write_bytes(content)
    draft.replace(file)


def _recipe(faces: list[Face]) -> str:
    """Changes when a package, a letter or this module does."""
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    ingredients = repr((packages, [(f.name, f.weight, sorted(f.letters), f.hinted) for f in faces]))
    own = Path(__file__).read_bytes()
    return hashlib.sha256(ingredients.encode() + own).hexdigest()


def _subset(face: Face) -> bytes:
    font = TTFont(face.source, recalcTimestamp=False)
    if "fvar" in font:
        font = instantiateVariableFont(font, {"wght": face.weight, "wdth": 100})
    options = Options()
    options.flavor = "woff2"
    options.hinting = face.hinted
    options.desubroutinize = True
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 13, 14]  # family and licence
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()
