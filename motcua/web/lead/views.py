"""The leader's board: what needs a decision, four figures, two charts, what is late and why."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.dossiers.queries import Box, Counts
from motcua.dossiers.queries.boxes import board_counts
from motcua.dossiers.queries.worklist import Row, work_list
from motcua.dossiers.rules import TimeState
from motcua.lateness import queries as lateness
from motcua.lateness.rules import State
from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.reports.queries import boards
from motcua.reports.rules.periods import year_to_date
from motcua.web.http import is_fragment
from motcua.web.lead import charts
from motcua.web.lead.boards_late import LateLine, late_lines
from motcua.web.lead.boards_parts import flow_words, four, goals, share_stat, short_of
from motcua.web.lead.drilling import drill_url
from motcua.web.staff import LEADING, render_desk, staff_page


SHOWN = 20
DECIDE_WORDS = {True: "Chờ tôi ký", False: "Chờ tôi phân công, duyệt"}


@require_GET
@staff_page(LEADING)
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _leaders(request, actor) if Role.LEADER in actor.roles else _heads(request, actor)


def _leaders(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Of the agency and all below it, this year so far. Ten queries."""
    now, today = timezone.now(), timezone.localdate()
    mine = board_counts(actor, (Box.MINE,), now=now)[Box.MINE]
    cards = people.family(actor.agency_id)
    year = year_to_date(today)
    found = boards.glance(year.period, cards, actor.agency_name, late=SHOWN)
    aims = goals(actor.agency_id, year.period)
    late = late_lines(found.late, today, cards, own=actor.agency_id)
    has_below = sum(card.kind.is_agency for card in cards.values()) > 1
    count = found.row.figure("in_progress_late")
    context = {
        "now": now,
        "sentence": _sentence(mine, count),
        "mine": mine,
        "unexplained": _unexplained(late, count),
        "to_read": sum(line.waits_for_leader for line in late),
        "short_of": list(short_of(found, aims)),
        "stats": four(found, aims),
        "more": [
            share_stat(
                "online", found.rate("online"), of="hồ sơ nhận trong năm", goal=aims["online"]
            ),
        ],
        "by_month": charts.received_and_resolved(found.months),
        "by_age": charts.by_age(found.ages),
        "found": found,
        "flow": flow_words(found.row),
        "late": late,
        "late_count": count,
        "late_url": drill_url(year, "in_progress_late", unit_id=actor.agency_id, below=has_below),
        "place": actor.agency_name,
        "has_below": has_below,
        "year": today.year,
        "decide_words": DECIDE_WORDS[True],
    }
    return render_desk(request, actor, "lead/board.html", context, current="lead")


def _unexplained(late: tuple[LateLine, ...], count: int) -> str:
    """How many of the late nobody has explained; of many only the longest are looked at."""
    missing = sum(not line.is_explained for line in late)
    return f"{missing}+" if missing and count > len(late) else str(missing or "")


def _heads(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Of the unit: what lies there now."""
    now = timezone.now()
    by_box = board_counts(actor, (Box.MINE, Box.UNIT), now=now)
    mine, counts = by_box[Box.MINE], by_box[Box.UNIT]
    since = date(timezone.localdate().year, 1, 1)
    found = lateness.late_list(actor, now=now, since=since, mine=SHOWN)
    context = {
        "now": now,
        "sentence": _sentence(mine, counts.by_state[TimeState.LATE]),
        "figures": _figures(counts),
        "mine": mine,
        "to_decide": found.mine,
        "late": found.late[:SHOWN],
        "more_late": max(0, len(found.late) - SHOWN),
        "missing": f"{found.missing}+" if found.is_cut else found.missing,
        "to_read": sum(line.state is State.SUBMITTED for line in (*found.late, *found.finished)),
        "decide_words": DECIDE_WORDS[False],
        "place": actor.unit_name,
    }
    return render_desk(request, actor, "lead/boards/head.html", context, current="lead")


@require_GET
@staff_page(LEADING)
def to_decide(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this person; a part of the board, or a page of its own."""
    rows: tuple[Row, ...] = work_list(actor, Box.MINE, now=timezone.now(), limit=SHOWN).rows
    context = {
        "to_decide": rows,
        "decide_words": DECIDE_WORDS[Role.LEADER in actor.roles],
        "place": actor.unit_name,
        "actor": actor,
    }
    if is_fragment(request):
        return render(request, "lead/boards/_to_decide.html", context)
    return render_desk(request, actor, "lead/boards/to_decide.html", context, current="lead")


def _sentence(mine: Counts, late: int) -> str:
    """What needs a decision today, in words."""
    today, waiting = mine.by_state[TimeState.SOON], mine.total
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
