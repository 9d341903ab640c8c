"""Sets of indicators: the points of an agency over any period."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import BeforeValidator

from motcua.ledger.rules import Period
from motcua.scorecards import queries
from motcua.scorecards.rules import Kind, containing, period_until
from motcua.web.api.callers import actor_of
from motcua.web.api.shapes.scorecards import Scorecard, scorecard_shown
from motcua.web.api.shapes.values import AskedDay


router = Router(tags=["Bộ chỉ số"])


def _blank_is_none(value: object) -> object:
    return value or None


Day = Annotated[AskedDay | None, BeforeValidator(_blank_is_none)]


@router.get(
    "/scorecards/766", response=Scorecard, by_alias=True, summary="Điểm theo Quyết định 766/QĐ-TTg"
)
def scorecard_766(
    request: HttpRequest,
    unit: Annotated[str, Query("", max_length=60, description="Mã cơ quan; trống: của mình.")],
    from_: Annotated[Day, Query(None, alias="from", description="Trống: đầu tháng này.")],
    to: Annotated[Day, Query(None, description="Trống, hoặc chưa tới: hôm nay.")],
    below: Annotated[bool, Query(True, description="Tính cả các cơ quan cấp dưới.")],
) -> Scorecard:
    """Của cơ quan mình hoặc một cơ quan cấp dưới, tính đến hết ngày cuối kỳ.

    Phần chưa đo được không có điểm; `score` so với `measurable`, không so với 100.
    """
    actor, today = actor_of(request), timezone.localdate()
    first: date = from_ or containing(Kind.MONTH, to or today).period.first
    period = period_until(Period(first, to or max(first, today)), today)
    queries.edition_of(period)
    own = queries.agencies_of(actor, period)
    agencies = queries.chosen_among(own, unit, period)
    counted = agencies if below else agencies[:1]
    card = queries.together(counted, period)
    return scorecard_shown(agencies[0], period, card, below=below)
