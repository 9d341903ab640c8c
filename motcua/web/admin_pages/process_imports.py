"""The table of an approved decision, from a sheet into a draft: tried first, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.errors import Invalid
from motcua.people.rules import Actor, UnitKind
from motcua.process import queries, services
from motcua.process.rules import (
    Draft,
    Table,
    TableLine,
    Verdict,
    checked_draft,
    made_runnable,
    table_from,
)
from motcua.web.admin_pages import sheets
from motcua.web.admin_pages.fields import Line
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, show, told_in
from motcua.web.admin_pages.process_forms import BeginForm
from motcua.web.admin_pages.uploads import MEGABYTE, Parcel, unpacked


MOST_MEGABYTES: Final = 1
LOOKS: Final = {
    Verdict.STEP: "ok",
    Verdict.DOUBT: "wait",
    Verdict.TOTAL: "ok",
    Verdict.SKIPPED: "pause",
}
PAGE: Final = FormPage(
    title="Nhập quy trình từ bảng tính",
    section="processes",
    submit="Nhập thử",
    back=("", "Quy trình nội bộ"),
    lead="Bảng in như trong quyết định: Thứ tự công việc, Nội dung công việc, Trách nhiệm thực "
    "hiện, Thời gian thực hiện. Nhập thử chưa lưu gì: trang sau cho xem đọc được gì ở từng dòng.",
)


class NoTable(Invalid):
    message = (
        "Trang tính đầu tiên không có dòng tên cột. Cần có ít nhất hai cột «Nội dung công việc» "
        "và «Thời gian thực hiện»."
    )


class ImportForm(BeginForm):
    source = Line(label="Quyết định phê duyệt", max_length=500, required=False)
    file = forms.FileField(
        label="Tệp",
        help_text=f"Tệp .xlsx, nặng nhất {MOST_MEGABYTES} MB; chỉ đọc trang tính đầu tiên.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": "Tệp này trống.", "missing": "Chọn tệp."},
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        assert isinstance(file, UploadedFile)
        if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(f"Tệp nặng quá {MOST_MEGABYTES} MB. Chỉ để lại trang quy trình.")
        return file


class TriedForm(ImportForm):
    """The second click: the file travels with the page, signed."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        del self.fields["file"]


@require_http_methods(["GET", "POST"])
@admin_only
def take(request: HttpRequest, actor: Actor) -> HttpResponse:
    if "parcel" in request.POST:
        return _taken(request, actor)
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={"since": timezone.localdate()},
    )
    if form.is_valid():
        with told_in(form):
            file = form.cleaned_data["file"]
            parcel = Parcel(file.name[:200], file.read())
            table, lines = _read(parcel, form.cleaned_data["source"])
            draft = checked_draft(_draft(form.cleaned_data, table))
            return _report(request, actor, form, parcel, draft, lines)
    page = replace(PAGE, back=(reverse("admin_pages:processes"), "Quy trình nội bộ"))
    return ask(request, actor, page, form)


def _taken(request: HttpRequest, actor: Actor) -> HttpResponse:
    parcel = unpacked(request.POST["parcel"], actor)
    form = TriedForm(request.POST)
    if form.is_valid():
        with told_in(form):
            table, _ = _read(parcel, form.cleaned_data["source"])
            draft = _draft(form.cleaned_data, table)
            made = services.create_draft(draft, by=actor, at=timezone.now())
            messages.success(request, "Đã lập dự thảo từ bảng tính. Xem lại từng bước rồi lưu.")
            return redirect("admin_pages:process_change", made)
    page = replace(PAGE, back=(reverse("admin_pages:processes"), "Quy trình nội bộ"))
    again = ImportForm(request.POST)  # says that a file is to be chosen again
    for refusal in form.non_field_errors():
        again.add_error(None, refusal)
    return ask(request, actor, page, again)


def _read(parcel: Parcel, source: str) -> tuple[Table, list[TableLine]]:
    """The table, and its lines by the numbers that the sheet shows. Raises FileNotRead, NoTable."""
    sheet = sheets.printed(parcel.content)
    table = table_from(sheet.cells, sheet.merged, source=source or parcel.name)
    if not table.has_heading:
        raise NoTable()
    return table, [replace(line, row=line.row + sheet.above) for line in table.lines]


def _draft(data: dict[str, Any], table: Table) -> Draft:
    return made_runnable(
        Draft(
            procedure=data["procedure"],
            title=data["title"],
            case=data["case"],
            level=UnitKind(data["level"]),
            since=data["since"],
            limit=table.limit,
            source=data["source"],
            steps=table.steps,
        )
    )


def _report(
    request: HttpRequest,
    actor: Actor,
    form: ImportForm,
    parcel: Parcel,
    draft: Draft,
    lines: list[TableLine],
) -> HttpResponse:
    """What would become of each row. Nothing has happened yet."""
    context = {
        "parcel": parcel.packed(actor),
        "name": parcel.name,
        "typed": [(name, request.POST.get(name, "")) for name in form.fields if name != "file"],
        "lines": [(line, LOOKS[line.verdict]) for line in lines],
        "doubts": sum(bool(line.notes) for line in lines),
        "read": sum(line.step is not None for line in lines),
        "added": len(draft.steps) - sum(line.step is not None for line in lines),
        "limit": draft.limit,
        "findings": queries.findings_of(draft),
    }
    return show(request, actor, "process_import.html", context, section="processes")
