"""What an official is reminded of, by day; reading it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from motcua.alerts import queries, services
from motcua.alerts.queries import AlertRow
from motcua.dossiers.errors import BadCode
from motcua.dossiers.rules import normal_code
from motcua.people.rules import Actor
from motcua.web.staff import count_again, render_desk, staff_page


@dataclass(frozen=True, slots=True)
class Line:
    row: AlertRow
    leads_on: bool


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    lines: tuple[Line, ...]


@require_GET
@staff_page()
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    unread_only = request.GET.get("loc") == "chua-doc"
    cursor = request.GET.get("sau", "")
    page = queries.alerts_of(actor.user_id, cursor=cursor, unread_only=unread_only)
    base = reverse("desk:alerts")
    chosen = f"{base}?loc=chua-doc" if unread_only else base
    between = "&" if unread_only else "?"
    context = {
        "days": _days(page.rows),
        "has_unread": any(row.read_at is None for row in page.rows),
        "until": timezone.now().isoformat(),
        "today": timezone.localdate(),
        "unread_only": unread_only,
        "all_url": base,
        "unread_url": f"{base}?loc=chua-doc",
        "first_url": chosen if cursor else "",
        "next_url": f"{chosen}{between}sau={page.next_cursor}" if page.next_cursor else "",
    }
    return render_desk(request, actor, "desk/alerts/list.html", context)


@require_POST
@staff_page()
def opened(request: HttpRequest, actor: Actor, alert_id: int) -> HttpResponse:
    """Note that it was read, and go on to what it is about."""
    subject = services.mark_read(alert_id, by=actor.user_id, at=timezone.now())
    count_again(request)
    return redirect(address_of(subject) or reverse("desk:alerts"))


@require_POST
@staff_page()
def all_read(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All that the page showed; what came since stays unread."""
    now = timezone.now()
    until = min(_moment(request.POST.get("until", "")) or now, now)
    count = services.mark_all_read(by=actor.user_id, until=until, at=now)
    count_again(request)
    if count:
        messages.success(request, f"Đã đánh dấu đọc {count} lời nhắc.")
    return redirect("desk:alerts")


def address_of(subject: str) -> str:
    """Where the subject of a reminder is looked at; empty where nowhere."""
    kind, _, number = subject.partition(":")
    if kind == "handover" and number.isdecimal():
        return reverse("desk:minutes", args=[int(number)])
    if kind == "target" and number.isdecimal():
        return reverse("lead:target", args=[int(number)])
    if kind == "certificate":
        return reverse("desk:certificates")
    if kind == "account":
        return reverse("desk:substitutes")
    try:
        return reverse("desk:dossier", args=[normal_code(subject)])
    except BadCode:
        return ""


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _days(rows: Iterable[AlertRow]) -> list[Day]:
    return [
        Day(on, tuple(Line(row, bool(address_of(row.subject))) for row in found))
        for on, found in groupby(rows, key=lambda row: timezone.localdate(row.at))
    ]
