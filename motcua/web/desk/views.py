"""What an official sees: the work list, one dossier, results to return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.dossiers import queries as dossiers
from motcua.dossiers.errors import BadCode
from motcua.dossiers.queries import Box, Filter, Row
from motcua.dossiers.rules import Channel, Status, TimeState, normal_code
from motcua.people.rules import Actor, Role
from motcua.web.desk import coordination, panels
from motcua.web.desk.bulk import OFFERED
from motcua.web.desk.eform_answers import answers_of
from motcua.web.desk.forms import action_form
from motcua.web.http import is_fragment
from motcua.web.staff import COUNTER, WORK_ROLES, render_desk, staff_page


STATE_WORDS = {
    TimeState.LATE: "Quá hạn",
    TimeState.SOON: "Đến hạn hôm nay",
    TimeState.OK: "Còn hạn",
    TimeState.NEW: "Mới nộp",
    TimeState.WAIT: "Chờ bổ sung",
    TimeState.PAUSE: "Tạm dừng",
    TimeState.DONE: "Đã có kết quả",
    TimeState.REFUSED: "Không tiếp nhận",
}
PILLS = (TimeState.LATE, TimeState.SOON, TimeState.OK, TimeState.WAIT)
WITH_RESULT = (Status.FINISHED, Status.RETURNED)
EMPTY_WORDS = {
    Box.MINE: "Ông/bà đã xử lý xong việc đang có.",
    Box.INTAKE: "Không có hồ sơ nào chờ tiếp nhận.",
    Box.RETURNS: "Không có kết quả nào chờ trả.",
}


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@require_GET
@staff_page()
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where signing in leads; who only administers has no dossiers and goes on to that."""
    if not actor.roles & WORK_ROLES:
        return redirect("admin_pages:home")
    return _list(request, actor, _first_box(request, actor), current="dossiers")


@require_GET
@staff_page(COUNTER)
def returns(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _list(request, actor, Box.RETURNS, current="returns")


def _first_box(request: HttpRequest, actor: Actor) -> Box:
    wanted = request.GET.get("ro", "")
    return Box(wanted) if wanted in set(Box) else Box.MINE


def _list(request: HttpRequest, actor: Actor, box: Box, *, current: str) -> HttpResponse:
    now = timezone.now()
    chosen = _filter(request)
    counts = dossiers.state_counts(actor, box, now=now)
    page = dossiers.work_list(
        actor,
        box,
        now=now,
        chosen=chosen,
        cursor=request.GET.get("sau", ""),
        offered=OFFERED.get(box, ()),
    )
    context = {
        "box": box,
        "groups": _groups(page.rows),
        "counts": counts,
        "bulk": page.actions,
        "pills": [_pill(request, state, counts.by_state[state], chosen) for state in PILLS],
        "all_url": _url(request, tt="", sau=""),
        "chosen": chosen,
        "next_url": _url(request, sau=page.next_cursor) if page.next_cursor else "",
        "first_url": _url(request, sau="") if request.GET.get("sau") else "",
        "channels": tuple(Channel),  # a template would call the class
        "now": now,
        "actor": actor,
        "empty_words": EMPTY_WORDS.get(box, "Không có hồ sơ nào ở đây."),
    }
    if is_fragment(request):
        return render(request, "desk/_rows.html", context)
    context["rail"] = [*_rail(actor, box), coordination.rail_group(actor, now)]
    return render_desk(request, actor, "desk/inbox.html", context, current=current)


def _filter(request: HttpRequest) -> Filter:
    state, channel = request.GET.get("tt", ""), request.GET.get("kn", "")
    return Filter(
        state=TimeState(state) if state in set(TimeState) else None,
        field=request.GET.get("lv", "").replace("\x00", "")[:150],
        channel=Channel(channel) if channel in set(Channel) else None,
        text=request.GET.get("q", "").replace("\x00", "")[:200],
    )


def _url(request: HttpRequest, **changes: str) -> str:
    query = {key: value for key, value in request.GET.items() if "\x00" not in value} | changes
    kept = urlencode({key: value for key, value in query.items() if value})
    return f"{request.path}?{kept}" if kept else request.path


def _pill(request: HttpRequest, state: TimeState, count: int, chosen: Filter) -> dict[str, Any]:
    return {
        "state": state.value,
        "words": STATE_WORDS[state],
        "count": count,
        "url": _url(request, tt=state.value, sau=""),
        "is_current": chosen.state is state,
    }


def _groups(rows: Iterable[Row]) -> list[Group]:
    return [
        Group(STATE_WORDS[state], tuple(found)) for state, found in groupby(rows, key=_group_of)
    ]


def _group_of(row: Row) -> TimeState:
    """As the counts above the list have it: with its result a dossier is done, late or not."""
    return TimeState.DONE if row.status in WITH_RESULT else row.state


def _rail(actor: Actor, current: Box) -> list[tuple[str, list[Any]]]:
    counts = dossiers.box_counts(actor)
    groups: list[tuple[str, tuple[Box, ...]]] = [("Phần tôi", (Box.MINE, Box.SENT))]
    if Role.COUNTER in actor.roles:
        groups.append(("Tại quầy", (Box.INTAKE, Box.RETURNS, Box.WAITING)))
        groups.append(("Cả đơn vị", (Box.UNIT,)))
    else:
        groups.append(("Cả đơn vị", (Box.POOL, Box.UNIT, Box.WAITING)))
    if Role.LEADER in actor.roles:
        groups.append(("Cơ quan", (Box.AGENCY,)))
    groups.append(("Tra cứu", (Box.DONE,)))
    base = reverse("desk:inbox")
    return [
        (
            heading,
            [
                (
                    f"{base}?ro={box.value}",
                    box.label,
                    counts.get(box, ""),
                    box is current,
                )
                for box in boxes
            ],
        )
        for heading, boxes in groups
    ]


@require_GET
@staff_page(WORK_ROLES)
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A scanned or typed code opens its dossier; anything else is looked for in the agency."""
    text = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    try:
        return redirect("desk:dossier", normal_code(_code_of_link(text)))
    except BadCode:
        pass
    now = timezone.now()
    found = dossiers.find(actor, text, now=now) if len(text) > 1 else ()
    context = {"text": text, "groups": _groups(found), "now": now}
    return render_desk(request, actor, "desk/search.html", context, current="dossiers")


def _code_of_link(text: str) -> str:
    """The QR of a receipt holds the tracking address; its last part is the code."""
    return text.rstrip("/").rpartition("/")[2] if "/tra-cuu/" in text else text


@require_GET
@staff_page(WORK_ROLES)
def dossier(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    return dossier_response(request, actor, code)


def dossier_response(
    request: HttpRequest,
    actor: Actor,
    code: str,
    *,
    extra: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    page = dossiers.dossier_page(code, actor, now=now)
    context = {
        "page": page,
        "moments": page.moments[:8],
        "earlier": page.moments[8:],
        "forward_form": action_form("forward", people=page.next_people),
        "answers": answers_of(page.procedure, page.form),
        "now": now,
        **panels.beside(page, actor, now=now),
        **(extra or {}),
    }
    return render_desk(
        request, actor, "desk/dossier.html", context, current="dossiers", status=status
    )
