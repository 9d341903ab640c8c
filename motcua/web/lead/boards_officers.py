"""Figures of people at work: for those who lead them, and each of them for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from motcua.reports.rules.periods import Named
from motcua.web.lead import charts
from motcua.web.lead.boards_parts import Asked, Stat, asked, late_stat, share_stat
from motcua.web.lead.drilling import officer_url
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


NUMBERS = {
    "received": "Tiếp nhận",
    "resolved_early": "Trước hạn",
    "resolved_on_time": "Đúng hạn",
    "resolved_late": "Quá hạn",
}
OPEN = {"in_progress": "Đang giải quyết", "in_progress_late": "Đang quá hạn"}
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
    """A person and the dossiers they answered for on the last day.

    `user_id`: who has a page of figures; `holder_id`: whose dossiers are listed.
    """

    user_id: int | None
    holder_id: int | None
    name: str
    place: str
    row: Row
    named: Named

    @property
    def numbers(self) -> tuple[tuple[str, int, str], ...]:
        return self._counted(NUMBERS)

    @property
    def share(self) -> str:
        return SHARE["on_time"].of(self.row).text(100)

    @property
    def open(self) -> tuple[tuple[str, int, str], ...]:
        return self._counted(OPEN)

    def _counted(self, names: Mapping[str, str]) -> tuple[tuple[str, int, str], ...]:
        """Label, number and the list of its dossiers; what is nobody's has no list here."""
        return tuple(
            (
                label,
                self.row.figure(name),
                officer_url(self.named, name, user_id=self.holder_id) if self.holder_id else "",
            )
            for name, label in names.items()
        )


@require_GET
@staff_page(LEADING)
def officers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For a leader all of the agency, for a head those of their unit."""
    when = asked(request, timezone.localdate())
    posts = led_by(actor)
    found = ledger.officer_counts(actor.agency_id, when.period)
    gone = set(found) - {post.holder_id for post in posts} - {None}
    names = people.names_of(pk for pk in gone if pk is not None) if leads_all(actor) else {}
    context = {
        "lines": _lines(actor, posts, found, names, when.named),
        "when": when,
        "place": actor.agency_name if leads_all(actor) else actor.unit_name,
    }
    return render_desk(request, actor, "lead/boards/officers.html", context, current="lead")


@require_GET
@staff_page(LEADING)
def officer(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """One of them. Raises NotYours for anybody this person does not lead."""
    post = next((one for one in led_by(actor) if one.holder_id == user_id), None)
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
    of = user_id if current else 0  # 0: their own
    context = {
        "name": name,
        "place": place,
        "is_own": user_id == actor.user_id,
        "when": when,
        "row": row,
        "stats": _stats(row, officer_url(when.named, "in_progress_late", user_id=of)),
        "outcomes": charts.whole("Đã giải quyết", row, charts.OUTCOMES),
        "by_month": charts.resolved(months),
        "months": months,
        "listed": [
            (FIGURE[each].label, row.figure(each), officer_url(when.named, each, user_id=of))
            for each in LISTED
        ],
    }
    return render_desk(request, actor, "lead/boards/officer.html", context, current=current)


def _months(actor: Actor, user_id: int, when: Asked) -> tuple[Month, ...]:
    found = officer_endings(user_id, when.year, units=[actor.agency_id])
    return tuple(
        Month(period, Row(f"{period.first:%Y-%m}", str(period.first.month), counts))
        for period, counts in found
    )


def _stats(row: Row, late_url: str) -> list[Stat]:
    on_time = share_stat("on_time", SHARE["on_time"].of(row), of="hồ sơ đã giải quyết")
    return [on_time, late_stat(row, late_url)]


def leads_all(actor: Actor) -> bool:
    return Role.LEADER in actor.roles


def led_by(actor: Actor) -> list[PostCard]:
    """Each person once."""
    posts = people.staff_of(actor.agency_id, timezone.localdate())
    led = [post for post in posts if leads_all(actor) or post.unit_id == actor.unit_id]
    return list({post.holder_id: post for post in led}.values())


def _lines(
    actor: Actor,
    posts: Iterable[PostCard],
    found: dict[int | None, Counts],
    gone: dict[int, str],
    named: Named,
) -> list[Line]:
    def line(pk: int | None, name: str, place: str, *, has_page: bool = False) -> Line:
        return Line(pk if has_page else None, pk, name, place, _row(name, found, pk), named)

    lines = [
        line(post.holder_id, post.holder_name, post.unit_name, has_page=True)
        for post in posts
        if post.holder_id in found
    ]
    lines += [line(pk, name, "đã chuyển đi") for pk, name in gone.items()]
    lines.sort(key=lambda one: (-one.row.figure("in_progress"), sort_key(one.name)))
    if None in found and leads_all(actor):
        lines.append(line(None, "Chưa giao ai", ""))
    return lines


def _row(name: str, found: dict[int | None, Counts], key: int | None) -> Row:
    return Row(str(key or ""), name, found.get(key, Counts()), key)
