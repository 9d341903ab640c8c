"""Who may lay down the draft of a result, and which file of a result may be signed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from motcua.dossiers.errors import (
    AlreadyDecided,
    NoResultFile,
    NotYourRole,
    NotYourStep,
    NotYourUnit,
    ResultFileUnread,
    ResultFileUnsafe,
    ResultNotPdf,
    WrongStatus,
)
from motcua.dossiers.rules.permissions import Standing
from motcua.dossiers.rules.states import Status
from motcua.errors import DomainError
from motcua.papers.rules import PDF, ScanState
from motcua.people.rules import Actor


RUNNING = frozenset({Status.ACCEPTED, Status.IN_PROCESS})


class ResultFile(Protocol):
    @property
    def media_type(self) -> str: ...
    @property
    def state(self) -> ScanState: ...


def draft_objection(actor: Actor, standing: Standing) -> DomainError | None:
    """Until it is decided, who has the dossier at its step lays down what is to be signed."""
    if standing.status not in RUNNING:
        return WrongStatus(action="đặt tệp kết quả trình ký", status=standing.status.label)
    if standing.is_decided:
        return AlreadyDecided()
    if standing.step_unit_id != actor.unit_id:
        return NotYourUnit()
    if standing.step_role not in actor.roles:
        return NotYourRole(role=standing.step_role.label if standing.step_role else "")
    if standing.assignee_id not in (None, *actor.answers_for):
        return NotYourStep(who=standing.assignee_name or "người khác")
    return None


def file_objection(files: Sequence[ResultFile]) -> DomainError | None:
    """Why the result can't be signed as its last file stands: none, no PDF, not looked into."""
    if not files:
        return NoResultFile()
    last = files[-1]
    if last.media_type != PDF:
        return ResultNotPdf()
    if last.state is ScanState.NEW:
        return ResultFileUnread()
    return None if last.state is ScanState.READY else ResultFileUnsafe()
