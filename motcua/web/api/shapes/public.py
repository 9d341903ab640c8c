"""How far a dossier is, for anybody who has its code: nobody's name in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from motcua.deadlines.rules import HANOI
from motcua.dossiers.queries import Progress as Found
from motcua.dossiers.queries import ProgressStep as FoundStep
from motcua.dossiers.rules import Status, TimeState
from motcua.web.api.shapes.values import Answer, Moment


class ProgressStep(Answer):
    name: str
    state: Literal["done", "now", "todo"]
    unit: str
    at: Moment | None


class Progress(Answer):
    status: Status
    national_status: Annotated[int, Field(ge=1, le=10)]
    label: Annotated[str, Field(examples=["Đang giải quyết"])]
    time_state: TimeState
    time_label: Annotated[str, Field(examples=["Còn 2 ngày, 26/11"])]
    holding_unit: str
    returning_unit: str
    received_at: Moment
    finished_at: Moment | None
    returned_at: Moment | None
    steps: list[ProgressStep]
    what_next: str


class PublicDossier(Answer):
    code: str
    procedure_name: str
    progress: Progress
    due_on: date | None


def public_of(found: Found) -> PublicDossier:
    return PublicDossier(
        code=found.code,
        procedure_name=found.procedure_name,
        progress=Progress(
            status=found.status,
            national_status=found.status.national_code,
            label=found.status_label,
            time_state=found.state,
            time_label=found.state_words,
            holding_unit=found.holding_unit,
            returning_unit=found.returning_unit,
            received_at=found.received_at,
            finished_at=found.finished_at,
            returned_at=found.returned_at,
            steps=[_step(step) for step in found.steps],
            what_next=found.next_words,
        ),
        due_on=found.due_at.astimezone(HANOI).date() if found.due_at else None,
    )


def _step(step: FoundStep) -> ProgressStep:
    return ProgressStep.model_validate(step, from_attributes=True)
