"""The smallest process that can be approved, and people who may and may not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.models import Account
from motcua.people.rules import Actor, Role, UnitKind
from motcua.process.rules import default_draft


def working_days(amount):
    return Limit(Decimal(amount), LimitUnit.WORKING_DAY, "QĐ ví dụ")


def working_hours(amount):
    return Limit(Decimal(amount), LimitUnit.WORKING_HOUR, "QĐ ví dụ")


def calendar_days(amount):
    return Limit(Decimal(amount), LimitUnit.CALENDAR_DAY, "QĐ ví dụ")


def draft(**changes):
    """Seven steps in five working days, 1.001193 at a commune."""
    chain = default_draft(UnitKind.COMMUNE, since=date(2026, 1, 1))
    times = ("0.5", "0.5", "2.5", "0.5", "0.5", "0.5", None)
    steps = tuple(
        replace(s, allotted=replace(working_days(t), source="QĐ ví dụ") if t else None)
        for s, t in zip(chain.steps, times, strict=True)
    )
    values = {
        "procedure": "1.001193",
        "title": "Đăng ký khai sinh",
        "limit": working_days("5"),
        "source": "QĐ ví dụ",
        "steps": steps,
    }
    return replace(chain, **(values | changes))


def official(*roles, username="can.bo", name="Trần Mai Anh"):
    account = Account.objects.create(username=username, name=name)
    return Actor(
        user_id=account.pk,
        name=name,
        post_id=1,
        title="Công chức",
        unit_id=1,
        unit_name="Văn phòng HĐND và UBND",
        agency_id=1,
        agency_code="H40.12",
        agency_name="UBND xã Ví Dụ",
        roles=frozenset(roles),
    )


def admin(username="admin"):
    return official(Role.ADMIN, username=username)
