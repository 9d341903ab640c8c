"""What an official is reminded of. Pure values."""

from __future__ import annotations

from enum import StrEnum


LONGEST_TEXT = 500


class Kind(StrEnum):
    """Why somebody is told."""

    WARNING = "warning"
    ESCALATION = "escalation"
    MENTION = "mention"
    WATCH = "watch"
    REQUEST = "request"
    REMINDER = "reminder"
    ASSIGNED = "assigned"
    HANDOVER = "handover"
    EXPLANATION = "explanation"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_pressing(self) -> bool:
        """Whether time is running out or has run out."""
        return self in (Kind.WARNING, Kind.ESCALATION, Kind.EXPLANATION)


_LABELS = {
    Kind.WARNING: "Sắp đến hạn",
    Kind.ESCALATION: "Báo cáo cấp trên",
    Kind.MENTION: "Nhắc đến ông/bà",
    Kind.WATCH: "Hồ sơ theo dõi",
    Kind.REQUEST: "Đề nghị phối hợp",
    Kind.REMINDER: "Nhắc việc",
    Kind.ASSIGNED: "Việc mới giao",
    Kind.HANDOVER: "Bàn giao",
    Kind.EXPLANATION: "Cần giải trình",
}
