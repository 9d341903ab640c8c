"""How the content of a procedure is kept in tables and files. Values to plain data and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import time
from decimal import Decimal
from typing import Any, Final

from motcua.catalog.rules.values import (
    Case,
    Channel,
    Component,
    Confidence,
    Content,
    Fee,
    Level,
    Mark,
    ServiceLevel,
    Terms,
)
from motcua.deadlines.rules import Limit, LimitUnit


PLAIN_TEXTS: Final = (
    "name",
    "field",
    "service_note",
    "unknown_because",
    "result",
    "decision",
    "applicants",
    "conditions",
    "family",
    "note",
)
LISTS_OF_TEXT: Final = ("result_codes", "legal_basis", "exemptions")
OTHERS: Final = (
    "levels",
    "levels_before",
    "authorities",
    "is_vertical",
    "service_level",
    "limits",
    "fees",
    "cases",
    "components",
    "sets",
    "confidence",
)
NAMES: Final = PLAIN_TEXTS + LISTS_OF_TEXT + OTHERS


def as_data(content: Content) -> dict[str, Any]:
    """Everything in the content, as JSON can hold it: a row of data/procedures.json."""
    data: dict[str, Any] = {name: getattr(content, name) for name in PLAIN_TEXTS}
    data |= {name: list(getattr(content, name)) for name in LISTS_OF_TEXT}
    return data | {
        "levels": [level.value for level in content.levels],
        "levels_before": [level.value for level in content.levels_before],
        "authorities": dict(content.authorities),
        "is_vertical": content.is_vertical,
        "service_level": content.service_level.value,
        "limits": {t.channel.value: _limit_data(t) for t in content.by_channel},
        "fees": {t.channel.value: _fee_data(t.charge) for t in content.by_channel},
        "cases": [_case_data(case) for case in content.cases],
        "components": [_component_data(component) for component in content.components],
        "sets": content.sets,
        "confidence": content.confidence.value,
    }


def from_data(data: Mapping[str, Any]) -> Content:
    """The content that `as_data` gave. Trusts the shape: rows from outside go through rows.py."""
    parts: dict[str, Any] = {name: data[name] for name in PLAIN_TEXTS}
    parts |= {name: tuple(data[name]) for name in LISTS_OF_TEXT}
    return Content(
        **parts,
        levels=tuple(map(Level, data["levels"])),
        levels_before=tuple(map(Level, data["levels_before"])),
        authorities=dict(data["authorities"]),
        is_vertical=data["is_vertical"],
        service_level=ServiceLevel(data["service_level"]),
        by_channel=terms_from(data["limits"], data["fees"]),
        cases=tuple(_case(case) for case in data["cases"]),
        components=components(data["components"]),
        sets=data["sets"],
        confidence=Confidence(data["confidence"]),
    )


def content_from(stored: object) -> Content:
    """The content of anything that has the columns of `as_data` as attributes."""
    return from_data({name: getattr(stored, name) for name in NAMES})


def fingerprint(content: Content) -> str:
    """Alike for alike contents, whatever order a file gave them in."""
    text = json.dumps(as_data(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def components(rows: Sequence[Mapping[str, Any]]) -> tuple[Component, ...]:
    return tuple(
        Component(
            key=row["key"],
            name=row["name"],
            note=row.get("note", ""),
            originals=row.get("originals", 1),
            copies=row.get("copies", 0),
            form=row.get("form", ""),
            is_required=row.get("is_required", True),
            from_database=row.get("from_database", False),
        )
        for row in rows
    )


def terms_from(limits: Mapping[str, Any], fees: Mapping[str, Any]) -> tuple[Terms, ...]:
    return tuple(
        Terms(
            channel=channel,
            limit=_limit(limits[channel]),
            cutoff=time.fromisoformat(at) if (at := limits[channel]["cutoff"]) else None,
            text=limits[channel]["text"],
            mark=Mark(limits[channel]["mark"]),
            charge=Fee(**fees[channel]),
        )
        for channel in Channel
        if channel in limits
    )


def _limit(data: Mapping[str, Any]) -> Limit | None:
    if data["amount"] is None:
        return None
    return Limit(Decimal(data["amount"]), LimitUnit(data["unit"]), data["source"])


def _case(data: Mapping[str, Any]) -> Case:
    limit = Limit(Decimal(data["amount"]), LimitUnit(data["unit"]), data["source"])
    return Case(key=data["key"], title=data["title"], limit=limit, mark=Mark(data["mark"]))


def _limit_data(terms: Terms) -> dict[str, Any]:
    limit = terms.limit
    return {
        "amount": _number(limit.amount) if limit else None,
        "unit": limit.unit.value if limit else None,
        "cutoff": terms.cutoff.isoformat("minutes") if terms.cutoff else None,
        "text": terms.text,
        "source": limit.source if limit else "",
        "mark": terms.mark.value,
    }


def _fee_data(fee: Fee) -> dict[str, Any]:
    return {"amount": fee.amount, "per": fee.per, "text": fee.text}


def _case_data(case: Case) -> dict[str, Any]:
    return {
        "key": case.key,
        "title": case.title,
        "amount": _number(case.limit.amount),
        "unit": case.limit.unit.value,
        "source": case.limit.source,
        "mark": case.mark.value,
    }


def _component_data(component: Component) -> dict[str, Any]:
    names = ("key", "name", "note", "originals", "copies", "form", "is_required", "from_database")
    return {name: getattr(component, name) for name in names}


def _number(amount: Decimal) -> str:
    """«3», «0.5»: one way to write each number."""
    plain = f"{amount:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
