"""Who may act, as the rules of other capabilities need to know them. Pure values.

Sources
    NĐ 118/2025/NĐ-CP, Điều 7 and 8: one-stop centres of provinces and communes and their duties.
    QĐ 20/2020/QĐ-TTg, Điều 4: agency codes, groups of 0-9 and A-Z parted by dots, 35 characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post lets its holder do; the roles of an internal process and two of the house."""

    COUNTER = "counter"
    SPECIALIST = "specialist"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    CLERK = "clerk"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.COUNTER: "Cán bộ tiếp nhận",
    Role.SPECIALIST: "Chuyên viên thụ lý",
    Role.UNIT_HEAD: "Lãnh đạo phòng",
    Role.LEADER: "Lãnh đạo cơ quan",
    Role.CLERK: "Văn thư",
    Role.ADMIN: "Quản trị hệ thống",
}


class UnitKind(StrEnum):
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    DEPARTMENT = "department"
    ONE_STOP = "one_stop"
    VERTICAL = "vertical"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @property
    def is_agency(self) -> bool:
        """Whether units of this kind decide in their own name (cơ quan có thẩm quyền)."""
        return self in (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.VERTICAL)


_KIND_LABELS = {
    UnitKind.PROVINCE: "UBND cấp tỉnh",
    UnitKind.DISTRICT: "UBND cấp huyện",
    UnitKind.COMMUNE: "UBND cấp xã",
    UnitKind.DEPARTMENT: "Phòng, ban, sở",
    UnitKind.ONE_STOP: "Bộ phận Một cửa",
    UnitKind.VERTICAL: "Cơ quan ngành dọc",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, at which post. The web layer makes one for each request.

    `unit_id` is the unit of the post; `agency_id` the agency above it in whose name it acts.
    At the post of somebody absent, `stands_in_for` holds that person and `acting_for_name` their
    name; `user_id` and `name` stay those of who really acts.
    """

    user_id: int
    name: str
    post_id: int
    title: str
    unit_id: int
    unit_name: str
    agency_id: int
    agency_code: str
    agency_name: str
    roles: frozenset[Role]
    stands_in_for: frozenset[int] = frozenset()
    acting_for_name: str = ""

    @property
    def answers_for(self) -> frozenset[int]:
        """Whose work this is here: their own, and that of whom they stand in for."""
        return self.stands_in_for | {self.user_id}
