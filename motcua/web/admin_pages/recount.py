"""After a change of the calendar: which running dossiers have another due day, counted anew."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.dossiers.queries.moving import shifted
from motcua.people.rules import Actor
from motcua.web.admin_pages.calendar import province_of
from motcua.web.admin_pages.fields import AdminForm, Line
from motcua.web.admin_pages.frame import admin_only, show, status_of, told_in
from motcua.work import services
from motcua.work.rules import LONGEST_REASON, MOST_IN_CHARGE


SHOWN: Final = 100


class ReasonForm(AdminForm):
    reason = Line(
        label="Lý do, căn cứ",
        max_length=LONGEST_REASON,
        help_text="Như «Thông báo 12/TB-UBND, nghỉ tránh bão ngày 26/11». Ghi vào từng hồ sơ.",
    )


@require_http_methods(["GET", "POST"])
@admin_only
def recount(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The whole province: its calendar is one. Which are counted is asked again on the click."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    found = shifted(province_of(actor))[:MOST_IN_CHARGE]
    if form.is_valid():
        chosen = [services.Chosen(row.code, row.version, row.procedure_name) for row in found]
        with told_in(form):
            run = services.begin_recount(
                chosen, reason=form.cleaned_data["reason"], by=actor, at=timezone.now()
            )
            return redirect("desk:bulk_run", run)
    context = {
        "form": form,
        "rows": found[:SHOWN],
        "count": len(found),
        "more": max(0, len(found) - SHOWN),
        "year": timezone.localdate().year,
    }
    return show(request, actor, "recount.html", context, section="calendar", status=status_of(form))
