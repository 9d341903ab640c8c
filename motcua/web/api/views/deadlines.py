"""The working calendar, and when something is due."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Body, Path, Query, Router

from motcua.deadlines import queries
from motcua.deadlines.rules import Limit, Span, due
from motcua.web.api.shapes.deadlines import AskedDue, Due, Year, year_of


router = Router(tags=["Thời hạn"])

Province = Annotated[str, Query("", description="Mã tỉnh hai chữ số; để trống: lịch cả nước.")]


@router.get("/calendar/{year}", response=Year, summary="Ngày nghỉ, ngày làm bù, giờ làm việc")
def calendar_year(
    request: HttpRequest, year: Annotated[int, Path(ge=1, le=9999)], province: Province
) -> Year:
    return year_of(queries.calendar_year(year, province))


@router.post("/deadlines/compute", response=Due, summary="Tính ngày hẹn trả, kèm giải thích")
def compute_due(request: HttpRequest, asked: Annotated[AskedDue, Body()]) -> Due:
    """Bộ luật Dân sự 2015, Điều 147 và 148. Quãng tạm dừng chưa có điểm cuối thì bị từ chối."""
    found = due(
        asked.complete_at,
        Limit(asked.limit.amount, asked.limit.unit, source=""),
        queries.work_calendar(asked.province),
        cutoff=asked.cutoff,
        spans=[Span(span.from_, span.to) for span in asked.spans],
    )
    return Due(due_at=found.due_at, due_on=found.due_on, explanation=list(found.explanation))
