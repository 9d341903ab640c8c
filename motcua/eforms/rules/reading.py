"""Forms as the data file writes them, made into flat values: blocks, borrowed forms, conditions.

A block's or a borrowed form's fields get its key in front: `requester.residence.domestic.detail`.
What a condition or a limit names is looked for beside the field, then further out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any as Json
from typing import Final

from motcua.eforms.rules.values import (
    ROW,
    YES,
    All,
    Any,
    Condition,
    Field,
    FieldType,
    Form,
    Group,
    Limits,
    Not,
    Operator,
    Test,
)


Row = Mapping[str, Json]
_SPACES: Final = ("account", "cccd")
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Library:
    """The data file by name: lists of choices, blocks, forms."""

    choices: Mapping[str, tuple[str, ...]]
    blocks: Mapping[str, Row]
    forms: Mapping[str, Row]


def library_from(content: Row) -> Library:
    return Library(
        choices={name: tuple(listed["items"]) for name, listed in content["choices"].items()},
        blocks=content["blocks"],
        forms={form["id"]: form for form in content["forms"]},
    )


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a field stands: what is in front of its key, and which names it can see."""

    prefix: str
    names: frozenset[str]
    outer: _Scope | None = None
    section: tuple[str, ...] = ()
    show_if: Condition | None = None
    space: str = ""  # what the nearest block with one is prefilled from
    space_path: tuple[str, ...] = ()  # the keys from that block down to here
    prefill_when: Condition | None = None
    depth: int = 0

    def full(self, name: str) -> str:
        """The full key of a name as a field of this scope writes it. Raises ValueError."""
        if name.partition(".")[0] in self.names:
            return self.prefix + name
        if self.outer is None:
            raise ValueError(f"{name} is no field beside or around {self.prefix or 'the form'}")
        return self.outer.full(name)


def expand(library: Library, form_id: str) -> Form:
    """The form with everything put in place. Raises KeyError, ValueError for faults of the data."""
    row = library.forms[form_id]
    return Form(
        id=row["id"],
        title=row["title"],
        number=row["number"],
        issued_by=row["issued_by"],
        procedures=tuple(row["procedures"]),
        groups=tuple(_groups(library, row, _Scope("", _names_of_form(row)))),
        form_mark=row["marks"]["form"],
        fields_mark=row["marks"]["fields"],
        notes=tuple(row["notes"]),
    )


def _names_of_form(row: Row) -> frozenset[str]:
    return frozenset(field["key"] for group in row["groups"] for field in group["fields"])


def _groups(library: Library, form: Row, scope: _Scope) -> Iterator[Group]:
    """The groups of a form; a borrowed form stands behind the group that borrows it."""
    for row in form["groups"]:
        shown = replace(scope, show_if=_both(scope.show_if, _condition(row.get("show_if"), scope)))
        own = tuple(
            field
            for item in row["fields"]
            if item["type"] != "form_ref"
            for field in _fields(library, item, shown)
        )
        if own:
            yield Group(scope.prefix + row["key"], row["title"], own)
        for item in row["fields"]:
            if item["type"] == "form_ref":
                borrowed = library.forms[item["form"]]
                inner = _inside(shown, item, _names_of_form(borrowed), item["label"])
                yield from _groups(library, borrowed, inner)


def _inside(scope: _Scope, item: Row, names: frozenset[str], title: str) -> _Scope:
    """The scope of what stands in a block, a borrowed form or a row."""
    if scope.depth >= _DEEPEST:
        raise ValueError(f"{scope.prefix}{item['key']} lies too deep: does it hold itself?")
    own_space = item.get("prefill", "")
    when = _condition(item.get("prefill_when"), scope)
    row = f"{ROW}." if item["type"] == "repeated_group" else ""
    return _Scope(
        prefix=f"{scope.prefix}{item['key']}.{row}",
        names=names,
        outer=scope,
        section=(*scope.section, title),
        show_if=None if row else _both(scope.show_if, _condition(item.get("show_if"), scope)),
        space=own_space or scope.space,
        space_path=(item["key"],) if own_space else (*scope.space_path, item["key"]),
        prefill_when=when or scope.prefill_when,
        depth=scope.depth + 1,
    )


def _fields(library: Library, item: Row, scope: _Scope) -> Iterator[Field]:
    if item["type"] == "block":
        block = library.blocks[item["block"]]
        names = frozenset(field["key"] for field in block["fields"])
        inner = _inside(scope, item, names, item["label"])
        for part in block["fields"]:
            yield from _fields(library, part, inner)
        return
    field = _field(library, item, scope)
    yield field
    yield from _lines(field, item.get("sub_items", 0))


def _lines(field: Field, count: int) -> Iterator[Field]:
    """The numbered lines under a question, as the paper form has them; asked when it is a yes."""
    for number in range(1, count + 1):
        asked = Test(field.key, Operator.EQUALS, (YES,))
        yield replace(
            field,
            key=f"{field.key}_{number}",
            label=f"{field.label}: dòng {number} của mẫu giấy",
            required=False,
            show_if=_both(field.show_if, asked),
        )


def _field(library: Library, item: Row, scope: _Scope) -> Field:
    inner = _inside(scope, item, frozenset(f["key"] for f in item.get("fields", ())), "")
    listed = item.get("choices", ())
    return Field(
        key=scope.prefix + item["key"],
        label=item["label"],
        type=FieldType(item["type"]),
        required=item.get("required", False),
        hint=item.get("hint", ""),
        section=scope.section,
        show_if=_both(scope.show_if, _condition(item.get("show_if"), scope)),
        prefill=_prefill(item, scope),
        prefill_when=scope.prefill_when,
        choices=library.choices[listed] if isinstance(listed, str) else tuple(listed),
        place=item.get("place", ""),
        partial=item.get("partial", False),
        limits=_limits(item.get("limits", {}), scope),
        fields=tuple(f for part in item.get("fields", ()) for f in _fields(library, part, inner)),
        least_rows=item.get("least", 0),
        most_rows=item.get("most", 0),
        source=item["source"],
    )


def _prefill(item: Row, scope: _Scope) -> tuple[str, ...]:
    """Where the answer may be known from, the most precise place first."""
    own = item.get("prefill", "")
    if not scope.space:
        return (own,) if own else ()
    below = ".".join((*scope.space_path[1:], item["key"]))
    if scope.space not in _SPACES:
        places = [f"{scope.space}.{below}"]
    else:
        head, _, tail = own.partition(".")
        named = [f"{scope.space}.{tail}"] if head in _SPACES and tail else []
        places = [*named, f"{scope.space}.{scope.space_path[0]}.{below}", f"{scope.space}.{below}"]
    constant = [own] if own.startswith("const:") else []
    return tuple(dict.fromkeys((*places, *constant)))


def _limits(row: Row, scope: _Scope) -> Limits:
    def named(name: str) -> str:
        return scope.full(row[name]) if row.get(name) else ""

    return Limits(
        rule=row.get("rule", ""),
        may_be_old=row.get("may_be_old", False),
        least=row.get("min"),
        most=row.get("max"),
        integer=row.get("integer", False),
        decimals=row.get("decimals"),
        max_length=row.get("max_length"),
        not_after_today=row.get("not_after") == "today",
        not_before_today=row.get("not_before") == "today",
        must_be_yes=row.get("must_be", False),
        after_field=named("after_field"),
        not_below_field=named("min_field"),
        most_years=row.get("max_years"),
        years_from_field=named("max_after_field"),
    )


def _condition(row: Row | None, scope: _Scope) -> Condition | None:
    if not row:
        return None
    if "any" in row:
        return Any(tuple(_some(_condition(part, scope) for part in row["any"])))
    if "not" in row:
        [part] = _some([_condition(row["not"], scope)])
        return Not(part)
    [operator] = [op for op in Operator if op.value in row]
    value = row[operator.value]
    values = () if operator is Operator.PRESENT else tuple(map(str, _listed(value)))
    return Test(scope.full(row["field"]), operator, values)


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else [value]


def _some(parts: Iterator[Condition | None] | list[Condition | None]) -> list[Condition]:
    return [part for part in parts if part is not None]


def _both(first: Condition | None, second: Condition | None) -> Condition | None:
    if first is None or second is None:
        return first or second
    return All((first, second))
