"""What was done to one thing under administration, from the journal, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from motcua.journal import queries as journal
from motcua.people import queries as people


MOST: Final = 30
NOBODY: Final = "Hệ thống"
WORDS: Final[Mapping[str, str]] = {
    "people.unit_created": "Tạo đơn vị",
    "people.unit_changed": "Sửa đơn vị",
    "people.unit_closed": "Đóng đơn vị",
    "people.account_created": "Tạo tài khoản",
    "people.account_changed": "Sửa thông tin liên hệ",
    "people.password_set": "Đặt mật khẩu",
    "people.account_deactivated": "Ngừng tài khoản",
    "people.account_reactivated": "Mở lại tài khoản",
    "people.account_unlocked": "Mở khóa đăng nhập",
    "people.appointed": "Giao vị trí",
    "people.post_ended": "Kết thúc vị trí",
    "people.substitute_set": "Cử người thay",
    "people.substitution_ended": "Chấm dứt việc thay",
    "people.signed_in": "Đăng nhập",
    "people.sign_in_locked": "Khóa vì nhập sai mật khẩu nhiều lần",
    "people.token_created": "Cấp khóa truy cập",
    "people.token_revoked": "Thu hồi khóa truy cập",
    "calendar.day_added": "Ghi ngày vào lịch",
    "calendar.day_changed": "Sửa ngày trong lịch",
    "calendar.day_removed": "Bỏ ngày khỏi lịch",
    "calendar.hours_added": "Ghi giờ làm việc",
    "calendar.hours_ended": "Kết thúc giờ làm việc",
    "calendar.hours_removed": "Bỏ giờ làm việc",
    "procedure.version_opened": "Ban hành nội dung mới",
    "procedure.closed": "Bãi bỏ thủ tục",
    "process.drafted": "Lập dự thảo",
    "process.changed": "Sửa dự thảo",
    "process.approved": "Duyệt",
    "process.withdrawn": "Bãi bỏ",
}
# What of a fact is told beside it, and before it.
TOLD: Final[Mapping[str, str]] = {
    "title": "",
    "name": "",
    "on": "ngày ",
    "since": "từ ",
    "until": "đến hết ",
    "decision": "theo ",
    "reason": "lý do: ",
}


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    what: str
    who: str


def history_of(subject: str) -> tuple[Moment, ...]:
    """The newest first. Two queries."""
    events = journal.history(subject)[-MOST:]
    names = people.names_of(event.by_id for event in events if event.by_id is not None)
    return tuple(
        Moment(
            at=event.at,
            what=": ".join(filter(None, (WORDS.get(event.kind, event.kind), _told(event.facts)))),
            who=names.get(event.by_id or 0, NOBODY),
        )
        for event in reversed(events)
    )


def _told(facts: Mapping[str, Any]) -> str:
    return ", ".join(_parts(facts))


def _parts(facts: Mapping[str, Any]) -> Iterator[str]:
    for name, before in TOLD.items():
        if value := facts.get(name):
            yield before + _as_people_write(str(value))
    if isinstance(after := facts.get("after"), Mapping):
        yield from (str(value) for value in after.values() if value)


def _as_people_write(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text
