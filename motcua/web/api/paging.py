"""Lists a page at a time: an opaque mark of where the next page starts."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Final

from ninja import Query
from pydantic import Field

from motcua.web.api.errors import FieldWrong


MOST: Final = 200
USUAL: Final = 50
_LONGEST: Final = 1000

Limit = Annotated[int, Query(USUAL, ge=1, le=MOST, description="Số mục một trang, nhiều nhất 200.")]
Cursor = Annotated[
    str,
    Query("", max_length=_LONGEST, description="next_cursor của trang trước; trống: trang đầu."),
]
NextCursor = Annotated[str | None, Field(description="Gửi lại trong ?cursor= để lấy trang sau.")]


def cursor_of(mark: str) -> str:
    return urlsafe_b64encode(mark.encode()).decode().rstrip("=")


def mark_of(cursor: str) -> str:
    """Raises FieldWrong for what `cursor_of` never made."""
    try:
        mark = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        mark = ""
    if cursor and (cursor_of(mark) != cursor or not mark.isprintable()):
        raise _bad()
    return mark


def id_after(cursor: str) -> int:
    """The id behind a cursor of numbers; 0 at the beginning. Raises FieldWrong."""
    mark = mark_of(cursor)
    if not mark:
        return 0
    if not (mark.isascii() and mark.isdigit() and len(mark) < 19):
        raise _bad()
    return int(mark)


def _bad() -> FieldWrong:
    why = "Không phải next_cursor của trang trước. Bỏ trống để bắt đầu lại"
    return FieldWrong(field="cursor", why=why)
