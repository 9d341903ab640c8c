from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from motcua.people import queries, services
from motcua.people.rules import Role, UnitDraft, UnitKind


MORNING = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Hà Nội
TODAY = date(2026, 11, 2)
SINCE = date(2025, 7, 1)
PASSWORD = "Trúc xanh đầu ngõ 7"


@dataclass(frozen=True)
class Town:
    """A province with two communes; one has a one-stop centre and a department."""

    province: int
    commune: int
    neighbour: int
    one_stop: int
    culture: int


def add_unit(code, name, kind, parent="", **rest):
    draft = UnitDraft(code=code, name=name, kind=kind, since=SINCE, parent_code=parent, **rest)
    return services.create_unit(draft, by=None, at=MORNING)


def add_account(username, name="Nguyễn Thị Hoa", password=PASSWORD, **rest):
    return services.create_account(username, name, password=password, by=None, at=MORNING, **rest)


def add_post(username, unit_id, *roles, title="Chuyên viên", since=SINCE, until=None, by=None):
    return services.appoint(
        username,
        unit_id,
        title=title,
        roles=roles or (Role.SPECIALIST,),
        since=since,
        until=until,
        by=by,
        at=MORNING,
    )


def add_admin(username, unit_id, **rest):
    """An administrator of the agency of that unit, as an actor."""
    user_id = add_account(username)
    add_post(username, unit_id, Role.ADMIN, title="Quản trị", **rest)
    return queries.actor_of(user_id, post_id=None, on=TODAY)


@pytest.fixture
def town(db):
    return make_town()


def make_town():
    return Town(
        province=add_unit(
            "H99",
            "UBND tỉnh Sông Xanh",
            UnitKind.PROVINCE,
            short_name="UBND tỉnh",
            province_code="24",
        ),
        commune=add_unit("H99.12", "UBND xã Bình Minh", UnitKind.COMMUNE, "H99"),
        neighbour=add_unit("H99.13", "UBND phường Hải Đăng", UnitKind.COMMUNE, "H99"),
        one_stop=add_unit(
            "H99.12.1", "Trung tâm Phục vụ hành chính công", UnitKind.ONE_STOP, "H99.12"
        ),
        culture=add_unit(
            "H99.12.2", "Phòng Văn hóa - Xã hội", UnitKind.DEPARTMENT, "H99.12", short_name="VH-XH"
        ),
    )
