"""The agencies of a district of the past, their people, and who took over their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any, Final

from motcua.demo import queries
from motcua.demo.rules import District, Place, person
from motcua.people import queries as people
from motcua.people import services
from motcua.people.errors import NoSuchUnit
from motcua.people.queries import UnitCard
from motcua.people.rules import Role, UnitDraft, UnitKind
from motcua.people.services import UnitChanges


SINCE: Final = date(2018, 6, 21)  # NĐ 61/2018/NĐ-CP
UNTIL: Final = date(2025, 6, 30)  # no districts afterwards
TWO_LEVELS: Final = date(2025, 7, 1)
FIRST_COMMUNE: Final = 20  # of the codes below a district
ONE_STOP: Final = "Bộ phận Tiếp nhận và Trả kết quả"
_AGENCY: Final = (Role.LEADER, Role.UNIT_HEAD, Role.SPECIALIST, Role.CLERK)
_COUNTER: Final = (Role.COUNTER, Role.UNIT_HEAD, Role.SPECIALIST, Role.CLERK)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, its counter, and who holds a role at which of its units."""

    card: UnitCard
    counter: UnitCard
    units: tuple[UnitCard, ...]
    holders: Mapping[tuple[int, Role], int]

    @property
    def home(self) -> str:
        return self.card.name.removeprefix("UBND ")


def organise(district: District, *, at: datetime) -> dict[UnitKind, tuple[Agency, ...]]:
    """What there is not yet is made; then the district hangs under the province of today."""
    made = _Maker(district, at)
    made.province(district.province, SINCE, UNTIL)
    heart = f"huyện {district.name}"
    made.unit(
        district.code,
        f"UBND {heart}",
        kind=UnitKind.DISTRICT,
        parent=district.province["code"],
        place_code=district.place_code,
    )
    made.unit(
        f"{district.code}.02",
        f"Văn phòng HĐND và UBND {heart}",
        kind=UnitKind.DEPARTMENT,
        parent=district.code,
    )
    made.one_stop(district.code, heart, UNTIL)
    for place, code in codes(district):
        until = place.until or UNTIL
        name = f"{place.kind} {place.name}"
        made.unit(
            code,
            f"UBND {name}",
            kind=UnitKind.COMMUNE,
            parent=district.code,
            place_code=place.code,
            until=until,
        )
        made.one_stop(code, name, until)
    agencies = [(district.code, district.place_code)]
    agencies += [(code, place.code) for place, code in codes(district)]
    found = [made.agency(code, place) for code, place in agencies]
    made.succeed()
    return {UnitKind.DISTRICT: (found[0],), UnitKind.COMMUNE: tuple(found[1:])}


def codes(district: District) -> Iterator[tuple[Place, str]]:
    """Agency codes of the communes, in the order of the data."""
    for number, place in enumerate(district.communes, start=FIRST_COMMUNE):
        yield place, f"{district.code}.{number}"


class _Maker:
    def __init__(self, district: District, at: datetime) -> None:
        self._district = district
        self._on = district.period.last
        self._at = at
        self._accounts: dict[str, str] = {}

    def province(self, row: Mapping[str, str], since: date, until: date | None) -> None:
        self.unit(
            row["code"],
            f"UBND tỉnh {row['name']}",
            kind=UnitKind.PROVINCE,
            place_code=row["place_code"],
            province_code=row["place_code"],
            since=since,
            until=until,
        )

    def one_stop(self, code: str, name: str, until: date) -> None:
        self.unit(
            f"{code}.01", f"{ONE_STOP} {name}", kind=UnitKind.ONE_STOP, parent=code, until=until
        )

    def unit(
        self,
        code: str,
        name: str,
        *,
        kind: UnitKind,
        parent: str = "",
        place_code: str = "",
        province_code: str = "",
        since: date = SINCE,
        until: date | None = UNTIL,
    ) -> None:
        try:
            people.unit_by_code(code, max(since, self._on))
        except NoSuchUnit:
            short = name.removeprefix("UBND ").replace(ONE_STOP, "bộ phận Một cửa")
            draft = UnitDraft(
                code=code,
                name=name,
                short_name=short[:1].upper() + short[1:],
                kind=kind,
                parent_code=parent,
                place_code=place_code,
                province_code=province_code,
                since=since,
                until=until,
            )
            services.create_unit(draft, by=None, at=self._at)

    def agency(self, code: str, place_code: str) -> Agency:
        """With somebody for every role; whoever is missing is invented."""
        card = people.unit_by_code(code, self._on)
        counter = people.unit_by_code(f"{code}.01", self._on)
        units = people.agency_tree(card.id, self._on)
        held = _held(card.id, self._on)
        lacking = {card.id: _AGENCY, counter.id: _COUNTER}
        lacking |= {unit.id: _AGENCY for unit in units if unit.kind is UnitKind.DEPARTMENT}
        for unit in units:
            roles = [role for role in lacking[unit.id] if (unit.id, role) not in held]
            if roles:
                self._appoint(place_code, unit, roles)
        return Agency(card, counter, units, _held(card.id, self._on))

    def _appoint(self, place_code: str, unit: UnitCard, roles: list[Role]) -> None:
        """One person for all that is missing at an agency; they never sign in."""
        if place_code not in self._accounts:
            username = f"{self._district.prefix}-{place_code}"
            name = person(Random(username), "").name
            services.create_account(username, name, password=None, by=None, at=self._at)
            self._accounts[place_code] = username
        is_counter = unit.kind is UnitKind.ONE_STOP
        services.appoint(
            self._accounts[place_code],
            unit.id,
            title="Cán bộ tiếp nhận" if is_counter else "Công chức chuyên môn",
            roles=roles,
            since=unit.since,
            until=unit.until,
            by=None,
            at=self._at,
        )

    def succeed(self) -> None:
        """The province of today takes the district over, with its figures and with its people."""
        self._on = TWO_LEVELS
        successor = self._district.successor
        self.province(successor, TWO_LEVELS, None)
        district = people.unit_by_code(self._district.code, UNTIL)
        changes = UnitChanges(parent_code=successor["code"])
        services.change_unit(district.id, changes, by=None, at=self._at)
        for row in self._district.people:
            self._receive(row)

    def _receive(self, row: Mapping[str, Any]) -> None:
        services.create_account(
            row["username"],
            row["name"],
            password=queries.PASSWORD,
            must_change_password=False,
            by=None,
            at=self._at,
        )
        services.appoint(
            row["username"],
            people.unit_by_code(row["unit"], TWO_LEVELS).id,
            title=row["title"],
            roles=[Role(role) for role in row["roles"]],
            since=TWO_LEVELS,
            by=None,
            at=self._at,
        )


def _held(agency_id: int, on: date) -> dict[tuple[int, Role], int]:
    return {
        (post.unit_id, role): post.holder_id
        for post in people.staff_of(agency_id, on)
        for role in post.roles
    }
