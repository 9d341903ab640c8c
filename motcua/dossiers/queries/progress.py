"""What anybody with the code may know: how far it is, until when, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import HANOI
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.due_words import due_words
from motcua.dossiers.queries.standing import explanation_of, process_of
from motcua.dossiers.rules import (
    CLOSED,
    OPEN,
    Outcome,
    Status,
    Timeliness,
    TimeState,
    normal_code,
    timeliness,
)
from motcua.people import queries as people
from motcua.process import rules as process_rules


@dataclass(frozen=True, slots=True)
class ProgressStep:
    name: str
    state: str  # done, now, todo
    unit: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """TT 01/2018/TT-VPCP, Điều 16.2d: without signing in, only how far the dossier is."""

    code: str
    procedure_name: str
    status: Status
    status_label: str
    state: TimeState
    state_words: str
    used: int
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    reappointed_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    holding_unit: str
    receiving_unit: str
    returning_unit: str
    returning_address: str
    returning_phone: str
    steps: tuple[ProgressStep, ...]
    next_words: str
    explanation: tuple[str, ...]
    is_past_new_day: bool = False

    @property
    def was_promised_anew(self) -> bool:
        """Another day than the first is promised now, and the result is still to come."""
        days = {m.astimezone(HANOI).date() for m in (self.first_due_at, self.due_at) if m}
        return len(days) > 1 and self.finished_at is None


def progress(code: str, *, now: datetime) -> Progress:
    """Raises BadCode and NoSuchDossier. Seven queries at most."""
    dossier = Dossier.objects.filter(code=normal_code(code)).first()
    if dossier is None:
        raise NoSuchDossier()
    steps = _steps(dossier)
    status = Status(dossier.status)
    units = people.units(
        {dossier.receiving_unit_id, dossier.returning_unit_id, dossier.resolving_unit_id}
        | ({dossier.step_unit_id} if dossier.step_unit_id else set())
    )
    calendar = deadlines.work_calendar(units[dossier.resolving_unit_id].province_code)
    due = due_words(
        status,
        due_at=dossier.due_at,
        started_at=dossier.complete_at,
        finished_at=dossier.finished_at,
        calendar=calendar,
        now=now,
    )
    returning = units[dossier.returning_unit_id]
    holding = units[dossier.step_unit_id or dossier.receiving_unit_id]
    return Progress(
        code=dossier.code,
        procedure_name=dossier.procedure_name,
        status=status,
        status_label=_public_label(dossier, status),
        state=due.state,
        state_words=due.short,
        used=due.used,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        first_due_at=dossier.first_due_at,
        reappointed_at=dossier.reappointed_at if dossier.finished_at is None else None,
        finished_at=dossier.finished_at,
        returned_at=dossier.returned_at,
        holding_unit="" if status in CLOSED else holding.name,
        receiving_unit=units[dossier.receiving_unit_id].name,
        returning_unit=returning.name,
        returning_address=returning.address,
        returning_phone=returning.phone,
        steps=steps,
        next_words=_next_words(status, returning.name),
        explanation=explanation_of(dossier, calendar) if dossier.finished_at is None else (),
        is_past_new_day=_is_past(dossier.reappointed_at, now),
    )


def _is_past(day: datetime | None, now: datetime) -> bool:
    """By the day, as every promise is kept or broken."""
    return day is not None and timeliness(now, day) is Timeliness.LATE


def _public_label(dossier: Dossier, status: Status) -> str:
    if dossier.outcome == Outcome.REFUSED and status in (Status.FINISHED, Status.RETURNED):
        return "Có văn bản từ chối giải quyết"
    return status.label


def _steps(dossier: Dossier) -> tuple[ProgressStep, ...]:
    """The path as the process prints it; done where the dossier has been and gone on."""
    runs = list(dossier.steps.order_by("entered_at", "pk"))
    units = people.units({run.unit_id for run in runs})
    last = {run.order: run for run in runs}
    path = []
    for step in process_rules.main_path(process_of(dossier)):
        run = last.get(step.order)
        if run is None or step.order > dossier.step_order:
            path.append(ProgressStep(step.name, "todo", "", None))
            continue
        now = step.order == dossier.step_order and Status(dossier.status) in OPEN
        unit = units[run.unit_id].short_name
        path.append(
            ProgressStep(step.name, "now" if now else "done", unit, None if now else run.left_at)
        )
    return tuple(path)


_NEXT_WORDS = {
    Status.REGISTERED: "Nơi tiếp nhận đang kiểm tra giấy tờ.",
    Status.ACCEPTED: "Hồ sơ đã đủ và được chuyển đến cơ quan giải quyết.",
    Status.IN_PROCESS: "Ông/bà không phải làm gì thêm lúc này.",
    Status.AWAITING_SUPPLEMENT: "Mang giấy tờ ghi trong phiếu yêu cầu bổ sung đến {unit}.",
    Status.AWAITING_PAYMENT: "Nộp khoản tiền ghi trong thông báo để hồ sơ được giải quyết tiếp.",
    Status.FINISHED: "Mang giấy tiếp nhận và giấy tờ tùy thân đến {unit} để nhận kết quả.",
    Status.RETURNED: "Kết quả đã giao cho người nộp.",
    Status.DECLINED: "Xem lý do trong phiếu từ chối tiếp nhận.",
    Status.WITHDRAWN: "Người nộp đã rút hồ sơ.",
    Status.STOPPED: "Xem lý do trong thông báo dừng giải quyết hồ sơ.",
}


def _next_words(status: Status, returning: str) -> str:
    return _NEXT_WORDS[status].format(unit=returning)
