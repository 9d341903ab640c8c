"""The answers of a filed form, as a person reads them on the page of its dossier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.eforms import queries as eforms
from motcua.eforms.rules import ROW, SEPARATOR, Field, FieldType, Form


_ROW: Final = re.compile(r"\.([0-9]{1,3})\.")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_LAST: Final = (10_000, 0, 0)
# Where a field stands in its form, and the field.
Place = tuple[tuple[int, int], Field]
Places = Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Answer:
    label: str
    value: str


def answers_of(procedure: str, form: Mapping[str, str]) -> Sequence[Answer]:
    """In the order of the form. What the form of today doesn't know comes last, by its key."""
    answered = {key: value for key, value in form.items() if value}
    paper = eforms.form_for(procedure) if answered else None
    places = _places(paper) if paper else {}
    return tuple(
        Answer(_label(key, places), _words(answered[key], _found(key, places)))
        for key in sorted(answered, key=lambda key: _order(key, places))
    )


def _places(form: Form) -> dict[str, Place]:
    """Each field by its key, with its place; those of a repeated group stand behind the group."""
    return {
        field.key: ((place, inner), field)
        for place, outer in enumerate(form.fields())
        for inner, field in enumerate((outer, *outer.fields))
    }


def _found(key: str, places: Places) -> Place | None:
    return places.get(key) or places.get(_ROW.sub(f".{ROW}.", key, count=1))


def _order(key: str, places: Places) -> tuple[int, int, int]:
    found = _found(key, places)
    if found is None:
        return _LAST
    (place, inner), _field = found
    return place, _row(key), inner


def _row(key: str) -> int:
    found = _ROW.search(key)
    return int(found[1]) if found else 0


def _label(key: str, places: Places) -> str:
    """With the name of the block around it; rows are numbered from 1 on."""
    found = _found(key, places)
    if found is None:
        return key
    field = found[1]
    block = next(filter(None, field.section), "")
    name = f"{block}: {field.label}" if block else field.label
    return name if key in places else f"{name} ({_row(key) + 1})"


def _words(value: str, found: Place | None) -> str:
    kind = found[1].type if found else FieldType.TEXT
    if kind is FieldType.DATE and (parts := _DAY.fullmatch(value)):
        return "/".join(part for part in reversed(parts.groups()) if part)
    return value.replace(SEPARATOR, "; ") if kind is FieldType.MULTI_CHOICE else value
