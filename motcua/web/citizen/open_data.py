"""The figures of the public page for programs and spreadsheets. The columns are a promise:
docs/reference/open-data.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from motcua.reports.queries.disclosed import Line
from motcua.reports.rules import PUBLISHED
from motcua.web.citizen.published import A_MINUTE, Shown, shown_in
from motcua.web.limits import at_most


LICENCE: Final = (
    "Dữ liệu mở: được tự do sao chép, chia lại và sử dụng, kể cả để kinh doanh; khi dùng ghi nguồn."
)
BOM: Final = "\ufeff"  # without it Excel takes Vietnamese for another alphabet
COLUMNS: Final = (
    "unit_code",
    "unit_name",
    "first",
    "last",
    *PUBLISHED,
    "on_time_rank",
    "on_time_field",
    "satisfied",
    "answers",
)


@require_safe
@at_most(A_MINUTE, "published")
def feed(request: HttpRequest, ending: str) -> HttpResponse:
    if ending not in ("csv", "json"):
        raise Http404
    shown = shown_in(request)
    response = _csv(shown) if ending == "csv" else _json(shown)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response


def _csv(shown: Shown) -> HttpResponse:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for values in _rows(shown):
        writer.writerow(_safe(values[name]) for name in COLUMNS)
    writer.writerow([f"# {LICENCE}"])
    name = f"so-lieu-{shown.unit.code}-{shown.period.first:%Y%m%d}-{shown.period.last:%Y%m%d}.csv"
    response = HttpResponse(BOM + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _json(shown: Shown) -> HttpResponse:
    content = {
        "licence": LICENCE,
        "unit": {"code": shown.unit.code, "name": shown.unit.name},
        "period": {
            "code": shown.named.code,
            "name": shown.named.name,
            "first": shown.period.first,
            "last": shown.period.last,
        },
        "total": _figures(shown),
        "units": list(_rows(shown)),
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _figures(shown: Shown) -> dict[str, Any]:
    said = shown.found.satisfaction
    return {
        **shown.found.of.total.figures(PUBLISHED),
        "satisfied": said.numerator if said else None,
        "answers": said.base if said else None,
    }


def _rows(shown: Shown) -> Iterator[dict[str, Any]]:
    for line in shown.found.lines:
        yield _row(shown, line)


def _row(shown: Shown, line: Line) -> dict[str, Any]:
    said, place = line.satisfaction, line.place
    return {
        "unit_code": line.row.key,
        "unit_name": line.row.label,
        "first": shown.period.first,
        "last": shown.period.last,
        **line.row.figures(PUBLISHED),
        "on_time_rank": place.rank if place else None,
        "on_time_field": place.field if place else None,
        "satisfied": said.numerator if said else None,
        "answers": said.base if said else None,
    }


def _safe(value: object) -> object:
    """A name that a spreadsheet would take for a formula is a text."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
