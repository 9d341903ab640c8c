"""Which fields a person sees, from the answers given so far. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from motcua.eforms.rules.dates import age_on, read_date
from motcua.eforms.rules.values import (
    ROW,
    SEPARATOR,
    All,
    Any,
    Condition,
    Field,
    FieldType,
    Form,
    Not,
    Operator,
    Test,
)


def holds(condition: Condition | None, answers: Mapping[str, str], *, today: date) -> bool:
    match condition:
        case None:
            return True
        case All(parts):
            return all(holds(part, answers, today=today) for part in parts)
        case Any(parts):
            return any(holds(part, answers, today=today) for part in parts)
        case Not(part):
            return not holds(part, answers, today=today)
        case Test(field, operator, values):
            return _holds(operator, values, answers.get(field, "").strip(), today)


def _holds(operator: Operator, values: tuple[str, ...], answer: str, today: date) -> bool:
    match operator:
        case Operator.PRESENT:
            return bool(answer)
        case Operator.EQUALS | Operator.IN:
            return answer in values
        case Operator.CONTAINS:
            return not set(values).isdisjoint(answer.split(SEPARATOR))
        case Operator.STARTS_WITH:
            return bool(answer) and answer.startswith(values)
        case Operator.AGE_AT_LEAST | Operator.AGE_BELOW:
            return _of_age(operator, int(values[0]), answer, today)


def _of_age(operator: Operator, years: int, answer: str, today: date) -> bool:
    """An unknown date of birth makes nobody old enough and nobody a child."""
    birth = read_date(answer)
    if birth is None:
        return False
    age = age_on(birth, today)
    return age >= years if operator is Operator.AGE_AT_LEAST else age < years


def in_row(field: Field, row: int) -> Field:
    """A field of a repeated group, in its row: `owners.*.name` becomes `owners.2.name`."""
    return replace(
        field,
        key=with_row(field.key, row),
        show_if=_condition_in_row(field.show_if, row),
        limits=replace(
            field.limits,
            after_field=with_row(field.limits.after_field, row),
            not_below_field=with_row(field.limits.not_below_field, row),
            years_from_field=with_row(field.limits.years_from_field, row),
        ),
    )


def with_row(key: str, row: int) -> str:
    return key.replace(f".{ROW}.", f".{row}.", 1)


def _condition_in_row(condition: Condition | None, row: int) -> Condition | None:
    match condition:
        case Test(field, operator, values):
            return Test(with_row(field, row), operator, values)
        case All(parts):
            return All(tuple(p for part in parts if (p := _condition_in_row(part, row))))
        case Any(parts):
            return Any(tuple(p for part in parts if (p := _condition_in_row(part, row))))
        case Not(part):
            inner = _condition_in_row(part, row)
            return Not(inner) if inner else None
    return None


def rows_of(field: Field, answers: Mapping[str, str]) -> tuple[int, ...]:
    """The rows of a repeated group in which something is answered."""
    row_of = re.compile(re.escape(field.key) + r"\.([0-9]{1,3})\.")
    found = {
        int(match[1])
        for key, answer in answers.items()
        if answer.strip() and (match := row_of.match(key))
    }
    return tuple(sorted(found))


def visible(form: Form, answers: Mapping[str, str], *, today: date) -> tuple[Field, ...]:
    """The fields to show, rows of repeated groups spelled out after their group.

    An answer to a field that is not shown counts as not given, so that what hangs on a hidden
    field is hidden too. Rows shown: those answered, and as many as are asked for at least.
    """
    given = dict(answers)
    shown = _shown(form, given, today)
    while hidden := given.keys() & (_keys(form, given) - {f.key for f in shown}):
        for key in hidden:
            del given[key]
        shown = _shown(form, given, today)
    return shown


def _keys(form: Form, answers: Mapping[str, str]) -> set[str]:
    return {f.key for f in _spelled_out(form, answers)}


def _shown(form: Form, answers: Mapping[str, str], today: date) -> tuple[Field, ...]:
    return tuple(f for f in _spelled_out(form, answers) if holds(f.show_if, answers, today=today))


def _spelled_out(form: Form, answers: Mapping[str, str]) -> list[Field]:
    found: list[Field] = []
    for field in form.fields():
        found.append(field)
        if field.type is FieldType.REPEATED_GROUP:
            rows = {*rows_of(field, answers), *range(field.least_rows)}
            found.extend(in_row(f, row) for row in sorted(rows) for f in field.fields)
    return found
