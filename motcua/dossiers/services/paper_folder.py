"""A folder into which a scanner writes: what lies there goes to its dossier, or into the tray."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from motcua.dossiers.services.paper_tray import drop_scans
from motcua.dossiers.services.scanning import add_scans
from motcua.errors import DomainError
from motcua.papers.errors import FileTooLarge, VirusScannerDown
from motcua.papers.rules import LARGEST, MEGABYTE, target_of
from motcua.people.rules import Actor


TAKEN: Final = "da-nhan"
REFUSED: Final = "khong-nhan"
QUIET: Final = 2.0  # seconds without a change: the scanner has finished writing


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file; `code` is empty for one in the tray, `refusal` for what was taken."""

    name: str
    code: str = ""
    refusal: str = ""


def take_in(folder: Path, *, by: Actor, at: datetime) -> list[Taken]:
    """Take what the scanner has finished; each file by itself, so that one bad one stops no other.

    `<code>_<position>.pdf` goes to that paper, to be confirmed; anything else, and what that
    dossier doesn't take, goes into the tray. Taken files are moved to `da-nhan/`, refused ones with
    the reason beside them to `khong-nhan/`. While the virus scanner is down nothing is moved.
    """
    done = []
    for file in sorted(path for path in folder.iterdir() if _is_ready(path, at)):
        try:
            code = _take(file, by=by, at=at)
        except VirusScannerDown:
            raise
        except DomainError as refusal:
            _move(file, folder / REFUSED)
            note = folder / REFUSED / f"{file.name}.txt"
            note.write_text(f"{refusal}\n", "utf-8")
            done.append(Taken(file.name, refusal=str(refusal)))
        else:
            _move(file, folder / TAKEN)
            done.append(Taken(file.name, code))
    return done


def _is_ready(path: Path, at: datetime) -> bool:
    if path.name.startswith(".") or path.is_symlink() or not path.is_file():
        return False
    return at.timestamp() - path.stat().st_mtime >= QUIET


def _take(file: Path, *, by: Actor, at: datetime) -> str:
    """The code of the dossier it went to; empty for the tray."""
    size = file.stat().st_size
    if size > LARGEST:
        raise FileTooLarge(size=-(-size // MEGABYTE), most=LARGEST // MEGABYTE)
    upload = (file.name, file.read_bytes())
    target = target_of(file.name)
    if target is not None:
        try:
            add_scans(target.code, target.position, [upload], is_whole=False, by=by, at=at)
        except VirusScannerDown:
            raise
        except DomainError:
            pass  # no such dossier, not in hand, digitised already: somebody looks at it
        else:
            return target.code
    drop_scans([upload], by=by, at=at)
    return ""


def _move(file: Path, folder: Path) -> None:
    """Beside what came under the same name before."""
    folder.mkdir(exist_ok=True)
    target, number = folder / file.name, 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem}-{number}{file.suffix}"
    shutil.move(file, target)
