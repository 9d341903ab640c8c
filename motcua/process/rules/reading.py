"""Processes as the data file and the tables write them, made into frozen values. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from motcua.deadlines.rules import Limit, LimitUnit
from motcua.people.rules import Role, UnitKind, fold
from motcua.process.rules.conditions import Condition, Operator
from motcua.process.rules.values import (
    Action,
    Assignment,
    Draft,
    Leg,
    LegLevel,
    Next,
    Office,
    Options,
    Step,
    Supplement,
    SupplementMode,
)


# `hour` runs day and night; the house's calendar knows working hours only, and its clock is the
# only one there is. One emergency procedure has it; its `notes` keep what was written.
_UNITS: Final = {
    "working_day": LimitUnit.WORKING_DAY,
    "working_hour": LimitUnit.WORKING_HOUR,
    "hour": LimitUnit.WORKING_HOUR,
    "calendar_day": LimitUnit.CALENDAR_DAY,
    "month": LimitUnit.MONTH,
}


def draft_from(row: Mapping[str, Any], sources: Mapping[str, str]) -> Draft:
    """One process of the data file. Raises KeyError, ValueError for what the file never has."""
    source = sources[row["source"]]
    return Draft(
        procedure=row["procedure"],
        title=row["title"],
        case=row["case"],
        level=UnitKind(row["level"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        limit=limit_from(row["limit"], sources[row["limit"]["source"]]) if row["limit"] else None,
        source=source,
        supplement=supplement_from(row["supplement"], sources[row["supplement"]["source"]]),
        cutoff=_time(row["cutoff"]),
        transfer_cutoff=_time(row["transfer_cutoff"]),
        pauses=tuple(row["pauses"]),
        steps=tuple(_step(s, source) for s in row["steps"]),
        legs=tuple(
            leg_from(
                {"level": leg_level(leg["agency"], row["level"])} | leg, sources[leg["source"]]
            )
            for leg in row["legs"]
        ),
        notes=tuple(row["notes"]),
    )


def limit_from(value: Mapping[str, Any] | None, source: str) -> Limit | None:
    if not value:
        return None
    return Limit(Decimal(str(value["amount"])), _UNITS[value["unit"]], source)


def supplement_from(value: Mapping[str, Any], source: str) -> Supplement:
    return Supplement(
        mode=SupplementMode(value["mode"]),
        most=value["most"],
        within=limit_from(value["within"], source),
        source=source,
    )


def leg_from(value: Mapping[str, Any], source: str) -> Leg:
    return Leg(
        id=value["id"],
        agency=value["agency"],
        request=value["request"],
        response=value["response"],
        allotted=limit_from(value["allotted"], source),
        after_step=value["after_step"],
        parallel=value["parallel"],
        counts=value["counts"],
        if_silent=value["if_silent"],
        source=source,
        note=value["note"],
        level=LegLevel(value.get("level", LegLevel.SAME)),
    )


def leg_level(agency: str, level: str) -> LegLevel:
    """Where an agency stands that is only named: by words that leave no doubt, else the same."""
    name = fold(agency)
    if level != UnitKind.PROVINCE and (name.startswith("so ") or "cap tinh" in name):
        return LegLevel.ABOVE
    if level != UnitKind.COMMUNE and name.startswith("ubnd cap xa"):
        return LegLevel.BELOW
    return LegLevel.SAME


def ways_from(pairs: Iterable[Sequence[Any]]) -> tuple[Next, ...]:
    """[["forward", 2], ["decline", "applicant"]] as values; a third part is a condition."""
    return tuple(
        Next(Action(action), to, condition_from(rest[0]) if rest else None)
        for action, to, *rest in pairs
    )


def ways_to(ways: tuple[Next, ...]) -> list[list[Any]]:
    return [[n.action.value, n.to, *([condition_to(n.when)] if n.when else [])] for n in ways]


def condition_from(value: Mapping[str, Any]) -> Condition:
    return Condition(value["field"], Operator(value["operator"]), tuple(value["values"]))


def condition_to(condition: Condition) -> dict[str, Any]:
    return {
        "field": condition.field,
        "operator": condition.operator.value,
        "values": list(condition.values),
    }


def options_from(value: Mapping[str, Any]) -> Options:
    """Versions of before there were options have none of them."""
    return Options(
        four_eyes=value.get("four_eyes", False),
        assignment=Assignment(value.get("assignment", Assignment.POOL)),
    )


def options_to(options: Options) -> dict[str, Any]:
    return {"four_eyes": options.four_eyes, "assignment": options.assignment.value}


def supplement_to(supplement: Supplement) -> dict[str, Any]:
    """What `supplement_from` reads, with its source beside it."""
    return {
        "mode": supplement.mode.value,
        "most": supplement.most,
        "within": limit_to(supplement.within),
        "source": supplement.source,
    }


def limit_to(limit: Limit | None) -> dict[str, str] | None:
    return {"amount": str(limit.amount), "unit": limit.unit.value} if limit else None


def leg_to(leg: Leg) -> dict[str, Any]:
    """What `leg_from` reads, with its source beside it."""
    return {
        "id": leg.id,
        "agency": leg.agency,
        "request": leg.request,
        "response": leg.response,
        "allotted": limit_to(leg.allotted),
        "after_step": leg.after_step,
        "parallel": leg.parallel,
        "counts": leg.counts,
        "if_silent": leg.if_silent,
        "source": leg.source,
        "note": leg.note,
        "level": leg.level.value,
    }


def _step(row: Mapping[str, Any], source: str) -> Step:
    return Step(
        order=row["order"],
        name=row["name"],
        role=Role(row["role"]),
        unit=row["unit"],
        office=Office.parse(row["office"]),
        allotted=limit_from(row["allotted"], source),
        counts=row["counts"],
        output=row["output"],
        next=ways_from(row["next"]),
        leg=row["leg"],
        note=row["note"],
    )


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
