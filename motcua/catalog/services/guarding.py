"""What is dangerous in a sheet is found before it is parsed.

A sheet is a zip of XML. Its parts are unpacked to the last byte within a limit, and looked through
for formulas, merged cells, macros and cells far out: a parser makes room for all the cells up to
the farthest one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from motcua.catalog.errors import FileNotRead
from motcua.catalog.services.importing import MOST_ROWS


_MB: Final = 1024 * 1024
_MOST_UNPACKED: Final = 60 * _MB
_MOST_PARTS: Final = 300
_MOST_COLUMNS: Final = 60
_CHUNK: Final = 64 * 1024
_OVERLAP: Final = 64
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_PLACE: Final = re.compile(rb"""\br=["']\$?([A-Za-z]{0,3})\$?([0-9]{0,9})["']""")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"  # an old .xls, or a workbook under a password


def look_through(data: bytes, *, may_merge: bool = False) -> None:
    """Raises FileNotRead for anything that a plain table of texts and numbers does not have.

    `may_merge` is for readers that know what a merged cell means.
    """
    if data.startswith(_COMPOUND):
        raise FileNotRead(reason="Tệp có mật khẩu hoặc là .xls cũ. Lưu lại dạng .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package, may_merge)
    except _BROKEN:
        raise FileNotRead(reason="Tệp hỏng hoặc không phải tệp .xlsx.") from None


def _check_parts(package: zipfile.ZipFile, may_merge: bool) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise FileNotRead(reason="Tệp không phải bảng tính .xlsx.")
    if any("vba" in name.lower() for name in names):
        raise FileNotRead(reason="Tệp có macro. Lưu lại dạng .xlsx không macro.")
    if len(parts) > _MOST_PARTS:
        raise FileNotRead(reason="Tệp có quá nhiều thành phần.")
    left = _MOST_UNPACKED
    for part in parts:
        left -= _check_part(package, part, _Tally(may_merge), most=left)


def _check_part(
    package: zipfile.ZipFile, part: zipfile.ZipInfo, tally: _Tally, *, most: int
) -> int:
    """Look through one part; returns how many bytes it is, unpacked."""
    size = 0
    is_sheet = "worksheets/" in part.filename.lower()
    for piece in _pieces(package, part):
        size += len(piece)
        if size > most:
            raise FileNotRead(reason=f"Nội dung bung ra quá {_MOST_UNPACKED // _MB} MB.")
        if is_sheet:
            tally.look(piece)
        if _DOCTYPE.search(piece):
            raise FileNotRead(reason="Tệp có khai báo XML không được phép.")
    return size


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part piece by piece, each beginning with the end of the one before."""
    before = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


class _Tally:
    """What a sheet has, counted piece by piece."""

    def __init__(self, may_merge: bool) -> None:
        self.may_merge = may_merge
        self.rows = 0
        self.cells = 0

    def look(self, piece: bytes) -> None:
        if _FORMULA.search(piece):
            raise FileNotRead(reason="Bảng có công thức. Dán lại dạng giá trị rồi nhập.")
        if not self.may_merge and _MERGED.search(piece):
            raise FileNotRead(reason="Bảng có ô gộp. Bỏ gộp ô rồi nhập lại.")
        self.rows += len(_ROW.findall(piece))
        self.cells += len(_CELL.findall(piece))
        far = any(_is_far(*place.groups()) for place in _PLACE.finditer(piece))
        if far or self.rows > 2 * MOST_ROWS or self.cells > 2 * MOST_ROWS * _MOST_COLUMNS:
            raise FileNotRead(
                reason=f"Bảng quá lớn: nhiều nhất {MOST_ROWS} dòng và {_MOST_COLUMNS} cột."
            )


def _is_far(letters: bytes, digits: bytes) -> bool:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column > _MOST_COLUMNS or int(digits or b"0") > MOST_ROWS + 1
