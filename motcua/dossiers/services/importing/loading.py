"""Writing whole histories: a COPY a table for some thousands, one transaction for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

from django.db import connection, models, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.models import ClockSpan, Dossier, IssuedPaper, StepRun, Supplement
from motcua.dossiers.queries.standing import office_of
from motcua.dossiers.rules import checked_intake, dossier_code
from motcua.dossiers.services.importing.numbers import Numbers
from motcua.dossiers.services.importing.replay import Replay
from motcua.dossiers.services.importing.values import History
from motcua.dossiers.services.intake import filed_row
from motcua.dossiers.services.keeping import filing_of
from motcua.dossiers.services.numbers import REGISTER
from motcua.dossiers.services.planning import Plan
from motcua.journal import services as journal
from motcua.ledger import services as ledger
from motcua.ledger.rules import stays_of
from motcua.papers.services import importing as papers
from motcua.people import queries as people
from motcua.people.queries import UnitCard


A_TIME: Final = 2000  # dossiers in memory at once


@transaction.atomic
def load(histories: Sequence[History]) -> list[str]:
    """Lay in dossiers from elsewhere, in the order of their filing; their codes in that order.

    All or none. Nobody is told: reactions are for what happens now. An agency's offices are those
    it had when the first of its dossiers here was filed. Raises what `checked_intake` raises, and
    KeyError for an action that is not taken over (see `replay`).
    """
    ordered = sorted(histories, key=lambda history: history.filed_at)
    numbers = Numbers(
        agency_codes={history.plan.resolving.code for history in ordered},
        unit_ids={history.plan.receiving.id for history in ordered},
    )
    codes: list[str] = []
    replays = _replays(ordered, numbers)
    while some := list(islice(replays, A_TIME)):
        for replay in some:
            replay.run()
        _write(some)
        codes += [replay.dossier.code for replay in some]
    numbers.save()
    return codes


def _replays(ordered: Sequence[History], numbers: Numbers) -> Iterator[Replay]:
    registered = _register(ordered, numbers)
    offices = _Offices()
    calendars: dict[str, WorkCalendar] = {}
    names = people.names_of({act.to for h in ordered for act in h.acts if act.to is not None})
    for pk, history in zip(_keys(len(ordered)), ordered, strict=True):
        province = history.plan.resolving.province_code
        if province not in calendars:
            calendars[province] = deadlines.work_calendar(province)
        dossier = _filed(history, calendars[province], numbers)
        dossier.pk = pk
        dossier.register_year, dossier.register_number = registered.get(id(history), (None, None))
        yield Replay(
            history=history,
            dossier=dossier,
            calendar=calendars[province],
            offices=offices.of(history.plan, timezone.localdate(history.filed_at)),
            names=names,
            numbers=numbers,
        )


def _filed(history: History, calendar: WorkCalendar, numbers: Numbers) -> Dossier:
    agency, on = history.plan.resolving.code, timezone.localdate(history.filed_at)
    code = dossier_code(agency, on, numbers.of_day(agency, on))
    intake = checked_intake(history.intake)
    return filed_row(code, intake, history.plan, at=history.filed_at, calendar=calendar)


def _register(ordered: Sequence[History], numbers: Numbers) -> dict[int, tuple[int, int]]:
    """A line of the register each, in the order in which they were accepted."""
    accepted = [(h.accepted_at, h) for h in ordered if h.accepted_at is not None]
    found = {}
    for at, history in sorted(accepted, key=lambda pair: pair[0]):
        year = timezone.localdate(at).year
        number = numbers.of_year(history.plan.receiving.id, REGISTER, year)
        found[id(history)] = (year, number)
    return found


class _Offices:
    """The unit of each step of a process, for a counter and an agency; each looked up once."""

    def __init__(self) -> None:
        self._agencies: dict[int, tuple[UnitCard, ...]] = {}
        self._found: dict[tuple[int, int, int, str], Mapping[int, UnitCard]] = {}

    def of(self, plan: Plan, on: date) -> Mapping[int, UnitCard]:
        key = (plan.receiving.id, plan.resolving.id, plan.process.id, plan.procedure.field)
        if key not in self._found:
            agency_id = plan.resolving.id
            if agency_id not in self._agencies:
                self._agencies[agency_id] = people.agency_tree(agency_id, on) or (plan.resolving,)
            self._found[key] = offices(plan, self._agencies[agency_id])
        return self._found[key]


def offices(plan: Plan, agency: tuple[UnitCard, ...]) -> Mapping[int, UnitCard]:
    """The unit of each step; `agency`: the units of the agency that resolves it."""
    cards = {card.id: card for card in (*agency, plan.receiving)}
    return {
        step.order: cards[
            office_of(
                step,
                receiving_unit_id=plan.receiving.id,
                returning_unit_id=plan.receiving.id,
                agency=agency,
                resolving_unit_id=plan.resolving.id,
            )
        ]
        for step in plan.process.steps
    }


def _keys(count: int) -> list[int]:
    """Keys of dossiers that nobody else is given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('dossiers_dossier', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return [key for (key,) in cursor.fetchall()]


def _write(replays: Sequence[Replay]) -> None:
    _copy(Dossier, (replay.dossier for replay in replays), with_key=True)
    parts: tuple[tuple[type[models.Model], Callable[[Replay], Sequence[object]]], ...] = (
        (StepRun, lambda replay: replay.runs),
        (ClockSpan, lambda replay: replay.spans),
        (Supplement, lambda replay: replay.supplements),
        (IssuedPaper, lambda replay: replay.issued),
    )
    for model, rows in parts:
        _copy(model, (row for replay in replays for row in rows(replay)))
    papers.load((replay.dossier.code, replay.history.papers) for replay in replays)
    ledger.load(
        (filing_of(replay.dossier), stays_of(replay.dossier.channel, replay.stood))
        for replay in replays
        if replay.stood
    )
    journal.record_many(entry for replay in replays for entry in replay.happened)


def _copy(model: type[models.Model], rows: Iterable[object], *, with_key: bool = False) -> None:
    """Of whatever has the attributes of the model."""
    fields = [f for f in model._meta.concrete_fields if with_key or not f.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    readers = [(f.attname, isinstance(f, models.JSONField)) for f in fields]
    copy_in = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_in) as copy,
    ):
        for row in rows:
            values = [(getattr(row, name), is_json) for name, is_json in readers]
            copy.write_row([Jsonb(value) if is_json else value for value, is_json in values])
