"""The open work by age, field and unit; what came and was settled since 1 January."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.dossiers.queries.lateness import AGES, Flow, Slice, flow
from motcua.dossiers.queries.lateness import backlog as backlog_of
from motcua.people import queries as people
from motcua.people.rules import Actor, Role, sort_key
from motcua.web.staff import LEADING, render_desk, staff_page


AGE_WORDS = (
    f"Đến {AGES[0]} ngày",
    *(f"{low + 1} đến {high} ngày" for low, high in zip(AGES, AGES[1:], strict=False)),
    f"Trên {AGES[-1]} ngày",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a table with its bar; `share` of the longest."""

    name: str
    open: int
    late: int
    share: float

    @property
    def look(self) -> str:
        return "late" if self.late else "ok"


@require_GET
@staff_page(LEADING)
def backlog(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For a leader the agency, for a head their unit. The flow is the agency's only."""
    now, today = timezone.now(), timezone.localdate()
    leads = Role.LEADER in actor.roles
    slices = backlog_of(actor, now=now)
    names = {unit.id: unit.short_name for unit in people.agency_tree(actor.agency_id, today)}
    total = sum(one.open for one in slices)
    waiting = sum(one.open for one in slices if one.unit_id is None)
    stock: Flow | None = flow(actor.agency_id, since=date(today.year, 1, 1)) if leads else None
    context = {
        "tables": [
            ("Theo tuổi hồ sơ, từ ngày nộp", _by_age(slices)),
            ("Theo lĩnh vực", _by(slices, lambda one: one.field or "Chưa rõ lĩnh vực")),
            ("Theo đơn vị đang giữ", _by(slices, lambda one: _unit(one, names))),
        ],
        "total": total,
        "waiting": waiting,
        "under_way": total - waiting,
        "late": sum(one.late for one in slices),
        "flow": stock,
        "place": actor.agency_name if leads else actor.unit_name,
        "now": now,
        "year": today.year,
    }
    return render_desk(request, actor, "lead/backlog.html", context, current="lead")


def _unit(one: Slice, names: dict[int, str]) -> str:
    if one.unit_id is None:
        return "Chưa tiếp nhận"
    return names.get(one.unit_id, "Đơn vị ngoài cơ quan")


def _by(slices: Iterable[Slice], name: Callable[[Slice], str]) -> list[Bar]:
    """The largest first."""
    found: defaultdict[str, list[Slice]] = defaultdict(list)
    for one in slices:
        found[name(one)].append(one)
    bars = _bars(found)
    return sorted(bars, key=lambda bar: (-bar.open, sort_key(bar.name)))


def _by_age(slices: Iterable[Slice]) -> list[Bar]:
    found: dict[str, list[Slice]] = {words: [] for words in AGE_WORDS}
    for one in slices:
        found[AGE_WORDS[one.age]].append(one)
    return _bars(found)


def _bars(found: dict[str, list[Slice]]) -> list[Bar]:
    longest = max((sum(one.open for one in part) for part in found.values()), default=0) or 1
    return [
        Bar(
            name,
            sum(one.open for one in part),
            sum(one.late for one in part),
            sum(one.open for one in part) / longest,
        )
        for name, part in found.items()
    ]
