"""One dossier, entry by entry of its journal: what its row said of the figures after each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.queries.figuring import day_of, stand_of
from motcua.dossiers.rules import Status
from motcua.journal.rules import Event
from motcua.ledger.rules import Stand


@dataclass(slots=True)
class Retelling:
    """`row`: the dossier as it was after each entry, as far as the figures ask.

    `runs`: its stays at steps, in order; `given`: when a step was given to somebody; `names`: of
    those who had to do with it; `was_scanned`: where the entry of its result doesn't say.
    """

    row: Dossier
    runs: deque[StepRun]
    given: tuple[datetime, ...]
    names: Mapping[int, str]
    was_scanned: bool
    is_signed: bool = False
    here: StepRun | None = None

    def run(self, events: Iterable[Event]) -> list[tuple[date, Stand]]:
        stood: list[tuple[date, Stand]] = []
        for event in events:
            if event.kind == _SIGNED:
                self.is_signed = True
            elif event.kind == _ACCEPTED or self.row.accepted_at is not None:
                self._change(event)
                if stand := self._stand(event):
                    stood.append((day_of(event.at), stand))
        return stood

    def _change(self, event: Event) -> None:
        row = self.row
        if event.kind == _ACCEPTED:
            row.accepted_at, row.accepted_by_id = event.at, event.by_id
        row.status = _STATUS.get(event.kind, row.status)
        row.outcome = event.facts.get("outcome", row.outcome)
        if event.kind in _DUE:
            due = event.facts.get("due_at")
            row.due_at = datetime.fromisoformat(due) if due else None
        if event.kind in _MOVES:
            self._enter(event)
        if assign := _ASSIGNED.get(event.kind):
            assign(self, event)

    def _stand(self, event: Event) -> Stand | None:
        is_end = event.kind == CONCLUDED
        return stand_of(
            self.row,
            is_digitised=is_end and bool(event.facts.get("is_digitised", self.was_scanned)),
            has_e_result=is_end and self.is_signed,
        )

    def _enter(self, event: Event) -> None:
        """The stay that began with this entry; none is lost where entries or stays are missing."""
        while self.runs and self.runs[0].entered_at < event.at:
            self.runs.popleft()
        if self.runs and self.runs[0].entered_at == event.at:
            self.here = self.runs.popleft()
            self.row.step_role = self.here.role

    def _is_assigned(self, event: Event) -> None:
        """At a new step: whom the entry says, else whom the stay says if it was never given on."""
        if "assignee_id" in event.facts:
            self.row.assignee_id = event.facts["assignee_id"]
        elif event.facts.get("assignee"):
            self.row.assignee_id = self._named(event)
        else:
            self.row.assignee_id = None if self._given_on() else self._of_stay()

    def _is_given(self, event: Event) -> None:
        known = "assignee_id" in event.facts
        self.row.assignee_id = event.facts["assignee_id"] if known else self._named(event)

    def _named(self, event: Event) -> int | None:
        """Of several of one name whoever acted, then whoever has the stay."""
        name, likely = event.facts["assignee"], (event.by_id, self._of_stay())
        found = [one for one in (*likely, *self.names) if one and self.names.get(one) == name]
        return found[0] if found else None

    def _of_stay(self) -> int | None:
        return self.here.assignee_id if self.here else None

    def _given_on(self) -> bool:
        """Whoever has the stay now was given it later."""
        if self.here is None:
            return True
        entered, left = self.here.entered_at, self.here.left_at
        return any(entered <= at and (left is None or at <= left) for at in self.given)


_ACCEPTED: Final = "dossier.accepted"
CONCLUDED: Final = "dossier.concluded"
GIVEN: Final = "dossier.reassigned"
_SIGNED: Final = "signing.result_signed"
_STATUS: Final = {
    _ACCEPTED: Status.ACCEPTED.value,
    "dossier.supplement_asked": Status.AWAITING_SUPPLEMENT.value,
    "dossier.supplied": Status.IN_PROCESS.value,
    "dossier.paused": Status.AWAITING_PAYMENT.value,
    "dossier.resumed": Status.IN_PROCESS.value,
    "dossier.step_taken": Status.IN_PROCESS.value,
    CONCLUDED: Status.FINISHED.value,
    "dossier.withdrawn": Status.WITHDRAWN.value,
    "dossier.stopped": Status.STOPPED.value,
}
_DUE: Final = frozenset(  # those without a moment: the clock stands, or has ended
    {
        _ACCEPTED,
        "dossier.supplement_asked",
        "dossier.supplied",
        "dossier.paused",
        "dossier.resumed",
        "dossier.due_recounted",
        "dossier.withdrawn",
        "dossier.stopped",
    }
)
_MOVES: Final = frozenset(
    {
        _ACCEPTED,
        "dossier.supplied",
        "dossier.resumed",
        "dossier.step_taken",
        "dossier.process_changed",
        CONCLUDED,
    }
)
_ASSIGNED: Final[Mapping[str, Callable[[Retelling, Event], None]]] = {
    _ACCEPTED: Retelling._is_assigned,
    "dossier.step_taken": Retelling._is_assigned,
    "dossier.process_changed": Retelling._is_assigned,
    CONCLUDED: Retelling._is_assigned,
    GIVEN: Retelling._is_given,
}
KINDS: Final = frozenset({*_STATUS, *_DUE, *_MOVES, GIVEN, _SIGNED})
