"""Figures of dossiers: for officials of the agency, and those that are published."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import BeforeValidator

from motcua.people import queries as people
from motcua.reports import queries
from motcua.reports.queries import Grouping
from motcua.reports.rules import Named, parse, periods
from motcua.web.api.callers import actor_of
from motcua.web.api.errors import FieldWrong
from motcua.web.api.shapes.reports import (
    DossierReport,
    Statistics,
    report_shown,
    statistics_shown,
)
from motcua.web.api.shapes.values import AskedDay


router = Router(tags=["Báo cáo"])
public_router = Router(tags=["Công khai"])


def _blank_is_none(value: object) -> object:
    return value or None


Day = Annotated[AskedDay | None, BeforeValidator(_blank_is_none)]
Unit = Annotated[str, Query("", max_length=60, description="Mã đơn vị.", examples=["H40.12.05"])]
From = Annotated[Day, Query(None, alias="from", examples=["2025-12-15"])]
To = Annotated[Day, Query(None, alias="to", examples=["2026-03-14"])]
PeriodText = Annotated[
    str,
    Query("", max_length=40, description="Thay cho from và to: 2026-Q1, 2026-H1, 2026-05."),
]
_LONGEST_FIELD: Final = 150


@router.get(
    "/reports/dossiers",
    response=DossierReport,
    by_alias=True,
    summary="Tình hình, kết quả giải quyết theo kỳ",
)
def dossier_report(
    request: HttpRequest,
    unit: Unit,
    from_: From,
    to: To,
    period: PeriodText,
    by: Annotated[Grouping, Query(Grouping.UNIT)],
    below: Annotated[bool, Query(True, description="Tính cả các đơn vị bên dưới.")],
    field: Annotated[str, Query("", max_length=_LONGEST_FIELD, description="Một lĩnh vực.")],
) -> DossierReport:
    """Số liệu của cơ quan mình và các đơn vị bên dưới, tính đến hết ngày cuối kỳ.

    Kỳ chưa hết thì tính đến hôm nay. Bỏ trống `unit`: cơ quan của người gọi.
    """
    actor, today = actor_of(request), timezone.localdate()
    named = _named(from_, to, period)
    days = named.until(today)
    unit_id = people.unit_by_code(unit, days.last).id if unit else actor.agency_id
    of = queries.scope(unit_id, below=below and by is not Grouping.OFFICER)
    objection = queries.officers_objection if by is Grouping.OFFICER else queries.reading_objection
    if refusal := objection(actor, of):
        raise refusal
    found = queries.report_of(of, days, by=by, field=field)
    return report_shown(found, named.title(today))


@public_router.get(
    "/statistics", response=Statistics, by_alias=True, summary="Số liệu công khai theo kỳ"
)
def public_statistics(
    request: HttpRequest, unit: Unit, from_: From, to: To, period: PeriodText
) -> Statistics:
    """Theo đơn vị và lĩnh vực; nơi có dưới 5 hồ sơ được gộp. Bỏ trống kỳ: quý đang chạy."""
    today = timezone.localdate()
    named = _named(from_, to, period) if from_ or to or period else periods.quarter_of(today)
    days = named.until(today)
    unit_id = people.unit_by_code(unit, days.last).id if unit else None
    return statistics_shown(queries.published(days, unit_id=unit_id), named, today)


def _named(first: date | None, last: date | None, text: str) -> Named:
    """Raises FieldWrong, and as `parse`."""
    if text:
        return parse(text)
    if first is None or last is None:
        field = "from" if first is None else "to"
        raise FieldWrong(field=field, why="Ghi ngày đầu và ngày cuối kỳ, như 2026-03-14")
    return periods.days(first, last)
