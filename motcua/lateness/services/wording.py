"""What a warning says: which dossier, which time, until when, what to do."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from motcua.deadlines.rules import working_time_between
from motcua.dossiers.queries.lateness import Clocked
from motcua.dossiers.queries.track import short_name
from motcua.lateness.queries import time_words
from motcua.lateness.rules import Deadline, Of, To, Warning, is_over
from motcua.lateness.services.house import House


def words_of(row: Clocked, deadline: Deadline, warning: Warning, house: House, at: datetime) -> str:
    due = f"{timezone.localtime(deadline.due_at):%H:%M ngày %d/%m/%Y}"
    what = _what(row, deadline)
    if not is_over(deadline, at):
        return f"{what} {_until(row, deadline, warning, house, at)}, hạn {due}."
    calendar = house.calendar(row.resolving_unit_id)
    gone = time_words(working_time_between(deadline.due_at, at, calendar))
    late = f"{what} đã quá hạn từ {due}, đến nay {gone} làm việc{_who(row, house)}."
    return late + _do(deadline, warning)


def _what(row: Clocked, deadline: Deadline) -> str:
    if deadline.of is Of.ANSWER:
        return f"Hồ sơ {row.code} nộp trực tuyến hoặc qua bưu chính"
    if deadline.of is Of.STEP:
        return f"Hồ sơ {row.code}, bước “{short_name(row.step_name)}”,"
    return f"Hồ sơ {row.code}"


def _until(row: Clocked, deadline: Deadline, warning: Warning, house: House, at: datetime) -> str:
    if warning.at_once:
        return "chờ tiếp nhận"
    calendar = house.calendar(row.resolving_unit_id)
    return f"còn {time_words(working_time_between(at, deadline.due_at, calendar))} làm việc"


def _who(row: Clocked, house: House) -> str:
    if name := house.name(row.assignee_id):
        return f", {name} đang giữ"
    unit_id = row.step_unit_id or row.receiving_unit_id
    return f", đang ở {house.unit_name(unit_id)}"


def _do(deadline: Deadline, warning: Warning) -> str:
    if deadline.of is Of.WHOLE and warning.to is To.HEAD:
        return " Xin lỗi người nộp, hẹn lại ngày trả và giải trình."
    return ""
