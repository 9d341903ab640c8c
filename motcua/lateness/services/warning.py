"""People are told before time runs out, their heads and leaders when it has.

In batches, each a transaction of its own: what was told stays told, and a run that is killed in the
middle is made good by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.queries.lateness import Clocked, running_after, waiting_after, ways
from motcua.lateness.models import Warned
from motcua.lateness.queries import delays, late_words
from motcua.lateness.rules import Deadline, Of, To, Warning, due_warnings
from motcua.lateness.services.house import House
from motcua.lateness.services.wording import words_of


BATCH = 200
EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class _Due:
    """A warning whose moment has come, for one time of one dossier."""

    row: Clocked
    deadline: Deadline
    warning: Warning

    @property
    def key(self) -> str:
        return f"{self.warning.key}:{self.deadline.due_at:%Y%m%d%H%M}"

    @property
    def alert_key(self) -> str:
        return f"{self.key}:{self.row.code}"


def warn(*, at: datetime, batch: int = BATCH) -> int:
    """Tell everybody who is to be told by now and was not; returns how many warnings were given.

    Reads what runs in the order of its due moments, a batch at a time. Twice is the same as once.
    """
    house = House(at)
    return _all(running_after, _of_running, house, at, batch) + _all(
        waiting_after, _of_waiting, house, at, batch
    )


_Reader = Callable[..., tuple[Clocked, ...]]


def _all(
    read: _Reader,
    deadlines_of: Callable[[Clocked], list[Deadline]],
    house: House,
    at: datetime,
    batch: int,
) -> int:
    told, mark = 0, None
    while rows := read(mark, limit=batch):
        told += _batch(rows, deadlines_of, house, at)
        last = rows[-1]
        moment = last.answer_due_at if read is waiting_after else last.due_at
        assert moment is not None
        mark = (moment, last.pk)
    return told


def _of_running(row: Clocked) -> list[Deadline]:
    found = []
    if row.step_due_at is not None and row.step_entered_at is not None:
        found.append(Deadline(Of.STEP, row.step_entered_at, row.step_due_at))
    if row.due_at is not None:
        found.append(Deadline(Of.WHOLE, row.submitted_at, row.due_at))
    return found


def _of_waiting(row: Clocked) -> list[Deadline]:
    assert row.answer_due_at is not None
    return [Deadline(Of.ANSWER, row.submitted_at, row.answer_due_at)]


@transaction.atomic
def _batch(
    rows: Sequence[Clocked],
    deadlines_of: Callable[[Clocked], list[Deadline]],
    house: House,
    at: datetime,
) -> int:
    house.learn(rows)
    due = [
        _Due(row, deadline, warning)
        for row in rows
        for deadline in deadlines_of(row)
        for warning in due_warnings(deadline, _calendar(row, house), now=at)
    ]
    new = _not_yet(due)
    house.learn_people(one.row for one in new)
    given = [one for one in new if _tell(one, house, at, is_last=_is_last(one, new))]
    _demand([one.row for one in given if _is_whole_late(one)], house, at)
    Warned.objects.bulk_create(
        [Warned(subject=one.row.code, key=one.key, warned_at=at) for one in given],
        ignore_conflicts=True,
    )
    return len(given)


def _calendar(row: Clocked, house: House) -> WorkCalendar:
    return house.calendar(row.resolving_unit_id)


def _not_yet(due: Sequence[_Due]) -> list[_Due]:
    """One query."""
    if not due:
        return []
    told = set(
        Warned.objects.filter(subject__in={one.row.code for one in due}).values_list(
            "subject", "key"
        )
    )
    return [one for one in due if (one.row.code, one.key) not in told]


def _is_last(one: _Due, new: Iterable[_Due]) -> bool:
    """After a standstill several come at once; a person then hears the most pressing only."""
    same = [
        other
        for other in new
        if other.row.pk == one.row.pk
        and other.deadline.of is one.deadline.of
        and other.warning.to is one.warning.to
    ]
    return same[-1] is one


def _tell(one: _Due, house: House, at: datetime, *, is_last: bool) -> bool:
    """False where nobody could be told yet: the next run tries again."""
    told = house.recipients(one.row, one.warning.to)
    if not told:
        return False
    if is_last:
        alerts.tell(
            told,
            kind=Kind.WARNING if one.warning.to is To.HOLDER else Kind.ESCALATION,
            subject=one.row.code,
            text=words_of(one.row, one.deadline, one.warning, house, at),
            key=one.alert_key,
            at=at,
        )
    return True


def _is_whole_late(one: _Due) -> bool:
    return one.warning.of is Of.WHOLE and one.warning.hours_late == 0


def _demand(rows: Sequence[Clocked], house: House, at: datetime) -> None:
    """The head of the office that was late is asked to explain, wherever the dossier is now."""
    if not rows:
        return
    judged = delays(ways([row.code for row in rows]), now=at)
    for row in rows:
        worst = judged[row.code].worst
        unit_id = worst.unit_id if worst and worst.unit_id else row.step_unit_id
        where = f" {late_words(worst)}." if worst else ""
        alerts.tell(
            house.heads_of_unit(unit_id, row.resolving_unit_id),
            kind=Kind.EXPLANATION,
            subject=row.code,
            text=f"Hồ sơ {row.code} quá hạn, cần văn bản giải trình lý do và hướng giải quyết."
            f"{where}",
            key=f"{EXPLAIN}:{row.code}",
            at=at,
        )
