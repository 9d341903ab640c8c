"""Changing a draft: its head, and its tables as rows that come, go and move."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import Actor, Role
from motcua.process import queries, services
from motcua.process.errors import NotADraft
from motcua.process.rules import LegLevel, Process, State
from motcua.web.admin_pages.draft_table import Tables, draft_of
from motcua.web.admin_pages.frame import admin_only, show, told_in
from motcua.web.admin_pages.picture import picture_of
from motcua.web.admin_pages.process_fields import OFFICES
from motcua.web.admin_pages.process_forms import DraftForm, draft_initial
from motcua.web.admin_pages.process_moves import renamed, renumbered
from motcua.web.admin_pages.process_rows import (
    BranchForm,
    LegForm,
    StepForm,
    branch_initials,
    leg_initial,
    step_initial,
)
from motcua.web.admin_pages.processes import kept_process
from motcua.web.admin_pages.table_forms import (
    MOST_ROWS,
    Fault,
    Row,
    RowEdit,
    as_typed,
    edited,
    faults_of,
    faults_of_rows,
    row_edit,
    table_of,
)


StepTable = table_of(StepForm)
BranchTable = table_of(BranchForm)
LegTable = table_of(LegForm)
PREFIX: Final = "buoc"
Table: TypeAlias = "forms.BaseFormSet[Any]"


@dataclass
class Page:
    form: DraftForm
    table: Table
    branches: Table
    legs: Table

    def is_valid(self) -> bool:
        parts = (self.form, self.table, self.branches, self.legs)
        checked = [part.is_valid() for part in parts]  # each of them: all faults at once
        return all(checked)

    def faults(self) -> list[Fault]:
        if not self.form.is_bound:
            return []
        return [
            *faults_of(self.form),
            *faults_of_rows(self.table, "Bước"),
            *faults_of_rows(self.branches, "Rẽ nhánh"),
            *faults_of_rows(self.legs, "Liên thông"),
        ]

    def typed(self) -> Tables:
        return Tables(
            self.form.cleaned_data, _rows(self.table), _rows(self.branches), _rows(self.legs)
        )


def _rows(table: Table) -> list[Row]:
    return [form.cleaned_data for form in table.forms]


@require_http_methods(["GET", "POST"])
@admin_only
def change(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    before = kept_process(process_id)
    if before.state is not State.DRAFT:
        raise NotADraft(state=before.state.label)
    page = _page(before, request.POST if request.method == "POST" else None)
    edit = row_edit(request) if request.method == "POST" else None
    if edit is not None:
        page = _edited(before, page, edit)
    elif page.form.is_bound and page.is_valid():
        with told_in(page.form):
            draft = draft_of(before, page.typed())
            services.change_draft(process_id, draft, by=actor, at=timezone.now())
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("admin_pages:process", process_id)
    faults = page.faults()
    context = {
        "process": before,
        "form": page.form,
        "table": page.table,
        "branches": page.branches,
        "legs": page.legs,
        "faults": faults,
        "faulty": bool(faults),
        "findings": () if request.method == "POST" else queries.findings_of(before),
        "picture": picture_of(before, queries.form_fields(before.procedure)),
        "asks": bool(_asked(before)),
    }
    status = 422 if faults else 200
    return show(request, actor, "draft.html", context, section="processes", status=status)


def _page(before: Process, data: Any) -> Page:
    return Page(
        form=DraftForm(data, initial=draft_initial(before)),
        table=_table(before, data, [step_initial(step) for step in before.steps]),
        branches=_branches(before, data, branch_initials(before.steps)),
        legs=_legs(data, [leg_initial(leg) for leg in before.legs]),
    )


def _table(before: Process, data: Any, rows: Sequence[Row]) -> Table:
    offices = sorted({str(step.office) for step in before.steps})
    return StepTable(data, initial=rows, prefix=PREFIX, form_kwargs={"offices": offices})


def _branches(before: Process, data: Any, rows: Sequence[Row]) -> Table:
    return BranchTable(data, initial=rows, prefix="re", form_kwargs={"asked": _asked(before)})


def _legs(data: Any, rows: Sequence[Row]) -> Table:
    return LegTable(data, initial=rows, prefix="lt")


def _asked(before: Process) -> Mapping[str, str]:
    """Labels of what a condition may ask for; what is asked already is kept, known or not."""
    fields = queries.form_fields(before.procedure)
    named = (n.when.field for s in before.steps for n in s.next if n.when)
    return {**{key: key for key in named}, **fields}


def _edited(before: Process, page: Page, edit: RowEdit) -> Page:
    steps, branches, legs = (
        [as_typed(form) for form in table.forms] for table in (page.table, page.branches, page.legs)
    )
    match edit.table:
        case "branch":
            branches = _with(branches, edit, dict)
        case "leg":
            legs = _with(legs, edit, _blank_leg)
        case _:
            count, edit = len(steps), _placed(edit, len(steps))
            branches, legs = renamed(branches, count, edit), renamed(legs, count, edit)
            steps = _with(renumbered(steps, edit), edit, _blank)
    return Page(
        form=DraftForm(initial=as_typed(page.form)),
        table=_table(before, None, steps),
        branches=_branches(before, None, branches),
        legs=_legs(None, legs),
    )


def _with(rows: list[Row], edit: RowEdit, blank: Callable[[], Row]) -> list[Row]:
    return edited(rows, _placed(edit, len(rows)), blank)


def _placed(edit: RowEdit, count: int) -> RowEdit:
    """«add» is after the last; where the table is full nothing comes."""
    placed = RowEdit("after", count - 1) if edit.kind == "add" else edit
    return RowEdit("up", 0) if placed.kind == "after" and count >= MOST_ROWS else placed


def _blank() -> Row:
    return {
        "role": Role.SPECIALIST.value,
        "office": OFFICES[0][0],
        "counts": True,
        "unit": LimitUnit.WORKING_DAY.value,
    }


def _blank_leg() -> Row:
    return {"unit": LimitUnit.WORKING_DAY.value, "level": LegLevel.SAME.value, "counts": True}
