"""The journal of a dossier in sentences, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from motcua.dossiers.queries.request_words import REQUEST_SENTENCES
from motcua.dossiers.rules import Action, Delivery, Outcome, Timeliness
from motcua.journal import queries as journal
from motcua.journal.rules import Event
from motcua.papers.rules import Exemption, ScanState
from motcua.people import queries as people


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    what: str
    who: str
    detail: str


def timeline(code: str) -> list[Moment]:
    """Two queries."""
    events = journal.history(code)
    return moments(events, people.names_of(actors_in(events)))


def actors_in(events: Sequence[Event]) -> set[int]:
    return {event.by_id for event in events if event.by_id}


def moments(events: Sequence[Event], names: Mapping[int, str]) -> list[Moment]:
    return [
        Moment(
            at=event.at,
            what=_sentence(event.kind, event.facts),
            who=_who(event, names),
            detail=str(event.facts.get("reason") or event.facts.get("note") or ""),
        )
        for event in reversed(events)
    ]


def _who(event: Event, names: Mapping[int, str]) -> str:
    who = names.get(event.by_id or 0, "Hệ thống")
    absent = event.facts.get("acting_for")
    return f"{who} thay {absent}" if absent else who


def _sentence(kind: str, facts: Mapping[str, Any]) -> str:
    return _SENTENCES[kind](facts) if kind in _SENTENCES else kind


def _day(text: str | None) -> str:
    if not text:
        return "khi đủ giấy tờ"
    return f"{timezone.localtime(datetime.fromisoformat(text)):%d/%m/%Y}"


def _dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


def _step_taken(facts: Mapping[str, Any]) -> str:
    action = Action(facts["action"])
    to = facts["assignee"] or facts["unit"]
    return {
        Action.FORWARD: f"Chuyển đến {to}: {facts['to_step']}",
        Action.SEND_BACK: f"Trả lại {to}: {facts['to_step']}",
        Action.APPROVE: "Ký duyệt kết quả",
        Action.REFUSE: "Ký văn bản từ chối giải quyết",
    }.get(action, action.label)


def _submitted(facts: Mapping[str, Any]) -> str:
    if not facts.get("arrived_at"):
        return "Ghi nhận hồ sơ nộp"
    how = "đã nhận trên giấy" if facts.get("was_on_paper") else "bưu gửi đến"
    return f"Ghi nhận hồ sơ nộp, {how} {_day(facts['arrived_at'])}"


def _returned(facts: Mapping[str, Any]) -> str:
    """Entries of before the ways were told apart say no more than that it was returned."""
    how = facts.get("how")
    words = f"Trả kết quả: {Delivery(how).label.lower()}" if how else "Trả kết quả"
    if facts.get("tracking_number"):
        words += f", số bưu gửi {facts['tracking_number']}"
    return words + (", người được ủy quyền nhận" if facts.get("is_by_proxy") else "")


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "dossier.submitted": _submitted,
    "dossier.accepted": lambda f: f"Tiếp nhận, hẹn trả {_day(f['due_at'])}",
    "dossier.declined": lambda f: "Từ chối tiếp nhận",
    "dossier.supplement_asked": lambda f: (
        ("Lãnh đạo yêu cầu bổ sung lần nữa: " if f.get("is_extra") else "Yêu cầu bổ sung: ")
        + "; ".join(f["items"])
    ),
    "dossier.supplied": lambda f: (
        f"Nhận đủ giấy tờ bổ sung, hẹn trả {_day(f['due_at'])}"
        if f["due_at"]
        else "Nhận đủ giấy tờ bổ sung"
    ),
    "dossier.step_taken": _step_taken,
    "dossier.reassigned": lambda f: f"Giao cho {f['assignee']}",
    "dossier.concluded": lambda f: (
        f"Phát hành kết quả số {f['result_number']}, "
        f"{Timeliness(f['timeliness']).label.lower()}"
        + (" (từ chối)" if f["outcome"] == Outcome.REFUSED else "")
    ),
    "dossier.returned": _returned,
    "dossier.paused": lambda f: f"Tạm dừng chờ nghĩa vụ tài chính: {f['source']}",
    "dossier.verified": lambda f: (
        f"Xác minh tại {f['place']} ngày {_day(f['held_at'])}, có mặt: {f['participants']}"
    ),
    "dossier.resumed": lambda f: f"Giải quyết tiếp, hẹn trả {_day(f['due_at'])}",
    "dossier.reappointed": lambda f: (
        f"{'Gia hạn' if f['is_timely'] else 'Xin lỗi vì quá hạn'}, hẹn lại {_day(f['new_due_at'])}"
    ),
    "dossier.withdrawn": lambda f: "Người nộp rút hồ sơ",
    "dossier.stopped": lambda f: (
        "Đóng hồ sơ: quá hạn bổ sung" if f["is_unanswered"] else "Dừng giải quyết"
    ),
    "dossier.correction_opened": lambda f: "Nhận đính chính kết quả",
    "dossier.correction_returned": lambda f: f"Trả bản đính chính số {f['result_number']}",
    "dossier.due_recounted": lambda f: (
        f"Tính lại hạn từ {_day(f['was_due_at'])} thành {_day(f['due_at'])}"
    ),
    "dossier.refigured": lambda f: "Dựng lại số liệu báo cáo của hồ sơ từ nhật ký",
    "dossier.process_changed": lambda f: f"Chuyển sang quy trình mới, bước {f['to_step']}",
    "payment.collected": lambda f: (
        f"Thu {_dong(f['amount'])}, biên lai số {f['number']:07d}, quyển {f['book']}"
    ),
    "payment.cancelled": lambda f: f"Hủy biên lai số {f['number']:07d}",
    "payment.refunded": lambda f: f"Hoàn {_dong(f['amount'])} theo biên lai số {f['number']:07d}",
    "payment.relieved": lambda f: (
        f"Giảm phí, lệ phí còn {_dong(f['due'])}" if f["due"] else "Miễn phí, lệ phí"
    ),
    "work.note_written": lambda f: (
        f"Viết ghi chú, nhắc {', '.join(f['mentioned'])}" if f["mentioned"] else "Viết ghi chú"
    ),
    "work.note_withdrawn": lambda f: "Rút ghi chú",
    "signing.result_signed": lambda f: f"Ký số kết quả, {f['level']}, chứng thư {f['serial'][:12]}",
    "lateness.explained": lambda f: f"Giải trình chậm ở bước {f['step']}, văn bản số {f['number']}",
    "lateness.returned": lambda f: "Trả lại văn bản giải trình",
    "lateness.accepted": lambda f: "Chấp nhận văn bản giải trình",
    **REQUEST_SENTENCES,
    "paper.scanned": lambda f: f"Số hóa: {f['paper']}",
    "paper.digitised": lambda f: f"Xác nhận bản số hóa: {f['paper']}",
    "paper.reopened": lambda f: f"Mở lại bản số hóa để sửa: {f['paper']}",
    "paper.excepted": lambda f: (
        f"Không số hóa {f['paper']}: {Exemption(f['exemption']).label.lower()}"
    ),
    "paper.to_scan_again": lambda f: f"Cần số hóa: {f['paper']}",
    "paper.scan_refused": lambda f: (
        f"Bản quét của {f['paper']}: {ScanState(f['state']).label.lower()}"
    ),
    "archive.placed": lambda f: f"Cất hồ sơ giấy vào hộp {f['box']}",
    "archive.lent": lambda f: f"Cho {f['borrower']} mượn hồ sơ giấy",
    "archive.back": lambda f: f"{f['borrower']} trả lại hồ sơ giấy",
    "paper.checked": lambda f: f"Kiểm giấy tờ: đủ {f['present']}, thiếu {f['missing']}",
}
