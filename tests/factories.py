"""The smallest office that works: units, people, a procedure, its process, dossiers in a state.

`office()` builds it in a dozen rows; situations are functions, never subclasses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal

from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.rules import (
    Channel as CatalogChannel,
)
from motcua.catalog.rules import (
    Component,
    Content,
    Fee,
    Level,
    Terms,
    as_data,
    fingerprint,
)
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers import services
from motcua.dossiers.rules import Applicant, ApplicantKind, Channel, ComponentLine, Intake
from motcua.papers.rules import Mark
from motcua.people import queries as people
from motcua.people.models import Account, Post, Unit
from motcua.people.rules import Actor, Role, UnitDraft, UnitKind, fold, sort_key
from motcua.people.services import create_unit
from motcua.process.rules import (
    Action,
    Draft,
    Next,
    Office,
    Step,
    Supplement,
    SupplementMode,
)
from motcua.process.services import approve_process, create_draft


MONDAY = date(2026, 8, 24)
MORNING = datetime(2026, 8, 24, 2, 0, tzinfo=UTC)  # Monday, 09:00 in Hà Nội
PASSWORD = "mat-khau-de-nho-2026"
SINCE = date(2024, 1, 1)
BIRTH = "1.001193"
LAND = "1.012796"


def later(*, days: int = 0, hours: int = 0, minutes: int = 0) -> datetime:
    return datetime.fromtimestamp(
        MORNING.timestamp() + days * 86400 + hours * 3600 + minutes * 60, tz=UTC
    )


def unit(code: str, name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
    draft = UnitDraft(
        code=code,
        name=name,
        short_name=name.removeprefix("UBND ")[:100],
        kind=kind,
        parent_code=parent.code if parent else "",
        province_code="36",
        address="Số 18 phố Chợ Mới" if kind is UnitKind.ONE_STOP else "",
        phone="0218 000 2468" if kind is UnitKind.ONE_STOP else "",
        since=SINCE,
    )
    return Unit.objects.get(pk=create_unit(draft, by=None, at=MORNING))


def person(username: str, name: str, place: Unit, title: str, *roles: Role) -> Actor:
    account = Account(username=username, name=name)
    account.set_password(PASSWORD)
    account.save()
    Post.objects.create(
        account=account, unit=place, title=title, roles=[r.value for r in roles], since=SINCE
    )
    return people.actor_of(account.pk, post_id=None, on=MONDAY)


def procedure(
    code: str = BIRTH,
    name: str = "Đăng ký khai sinh",
    *,
    amount: str = "3",
    limit_unit: LimitUnit = LimitUnit.WORKING_DAY,
    cutoff: time | None = None,
    fee: int | None = 0,
    levels: tuple[Level, ...] = (Level.COMMUNE,),
    components: tuple[str, ...] = ("Tờ khai", "Giấy chứng sinh"),
    unknown_because: str = "",
) -> ProcedureVersion:
    limit = Limit(Decimal(amount), limit_unit, "QĐ ví dụ")
    content = Content(
        name=name,
        field="Hộ tịch",
        levels=levels,
        authorities={level.value: "UBND cấp xã" for level in levels},
        by_channel=tuple(
            Terms(channel, limit, cutoff=cutoff, charge=Fee(fee)) for channel in CatalogChannel
        ),
        components=tuple(Component(key=f"c{n}", name=c) for n, c in enumerate(components)),
        result="Giấy khai sinh",
        unknown_because=unknown_because,
    )
    return ProcedureVersion.objects.create(
        procedure=Procedure.objects.get_or_create(code=code)[0],
        since=SINCE,
        can_be_filed=content.can_be_filed,
        fingerprint=fingerprint(content),
        name_words=f" {fold(name)} ",
        sort_key=sort_key(name),
        **as_data(content),
    )


def chain(*, days: str = "3") -> tuple[Step, ...]:
    """Received, assigned, handled, checked, signed, stamped, returned; the times are `days`."""
    quarter, rest = Decimal("0.25"), Decimal(days) - Decimal("1.25")

    def step(order, name, role, office, amount, *ways, counts=True):
        return Step(
            order=order,
            name=name,
            role=role,
            unit=name,
            office=Office.parse(office),
            allotted=Limit(amount, LimitUnit.WORKING_DAY, "QĐ ví dụ") if counts else None,
            counts=counts,
            output="",
            next=tuple(Next(Action(action), to) for action, to in ways),
        )

    culture = "department:culture_society"
    return (
        step(1, "Tiếp nhận", Role.COUNTER, "one_stop", quarter, ("forward", 2)),
        step(2, "Phân công", Role.UNIT_HEAD, culture, quarter, ("forward", 3)),
        step(
            3,
            "Thụ lý",
            Role.SPECIALIST,
            culture,
            rest,
            ("forward", 4),
            ("ask_supplement", "applicant"),
        ),
        step(4, "Duyệt", Role.UNIT_HEAD, culture, quarter, ("forward", 5), ("send_back", 3)),
        step(
            5,
            "Ký",
            Role.LEADER,
            "agency",
            quarter,
            ("approve", 6),
            ("refuse", 6),
            ("send_back", 4),
        ),
        step(6, "Đóng dấu", Role.CLERK, "office_clerk", quarter, ("conclude", 7)),
        step(
            7, "Trả kết quả", Role.COUNTER, "one_stop", None, ("return_result", "end"), counts=False
        ),
    )


@dataclass
class World:
    """An office with its people, and a second one of strangers."""

    province: Unit
    commune: Unit
    one_stop: Unit
    culture: Unit
    secretariat: Unit
    other_commune: Unit
    other_one_stop: Unit
    hieu: Actor  # counter
    khue: Actor  # counter, the same office
    anh: Actor  # head of the department
    lan: Actor  # specialist
    son: Actor  # specialist, the same department
    chu: Actor  # leader
    thu: Actor  # clerk
    quan: Actor  # administrator
    la: Actor  # counter of another commune
    made: list[str] = field(default_factory=list)

    def at_step(self, order: int) -> Actor:
        return [self.hieu, self.anh, self.lan, self.anh, self.chu, self.thu, self.hieu][order - 1]


def office(
    *, days: str = "3", mode: SupplementMode = SupplementMode.RESTART, **terms: object
) -> World:
    province = unit("H40", "UBND tỉnh Đông Giang", UnitKind.PROVINCE)
    commune = unit("H40.12.05", "UBND phường An Thịnh", UnitKind.COMMUNE, province)
    one_stop = unit(
        "H40.12.05.01",
        "Trung tâm Phục vụ hành chính công phường An Thịnh",
        UnitKind.ONE_STOP,
        commune,
    )
    culture = unit("H40.12.05.02", "Phòng Văn hóa - Xã hội", UnitKind.DEPARTMENT, commune)
    secretariat = unit("H40.12.05.03", "Văn phòng HĐND và UBND", UnitKind.DEPARTMENT, commune)
    other = unit("H40.13.01", "UBND xã Bình Minh", UnitKind.COMMUNE, province)
    other_stop = unit(
        "H40.13.01.01", "Trung tâm Phục vụ hành chính công xã Bình Minh", UnitKind.ONE_STOP, other
    )
    world = World(
        province,
        commune,
        one_stop,
        culture,
        secretariat,
        other,
        other_stop,
        hieu=person("hieu", "Nguyễn Văn Hiếu", one_stop, "Cán bộ quầy 2", Role.COUNTER),
        khue=person("khue", "Lê Minh Khuê", one_stop, "Cán bộ quầy 3", Role.COUNTER),
        anh=person("anh", "Trần Mai Anh", culture, "Trưởng phòng", Role.UNIT_HEAD),
        lan=person("lan", "Phạm Thu Lan", culture, "Chuyên viên", Role.SPECIALIST),
        son=person("son", "Đỗ Hoàng Sơn", culture, "Chuyên viên", Role.SPECIALIST),
        chu=person("chu", "Vũ Đình Chu", commune, "Chủ tịch", Role.LEADER),
        thu=person("thu", "Hoàng Minh Thư", secretariat, "Văn thư", Role.CLERK),
        quan=person("quan", "Ngô Quân", commune, "Quản trị", Role.ADMIN),
        la=person("la", "Bùi Văn Lạ", other_stop, "Cán bộ quầy", Role.COUNTER),
    )
    procedure(amount=days, **terms)
    draft = Draft(
        procedure=BIRTH,
        title="Quy trình đăng ký khai sinh",
        level=UnitKind.COMMUNE,
        since=SINCE,
        steps=chain(days=days),
        limit=Limit(Decimal(days), LimitUnit.WORKING_DAY, "QĐ ví dụ"),
        supplement=Supplement(mode=mode, source="NĐ 61/2018/NĐ-CP, Điều 19"),
    )
    approve_process(create_draft(draft, by=world.quan, at=MORNING), by=world.quan, at=MORNING)
    return world


APPLICANT = Applicant(
    ApplicantKind.CITIZEN,
    "Đặng Ngọc Quyên",
    id_number="036198001234",
    phone="0912345318",
    address="Tổ 3, phường An Thịnh",
)


def filing(world: World, *, channel: Channel = Channel.DIRECT, missing: tuple[str, ...] = ()):
    """A birth to be registered, with all its papers or without some."""
    names = ("Tờ khai", "Giấy chứng sinh")
    return Intake(
        procedure=BIRTH,
        channel=channel,
        receiving_unit_id=world.one_stop.pk,
        applicant=APPLICANT,
        components=tuple(
            ComponentLine(name, Mark.MISSING if name in missing else Mark.PRESENT) for name in names
        ),
    )


def submitted(world: World, *, channel: Channel = Channel.ONLINE, at: datetime = MORNING) -> str:
    return services.submit(filing(world, channel=channel), by=world.hieu.user_id, at=at)


def received(world: World, *, at: datetime = MORNING) -> str:
    return services.receive(filing(world), by=world.hieu, at=at)


def at_step(world: World, order: int, *, at: datetime = MORNING) -> str:
    """Received and moved on to the step of that number."""
    code = received(world, at=at)
    for here in range(1, order):
        who = world.at_step(here)
        if here == 5:
            services.approve(code, by=who, at=at)
        elif here == 6:
            services.conclude(code, result_number="214/2026", by=who, at=at)
        else:
            services.forward(code, by=who, at=at)
    return code


def finished(world: World, *, at: datetime = MORNING) -> str:
    return at_step(world, 7, at=at)
