"""Provinces, districts and communes by date, and what became of them. Pure.

Sources
    NQ 202/2025/QH15: 34 provinces; NQ 1654 to 1687/NQ-UBTVQH15: communes since 01/07/2025.
    QĐ 19/2025/QĐ-TTg: their codes. Codes of before were given out again (00004 was Trúc Bạch and
    is Ba Đình), so a place is named by its code and a day, never by its code alone.
    Luật Tổ chức chính quyền địa phương 2025, Điều 1: provinces and communes, no districts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Final

from motcua.people.rules.text import fold


# The two-tier administration began on this day; the day each former unit was formed is not known:
# the list in force on the eve stands for all days before.
TWO_TIERS_SINCE: Final = date(2025, 7, 1)
LAST_DAY_OF_THREE_TIERS: Final = date(2025, 6, 30)
BEFORE: Final = date(1945, 9, 2)


class PlaceLevel(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def label(self) -> str:
        return {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}[self]


class PlaceKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    RURAL_DISTRICT = "rural_district"
    URBAN_DISTRICT = "urban_district"
    TOWN = "town"
    DISTRICT_CITY = "district_city"
    COMMUNE = "commune"
    WARD = "ward"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"

    @property
    def label(self) -> str:
        return _KINDS[self][0]

    @property
    def level(self) -> PlaceLevel:
        return _KINDS[self][1]


_KINDS: Final = {
    PlaceKind.PROVINCE: ("Tỉnh", PlaceLevel.PROVINCE),
    PlaceKind.CITY: ("Thành phố", PlaceLevel.PROVINCE),
    PlaceKind.RURAL_DISTRICT: ("Huyện", PlaceLevel.DISTRICT),
    PlaceKind.URBAN_DISTRICT: ("Quận", PlaceLevel.DISTRICT),
    PlaceKind.TOWN: ("Thị xã", PlaceLevel.DISTRICT),
    PlaceKind.DISTRICT_CITY: ("Thành phố", PlaceLevel.DISTRICT),
    PlaceKind.COMMUNE: ("Xã", PlaceLevel.COMMUNE),
    PlaceKind.WARD: ("Phường", PlaceLevel.COMMUNE),
    PlaceKind.TOWNSHIP: ("Thị trấn", PlaceLevel.COMMUNE),
    PlaceKind.SPECIAL_ZONE: ("Đặc khu", PlaceLevel.COMMUNE),
}


class Share(StrEnum):
    """How much of a former place went to its successor."""

    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    RETYPED = "retyped"
    WHOLE = "whole"
    ALL_AREA = "all_area"
    PART_AREA_ALL_PEOPLE = "part_area_all_people"
    PART = "part"
    PART_AREA = "part_area"
    PART_PEOPLE = "part_people"
    REMAINDER = "remainder"

    @property
    def label(self) -> str:
        return _SHARES[self]


_SHARES: Final = {
    Share.UNCHANGED: "giữ nguyên",
    Share.RENAMED: "đổi tên",
    Share.RETYPED: "đổi loại đơn vị",
    Share.WHOLE: "toàn bộ",
    Share.ALL_AREA: "toàn bộ diện tích",
    Share.PART_AREA_ALL_PEOPLE: "một phần diện tích và toàn bộ dân số",
    Share.PART: "một phần",
    Share.PART_AREA: "một phần diện tích",
    Share.PART_PEOPLE: "một phần dân số",
    Share.REMAINDER: "phần còn lại",
}
_SAME_GROUND: Final = {Share.UNCHANGED, Share.RENAMED, Share.RETYPED}
_NOBODY: Final = {Share.PART_AREA, Share.ALL_AREA}


def share_of_all(changes: Iterable[Share]) -> Share:
    """The share after several changes in a row: the one that divided the place, if one did."""
    return reduce(_share_of_both, changes, Share.UNCHANGED)


def _share_of_both(first: Share, second: Share) -> Share:
    if first in _SAME_GROUND:
        return second
    if second in _SAME_GROUND | {Share.WHOLE}:
        return first
    return second if first is Share.WHOLE else Share.PART


def home_among(shares: Sequence[Share]) -> int | None:
    """Which successor all the people went to; None where they were divided or it is not said.

    An address of a person can then be carried over; one of a plot of land only where there is a
    single successor.
    """
    peopled = [index for index, share in enumerate(shares) if share not in _NOBODY]
    if len(shares) == 1:
        return 0
    if len(peopled) == 1 and shares[peopled[0]] is Share.PART_AREA_ALL_PEOPLE:
        return peopled[0]
    return None


_ABBREVIATIONS: Final = {
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "nt": "nong truong",
}
_DOTTED: Final = {
    "t": "tinh",
    "q": "quan",
    "h": "huyen",
    "p": "phuong",
    "x": "xa",
    "dk": "dac khu",
}
_DOTTED_WORD: Final = re.compile(rf"\b({'|'.join(_DOTTED)})\.")
_Y_FOR_I: Final = re.compile(r"(?<=[bcdghklmnprstvx])y\b|(?<=qu)y\b")


def place_key(text: str) -> str:
    """One key for all spellings of a place: oà and òa, ’ and none, Mỹ and Mĩ, TP. and Thành phố."""
    folded = re.sub(r"['’‘`ʼ]", "", fold(text))
    spelt = _DOTTED_WORD.sub(lambda found: f"{_DOTTED[found.group(1)]} ", folded)
    words = re.sub(r"[\W_]+", " ", spelt).split()
    return _Y_FOR_I.sub("i", " ".join(_ABBREVIATIONS.get(word, word) for word in words))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCard:
    """A place as it was on one day.

    `address` reads from the place up to its province: "Phường Ba Đình, Thành phố Hà Nội".
    """

    code: str
    name: str
    kind: PlaceKind
    since: date
    until: date | None
    province_code: str
    district_code: str
    address: str

    @property
    def level(self) -> PlaceLevel:
        return self.kind.level

    @property
    def full_name(self) -> str:
        return f"{self.kind.label} {self.name}"
