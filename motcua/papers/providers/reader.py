"""Starts the process that looks into files (see `reading`), and takes what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from motcua.papers.rules import MOST_PAGES, MOST_THUMBS


PATIENCE: Final = 90  # seconds by the clock on the wall; the process itself may compute for 60


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file holds; no page at all means that it can't be read."""

    pages: int
    is_active: bool = False
    thumbs: tuple[bytes, ...] = ()


def look(content: bytes) -> Looked:
    with TemporaryDirectory(prefix="motcua-scan-") as name:
        folder = Path(name)
        (folder / "content").write_bytes(content)
        if not _run("look", folder, str(MOST_PAGES), str(MOST_THUMBS)):
            return Looked(0)
        found = json.loads((folder / "found.json").read_text("utf-8"))
        thumbs = []
        for number in range(1, MOST_THUMBS + 1):
            picture = folder / f"{number}.jpg"
            if not picture.exists():
                break
            thumbs.append(picture.read_bytes())
        return Looked(int(found["pages"]), bool(found["is_active"]), tuple(thumbs))


def join(files: Mapping[str, bytes], plan: Sequence[tuple[str, int, int]]) -> bytes | None:
    """The pages of the plan (name of a file, page, turn) as one PDF; None when it can't be made."""
    with TemporaryDirectory(prefix="motcua-scan-") as name:
        folder = Path(name)
        for digest, content in files.items():
            (folder / digest).write_bytes(content)
        (folder / "plan.json").write_text(json.dumps(list(plan)), "utf-8")
        if not _run("join", folder):
            return None
        return (folder / "whole.pdf").read_bytes()


def _run(what: str, folder: Path, *words: str) -> bool:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "motcua.papers.providers.reading", what, folder, *words],
            env={"LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[3])},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
