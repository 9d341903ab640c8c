"""The steps of a dossier's process with who had it and how long: the track on its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.deadlines.rules import WorkCalendar, working_time_between
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules import OPEN, Status
from motcua.people.queries import UnitCard
from motcua.process import rules as process_rules
from motcua.process.rules import Process


def short_name(step: str) -> str:
    """The name up to its first comma or bracket: what fits in a list or under a dot."""
    return re.split(r"[,;(]", step)[0].strip()


@dataclass(frozen=True, slots=True)
class StepCell:
    order: int
    name: str
    state: str  # done, now, todo
    who: str
    words: str

    @property
    def short(self) -> str:
        return short_name(self.name)


def cells(
    process: Process,
    d: Dossier,
    runs: list[StepRun],
    names: Mapping[int, str],
    units: Mapping[int, UnitCard],
    calendar: WorkCalendar,
    now: datetime,
) -> tuple[StepCell, ...]:
    last = {run.order: run for run in runs}
    cells = []
    for step in process_rules.main_path(process):
        run = last.get(step.order)
        if run is None or step.order > d.step_order:
            allowed = f"cho phép {step.allotted.label}" if step.allotted else "không tính giờ"
            cells.append(StepCell(step.order, step.name, "todo", step.role.label, allowed))
            continue
        who = names.get(run.left_by_id or run.assignee_id or 0, units[run.unit_id].short_name)
        state = "now" if step.order == d.step_order and Status(d.status) in OPEN else "done"
        cells.append(StepCell(step.order, step.name, state, who, _used(run, calendar, now)))
    return tuple(cells)


def _used(run: StepRun, calendar: WorkCalendar, now: datetime) -> str:
    end = run.left_at or now
    used = hours_words(working_time_between(run.entered_at, max(end, run.entered_at), calendar))
    if run.due_at is None:
        return used
    allowed = hours_words(working_time_between(run.entered_at, run.due_at, calendar))
    return f"{used} trên {allowed}"


def hours_words(spent: timedelta) -> str:
    """Working time in words: «20 phút», «2 giờ 30», «1,5 ngày» of eight hours."""
    minutes = int(spent.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} phút"
    if minutes < 8 * 60:
        return f"{minutes // 60} giờ" + (f" {minutes % 60:02d}" if minutes % 60 else "")
    return f"{minutes / 480:.1f} ngày".replace(".0", "").replace(".", ",")
