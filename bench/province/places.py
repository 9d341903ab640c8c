"""The agencies of the province, their people, and what can be asked of them."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime
from pathlib import Path

from bench.province.lives import Desk, Subject
from motcua import catalog
from motcua.catalog.services import import_procedures
from motcua.demo.rules import person
from motcua.people.models import Account, Post, Unit
from motcua.people.rules import Role, UnitDraft, UnitKind, sort_key
from motcua.people.services import create_unit


SINCE = date(2024, 1, 1)
BEGINNING = datetime(2024, 1, 1, 2, tzinfo=UTC)
COMMUNES = 148

PROCEDURES = 60
_DAYS = (1, 1, 2, 3, 3, 5, 5, 7, 10, 10, 15, 20, 30)
_PARTS = (
    (UnitKind.ONE_STOP, "01", "Trung tâm Phục vụ hành chính công"),
    (UnitKind.DEPARTMENT, "02", "Phòng Văn hóa - Xã hội"),
    (UnitKind.DEPARTMENT, "03", "Phòng Kinh tế, Hạ tầng và Đô thị"),
)


def lay_out() -> list[Desk]:
    """150 agencies in a tree with their offices and people; the catalogue's procedures."""
    rng = random.Random(36)
    subjects = _subjects(rng)
    top = _unit("H40", "Ủy ban nhân dân tỉnh Đông Giang", UnitKind.PROVINCE, None)
    agencies = [top, _unit("H40.9", "Cơ quan thuế tỉnh Đông Giang", UnitKind.VERTICAL, top)]
    for number in range(COMMUNES):
        name = f"Ủy ban nhân dân xã {number + 1:03}"
        agencies.append(_unit(f"H40.{11 + number}", name, UnitKind.COMMUNE, top))
    desks = []
    for number, agency in enumerate(agencies):
        many = subjects if number == 0 else rng.sample(subjects, 36)
        desks.append(_staffed(rng, agency, many, skill=0.005 + (number * 13 % 17) / 250))
    return desks


def _subjects(rng: random.Random) -> list[Subject]:
    """At most so many of each field that some twenty fields are there."""
    data = Path(catalog.__file__).parent / "data" / "procedures.json"
    rows = [row for row in json.loads(data.read_text("utf-8")) if "until" not in row]
    import_procedures(rows, by=None, at=BEGINNING)
    found, taken = [], {}
    for row in rows:
        field = row["field"]
        if len(found) < PROCEDURES and taken.get(field, 0) < 5:
            taken[field] = taken.get(field, 0) + 1
            days, weight = rng.choice(_DAYS), rng.choice((1, 2, 3, 8, 20))
            found.append(Subject(row["code"], field, days, weight, field == "Đất đai"))
    return found


def _staffed(rng: random.Random, agency: Unit, subjects: list[Subject], *, skill: float) -> Desk:
    rooms = [_unit(f"{agency.code}.{code}", name, kind, agency) for kind, code, name in _PARTS]
    _person(rng, agency, "Chủ tịch", Role.LEADER)
    officers = [_person(rng, rooms[1 + n % 2], "Chuyên viên", Role.SPECIALIST) for n in range(4)]
    _person(rng, rooms[0], "Cán bộ tiếp nhận", Role.COUNTER)
    _person(rng, rooms[1], "Trưởng phòng", Role.UNIT_HEAD)
    return Desk(agency.pk, agency.code, tuple(officers), tuple(subjects), skill)


def _unit(code: str, name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    draft = UnitDraft(
        code=code,
        name=name,
        short_name=name[-100:],
        kind=kind,
        parent_code=parent.code if parent else "",
        province_code="36",
        since=SINCE,
    )
    return Unit.objects.get(pk=create_unit(draft, by=None, at=BEGINNING))


def _person(rng: random.Random, unit: Unit, title: str, role: Role) -> int:
    name = person(rng, "").name
    username = f"{role.value}-{unit.code}-{rng.randrange(10**6)}".lower()
    account = Account.objects.create(username=username, name=name, sort_key=sort_key(name))
    Post.objects.create(account=account, unit=unit, title=title, roles=[role.value], since=SINCE)
    return account.pk
