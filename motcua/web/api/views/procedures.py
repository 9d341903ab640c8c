"""The catalogue of procedures, for programs and for everybody."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Level
from motcua.catalog.rules import Procedure as CatalogProcedure
from motcua.people.rules import UnitKind
from motcua.process import queries as processes
from motcua.process.errors import NoProcess
from motcua.process.rules import Process
from motcua.web.api.paging import USUAL, Cursor, Limit, cursor_of, mark_of
from motcua.web.api.shapes.procedures import Procedure, Procedures, line_of, procedure_of
from motcua.web.api.shapes.values import AskedDay


router = Router(tags=["Thủ tục"])

Words = Annotated[
    str, Query("", max_length=200, description="Tên hoặc mã; không dấu, sai chính tả vẫn tìm được.")
]
Field = Annotated[str, Query("", max_length=200, description="Lĩnh vực.")]
OfLevel = Annotated[Level | None, Query(None, description="Cấp giải quyết.")]
OnDay = Annotated[
    AskedDay | None, Query(None, description="Nội dung của ngày này; trống: hôm nay.")
]

_LEVELS = {kind.value: kind for kind in (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)}


@router.get("/procedures", response=Procedures, summary="Tìm thủ tục")
def procedures(
    request: HttpRequest,
    q: Words,
    field: Field,
    level: OfLevel,
    limit: Limit = USUAL,
    cursor: Cursor = "",
) -> Procedures:
    return found_procedures(q, field=field, level=level, limit=limit, cursor=cursor)


@router.get("/procedures/{code}", response=Procedure, summary="Một thủ tục, theo ngày")
def procedure(
    request: HttpRequest, code: Annotated[str, Path(examples=["1.001193"])], on: OnDay
) -> Procedure:
    day = on or timezone.localdate()
    found = catalog.procedure(code, on=day)
    return procedure_of(found, _process(found, day))


def found_procedures(
    text: str, *, field: str = "", level: Level | None = None, limit: int, cursor: str
) -> Procedures:
    """Raises FieldWrong for a bad cursor and catalog.TextNotReadable."""
    found = catalog.search(
        text,
        on=timezone.localdate(),
        field=field or None,
        level=level.value if level else None,
        limit=limit,
        after=mark_of(cursor) or None,
    )
    return Procedures(
        items=[line_of(hit.card) for hit in found.hits],
        next_cursor=cursor_of(found.next_after) if found.next_after else None,
        understood_as=found.mended,
        did_you_mean=[line_of(hit.card) for hit in found.did_you_mean],
    )


def _process(found: CatalogProcedure, on: date) -> Process | None:
    kind = _LEVELS.get(found.level.value)
    if kind is None:
        return None
    limit = found.by_channel[0].limit if found.by_channel else None
    try:
        return processes.process_for(found.code, level=kind, on=on, field=found.field, limit=limit)
    except NoProcess:
        return None
