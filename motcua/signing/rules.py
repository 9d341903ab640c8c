"""The rules of certificates and signatures. Pure.

Sources
    Luật Giao dịch điện tử 2023 (20/2023/QH15), Điều 22: what a digital signature must meet.
    NĐ 23/2025/NĐ-CP: a certificate counts within its validity and while it is not revoked.
    NĐ 30/2020/NĐ-CP, Phụ lục I, mục II: the words beside a digital signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


LEAST_PIN: Final = 8
MOST_FAILURES: Final = 5
MOST_IN_BATCH: Final = 20
LARGEST_KEY_FILE: Final = 64 * 1024
LONGEST_REASON: Final = 500


class CertificateKind(StrEnum):
    PERSONAL = "personal"
    ORGANISATION = "organisation"

    @property
    def label(self) -> str:
        return {"personal": "Cá nhân", "organisation": "Cơ quan, tổ chức"}[self]


class Level(StrEnum):
    """How much a signature proves by itself (ETSI EN 319 142-1)."""

    B_B = "B-B"
    B_T = "B-T"

    @property
    def label(self) -> str:
        return {"B-B": "PAdES B-B", "B-T": "PAdES B-T, có dấu thời gian"}[self]


class Validity(StrEnum):
    """A certificate on a day; `EXPIRING` can be signed with."""

    GOOD = "good"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        return _VALIDITY[self][0]

    @property
    def look(self) -> str:
        return _VALIDITY[self][1]

    @property
    def can_sign(self) -> bool:
        return self in (Validity.GOOD, Validity.EXPIRING)


_VALIDITY = {
    Validity.GOOD: ("Còn hiệu lực", "ok"),
    Validity.EXPIRING: ("Sắp hết hạn", "soon"),
    Validity.EXPIRED: ("Đã hết hạn", "late"),
    Validity.NOT_YET: ("Chưa có hiệu lực", "wait"),
    Validity.REVOKED: ("Đã thu hồi", "refused"),
}


def validity(
    valid_from: datetime,
    valid_until: datetime,
    revoked_at: datetime | None,
    at: datetime,
    *,
    warn_days: int,
) -> Validity:
    """A revoked certificate stays revoked, whatever its dates."""
    if revoked_at is not None and revoked_at <= at:
        return Validity.REVOKED
    if at < valid_from:
        return Validity.NOT_YET
    if at > valid_until:
        return Validity.EXPIRED
    near = valid_until - at <= timedelta(days=warn_days)
    return Validity.EXPIRING if near else Validity.GOOD


class LineState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"waiting": "Chưa ký", "done": "Đã ký", "refused": "Không ký được"}[self]

    @property
    def look(self) -> str:
        return {"waiting": "wait", "done": "done", "refused": "late"}[self]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The words of the visible signature."""

    name: str
    office: str
    moment: str  # in the time of Việt Nam, as it is read

    @property
    def lines(self) -> tuple[str, ...]:
        return (f"Người ký: {self.name}", self.office, f"Thời gian ký: {self.moment}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One signature in a file, as far as it could be checked.

    `whole`: nothing was added after it but what a signature allows. `trusted`: its chain ends at
    a root this house trusts. `signed_at` comes from `time_from`: a time stamp, this house's own
    register, or only the signer's clock.
    """

    name: str
    issuer: str
    serial: str
    fingerprint: str
    intact: bool
    whole: bool
    trusted: bool
    in_time: bool
    signed_at: datetime | None
    time_from: TimeFrom
    revoked_at: datetime | None = None

    @property
    def was_revoked(self) -> bool:
        """With no moment known, revoked at all is revoked."""
        if self.revoked_at is None:
            return False
        return self.signed_at is None or self.revoked_at <= self.signed_at

    @property
    def holds(self) -> bool:
        sound = self.intact and self.whole and self.trusted and self.in_time
        return sound and not self.was_revoked

    @property
    def verdict(self) -> str:
        if not self.intact:
            return "Không toàn vẹn: tệp đã bị đổi sau khi ký"
        if not self.whole:
            return "Không toàn vẹn: có nội dung thêm vào sau khi ký"
        if self.was_revoked:
            return "Ký sau khi chứng thư đã thu hồi"
        if not self.in_time:
            return "Ký ngoài thời hạn của chứng thư"
        if not self.trusted:
            return "Toàn vẹn, nhưng không rõ nơi cấp chứng thư"
        return "Hợp lệ"

    @property
    def look(self) -> str:
        if self.holds:
            return "done"
        return "soon" if self.intact and self.whole and not self.trusted else "late"


class TimeFrom(StrEnum):
    STAMP = "stamp"
    REGISTER = "register"
    SIGNER = "signer"

    @property
    def label(self) -> str:
        return {
            "stamp": "dấu thời gian",
            "register": "nhật ký của hệ thống",
            "signer": "đồng hồ của người ký",
        }[self]


def opening_name(common_name: str) -> str:
    """A name to compare: of some issuers the common name begins with a number, `MST: …, `."""
    return common_name.rpartition(",")[2].strip()
