"""The catalogue as a sheet: one row a procedure, columns as people name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from motcua.catalog.rules import (
    COLUMNS,
    Channel,
    Confidence,
    Level,
    Mark,
    Procedure,
    ServiceLevel,
    as_data,
    component_key,
)


YES, NO = "có", "không"
LIMIT, FEE, SOURCE = "Thời hạn", "Phí, lệ phí", "Nguồn thời hạn"
MARK = "Nguồn đã đọc"
_PER_CHANNEL: Final = [
    f"{what} ({channel.label.lower()})" for channel in Channel for what in (LIMIT, FEE, SOURCE)
]
_PLAIN: Final = (
    "code",
    "name",
    "field",
    "levels",
    "authorities",
    "levels_before",
    "is_vertical",
    "service_level",
    "service_note",
)
_AFTER: Final = (
    "cases",
    "unknown_because",
    "components",
    "sets",
    "result",
    "result_codes",
    "legal_basis",
    "decision",
    "applicants",
    "conditions",
    "exemptions",
    "family",
    "confidence",
    "note",
    "since",
)
HEADER: Final = [
    *(COLUMNS[name] for name in _PLAIN),
    *_PER_CHANNEL,
    MARK,
    *(COLUMNS[name] for name in _AFTER),
]
REQUIRED: Final = tuple(COLUMNS[name] for name in ("code", "name", "field", "levels"))


def cells_of(procedure: Procedure) -> list[str]:
    """The texts of a row, in the order of HEADER. What `row_of` reads gives the same content."""
    data = as_data(procedure) | {"code": procedure.code, "since": procedure.since.isoformat()}
    marks = {terms.mark for terms in procedure.by_channel}
    by_channel = [text for channel in Channel for text in _channel_cells(procedure, channel)]
    return [
        *(_text(name, data[name]) for name in _PLAIN),
        *by_channel,
        YES if marks == {Mark.FOUND} else NO,
        *(_text(name, data[name]) for name in _AFTER),
    ]


def _channel_cells(procedure: Procedure, channel: Channel) -> list[str]:
    terms = next((t for t in procedure.by_channel if t.channel is channel), None)
    if terms is None:
        return ["", "", ""]
    fee = terms.charge.text or ("" if terms.fee is None else terms.fee_label)
    return [terms.text or terms.label, fee, terms.limit.source if terms.limit else ""]


def _text(name: str, value: Any) -> str:
    match value:
        case bool():
            return YES if value else NO
        case str() | int():
            return LABELS[name][value] if name in LABELS else str(value)
        case Mapping():
            return "\n".join(f"{Level(level).label}: {text}" for level, text in value.items())
    if name == "components":
        return "\n".join(map(_component_line, value))
    if name == "cases":
        return "\n".join(map(_case_line, value))
    return "\n".join(LABELS[name][one] if name in LABELS else one for one in value)


LEVELS: Final = {level.value: level.label for level in Level}
LABELS: Final[dict[str, dict[Any, str]]] = {
    "levels": LEVELS,
    "levels_before": LEVELS,
    "service_level": {s.value: s.label for s in ServiceLevel},
    "confidence": {c.value: c.label for c in Confidence},
}


def _component_line(row: Mapping[str, Any]) -> str:
    flags = [
        "" if row["is_required"] else "nếu có",
        "tra cứu" if row["from_database"] else "",
    ]
    parts = [
        _bare(row["name"]),
        _bare(row["note"]),
        _bare(row["form"]),
        str(row["originals"]),
        str(row["copies"]),
        ", ".join(filter(None, flags)),
        "" if row["key"] == component_key(row["name"]) else row["key"],
    ]
    return " | ".join(parts).rstrip(" |")


def _case_line(row: Mapping[str, Any]) -> str:
    limit = f"{row['amount']} {row['unit']}"
    return " | ".join([row["key"], row["title"], limit, row["source"], row["mark"]])


def _bare(text: str) -> str:
    """Without what parts a line."""
    return " ".join(text.replace("|", "/").split())
