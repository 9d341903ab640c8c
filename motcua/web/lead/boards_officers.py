"""Figures of people at work: for those who lead them, and each of them for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.ledger import queries as ledger
from motcua.ledger.queries.series import officer_endings
from motcua.ledger.rules import Counts
from motcua.people import queries as people
from motcua.people.queries import PostCard
from motcua.people.rules import Actor, Role, sort_key
from motcua.reports.errors import NotYours
from motcua.reports.queries.boards import Month
from motcua.reports.rules import FIGURE, SHARE, Row
from motcua.web.lead import charts
from motcua.web.lead.boards_parts import Asked, Stat, asked, late_stat, share_stat
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


NUMBERS = ("received", "resolved_early", "resolved_on_time", "resolved_late")
LISTED = (
    "received_in_period",
    "carried_over",
    "resolved",
    "in_progress_in_time",
    "awaiting_supplement",
    "in_progress_late",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A person and the dossiers they answered for on the last day."""

    user_id: int | None
    name: str
    place: str
    row: Row

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(self.row.figure(name) for name in NUMBERS)

    @property
    def share(self) -> str:
        return SHARE["on_time"].of(self.row).text(100)

    @property
    def open(self) -> int:
        return self.row.figure("in_progress")

    @property
    def late(self) -> int:
        return self.row.figure("in_progress_late")


@require_GET
@staff_page(LEADING)
def officers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For a leader all of the agency, for a head those of their unit."""
    when = asked(request, timezone.localdate())
    posts = _led_by(actor)
    found = ledger.officer_counts(actor.agency_id, when.period)
    gone = set(found) - {post.holder_id for post in posts} - {None}
    names = people.names_of(pk for pk in gone if pk is not None) if _leads_all(actor) else {}
    context = {
        "lines": _lines(actor, posts, found, names),
        "when": when,
        "place": actor.agency_name if _leads_all(actor) else actor.unit_name,
    }
    return render_desk(request, actor, "lead/boards/officers.html", context, current="lead")


@require_GET
@staff_page(LEADING)
def officer(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """One of them. Raises NotYours for anybody this person does not lead."""
    post = next((one for one in _led_by(actor) if one.holder_id == user_id), None)
    if post is None:
        raise NotYours
    place = f"{post.title}, {post.unit_name}"
    return _shown(request, actor, user_id, post.holder_name, place, current="lead")


@require_GET
@staff_page(WORK_ROLES)
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    place = f"{actor.title}, {actor.unit_name}"
    return _shown(request, actor, actor.user_id, actor.name, place, current="")


def _shown(
    request: HttpRequest, actor: Actor, user_id: int, name: str, place: str, *, current: str
) -> HttpResponse:
    when = asked(request, timezone.localdate())
    counts = ledger.officer_counts(actor.agency_id, when.period).get(user_id, Counts())
    row = Row(str(user_id), name, counts, user_id)
    months = _months(actor, user_id, when)
    context = {
        "name": name,
        "place": place,
        "is_own": user_id == actor.user_id,
        "when": when,
        "row": row,
        "stats": _stats(row),
        "outcomes": charts.whole("Đã giải quyết", row, charts.OUTCOMES),
        "by_month": charts.resolved(months),
        "months": months,
        "listed": [(FIGURE[each].label, row.figure(each)) for each in LISTED],
    }
    return render_desk(request, actor, "lead/boards/officer.html", context, current=current)


def _months(actor: Actor, user_id: int, when: Asked) -> tuple[Month, ...]:
    found = officer_endings(user_id, when.year, units=[actor.agency_id])
    return tuple(
        Month(period, Row(f"{period.first:%Y-%m}", str(period.first.month), counts))
        for period, counts in found
    )


def _stats(row: Row) -> list[Stat]:
    on_time = share_stat("on_time", SHARE["on_time"].of(row), of="hồ sơ đã giải quyết")
    return [on_time, late_stat(row)]


def _leads_all(actor: Actor) -> bool:
    return Role.LEADER in actor.roles


def _led_by(actor: Actor) -> list[PostCard]:
    """Each person once."""
    posts = people.staff_of(actor.agency_id, timezone.localdate())
    led = [post for post in posts if _leads_all(actor) or post.unit_id == actor.unit_id]
    return list({post.holder_id: post for post in led}.values())


def _lines(
    actor: Actor,
    posts: Iterable[PostCard],
    found: dict[int | None, Counts],
    gone: dict[int, str],
) -> list[Line]:
    lines = [
        Line(
            post.holder_id,
            post.holder_name,
            post.unit_name,
            _row(post.holder_name, found, post.holder_id),
        )
        for post in posts
        if post.holder_id in found
    ]
    lines += [Line(None, name, "đã chuyển đi", _row(name, found, pk)) for pk, name in gone.items()]
    lines.sort(key=lambda line: (-line.row.figure("in_progress"), sort_key(line.name)))
    if None in found and _leads_all(actor):
        lines.append(Line(None, "Chưa giao ai", "", _row("", found, None)))
    return lines


def _row(name: str, found: dict[int | None, Counts], key: int | None) -> Row:
    return Row(str(key or ""), name, found.get(key, Counts()), key)
