"""Rows of a table as form rows, added and taken away by plain submit buttons.

A button `rows=add`, `rows=after-3`, `rows=remove-3`, `rows=up-3` or `rows=down-3` sends the whole
page; it comes back with the rows changed and everything else as typed, nothing checked and nothing
saved. Where a page has several tables their names stand first: `rows=leg-add`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest


BUTTON: Final = "rows"
BUTTONS: Final = re.compile(
    r"(?:(?P<table>branch|leg)-)?(?P<kind>add|after|remove|up|down)(?:-(?P<at>[0-9]{1,3}))?",
    re.ASCII,
)
MOST_ROWS: Final = 60
TABLE_FAULTS: Final = {
    "too_many_forms": f"Nhiều nhất {MOST_ROWS} dòng.",
    "missing_management_form": "Trang gửi lên thiếu phần bảng. Tải lại trang rồi làm lại.",
}

Row = dict[str, Any]
RowForm = type[forms.Form]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the field to go to."""

    field_id: str
    message: str


@dataclass(frozen=True, slots=True)
class RowEdit:
    """Which row is to come or to go; rows are counted from 0."""

    kind: str
    at: int
    table: str = ""

    def move_to(self) -> int:
        """Where a row that is moved goes to."""
        return self.at - 1 if self.kind == "up" else self.at + 1


def table_of(row_form: RowForm) -> type[forms.BaseFormSet[Any]]:
    return forms.formset_factory(
        row_form, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True
    )


def row_edit(request: HttpRequest) -> RowEdit | None:
    """What was clicked; None where the page was to be saved."""
    found = BUTTONS.fullmatch(request.POST.get(BUTTON, ""))
    if found is None:
        return None
    kind, number = found["kind"], found["at"]
    if kind == "add":
        return RowEdit("add", MOST_ROWS, found["table"] or "")
    return RowEdit(kind, int(number), found["table"] or "") if number else None


def as_typed(form: forms.Form) -> Row:
    """What a bound form holds, unchecked, as the initial values of the next one."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def edited(rows: Iterable[Row], edit: RowEdit, blank: Callable[[], Row]) -> list[Row]:
    changed = list(rows)
    if edit.kind == "remove":
        return [row for place, row in enumerate(changed) if place != edit.at]
    if edit.kind in ("up", "down"):
        return moved(changed, edit)
    if len(changed) < MOST_ROWS:
        changed.insert(min(edit.at + 1, len(changed)), blank())
    return changed


def moved(rows: list[Row], edit: RowEdit) -> list[Row]:
    """Two neighbours change places; the first goes no higher and the last no lower."""
    to = edit.move_to()
    if 0 <= edit.at < len(rows) and 0 <= to < len(rows):
        rows[edit.at], rows[to] = rows[to], rows[edit.at]
    return rows


def faults_of(form: forms.Form) -> list[Fault]:
    """What is wrong in the form itself, its own refusals first."""
    found = [Fault("", str(error)) for error in form.non_field_errors()]
    return found + [
        Fault(bound.id_for_label or bound.auto_id, str(error))
        for bound in form
        for error in bound.errors
    ]


def faults_of_rows(table: forms.BaseFormSet[Any], name: str) -> list[Fault]:
    """What is wrong in the rows, each by its number."""
    errors = table.non_form_errors().as_data()
    found = [Fault("", TABLE_FAULTS.get(error.code or "", str(error.message))) for error in errors]
    for number, form in enumerate(table.forms, start=1):
        found += [Fault(f.field_id, f"{name} {number}: {f.message}") for f in faults_of(form)]
    return found
