"""One paper page by page: turned, ordered, left out, confirmed; or why it is not scanned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.dossiers import queries as dossiers
from motcua.dossiers.queries.paper_desk import may_change_paper
from motcua.dossiers.services import paper_pages as services
from motcua.errors import Conflict, Invalid
from motcua.papers import queries as papers
from motcua.papers.rules import RESULT, Change, Exemption
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


class NothingToDo(Invalid):
    message = "Chưa chọn việc cần làm với giấy tờ này."


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def paper(request: HttpRequest, actor: Actor, code: str, position: int) -> HttpResponse:
    if request.method == "POST":
        return _change(request, actor, code, position)
    can_change = may_change_paper(code, position, actor)
    found = papers.sheets_of(code, position)
    by = found.digitised_by_id
    context = {
        "code": code,
        "paper": found.paper,
        "sheets": found.sheets,
        "digitised_at": found.digitised_at,
        "digitised_by": people.names_of([by]).get(by, "") if by else "",
        "can_change": can_change,
        "is_result": position == RESULT,
        "kept": sum(not sheet.is_left_out for sheet in found.sheets),
        "unread": any(scan.state == "new" for scan in found.paper.scans),
        "exemptions": list(Exemption),
    }
    return render_desk(request, actor, "desk/papers/paper.html", context, current="dossiers")


def _change(request: HttpRequest, actor: Actor, code: str, position: int) -> HttpResponse:
    """The button says what: `confirm`, `reopen`, `except`, `end_exception`, or `turn_left:7`."""
    dossiers.assert_seen(code, actor)
    try:
        done = _do(request, actor, code, position)
    except (Invalid, Conflict) as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect("desk:paper", code, position)


def _do(request: HttpRequest, actor: Actor, code: str, position: int) -> str:
    what, _, page_id = request.POST.get("lam", "").partition(":")
    now = timezone.now()
    if what in set(Change) and page_id.isascii() and page_id.isdigit() and len(page_id) < 19:
        services.arrange_page(code, position, int(page_id), Change(what), by=actor)
        return ""
    if what == "confirm":
        services.confirm_paper(code, position, by=actor, at=now)
        return "Đã xác nhận bản số hóa."
    if what == "reopen":
        services.reopen_paper(code, position, by=actor, at=now)
        return "Đã mở lại để sửa. Xác nhận lại khi xong."
    if what == "end_exception":
        services.end_exception(code, position, by=actor, at=now)
        return "Giấy tờ này cần số hóa."
    exemption, reason = request.POST.get("vi", ""), request.POST.get("ly-do", "")
    if what == "except" and exemption in set(Exemption):
        reason = "".join(c for c in reason if c.isprintable() or c.isspace())
        services.except_paper(code, position, Exemption(exemption), reason, by=actor, at=now)
        return "Đã ghi lý do không số hóa."
    raise NothingToDo()
