"""What the counter found of a paper, what kind of copy it is, why it is not scanned. Pure.

Sources
    TT 01/2023/TT-VPCP, Điều 8.2 and TT 03/2025/TT-VPCP, Điều 5 (law.md §1.8): not scanned are
    what is electronic already, what is only shown, results of verification and opinions, and
    secret papers.
    LoaiBan 0 chính, 1 sao, 2 điện tử (law.md §11).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


RESULT: Final = 0  # the place of the result among the papers of a dossier; components start at 1
RESULT_NAME: Final = "Kết quả giải quyết"


class Mark(StrEnum):
    """What the counter found."""

    UNCHECKED = "unchecked"
    PRESENT = "present"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        return {
            "unchecked": "Chưa kiểm",
            "present": "Đủ",
            "missing": "Thiếu",
            "not_needed": "Không cần",
        }[self]


class PaperKind(StrEnum):
    ORIGINAL = "original"
    CERTIFIED = "certified"
    COPY = "copy"
    ELECTRONIC = "electronic"
    SHOWN = "shown"

    @property
    def label(self) -> str:
        return {
            "original": "Bản chính",
            "certified": "Bản chứng thực",
            "copy": "Bản sao",
            "electronic": "Bản điện tử",
            "shown": "Chỉ xuất trình",
        }[self]

    @property
    def is_to_scan(self) -> bool:
        return self in SCANNED_KINDS


SCANNED_KINDS: Final = frozenset({PaperKind.ORIGINAL, PaperKind.CERTIFIED, PaperKind.COPY})


class Exemption(StrEnum):
    """Why a paper is not scanned though it lies there. The first four are the circular's."""

    ELECTRONIC = "electronic"
    SHOWN = "shown"
    OPINION = "opinion"
    SECRET = "secret"
    OVERSIZE = "oversize"
    DAMAGED = "damaged"

    @property
    def label(self) -> str:
        return {
            "electronic": "Đã có bản điện tử",
            "shown": "Chỉ xuất trình để đối chiếu",
            "opinion": "Kết quả xác minh, ý kiến của cơ quan khác",
            "secret": "Tài liệu bí mật nhà nước",
            "oversize": "Khổ quá lớn, không quét được",
            "damaged": "Hư hỏng, không quét được",
        }[self]

    @property
    def needs_reason(self) -> bool:
        """What no article names has to be explained by who says it."""
        return self in (Exemption.OVERSIZE, Exemption.DAMAGED)
