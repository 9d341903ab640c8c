"""Receipts of a counter: one to print, those of a day and of a month, the book in use."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.errors import Invalid
from motcua.payments import queries as payments
from motcua.payments import services
from motcua.payments.queries import MonthRow, Settled
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor
from motcua.web.desk.cash_units import cash_units, chosen_unit, day_of, unit_links
from motcua.web.desk.money_forms import BookForm
from motcua.web.desk.receipt_sheets import as_csv, as_xlsx
from motcua.web.staff import COUNTER, LEADING, render_desk, staff_page


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = range(1, 13)
NEXT_MONTH = 32  # days from the first of a month into the next one


@require_GET
@staff_page(COUNTER)
def receipt(request: HttpRequest, actor: Actor, receipt_id: int) -> HttpResponse:
    """To be printed on A5: one for who pays, one for the book."""
    found = payments.receipt(receipt_id, unit_ids=[actor.unit_id])
    context = {"receipt": found, "unit": people.unit(actor.unit_id)}
    return render_desk(request, actor, "desk/money/receipt.html", context, current="day_end")


@require_GET
@staff_page(COUNTER)
def of_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = timezone.localdate()
    on = day_of(request)
    found = payments.day_receipts(actor.unit_id, on)
    figures = payments.figures_of_unit([actor.unit_id], on).values()
    context = {
        "receipts": found,
        "on": on,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1) if on < today else None,
        "cash": sum(f.cash for f in figures),
        "transfers": sum(f.transfers for f in figures),
        "cash_refunded": sum(f.cash_refunded for f in figures),
        "book": payments.book_in_use(actor.unit_id),
    }
    return render_desk(request, actor, "desk/money/of_day.html", context, current="day_end")


@require_http_methods(["GET", "POST"])
@staff_page(COUNTER)
def book(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a printed book that the tax authority sold, or go on with numbers of the house."""
    form = BookForm(request.POST or None)
    if form.is_valid():
        try:
            services.open_book(**form.cleaned_data, by=actor, at=timezone.now())
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã mở quyển mới.")
            return redirect("desk:receipts")
    context = {"form": form, "book": payments.book_in_use(actor.unit_id)}
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/money/book.html", context, current="day_end", status=status
    )


@require_GET
@staff_page(COUNTER, LEADING)
def of_month(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is to be settled with each agency for a month."""
    unit, units, first, rows, sums = _month(request, actor)
    context = {
        "unit": unit,
        "units": unit_links("desk:receipts_month", units, unit, f"thang={first:%Y-%m}"),
        "first": first,
        "before": _shifted(first, -1),
        "after": _shifted(first, 1) if _shifted(first, 1) <= timezone.localdate() else None,
        "rows": rows,
        "sums": sums,
        "due": sum(one.due for _, one in sums),
    }
    return render_desk(request, actor, "desk/money/of_month.html", context, current="day_end")


@require_GET
@staff_page(COUNTER, LEADING)
def sheet(request: HttpRequest, actor: Actor, ending: str) -> HttpResponse:
    """The same month as a file."""
    if ending not in ("csv", "xlsx"):
        raise Http404
    unit, _units, first, rows, sums = _month(request, actor)
    agencies = _agency_names(rows)
    content = as_csv(rows, agencies) if ending == "csv" else as_xlsx(rows, sums, agencies)
    kind = "text/csv; charset=utf-8" if ending == "csv" else XLSX
    response = HttpResponse(content, content_type=kind)
    name = f"bien-lai-{unit.code}-{first:%Y-%m}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _month(
    request: HttpRequest, actor: Actor
) -> tuple[UnitCard, tuple[UnitCard, ...], date, tuple[MonthRow, ...], list[tuple[str, Settled]]]:
    units = cash_units(actor, timezone.localdate())
    unit = chosen_unit(request, units)
    first = _month_in(request)
    rows = payments.month(unit.id, first, _shifted(first, 1))
    names = _agency_names(rows)
    sums = [(names[one.agency_id], one) for one in payments.settled(rows)]
    return unit, units, first, rows, sums


def _agency_names(rows: tuple[MonthRow, ...]) -> dict[int, str]:
    cards = people.units({row.receipt.agency_id for row in rows})
    return {card.id: card.name for card in cards.values()}


def _month_in(request: HttpRequest) -> date:
    """2026-11; anything else is this month."""
    found = re.fullmatch(r"(20\d\d)-(\d\d)", request.GET.get("thang", ""), re.ASCII)
    today = timezone.localdate().replace(day=1)
    if found is None or int(found[2]) not in MONTHS:
        return today
    return date(int(found[1]), int(found[2]), 1)


def _shifted(first: date, months: int) -> date:
    moved = first + timedelta(days=NEXT_MONTH if months > 0 else -1)
    return moved.replace(day=1)
