"""How a dossier comes in, what is owed, how its result goes out: the states beside its life.

Sources
    KenhThucHien, HinhThuc and the other lists of the national exchange schema (law.md §11).
    NĐ 61/2018/NĐ-CP, Điều 19.4: the reason why a clock stands.
"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"

    @property
    def label(self) -> str:
        return {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính công ích"}[self]

    @property
    def national_code(self) -> int:
        return {"direct": 1, "online": 2, "postal": 3}[self]


class Money(StrEnum):
    NOTHING_OWED = "nothing_owed"
    OWED = "owed"
    PAID = "paid"
    REFUNDED = "refunded"

    @property
    def label(self) -> str:
        return {
            "nothing_owed": "Không thu",
            "owed": "Chưa nộp",
            "paid": "Đã nộp",
            "refunded": "Đã hoàn",
        }[self]


class Delivery(StrEnum):
    """How the applicant wants the result."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return {"counter": "Tại quầy", "post": "Qua bưu chính", "online": "Bản điện tử"}[self]


class DeliveryState(StrEnum):
    NOTHING = "nothing"
    WAITING = "waiting"
    DELIVERED = "delivered"


class Exchange(StrEnum):
    """What other systems have been told."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    FAILED = "failed"


class Outcome(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"granted": "Đồng ý giải quyết", "refused": "Từ chối giải quyết"}[self]


class Assistance(StrEnum):
    """Who pressed the keys of an online filing (M3.12; the articles count assisted ones apart)."""

    OWN = "own"
    AT_COUNTER = "at_counter"
    REMOTE = "remote"

    @property
    def label(self) -> str:
        return {
            "own": "Tự nộp",
            "at_counter": "Cán bộ hỗ trợ tại quầy",
            "remote": "Cán bộ hỗ trợ từ xa",
        }[self]


class SpanReason(StrEnum):
    """Why the clock stood still (law.md §1.6, Stop)."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"

    @property
    def label(self) -> str:
        return {
            "supplement": "Chờ người nộp bổ sung giấy tờ",
            "payment": "Chờ người nộp thực hiện nghĩa vụ tài chính",
        }[self]


class PaperForm(StrEnum):
    """Official papers that carry a number of their own (TT 01/2018, TT 03/2025/TT-VPCP, Phụ lục I).

    The receipt has no series: its number is that of the register.
    """

    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"

    @property
    def label(self) -> str:
        return {
            "supplement": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            "refusal": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            "apology": "Văn bản xin lỗi và hẹn lại ngày trả kết quả",
            "stop": "Thông báo dừng giải quyết hồ sơ",
        }[self]
