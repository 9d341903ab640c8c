"""Requests to other offices in the history of a dossier, a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from motcua.coordination.rules import Kind, Result


def _due(text: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(text)):%H:%M %d/%m/%Y}"


def _made(facts: Mapping[str, Any]) -> str:
    what = "Chuyển liên thông đến" if facts["sort"] == Kind.LEG else "Lấy ý kiến"
    via = f" qua {facts['via']}" if facts["via"] else ""
    if not facts["due_at"]:
        return f"{what} {facts['to']}{via}, khi đến lượt: {facts['content']}"
    return f"{what} {facts['to']}{via}, hạn {_due(facts['due_at'])}: {facts['content']}"


def _answered(facts: Mapping[str, Any]) -> str:
    number = f" số {facts['result_number']}" if facts["result_number"] else ""
    late = ", chậm hạn" if facts["is_late"] else ""
    return f"{facts['to']} trả lời{number}{late}: {Result(facts['result']).label}"


def _silent(facts: Mapping[str, Any]) -> str:
    meaning = f" {facts['if_silent']}." if facts["if_silent"] else ""
    return f"Ghi nhận {facts['to']} không trả lời, hạn {_due(facts['due_at'])}.{meaning}"


REQUEST_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "coordination.made": _made,
    "coordination.sent": lambda f: f"Đến lượt {f['to']}, hạn {_due(f['due_at'])}",
    "coordination.handed_on": lambda f: f"{f['via']} chuyển yêu cầu đến {f['to']}",
    "coordination.taken": lambda f: f"{f['to']} nhận xử lý yêu cầu phối hợp",
    "coordination.answered": _answered,
    "coordination.reminded": lambda f: f"Đôn đốc {f['to']}, hạn {_due(f['due_at'])}",
    "coordination.silent": _silent,
    "coordination.cancelled": lambda f: f"Hủy yêu cầu gửi {f['to']}",
}
