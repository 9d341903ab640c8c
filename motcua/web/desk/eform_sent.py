"""What a page of an official form sends back: answers, rows, the card of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from motcua.eforms.rules import SEPARATOR, Field, FieldType, Form, read_answer, rows_of
from motcua.people.rules import fold
from motcua.web.desk.eform_fields import MOST_ROWS, pattern


def typed_date(data: Mapping[str, Any], name: str) -> str:
    """The three boxes as one text; a whole day pasted into one of them is that day."""
    if f"{name}__y" not in data:
        return str(data.get(name, ""))
    parts = [str(data.get(f"{name}__{box}", "")).strip() for box in "dmy"]
    if sum(map(bool, parts)) == 1:
        return "".join(parts)
    while parts and not parts[0]:
        parts.pop(0)
    return "/".join(parts)


def read_sent(form: Form, data: Mapping[str, Any], before: Mapping[str, str]) -> dict[str, str]:
    """The answers as a page sent them, laid over those of before; hidden ones stay.

    A choice typed without marks or in small letters is that choice.
    """
    known = {f.key: f for field in form.fields() for f in (field, *field.fields)}
    answers = dict(before)
    for name in data:
        key = name.removesuffix("__y")
        field = known.get(key) or known.get(pattern(key))
        if field is None or field.type in (FieldType.FILE, FieldType.REPEATED_GROUP):
            continue
        if field.type is FieldType.MULTI_CHOICE:
            many = data.getlist(key) if hasattr(data, "getlist") else [data[key]]
            answers[key] = SEPARATOR.join(filter(None, many))
        elif field.type is FieldType.DATE:
            answers[key] = typed_date(data, key)
        else:
            answers[key] = _meant(field, str(data[name]))
    return answers


def _meant(field: Field, typed: str) -> str:
    if not field.choices or typed in field.choices:
        return typed
    wanted = fold(typed)
    return next((choice for choice in field.choices if fold(choice) == wanted), typed)


def rows_sent(form: Form, data: Mapping[str, Any]) -> dict[str, int]:
    """How many rows of each repeated group the page showed."""
    rows = {}
    for field in form.fields():
        sent = str(data.get(f"{field.key}.rows", ""))
        if field.type is FieldType.REPEATED_GROUP and sent.isascii() and sent.isdigit():
            rows[field.key] = min(int(sent[:4]), field.most_rows or MOST_ROWS)
    return rows


def added_row(form: Form, key: str, rows: Mapping[str, int]) -> dict[str, int]:
    field = next((f for f in form.fields() if f.key == key), None)
    if field is None or field.type is not FieldType.REPEATED_GROUP:
        return dict(rows)
    most = field.most_rows or MOST_ROWS
    return {**rows, key: min(most, max(rows.get(key, 0), field.least_rows, 1) + 1)}


def without_row(form: Form, key: str, row: int, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers without one row of a repeated group; the rows after it move up."""
    field = next((f for f in form.fields() if f.key == key), None)
    if field is None:
        return dict(answers)
    moved = {k: v for k, v in answers.items() if not k.startswith(f"{key}.")}
    for old in rows_of(field, answers):
        start, to = f"{key}.{old}.", old - (old > row)
        own = {k.removeprefix(start): v for k, v in answers.items() if k.startswith(start)}
        if old != row:
            moved |= {f"{key}.{to}.{name}": value for name, value in own.items()}
    return moved


def persons_in(form: Form) -> list[tuple[str, str]]:
    """The parts about one person each: what their keys begin with, and their names."""
    found: dict[str, str] = {}
    for field in form.fields():
        part, dot, rest = field.key.partition(".")
        if dot and field.section and rest.rpartition(".")[2] == "full_name":
            found.setdefault(part, field.section[0])
    return list(found.items())


def from_card(form: Form, part: str, known: Mapping[str, str], *, today: date) -> dict[str, str]:
    """What a person's card answers in the part about that person. `known` as `Card.known` has it.

    Only answers that are good are given; where the person lives is not taken from the card's text.
    """
    answers = {}
    for field in form.fields():
        inside, _dot, name = field.key.rpartition(".")
        if inside not in (part, f"{part}.person", f"{part}.paper"):
            continue
        text = known.get(f"cccd.{_ON_CARD.get(name, name)}", "")
        value, fault = read_answer(field, text, today=today) if text else ("", "")
        if value and not fault:
            answers[field.key] = value
    return answers


_ON_CARD: Final = {"paper_number": "id_number", "paper_kind": "kind"}
