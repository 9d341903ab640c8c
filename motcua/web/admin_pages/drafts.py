"""Changing a draft: its head, and its table as rows that come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import Actor, Role
from motcua.process import services
from motcua.process.errors import NotADraft
from motcua.process.rules import Process, State
from motcua.web.admin_pages.draft_table import draft_of, renumbered
from motcua.web.admin_pages.frame import admin_only, show, told_in
from motcua.web.admin_pages.process_forms import (
    OFFICES,
    DraftForm,
    StepForm,
    draft_initial,
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
PREFIX: Final = "buoc"


@dataclass
class Page:
    form: DraftForm
    table: forms.BaseFormSet[Any]

    def is_valid(self) -> bool:
        checked = [self.form.is_valid(), self.table.is_valid()]  # both: all faults at once
        return all(checked)

    def faults(self) -> list[Fault]:
        if not self.form.is_bound:
            return []
        return faults_of(self.form) + faults_of_rows(self.table, "Bước")

    def rows(self) -> list[Row]:
        return [form.cleaned_data for form in self.table.forms]


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
            draft = draft_of(before, page.form.cleaned_data, page.rows())
            services.change_draft(process_id, draft, by=actor, at=timezone.now())
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("admin_pages:process", process_id)
    faults = page.faults()
    context = {
        "process": before,
        "form": page.form,
        "table": page.table,
        "faults": faults,
        "faulty": bool(faults),
    }
    status = 422 if faults else 200
    return show(request, actor, "draft.html", context, section="processes", status=status)


def _page(before: Process, data: Any) -> Page:
    return Page(
        form=DraftForm(data, initial=draft_initial(before)),
        table=_table(before, data, [step_initial(step) for step in before.steps]),
    )


def _table(before: Process, data: Any, rows: Sequence[Row]) -> forms.BaseFormSet[Any]:
    offices = sorted({str(step.office) for step in before.steps})
    return StepTable(data, initial=rows, prefix=PREFIX, form_kwargs={"offices": offices})


def _edited(before: Process, page: Page, edit: RowEdit) -> Page:
    rows = [as_typed(form) for form in page.table.forms]
    last = RowEdit("after", len(rows) - 1)
    edit = last if edit.kind == "add" else edit
    if edit.kind == "remove" or len(rows) < MOST_ROWS:
        rows = edited(renumbered(rows, edit), edit, _blank)
    return Page(form=DraftForm(initial=as_typed(page.form)), table=_table(before, None, rows))


def _blank() -> Row:
    return {
        "role": Role.SPECIALIST.value,
        "office": OFFICES[0][0],
        "counts": True,
        "unit": LimitUnit.WORKING_DAY.value,
    }
