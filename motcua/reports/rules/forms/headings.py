"""The names of the forms and what stands over them, by the last day of the period."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Final

from motcua.reports.errors import NoHeading
from motcua.reports.rules.forms.values import Kind


@dataclass(frozen=True, slots=True)
class Heading:
    key: str
    suffix: str
    act: str
    source: str
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Template:
    """A form before it is filled in."""

    kind: Kind
    number: str
    name: str
    title: str
    source: str


def _data() -> dict[str, Any]:
    text = resources.files("motcua.reports").joinpath("data/forms.toml").read_text("utf-8")
    return tomllib.loads(text)


def _templates(rows: list[dict[str, Any]]) -> dict[Kind, Template]:
    return {Kind(row["key"]): Template(Kind(row.pop("key")), **row) for row in rows}


_READ: Final = _data()
HEADINGS: Final = tuple(Heading(**row) for row in _READ["heading"])
TEMPLATES: Final[Mapping[Kind, Template]] = _templates(_READ["form"])


def heading(on: date, *, kept: str = "") -> Heading:
    """The one in force on the last day of a period, or the one kept by choice. Raises NoHeading."""
    for one in HEADINGS:
        if one.key == kept or (not kept and one.since <= on <= one.until):
            return one
    raise NoHeading(wanted=kept)


def issued(kind: Kind, on: date, *, kept: str = "") -> tuple[str, ...]:
    """«Biểu số II.06a/VPCP/KSTT», «Ban hành theo Thông tư số …»."""
    template, found = TEMPLATES[kind], heading(on, kept=kept)
    first = f"Biểu số {template.number}{found.suffix}"
    if found.act:
        return (first, f"Ban hành theo {found.act}")
    return (first, "Kỳ báo cáo trước Thông tư số 01/2020/TT-VPCP, dựng theo các cột của biểu")
