"""Working hours of the agency's province."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.deadlines import queries as deadlines
from motcua.deadlines import services
from motcua.deadlines.errors import NoSuchHours
from motcua.deadlines.rules.days import HoursEntry
from motcua.people.rules import Actor
from motcua.web.admin_pages.calendar import province_of
from motcua.web.admin_pages.calendar_forms import EndHoursForm, HoursForm, ReasonForm
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, told_in
from motcua.web.admin_pages.hour_lines import intervals_text


@require_http_methods(["GET", "POST"])
@admin_only
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    province = province_of(actor)
    form = HoursForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        with told_in(form):
            services.add_hours(
                form.entry(province),
                reason=form.cleaned_data["reason"],
                by=actor.user_id,
                at=timezone.now(),
            )
            return _saved(request, "Đã ghi giờ làm việc.")
    page = FormPage(
        title="Ghi giờ làm việc",
        section="calendar",
        submit="Ghi giờ làm việc",
        back=_back(),
        lead="Nhiều mức cùng phủ một ngày thì lấy mức theo mùa trước, "
        "rồi mức bắt đầu sau cùng. Hạn đã hẹn với người nộp giữ nguyên.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def end(request: HttpRequest, actor: Actor, hours_id: int) -> HttpResponse:
    entry = _own(actor, hours_id)
    form = EndHoursForm(request.POST or None, initial={"until": timezone.localdate()})
    if form.is_valid():
        data = form.cleaned_data
        with told_in(form):
            services.end_hours(
                hours_id,
                until=data["until"],
                reason=data["reason"],
                by=actor.user_id,
                at=timezone.now(),
            )
            return _saved(request, f"Giờ làm việc áp dụng đến hết {data['until']:%d/%m/%Y}.")
    page = FormPage(
        title="Kết thúc giờ làm việc?",
        section="calendar",
        submit="Kết thúc",
        back=_back(),
        facts=_facts(entry),
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def remove(request: HttpRequest, actor: Actor, hours_id: int) -> HttpResponse:
    entry = _own(actor, hours_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with told_in(form):
            services.remove_hours(
                hours_id, reason=form.cleaned_data["reason"], by=actor.user_id, at=timezone.now()
            )
            return _saved(request, "Đã bỏ giờ làm việc.")
    page = FormPage(
        title="Bỏ giờ làm việc?",
        section="calendar",
        submit="Bỏ giờ làm việc",
        back=_back(),
        facts=_facts(entry),
        warning="Chỉ dùng khi ghi nhầm; hết áp dụng thì chọn Kết thúc. "
        "Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


def _own(actor: Actor, hours_id: int) -> HoursEntry:
    """Raises NoSuchHours for hours of another calendar, too."""
    entries = deadlines.work_hours(province_of(actor))
    found = next((entry for entry in entries if entry.id == hours_id), None)
    if found is None:
        raise NoSuchHours()
    return found


def _facts(entry: HoursEntry) -> tuple[tuple[str, object], ...]:
    period = entry.period
    return (
        ("Giờ làm việc", intervals_text(period.intervals)),
        ("Áp dụng từ", _day(period.since)),
        ("Căn cứ", entry.source),
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _saved(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("admin_pages:calendar")


def _back() -> tuple[str, str]:
    return reverse("admin_pages:calendar"), "Lịch làm việc"
