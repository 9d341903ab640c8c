"""typst at work: in this process for a paper, in one of its own for a book of many pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import fontpkg_noto_serif
import typst


FONTS: Final[Path] = fontpkg_noto_serif.ROOT / "files"
STANDARDS: Final = ("a-2b",)
SECONDS: Final = 60  # for a book; one of the most lines takes a few
_CHILD: Final = "from motcua.printing.services import typeset; typeset.child()"


def typeset(sheet: str, qr: str, timestamp: int) -> bytes:
    """A sheet as JSON to PDF/A."""
    made = _COMPILERS.one.compile(
        format="pdf",
        sys_inputs={"sheet": sheet, "qr": qr},
        pdf_standards=list(STANDARDS),
        timestamp=timestamp,
    )
    assert isinstance(made, bytes)
    return made


def typeset_apart(sheet: str, qr: str, timestamp: int) -> bytes:
    """The same in a process that ends: typst keeps what it has laid out, and a register of a
    thousand lines would stay in a web process with its 150 MB.
    """
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=json.dumps([sheet, qr, timestamp]).encode(),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=SECONDS,
        check=True,
    )
    return done.stdout


def child() -> None:
    """What the other process does."""
    sheet, qr, timestamp = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(typeset(sheet, qr, timestamp))


class _Compilers(threading.local):
    """One compiler a thread: two threads that meet in a shared one get "Already borrowed"."""

    def __init__(self) -> None:
        template = resources.files("motcua.printing").joinpath("data/paper.typ")
        # A path, not the text: a compiler given text forgets it after the first use.
        self.one = typst.Compiler(str(template), font_paths=packaged_fonts())


@cache
def packaged_fonts() -> typst.Fonts:
    """Only the packaged fonts: a paper looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


_COMPILERS: Final = _Compilers()
