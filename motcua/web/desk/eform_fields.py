"""An official form as a page shows it: parts, blocks, rows and boxes; and what a page sends back.

Only what is to be shown now is shown (`visible`); answers to hidden questions stay in the draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from motcua.eforms.rules import (
    NO,
    ROW,
    SEPARATOR,
    YES,
    Field,
    FieldType,
    Form,
    visible,
)
from motcua.eforms.rules.values import All, Condition, Not, Test
from motcua.eforms.rules.values import Any as AnyOf


MOST_RADIOS: Final = 3
MOST_SELECTED: Final = 60  # a longer list is typed into, with suggestions
LONG_TEXT: Final = 300
MOST_ROWS: Final = 60
_KEPT_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_CHOSEN: Final = (FieldType.CHOICE, FieldType.YES_NO, FieldType.PLACE)
_WIDE: Final = ("lines", "many")
SHORT_CHOICES: Final = 26

# The names of the communes of a province, by the province's name.
Communes = Callable[[str], Sequence[str]]


def boxes(text: str) -> tuple[str, str, str]:
    """Day, month, year of a day as kept, or as far as it was typed."""
    if found := _KEPT_DAY.fullmatch(text):
        year, month, day = found.groups(default="")
        return day, month, year
    parts = text.split("/", 2)
    day, month, year = ["", "", *parts][-3:]
    return day, month, year


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One question. `kind` names how it is asked; `day`, `month`, `year` are those of a date."""

    key: str
    id: str
    label: str
    kind: str
    value: str = ""
    hint: str = ""
    error: str = ""
    is_required: bool = False
    options: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    list_id: str = ""
    inputmode: str = ""
    is_driver: bool = False  # other questions come and go with its answer
    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def described(self) -> str:
        parts = [f"{self.id}-h"] if self.hint else []
        return " ".join([*parts, f"{self.id}-e"] if self.error else parts)

    @property
    def is_wide(self) -> bool:
        """Whether it takes a line of its own: few short choices don't."""
        if self.kind == "radio":
            return sum(len(option) + len("( ) ") for option in self.options) > SHORT_CHOICES
        return self.kind in _WIDE


@dataclass(frozen=True, slots=True)
class Block:
    """Questions under one heading; a row of a repeated group is a block that can be dropped."""

    title: str
    boxes: tuple[Box, ...]
    drop: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A repeated group: its rows, and whether there may be more."""

    key: str
    id: str
    title: str
    error: str
    blocks: tuple[Block, ...]
    can_add: bool
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    items: tuple[Block | Rows, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows of the form now, and the lists that its boxes suggest from."""

    parts: tuple[Part, ...]
    lists: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a sheet is drawn from."""

    form: Form
    answers: Mapping[str, str]
    errors: Mapping[str, str]
    rows: Mapping[str, int]  # how many rows a repeated group shows at least
    provinces: tuple[str, ...]
    communes: Communes
    today: date


def sheet(asking: Asking) -> Sheet:
    form = with_rows(asking.form, asking.rows)
    shown = [
        field
        for field in visible(form, asking.answers, today=asking.today)
        if field.type is not FieldType.FILE  # at the counter files are papers
    ]
    drawing = _Drawing(asking, _drivers(asking.form), {})
    parts = []
    for group in form.groups:
        own = [field for field in shown if pattern(field.key) in _keys_of(group.fields)]
        if items := tuple(drawing.items(own)):
            parts.append(Part(group.title, items))
    return Sheet(tuple(parts), drawing.lists)


def with_rows(form: Form, rows: Mapping[str, int]) -> Form:
    """The form showing so many rows of its repeated groups, answered or not."""

    def shown(field: Field) -> Field:
        if field.type is not FieldType.REPEATED_GROUP:
            return field
        return replace(field, least_rows=max(1, field.least_rows, rows.get(field.key, 0)))

    groups = (replace(g, fields=tuple(shown(field) for field in g.fields)) for g in form.groups)
    return replace(form, groups=tuple(groups))


def _keys_of(fields: Sequence[Field]) -> set[str]:
    return {inner.key for field in fields for inner in (field, *field.fields)}


def pattern(key: str) -> str:
    return re.sub(r"\.[0-9]{1,3}\.", f".{ROW}.", key, count=1)


@dataclass(frozen=True, slots=True)
class _Drawing:
    asking: Asking
    drivers: frozenset[str]
    lists: dict[str, tuple[str, ...]]

    def items(self, fields: Sequence[Field]) -> Iterator[Block | Rows]:
        """Blocks and repeated groups in the order of the form."""
        groups = {field.key: field for field in fields if field.type is FieldType.REPEATED_GROUP}
        first = {field.section[:1] for field in fields if any(field.section)}

        def home(field: Field) -> tuple[str, tuple[str, ...]]:
            own = (key for key in groups if f"{field.key}.".startswith(f"{key}."))
            group = next(own, "")
            return group, () if group else field.section

        for (group, section), found in groupby(fields, key=home):
            if group:
                yield self.rows(groups[group], list(found)[1:])
            else:
                names = section[1:] if len(first) == 1 else section
                yield Block(" · ".join(filter(None, names)), tuple(map(self.box, found)))

    def rows(self, group: Field, fields: Sequence[Field]) -> Rows:
        start = len(group.key) + 1
        by_row = groupby(fields, key=lambda field: int(field.key[start:].partition(".")[0]))
        found = [(row, tuple(map(self.box, own))) for row, own in by_row]
        return Rows(
            key=group.key,
            id=_id(group.key),
            title=group.label,
            error=self.asking.errors.get(group.key, ""),
            blocks=tuple(
                Block(f"{group.label} {place}", own, drop=f"drop:{group.key}:{row}")
                for place, (row, own) in enumerate(found, 1)
            ),
            can_add=len(found) < (group.most_rows or MOST_ROWS),
            count=max((row for row, _own in found), default=0) + 1,
        )

    def box(self, field: Field) -> Box:
        value = self.asking.answers.get(field.key, "")
        options, list_id = self._options(field)
        day, month, year = boxes(value) if field.type is FieldType.DATE else ("", "", "")
        return Box(
            key=field.key,
            id=_id(field.key),
            label=field.label,
            kind=_kind(field, options),
            value=value,
            hint=field.hint,
            error=self.asking.errors.get(field.key, ""),
            is_required=field.required,
            options=options,
            chosen=tuple(value.split(SEPARATOR)),
            list_id=list_id,
            inputmode=_INPUTMODES.get(field.type, ""),
            is_driver=pattern(field.key) in self.drivers or field.place == "province",
            day=day,
            month=month,
            year=year,
        )

    def _options(self, field: Field) -> tuple[tuple[str, ...], str]:
        if field.type is FieldType.YES_NO:
            return (YES, NO), ""
        options = field.choices
        if field.place == "province":
            options = self.asking.provinces
        elif field.place == "commune":
            province = self.asking.answers.get(f"{field.key.removesuffix('commune')}province", "")
            options = tuple(self.asking.communes(province)) if province else ()
        if field.place != "commune" and len(options) <= MOST_SELECTED:
            return options, ""
        return options, self._list(options)

    def _list(self, options: tuple[str, ...]) -> str:
        """The id of the list of suggestions; the same list is sent once."""
        for list_id, listed in self.lists.items():
            if listed == options:
                return list_id
        if not options:
            return ""
        list_id = f"goi-y-{len(self.lists) + 1}"
        self.lists[list_id] = options
        return list_id


def _id(key: str) -> str:
    return f"o-{key.replace('.', '-')}"


_INPUTMODES: Final = {
    FieldType.ID_NUMBER: "numeric",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
    FieldType.MONEY: "numeric",
    FieldType.NUMBER: "decimal",
}


def _kind(field: Field, options: tuple[str, ...]) -> str:
    match field.type:
        case FieldType.DATE:
            return "date"
        case FieldType.MULTI_CHOICE:
            return "many"
        case FieldType.TEXT if (field.limits.max_length or 0) > LONG_TEXT:
            return "lines"
    if field.type not in _CHOSEN or field.place == "commune" or not options:
        return "line"
    if len(options) <= MOST_RADIOS and field.type is not FieldType.PLACE:
        return "radio"
    return "select" if len(options) <= MOST_SELECTED else "line"


def _drivers(form: Form) -> frozenset[str]:
    """The keys of the answers that some condition looks at."""
    fields = [inner for field in form.fields() for inner in (field, *field.fields)]
    return frozenset(key for field in fields for key in _looked_at(field.show_if))


def _looked_at(condition: Condition | None) -> Iterator[str]:
    match condition:
        case Test(field, _, _):
            yield field
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _looked_at(part)
        case Not(part):
            yield from _looked_at(part)
