"""What an applicant says of how a dossier was handled. Pure.

Sources
    NĐ 61/2018/NĐ-CP, Điều 29, 31: evaluation online and at the one-stop, by who had the dossier.
    TT 01/2018/TT-VPCP, Điều 13: 2, 1 or 0 points; number 3, how often one had to come again, and
    number 7, attitude, are measured by dossier. The time is asked as it was felt: whether it was
    in time is computed, not asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from motcua.deadlines.rules import HANOI
from motcua.surveys.errors import AnswerRefused


OPEN_DAYS: Final = 30
LONGEST_COMMENT: Final = 1000
SATISFIED_FROM: Final = 4
DISLIKED_TO: Final = 2
FACES: Final[Mapping[int, str]] = MappingProxyType(
    {
        5: "Rất hài lòng",
        4: "Hài lòng",
        3: "Bình thường",
        2: "Không hài lòng",
        1: "Rất không hài lòng",
    }
)


class Voice(StrEnum):
    """As whom somebody answers."""

    CITIZEN = "citizen"
    BUSINESS = "business"

    @property
    def label(self) -> str:
        return {"citizen": "Người dân", "business": "Doanh nghiệp, tổ chức"}[self]


@dataclass(frozen=True, slots=True)
class Question:
    """`points`: 2, 1 or 0, and the words for it."""

    key: str
    text: str
    points: tuple[tuple[int, str], ...]


QUESTIONS: Final = (
    Question(
        "attitude",
        "Thái độ của cán bộ",
        ((2, "Tận tình, lịch sự"), (1, "Bình thường"), (0, "Chưa đúng mực")),
    ),
    Question(
        "time",
        "Thời gian giải quyết",
        ((2, "Nhanh"), (1, "Chấp nhận được"), (0, "Lâu")),
    ),
    Question(
        "guidance",
        "Sau lần nộp đầu, số lần phải đến hoặc gọi lại để hoàn thiện hồ sơ",
        ((2, "Không lần nào"), (1, "Một lần"), (0, "Hơn một lần")),
    ),
)
_POINTS = (0, 1, 2, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`overall` is one of FACES; the three questions may be left open."""

    overall: int
    voice: Voice
    attitude: int | None = None
    time: int | None = None
    guidance: int | None = None
    comment: str = ""


def checked(answer: Answer) -> Answer:
    """The same, cleaned. Raises AnswerRefused."""
    if answer.overall not in FACES:
        raise AnswerRefused(field="overall", why="Chọn một trong năm mức hài lòng")
    for question in QUESTIONS:
        if getattr(answer, question.key) not in _POINTS:
            raise AnswerRefused(field=question.key, why="Chọn một trong ba câu trả lời")
    text = unicodedata.normalize("NFC", answer.comment).replace("\r\n", "\n").strip()
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") and c not in "\n\t" for c in text):
        raise AnswerRefused(field="comment", why="Góp ý có ký tự không đọc được. Gõ lại ô này")
    if len(text) > LONGEST_COMMENT:
        why = f"Góp ý dài quá {LONGEST_COMMENT} ký tự. Viết ngắn lại"
        raise AnswerRefused(field="comment", why=why)
    return replace(answer, comment=text)


def closes_at(returned_at: datetime) -> datetime:
    """The end of the thirtieth day after the result was returned."""
    day = returned_at.astimezone(HANOI).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=OPEN_DAYS + 1)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """So many of so many who answered are satisfied or very satisfied."""

    numerator: int
    denominator: int

    @property
    def share(self) -> float | None:
        """In percent with one decimal; None while nobody has answered."""
        if not self.denominator:
            return None
        return round(100 * self.numerator / self.denominator, 1)
