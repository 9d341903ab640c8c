"""The leader's board: one sentence, four figures, what to sign, what is late."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.dossiers.queries import Box, Counts
from motcua.dossiers.queries.boxes import board_counts
from motcua.dossiers.rules import TimeState
from motcua.lateness import queries as lateness
from motcua.lateness.rules import State
from motcua.people.rules import Actor, Role
from motcua.web.staff import LEADING, render_desk, staff_page


SHOWN = 20


@require_GET
@staff_page(LEADING)
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    now = timezone.now()
    scope = Box.AGENCY if Role.LEADER in actor.roles else Box.UNIT
    by_box = board_counts(actor, (Box.MINE, scope), now=now)
    mine, counts = by_box[Box.MINE], by_box[scope]
    since = date(timezone.localdate().year, 1, 1)
    found = lateness.late_list(actor, now=now, since=since, mine=SHOWN)
    context = {
        "now": now,
        "sentence": _sentence(mine, counts),
        "counts": counts,
        "figures": _figures(counts),
        "mine": mine,
        "to_decide": found.mine,
        "late": found.late[:SHOWN],
        "more_late": max(0, len(found.late) - SHOWN),
        "missing": f"{found.missing}+" if found.is_cut else found.missing,
        "to_read": sum(line.state is State.SUBMITTED for line in (*found.late, *found.finished)),
        "scope": scope,
        "decide_words": "Chờ tôi ký" if Role.LEADER in actor.roles else "Chờ tôi phân công, duyệt",
        "place": actor.agency_name if scope is Box.AGENCY else actor.unit_name,
    }
    return render_desk(request, actor, "lead/board.html", context, current="lead")


def _sentence(mine: Counts, counts: Counts) -> str:
    """What needs a decision today, in words."""
    late, today = counts.by_state[TimeState.LATE], mine.by_state[TimeState.SOON]
    waiting = mine.total
    if not waiting and not late:
        return "Không có việc nào chờ quyết định, không có hồ sơ quá hạn."
    parts = [f"{waiting} hồ sơ chờ ông/bà"] if waiting else ["Không có hồ sơ chờ ông/bà"]
    if today:
        parts.append(f"trong đó {today} đến hạn hôm nay")
    parts.append(f"{late} hồ sơ quá hạn" if late else "không có hồ sơ quá hạn")
    return "; ".join(parts) + "."


def _figures(counts: Counts) -> list[tuple[str, int, str, str]]:
    """Label, count, look of the state and what it is counted of."""
    running = sum(counts.by_state[s] for s in (TimeState.LATE, TimeState.SOON, TimeState.OK))
    base = f"trên {running} đang giải quyết"
    return [
        ("Quá hạn", counts.by_state[TimeState.LATE], "late", base),
        ("Đến hạn hôm nay", counts.by_state[TimeState.SOON], "soon", base),
        ("Còn hạn", counts.by_state[TimeState.OK], "ok", base),
        ("Chờ bổ sung", counts.by_state[TimeState.WAIT], "wait", "đồng hồ đang dừng"),
    ]
