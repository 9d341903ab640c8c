"""Administrative procedures (thủ tục hành chính): what they say, by date. Pure."""

from __future__ import annotations

from motcua.catalog.rules.access import objection
from motcua.catalog.rules.checks import Problem
from motcua.catalog.rules.columns import COLUMNS
from motcua.catalog.rules.reading import ReadLimit, read_fee, read_limit
from motcua.catalog.rules.rows import Row, component_key, is_code, read_row
from motcua.catalog.rules.shape import as_data, fingerprint, from_data
from motcua.catalog.rules.values import (
    Case,
    Channel,
    Component,
    Confidence,
    Content,
    Fee,
    Level,
    Mark,
    Procedure,
    ServiceLevel,
    Terms,
)


__all__ = [
    "COLUMNS",
    "Case",
    "Channel",
    "Component",
    "Confidence",
    "Content",
    "Fee",
    "Level",
    "Mark",
    "Problem",
    "Procedure",
    "ReadLimit",
    "Row",
    "ServiceLevel",
    "Terms",
    "as_data",
    "component_key",
    "fingerprint",
    "from_data",
    "is_code",
    "objection",
    "read_fee",
    "read_limit",
    "read_row",
]
