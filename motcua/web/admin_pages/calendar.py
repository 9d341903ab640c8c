"""The working calendar of the agency's province: a year on one page, its days and hours.

The services of the calendar ask no role, so these pages do: only an administrator writes, and only
the calendar of the province that their own agency works by.
"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.deadlines import queries as deadlines
from motcua.deadlines import services
from motcua.deadlines.errors import NoSuchDay
from motcua.deadlines.queries.national import LAST_YEAR, first_year
from motcua.deadlines.rules import DEFAULT_HOURS, DayKind
from motcua.deadlines.rules.days import DayEntry
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.web.admin_pages.calendar_forms import DayForm, ReasonForm
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, show, told_in
from motcua.web.admin_pages.history import history_of
from motcua.web.admin_pages.hour_lines import hour_lines, intervals_text
from motcua.web.admin_pages.months import LETTERS, LOOKS, legend, months_of
from motcua.web.reading import day_in


@require_GET
@admin_only
def this_year(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _year(request, actor, timezone.localdate().year)


@require_GET
@admin_only
def year(request: HttpRequest, actor: Actor, year: int) -> HttpResponse:
    return _year(request, actor, year)


def _year(request: HttpRequest, actor: Actor, year: int) -> HttpResponse:
    province = province_of(actor)
    today = timezone.localdate()
    known = deadlines.calendar_year(year, province)
    usual = [d for d in deadlines.overrides(year, province) if d.kind is DayKind.WORKING]
    days = sorted([*known.days_off, *known.makeup_days, *usual], key=_on)
    context = {
        "year": year,
        "years": range(max(first_year(), year - 2), min(LAST_YEAR, year + 2) + 1),
        "province": province,
        "months": months_of(year, days, today),
        "legend": legend(),
        "days": [(day, LETTERS[day.kind], LOOKS[day.kind], _is_own(day, province)) for day in days],
        "is_provisional": known.is_provisional,
        "hours": hour_lines(known.periods, province, today),
        "default_hours": intervals_text(DEFAULT_HOURS),
        "today": today,
    }
    return show(request, actor, "calendar.html", context, section="calendar")


@require_GET
@admin_only
def journal(request: HttpRequest, actor: Actor) -> HttpResponse:
    province = province_of(actor)
    context = {"history": history_of(f"calendar:{province or 'VN'}"), "province": province}
    return show(request, actor, "calendar_journal.html", context, section="calendar")


@require_http_methods(["GET", "POST"])
@admin_only
def add_day(request: HttpRequest, actor: Actor, year: int) -> HttpResponse:
    province = province_of(actor)
    initial = {"on": day_in(request, "ngay", default=timezone.localdate())}
    form = DayForm(request.POST or None, initial=initial if request.GET.get("ngay") else None)
    if form.is_valid():
        with told_in(form):
            services.add_day(
                form.entry(province),
                reason=form.cleaned_data["reason"],
                by=actor.user_id,
                at=timezone.now(),
            )
            return _saved(request, "Đã ghi ngày vào lịch.", form.cleaned_data["on"].year)
    page = FormPage(
        title="Ghi một ngày vào lịch",
        section="calendar",
        submit="Ghi vào lịch",
        back=_back(year),
        lead="Ngày ghi ở đây đè lên ngày của luật, từ lúc lưu trở đi. "
        "Hạn đã hẹn với người nộp giữ nguyên.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def change_day(request: HttpRequest, actor: Actor, year: int, day_id: int) -> HttpResponse:
    province = province_of(actor)
    day = _own_day(year, day_id, province)
    initial = {"on": day.on, "kind": day.kind.value, "name": day.name, "source": day.source}
    form = DayForm(request.POST or None, initial=initial)
    form.fields["reason"].help_text = "Vì sao sửa. Lưu trong nhật ký."
    if form.is_valid():
        with told_in(form):
            services.change_day(
                day_id,
                form.entry(province),
                reason=form.cleaned_data["reason"],
                by=actor.user_id,
                at=timezone.now(),
            )
            return _saved(request, "Đã sửa ngày trong lịch.", form.cleaned_data["on"].year)
    page = FormPage(
        title=f"Sửa ngày {day.on:%d/%m/%Y}",
        section="calendar",
        submit="Lưu thay đổi",
        back=_back(year),
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def remove_day(request: HttpRequest, actor: Actor, year: int, day_id: int) -> HttpResponse:
    day = _own_day(year, day_id, province_of(actor))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with told_in(form):
            services.remove_day(
                day_id, reason=form.cleaned_data["reason"], by=actor.user_id, at=timezone.now()
            )
            return _saved(request, f"Đã bỏ ngày {day.on:%d/%m/%Y} khỏi lịch.", year)
    page = FormPage(
        title=f"Bỏ ngày {day.on:%d/%m/%Y} khỏi lịch?",
        section="calendar",
        submit="Bỏ khỏi lịch",
        back=_back(year),
        facts=(("Ngày này là", day.kind.label), ("Tên ngày", day.name), ("Căn cứ", day.source)),
        warning="Ngày của luật có hiệu lực trở lại. Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


def province_of(actor: Actor) -> str:
    return people.unit(actor.agency_id).province_code


def _own_day(year: int, day_id: int, province: str) -> DayEntry:
    """Raises NoSuchDay for a day of another calendar, too."""
    found = next((d for d in deadlines.overrides(year, province) if d.id == day_id), None)
    if found is None:
        raise NoSuchDay()
    return found


def _saved(request: HttpRequest, words: str, year: int) -> HttpResponse:
    messages.success(request, words)
    return redirect("admin_pages:calendar_year", year)


def _back(year: int) -> tuple[str, str]:
    return reverse("admin_pages:calendar_year", args=[year]), f"Lịch năm {year}"


def _is_own(day: DayEntry, province: str) -> bool:
    return day.id is not None and day.province_code == province


def _on(day: DayEntry) -> date:
    return day.on
