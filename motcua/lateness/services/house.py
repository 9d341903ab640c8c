"""Who works where today, asked for once in a run: whom a warning goes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.queries.lateness import Clocked
from motcua.dossiers.rules import Status
from motcua.lateness.rules import To
from motcua.people import queries as people
from motcua.people.queries import PostCard, UnitCard
from motcua.people.rules import Role


class House:
    """Units, posts, calendars and names of one run. One query for each agency and province.

    Only people of the office that has the dossier, or who lead its agency, are ever named: they
    are those who may see it.
    """

    def __init__(self, at: datetime) -> None:
        self._on = timezone.localdate(at)
        self._units: dict[int, UnitCard] = {}
        self._posts: dict[int, tuple[PostCard, ...]] = {}
        self._calendars: dict[str, WorkCalendar] = {}
        self._names: dict[int, str] = {}
        self._substitutes: dict[int, int] = {}

    def learn(self, rows: Iterable[Clocked]) -> None:
        ids = {
            unit_id
            for row in rows
            for unit_id in (row.step_unit_id, row.receiving_unit_id, row.resolving_unit_id)
            if unit_id is not None
        }
        if new := ids - set(self._units):
            self._units |= people.units(new)

    def learn_people(self, rows: Iterable[Clocked]) -> None:
        ids = {row.assignee_id for row in rows if row.assignee_id is not None}
        if new := ids - set(self._names):
            self._names |= people.names_of(new)
            self._substitutes |= people.substitutes_of(new, self._on)

    def calendar(self, unit_id: int) -> WorkCalendar:
        province = self._units[unit_id].province_code
        if province not in self._calendars:
            self._calendars[province] = deadlines.work_calendar(province)
        return self._calendars[province]

    def unit_name(self, unit_id: int) -> str:
        return self._units[unit_id].name

    def name(self, user_id: int | None) -> str:
        return self._names.get(user_id or 0, "")

    def recipients(self, row: Clocked, to: To) -> list[int]:
        """Nobody of that kind there: who stands above them."""
        unit_id = self._office(row)
        if to is To.HOLDER:
            return self._holders(row, unit_id) or self.recipients(row, To.HEAD)
        if to is To.HEAD:
            return self.heads_of_unit(unit_id, row.resolving_unit_id)
        return self._leaders(self._answering_agency(row))

    def heads_of_unit(self, unit_id: int | None, resolving_id: int) -> list[int]:
        """The heads of the office; where it has none, who leads the agency it belongs to."""
        if unit_id is not None and unit_id not in self._units:
            self._units |= people.units({unit_id})
        here = self._at(unit_id)
        heads = [post.holder_id for post in here if Role.UNIT_HEAD in post.roles]
        own_agency = self._units[unit_id].agency_id if unit_id else resolving_id
        return heads or self._leaders(own_agency) or self._leaders(resolving_id)

    def _office(self, row: Clocked) -> int:
        is_waiting = row.status is Status.REGISTERED
        return row.receiving_unit_id if is_waiting else row.step_unit_id or row.receiving_unit_id

    def _answering_agency(self, row: Clocked) -> int:
        """Of a filing that waits the receiving one, of a dossier under way the resolving one."""
        if row.status is Status.REGISTERED:
            return self._units[row.receiving_unit_id].agency_id
        return row.resolving_unit_id

    def _holders(self, row: Clocked, unit_id: int) -> list[int]:
        here = self._at(unit_id)
        there = {post.holder_id for post in here}
        if row.assignee_id in there:
            stands_in = self._substitutes.get(row.assignee_id)
            return [row.assignee_id, *([stands_in] if stands_in else [])]
        role = Role.COUNTER if row.status is Status.REGISTERED else Role(row.step_role)
        return [post.holder_id for post in here if role in post.roles]

    def _leaders(self, agency_id: int) -> list[int]:
        return [p.holder_id for p in self._staff(agency_id) if Role.LEADER in p.roles]

    def _at(self, unit_id: int | None) -> Sequence[PostCard]:
        if unit_id is None:
            return ()
        agency_id = self._units[unit_id].agency_id
        return [post for post in self._staff(agency_id) if post.unit_id == unit_id]

    def _staff(self, agency_id: int) -> tuple[PostCard, ...]:
        if agency_id not in self._posts:
            self._posts[agency_id] = people.staff_of(agency_id, self._on)
        return self._posts[agency_id]
