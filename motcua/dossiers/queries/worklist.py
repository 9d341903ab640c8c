"""Work lists: which dossiers an official sees where, in the order of their due moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from django.db.models import F, Q

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.queries.boxes import Box, in_box, in_state
from motcua.dossiers.queries.due_words import DueWords, due_words
from motcua.dossiers.queries.offers import common_actions
from motcua.dossiers.queries.track import short_name
from motcua.dossiers.rules import Action, Channel, Status, TimeState
from motcua.people import queries as people
from motcua.people.rules import Actor, Role, fold


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What the bar above the list says; it lives in the page's address."""

    state: TimeState | None = None
    field: str = ""
    channel: Channel | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as a list shows it: all decided, nothing left for the template to query."""

    code: str
    version: int
    procedure_name: str
    applicant_name: str
    channel: Channel
    status: Status
    state: TimeState
    due: DueWords
    step_name: str
    assignee_name: str
    unit_name: str
    submitted_at: datetime
    is_step_late: bool = False
    reappointed_at: datetime | None = None
    answer_due_at: datetime | None = None  # while it waits to be accepted

    @property
    def step_short(self) -> str:
        return short_name(self.step_name)


@dataclass(frozen=True, slots=True)
class Page:
    """`actions`: those of the offered ones that at least one row allows."""

    rows: tuple[Row, ...]
    next_cursor: str
    actions: tuple[Action, ...] = ()


def work_list(
    actor: Actor,
    box: Box,
    *,
    now: datetime,
    chosen: Filter | None = None,
    cursor: str = "",
    limit: int = 50,
    offered: Sequence[Action] = (),
) -> Page:
    """A page of a box, most urgent first. Four queries, however long the list."""
    found = _filtered(in_box(actor, box, now), chosen or Filter(), now)
    dossiers = list(_in_order(_after(found, cursor))[: limit + 1])
    page, more = dossiers[:limit], len(dossiers) > limit
    return Page(
        rows=rows_of(page, now),
        next_cursor=_cursor(page[-1]) if more else "",
        actions=common_actions(actor, page, offered),
    )


def most_urgent(
    actor: Actor, wanted: Sequence[tuple[Box, Filter]], *, now: datetime, limit: int
) -> list[tuple[Row, ...]]:
    """The first rows of several boxes at once. A query for each, and three for all of them."""
    found = [
        list(_in_order(_filtered(in_box(actor, box, now), chosen, now))[:limit])
        for box, chosen in wanted
    ]
    rows = iter(rows_of([dossier for page in found for dossier in page], now))
    return [tuple(islice(rows, len(page))) for page in found]


def _in_order(found: DossierQuerySet) -> DossierQuerySet:
    ordered = found.order_by(F("due_at").asc(nulls_last=True), "pk")
    return ordered.defer("form", "closing_reason", "search_key")


def rows_of(dossiers: Sequence[Dossier], now: datetime) -> tuple[Row, ...]:
    """Rows of one province: their words are counted by its calendar."""
    names = people.names_of([d.assignee_id for d in dossiers if d.assignee_id])
    units = people.units(
        {d.step_unit_id for d in dossiers if d.step_unit_id}
        | {d.resolving_unit_id for d in dossiers}
    )
    province = units[dossiers[0].resolving_unit_id].province_code if dossiers else ""
    calendar = deadlines.work_calendar(province)
    return tuple(row_of(d, names, units, calendar, now) for d in dossiers)


def row_of(
    d: Dossier,
    names: Mapping[int, str],
    units: Mapping[int, people.UnitCard],
    calendar: WorkCalendar,
    now: datetime,
) -> Row:
    """From what is at hand. No query."""
    due = due_words(
        Status(d.status),
        due_at=d.due_at,
        started_at=d.complete_at,
        finished_at=d.finished_at,
        calendar=calendar,
        now=now,
    )
    return Row(
        code=d.code,
        version=d.version,
        procedure_name=d.procedure_name,
        applicant_name=d.applicant_name,
        channel=Channel(d.channel),
        status=Status(d.status),
        state=due.state,
        due=due,
        step_name=d.step_name or Status(d.status).label,
        assignee_name=names.get(d.assignee_id or 0, ""),
        unit_name=units[d.step_unit_id].short_name if d.step_unit_id else "",
        submitted_at=d.submitted_at,
        is_step_late=d.finished_at is None and d.step_due_at is not None and d.step_due_at < now,
        reappointed_at=d.reappointed_at if d.finished_at is None else None,
        answer_due_at=d.answer_due_at if d.status == Status.REGISTERED.value else None,
    )


def find(actor: Actor, text: str, *, now: datetime) -> tuple[Row, ...]:
    """Dossiers of the official's agency by code, name or number; the newest first."""
    if not actor.roles - {Role.ADMIN}:
        return ()
    found = Dossier.objects.seen_by_agency(actor.agency_id).filter(matching(text))
    found = found.defer("form", "closing_reason", "search_key").order_by("-pk")
    return rows_of(list(found[:FOUND_AT_MOST]), now)


def _filtered(found: DossierQuerySet, chosen: Filter, now: datetime) -> DossierQuerySet:
    if chosen.state is not None:
        found = found.filter(in_state(chosen.state, now))
    if chosen.field:
        found = found.filter(field=chosen.field)
    if chosen.channel is not None:
        found = found.filter(channel=chosen.channel.value)
    if chosen.text:
        found = found.filter(matching(chosen.text))
    return found


def matching(text: str) -> Q:
    """Codes by their beginning, names and numbers anywhere, without marks."""
    return Q(code__startswith=text.strip().upper()[:60]) | Q(search_key__contains=fold(text)[:200])


def _after(found: DossierQuerySet, cursor: str) -> DossierQuerySet:
    if not cursor:
        return found
    moment, _, pk = cursor.rpartition("_")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        return found
    if not moment:
        return found.filter(due_at=None, pk__gt=int(pk))
    if not (moment.isascii() and moment.isdigit() and len(moment) < 18):
        return found
    due_at = EPOCH + timedelta(microseconds=int(moment))
    return found.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=int(pk)) | Q(due_at=None))


def _cursor(dossier: Dossier) -> str:
    moment = (dossier.due_at - EPOCH) // timedelta(microseconds=1) if dossier.due_at else ""
    return f"{moment}_{dossier.pk}"
