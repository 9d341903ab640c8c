"""The process of a procedure that has none of its own. Pure.

Sources
    NĐ 61/2018/NĐ-CP, Điều 17 to 20, kept by NĐ 118/2025/NĐ-CP: receive, transfer, handle, return.
    The chain of seven steps is the one that decisions in force use (law.md §1.7); how it shares
    out the time is the house's proposal, for a province to replace.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role, UnitKind, fold
from motcua.process.rules.times import fitted
from motcua.process.rules.values import (
    APPLICANT,
    END,
    Action,
    Draft,
    Next,
    Office,
    OfficeKind,
    Step,
)


SOURCE: Final = "Mặc định theo trình tự của NĐ 118/2025/NĐ-CP; tỷ lệ thời gian do tỉnh thay"
# Name, role, output, share of ten days, ways on.
_A = Action
_CHAIN: Final[tuple[tuple[str, Role, str, str, tuple[tuple[Action, int | str], ...]], ...]] = (
    (
        "Kiểm tra, tiếp nhận, số hóa hồ sơ, chuyển nơi giải quyết",
        Role.COUNTER,
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả; bản số hóa",
        "0.5",
        ((_A.FORWARD, 2), (_A.ASK_SUPPLEMENT, APPLICANT), (_A.DECLINE, APPLICANT), (_A.STOP, END)),
    ),
    ("Phân công thụ lý", Role.UNIT_HEAD, "Ý kiến phân công", "0.5", ((_A.FORWARD, 3),)),
    (
        "Thẩm định, giải quyết hồ sơ",
        Role.SPECIALIST,
        "Dự thảo kết quả",
        "6.5",
        (
            (_A.FORWARD, 4),
            (_A.ASK_SUPPLEMENT, APPLICANT),
            (_A.PROPOSE_REFUSAL, 4),
            (_A.EXTEND, 3),
        ),
    ),
    (
        "Kiểm tra, trình ký",
        Role.UNIT_HEAD,
        "Hồ sơ trình ký",
        "1",
        ((_A.FORWARD, 5), (_A.SEND_BACK, 3)),
    ),
    (
        "Ký kết quả",
        Role.LEADER,
        "Kết quả đã ký",
        "1",
        ((_A.APPROVE, 6), (_A.REFUSE, 6), (_A.SEND_BACK, 4)),
    ),
    (
        "Vào sổ, đóng dấu, chuyển kết quả",
        Role.CLERK,
        "Kết quả đã phát hành",
        "0.5",
        ((_A.CONCLUDE, 7),),
    ),
    (
        "Trả kết quả cho người nộp",
        Role.COUNTER,
        "Xác nhận đã trả kết quả",
        "",
        ((_A.RETURN_RESULT, END),),
    ),
)
_OFFICES: Final = {
    Role.COUNTER: Office(OfficeKind.ONE_STOP),
    Role.LEADER: Office(OfficeKind.AGENCY),
    Role.CLERK: Office(OfficeKind.OFFICE_CLERK),
}
_UNITS: Final = {
    OfficeKind.ONE_STOP: "Bộ phận Một cửa",
    OfficeKind.AGENCY: "Lãnh đạo cơ quan giải quyết",
    OfficeKind.OFFICE_CLERK: "Văn thư",
}
_JUSTICE: Final = "department:justice|office"
_ECONOMY: Final = "department:economy|infrastructure"
_SOCIETY: Final = "department:culture_society"
# Which office of a commune handles a field (lĩnh vực): the first phrase found, folded, decides.
_FIELDS: Final = (
    ("ho tich", _JUSTICE),
    ("nuoi con nuoi", _JUSTICE),
    ("hoa giai", _JUSTICE),
    ("boi thuong", _JUSTICE),
    ("chung thuc", "one_stop"),
    ("cu tru", "vertical:police"),
    ("can cuoc", "vertical:police"),
    ("dinh danh", "vertical:police"),
    ("bao tro", _SOCIETY),
    ("tre em", _SOCIETY),
    ("xa hoi", _SOCIETY),
    ("tnxh", _SOCIETY),
    ("nguoi co cong", _SOCIETY),
    ("giam ngheo", _SOCIETY),
    ("giao duc", _SOCIETY),
    ("y te", _SOCIETY),
    ("dan so", _SOCIETY),
    ("van hoa", _SOCIETY),
    ("lao dong", _SOCIETY),
    ("ton giao", _SOCIETY),
    ("the duc", _SOCIETY),
)


def handling_office(field: str) -> Office:
    """The office that handles procedures of a field; the economic one where nothing says more."""
    folded = fold(field)
    return Office.parse(next((o for phrase, o in _FIELDS if phrase in folded), _ECONOMY))


def default_draft(level: UnitKind, *, since: date, until: date | None = None) -> Draft:
    """The chain with its shares of ten days; `default_process` gives it real times and offices."""
    handling = handling_office("")
    return Draft(
        procedure="",
        title=f"Quy trình mặc định, {level.label}",
        level=level,
        since=since,
        until=until,
        source=SOURCE,
        steps=tuple(_step(i, handling) for i in range(len(_CHAIN))),
    )


def _step(index: int, handling: Office) -> Step:
    name, role, output, share, ways = _CHAIN[index]
    office = _OFFICES.get(role, handling)
    return Step(
        order=index + 1,
        name=name,
        role=role,
        unit=_UNITS.get(office.kind, "Đơn vị chuyên môn"),
        office=office,
        allotted=Limit(Decimal(share), LimitUnit.WORKING_DAY, SOURCE) if share else None,
        counts=bool(share),
        output=output,
        next=tuple(Next(action, to) for action, to in ways),
    )


def default_steps(default: Draft, limit: Limit | None, field: str) -> tuple[Step, ...]:
    """The steps of a default for one procedure: its limit shared out, its field's office in place.

    Police and other vertical agencies sign and stamp their own results.
    """
    office = handling_office(field)
    return tuple(_at(s, office) for s in fitted(default, limit))


def _at(step: Step, office: Office) -> Step:
    moved = step.office.kind is OfficeKind.DEPARTMENT or (
        office.kind is OfficeKind.VERTICAL and step.office.kind is not OfficeKind.ONE_STOP
    )
    return replace(step, office=office) if moved else step
