"""A procedure as the law composes it, on one day. Frozen values.

Source
    NĐ 63/2010/NĐ-CP, Điều 8: a procedure has a name, an order of steps, ways to carry it out,
    components and number of sets, a time limit, who may ask, who resolves it, forms, a result,
    conditions, fees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Final

from motcua.catalog.errors import NoSuchCase, NoSuchChannel
from motcua.deadlines.rules import Limit


class Channel(StrEnum):
    """How a dossier comes in: NĐ 118/2025/NĐ-CP, Điều 9."""

    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"

    @property
    def label(self) -> str:
        return _CHANNELS[self]


_CHANNELS: Final = {
    Channel.DIRECT: "Trực tiếp",
    Channel.ONLINE: "Trực tuyến",
    Channel.POSTAL: "Bưu chính",
}


class Level(StrEnum):
    """The kind of agency that resolves it; districts until 30/06/2025."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    MINISTRY = "ministry"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LEVELS[self]


_LEVELS: Final = {
    Level.COMMUNE: "Cấp xã",
    Level.DISTRICT: "Cấp huyện",
    Level.PROVINCE: "Cấp tỉnh",
    Level.MINISTRY: "Bộ, ngành",
    Level.OTHER: "Cơ quan khác",
}


class ServiceLevel(StrEnum):
    """What can be done online (NĐ 42/2022/NĐ-CP, Điều 6); once levels 4, 3 and below."""

    WHOLE = "whole"
    PARTIAL = "partial"
    INFORMATION = "information"

    @property
    def label(self) -> str:
        return _SERVICE_LEVELS[self]


_SERVICE_LEVELS: Final = {
    ServiceLevel.WHOLE: "Toàn trình",
    ServiceLevel.PARTIAL: "Một phần",
    ServiceLevel.INFORMATION: "Cung cấp thông tin",
}


class Mark(StrEnum):
    """Whether the source itself was read, or the value is a default to be checked."""

    FOUND = "found"
    KNOWLEDGE = "knowledge"

    @property
    def label(self) -> str:
        return {"found": "Đã đọc nguồn", "knowledge": "Cần đối chiếu"}[self]


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    CODE_ONLY = "code_only"

    @property
    def label(self) -> str:
        return {"high": "Cao", "medium": "Trung bình", "code_only": "Mới có mã và tên"}[self]


@dataclass(frozen=True, slots=True)
class Fee:
    """What is asked for, in đồng: 0 is free, None is not known. `per` is what is counted."""

    amount: int | None = None
    per: str = ""
    text: str = ""

    @property
    def label(self) -> str:
        if self.amount is None:
            return "Chưa rõ mức thu"
        if self.amount == 0:
            return "Không thu phí"
        money = f"{self.amount:,}".replace(",", ".") + " đồng"
        return f"{money}/{self.per}" if self.per else money


NOT_KNOWN: Final = Fee()


@dataclass(frozen=True, slots=True)
class Terms:
    """How long and how much, by one channel. `limit` is None where it is not known."""

    channel: Channel
    limit: Limit | None
    cutoff: time | None = None
    text: str = ""
    mark: Mark = Mark.FOUND
    charge: Fee = NOT_KNOWN

    @property
    def fee(self) -> int | None:
        return self.charge.amount

    @property
    def fee_label(self) -> str:
        return self.charge.label

    @property
    def label(self) -> str:
        if self.limit is None:
            return "Chưa rõ thời hạn"
        return self.limit.label


@dataclass(frozen=True, slots=True)
class Case:
    """Another limit for some of the dossiers: an area that is hard to reach, other works."""

    key: str
    title: str
    limit: Limit
    mark: Mark = Mark.FOUND


@dataclass(frozen=True, slots=True)
class Component:
    """A paper of the dossier. `key` follows from the name and stays when others come or go."""

    key: str
    name: str
    note: str = ""
    originals: int = 1
    copies: int = 0
    form: str = ""
    is_required: bool = True
    from_database: bool = False  # looked up by the official, not asked of the applicant


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that one version of a procedure says."""

    name: str
    field: str
    levels: tuple[Level, ...]
    levels_before: tuple[Level, ...] = ()  # until 30/06/2025
    authorities: Mapping[str, str]  # one for each level
    is_vertical: bool = False
    service_level: ServiceLevel = ServiceLevel.INFORMATION
    service_note: str = ""
    by_channel: tuple[Terms, ...]
    cases: tuple[Case, ...] = ()
    unknown_because: str = ""
    components: tuple[Component, ...] = ()
    sets: int = 1
    result: str = ""
    result_codes: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    decision: str = ""
    applicants: str = ""
    conditions: str = ""
    exemptions: tuple[str, ...] = ()
    family: str = ""
    confidence: Confidence = Confidence.HIGH
    note: str = ""

    @property
    def can_be_filed(self) -> bool:
        return not self.unknown_because

    @property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(terms.channel for terms in self.by_channel)

    @property
    def limits(self) -> dict[Channel, Terms | None]:
        """The terms of each channel; None where the limit is not known."""
        return {t.channel: t if t.limit else None for t in self.by_channel}

    @property
    def fees(self) -> dict[Channel, int | None]:
        return {terms.channel: terms.fee for terms in self.by_channel}

    @property
    def level(self) -> Level:
        """The nearest to people of those that resolve it."""
        return self.levels[0]

    @property
    def authority(self) -> str:
        return self.authority_at(self.level)

    def authority_at(self, level: Level) -> str:
        return self.authorities.get(level.value, "")

    @property
    def result_code(self) -> str:
        return self.result_codes[0] if self.result_codes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Content):
    """A procedure as in force from `since` to `until`, both included; None is open."""

    code: str
    version_id: int
    since: date
    until: date | None
    steps: Mapping[Channel, tuple[str, ...]]  # what happens, in plain words

    def terms(self, channel: Channel | str, *, case: str = "") -> Terms:
        """What holds for a dossier that comes in by this channel, in this case.

        Raises NoSuchChannel, NoSuchCase.
        """
        found = next((t for t in self.by_channel if t.channel == channel), None)
        if found is None:
            raise NoSuchChannel(code=self.code, channel=channel_label(channel))
        if not case:
            return found
        other = next((c for c in self.cases if c.key == case), None)
        if other is None:
            raise NoSuchCase(code=self.code, case=case)
        return replace(found, limit=other.limit, mark=other.mark, text=other.limit.label)


def channel_label(channel: str) -> str:
    return Channel(channel).label if channel in set(Channel) else channel
