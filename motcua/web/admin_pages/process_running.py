"""Running dossiers that go by an older version of a process, moved to this one."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.dossiers.queries.moving import movable
from motcua.people.rules import Actor, Role
from motcua.process import queries as processes
from motcua.process.errors import NoSuchProcess
from motcua.process.rules import State
from motcua.web.admin_pages.fields import AdminForm, Line
from motcua.web.admin_pages.frame import show, status_of, told_in
from motcua.web.admin_pages.processes import kept_process
from motcua.web.staff import ADMIN, render_desk, staff_page
from motcua.work import services
from motcua.work.rules import LONGEST_REASON, MOST_IN_CHARGE


SHOWN: Final = 100


class MoveForm(AdminForm):
    reason = Line(
        label="Lý do, căn cứ",
        max_length=LONGEST_REASON,
        help_text="Như «QĐ 35/QĐ-UBND sửa quy trình». Ghi vào diễn biến của từng hồ sơ.",
    )


@require_http_methods(["GET", "POST"])
@staff_page(ADMIN, frozenset({Role.LEADER}))
def move(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    """An administrator moves all of them, a leader those of the agency."""
    new = kept_process(process_id)
    if new.state is not State.APPROVED:
        raise NoSuchProcess
    form = MoveForm(request.POST if request.method == "POST" else None)
    ids = processes.predecessors(new)
    agency_id = None if Role.ADMIN in actor.roles else actor.agency_id
    found = movable(ids, new, agency_id=agency_id, limit=MOST_IN_CHARGE)
    able = [row for row in found if not row.why]
    if form.is_valid():
        chosen = [services.Chosen(row.code, row.version, row.procedure_name) for row in able]
        with told_in(form):
            run = services.begin_move(
                chosen,
                process_id=process_id,
                reason=form.cleaned_data["reason"],
                by=actor,
                at=timezone.now(),
            )
            return redirect("desk:bulk_run", run)
    context = {
        "form": form,
        "process": new,
        "rows": sorted(found, key=lambda row: not row.why)[:SHOWN],
        "count": len(found),
        "able": len(able),
        "more": max(0, len(found) - SHOWN),
        "back": _back(actor, process_id),
    }
    return _answer(request, actor, context, status=status_of(form))


def _back(actor: Actor, process_id: int) -> str:
    if Role.ADMIN in actor.roles:
        return reverse("admin_pages:process", args=[process_id])
    return reverse("desk:inbox")


def _answer(
    request: HttpRequest, actor: Actor, context: dict[str, Any], *, status: int
) -> HttpResponse:
    """A leader has no rail of the administration: nothing else there is theirs."""
    if Role.ADMIN in actor.roles:
        return show(
            request, actor, "process_running.html", context, section="processes", status=status
        )
    return render_desk(request, actor, "admin_pages/process_running.html", context, status=status)
