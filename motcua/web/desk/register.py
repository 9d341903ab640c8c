"""Sổ theo dõi hồ sơ: what a one-stop received, on the page, on paper and as a spreadsheet."""

from __future__ import annotations

import tempfile
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.dossiers.errors import NotYourRole
from motcua.dossiers.queries import register as registers
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.people.rules import Actor, Role, UnitKind
from motcua.printing import rules, services
from motcua.printing.errors import BadPeriod, TooManyLines
from motcua.printing.rules import Form
from motcua.web.desk.official_parts import edition_of, office_of
from motcua.web.staff import COUNTER, LEADING, render_desk, staff_page


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_A_DAY = "Ghi ngày như 24/08/2026, hoặc chọn trên lịch."


class PeriodForm(forms.Form):
    """From which day to which; text narrows the lines on the page, never the book."""

    tu = forms.DateField(
        label="Từ ngày",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY},
    )
    den = forms.DateField(
        label="Đến ngày",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": NOT_A_DAY, "invalid": NOT_A_DAY},
    )
    q = forms.CharField(
        label="Mã hồ sơ, tên, số căn cước",
        required=False,
        max_length=200,
        error_messages={"max_length": "Ghi ngắn lại, nhiều nhất 200 chữ."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, object]:
        since, until = self.cleaned_data.get("tu"), self.cleaned_data.get("den")
        if since and until:
            try:
                rules.checked_period(since, until)
            except BadPeriod as refusal:
                self.add_error("den", str(refusal))
        return self.cleaned_data


@require_GET
@staff_page(COUNTER, LEADING)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A page of the book, in the order of its numbers."""
    units = _units(actor)
    unit = _chosen(request, units)
    form = _form(request)
    page = None
    if form.is_valid():
        page = registers.register_page(
            unit.id, *_days(form), text=form.cleaned_data["q"], cursor=request.GET.get("sau", "")
        )
    context = {
        "form": form,
        "unit": unit,
        "units": _links(units, unit, form) if len(units) > 1 else [],
        "page": page,
        "files": _query(form, unit, q="") if page else "",
        "next_url": _page_url(form, unit, page.next_cursor) if page and page.next_cursor else "",
        "first_url": _page_url(form, unit) if page and request.GET.get("sau") else "",
    }
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/register/page.html", context, current="register", status=status
    )


@require_GET
@staff_page(COUNTER, LEADING)
def as_pdf(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Mẫu 06 or 07 on A4. Raises TooManyLines for what nobody would print in one go."""
    unit, since, until = _asked(request, actor)
    if registers.register_has_more(unit.id, since, until, than=rules.MOST_PRINTED):
        raise TooManyLines(most=f"{rules.MOST_PRINTED:,}".replace(",", "."))
    now = timezone.now()
    data = rules.Register(
        office=_office(unit),
        since=since,
        until=until,
        lines=tuple(registers.register_lines(unit.id, since, until)),
        made_at=now,
    )
    content = services.pdf(rules.register_sheet(data, edition_of(Form.REGISTER, now, unit)))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_file_name(since, until)}.pdf"'
    return response


@require_GET
@staff_page(COUNTER, LEADING)
def as_xlsx(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same lines as cells. Written through a file: only its compressed end is in memory."""
    unit, since, until = _asked(request, actor)
    lines = registers.register_lines(unit.id, since, until)
    with tempfile.TemporaryFile() as target:
        services.register_book(target, _office(unit), since, until, lines)
        target.seek(0)
        response = HttpResponse(target.read(), content_type=XLSX)
    name = f"{_file_name(since, until)}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _units(actor: Actor) -> tuple[UnitCard, ...]:
    """Whose books this person may open: their own counter's, or those of the agency they lead.

    One query. Raises NotYourRole: a head of another office has no book.
    """
    found = tuple(
        unit
        for unit in people.agency_tree(actor.agency_id, timezone.localdate())
        if (unit.id == actor.unit_id and _keeps(actor, unit))
        or (Role.LEADER in actor.roles and unit.kind is UnitKind.ONE_STOP)
    )
    if not found:
        raise NotYourRole(role="cán bộ tiếp nhận và lãnh đạo cơ quan")
    return found


def _keeps(actor: Actor, unit: UnitCard) -> bool:
    return Role.COUNTER in actor.roles or unit.kind is UnitKind.ONE_STOP


def _chosen(request: HttpRequest, units: tuple[UnitCard, ...]) -> UnitCard:
    """The one named in the address, if it is among them; else the first."""
    wanted = request.GET.get("quay", "")
    return next((unit for unit in units if str(unit.id) == wanted), units[0])


def _form(request: HttpRequest) -> PeriodForm:
    """Bound even at first: this month until today."""
    today = timezone.localdate()
    usual = {"tu": today.replace(day=1).isoformat(), "den": today.isoformat(), "q": ""}
    return PeriodForm({name: request.GET.get(name, value) for name, value in usual.items()})


def _days(form: PeriodForm) -> tuple[date, date]:
    return form.cleaned_data["tu"], form.cleaned_data["den"]


def _asked(request: HttpRequest, actor: Actor) -> tuple[UnitCard, date, date]:
    """What a file is about. Raises BadPeriod."""
    unit, form = _chosen(request, _units(actor)), _form(request)
    form.is_valid()
    since, until = form.cleaned_data.get("tu"), form.cleaned_data.get("den")
    if since is None or until is None:
        raise BadPeriod(why="Ngày ghi chưa đúng, hoặc thời gian quá dài.")
    return unit, since, until


def _office(unit: UnitCard) -> rules.Office:
    return office_of(unit, people.unit(unit.agency_id))


def _query(form: PeriodForm, unit: UnitCard, **more: str) -> str:
    since, until = _days(form)
    kept = {"quay": unit.id, "tu": since, "den": until, "q": form.cleaned_data["q"], **more}
    return urlencode({key: value for key, value in kept.items() if value})


def _page_url(form: PeriodForm, unit: UnitCard, cursor: str = "") -> str:
    return f"?{_query(form, unit, sau=cursor)}"


def _links(
    units: tuple[UnitCard, ...], chosen: UnitCard, form: PeriodForm
) -> list[tuple[str, str, bool]]:
    base = reverse("desk:register")
    rest = {} if form.errors else {"tu": form.cleaned_data["tu"], "den": form.cleaned_data["den"]}
    return [
        (f"{base}?{urlencode({'quay': unit.id, **rest})}", unit.short_name, unit.id == chosen.id)
        for unit in units
    ]


def _file_name(since: date, until: date) -> str:
    return f"so-theo-doi-{since:%Y%m%d}-{until:%Y%m%d}"
