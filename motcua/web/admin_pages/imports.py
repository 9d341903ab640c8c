"""Taking over what an office has already, from a file: tried first, row by row, then taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.catalog import services as catalog
from motcua.catalog.services.cells import HEADER
from motcua.people import services as people
from motcua.people.rules import Actor
from motcua.web.admin_pages import sheets
from motcua.web.admin_pages.frame import admin_only, show, status_of, told_in
from motcua.web.admin_pages.uploads import (
    Parcel,
    ProcedureUploadForm,
    UploadForm,
    unpacked,
)


MOST_SHOWN: Final = 200
UNIT_HEADINGS: Final = {
    "code": "Mã",
    "name": "Tên đơn vị",
    "short_name": "Tên ngắn",
    "kind": "Loại",
    "parent_code": "Mã đơn vị cấp trên",
    "place_code": "Mã địa bàn",
    "province_code": "Mã tỉnh",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "since": "Từ ngày",
    "until": "Đến ngày",
}


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    code: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do."""

    rows: int
    created: int
    changed: int
    unchanged: int
    faults: tuple[Fault, ...]

    @property
    def refused(self) -> int:
        return len({fault.row for fault in self.faults})

    @property
    def taken(self) -> int:
        return self.created + self.changed


@dataclass(frozen=True, slots=True)
class Kind:
    """What is imported: its words, its columns, how rows are taken in."""

    section: str
    title: str
    noun: str
    headings: tuple[str, ...]
    can_be_partial: bool
    form: type[UploadForm]
    take_in: Callable[..., Outcome]


def _take_units(parcel: Parcel, *, partial: bool, by: Actor, at: datetime) -> Outcome:
    file = sheets.read(parcel.content, UNIT_HEADINGS)
    done = people.import_units(file.rows, by=by, at=at)
    faults = tuple(Fault(f.row - 1 + file.first, f.code, "", f.message) for f in done.faults)
    return Outcome(len(file.rows), done.created, done.changed, done.unchanged, faults)


def _take_procedures(parcel: Parcel, *, partial: bool, by: Actor, at: datetime) -> Outcome:
    done = catalog.import_file(
        parcel.name, parcel.content, by=by, at=at, since=parcel.since, partial=partial
    )
    return Outcome(
        rows=done.rows,
        created=len(done.created),
        changed=len(set(done.changed) - set(done.created)),
        unchanged=len(done.unchanged),
        faults=tuple(Fault(p.row, p.code, p.column, p.message) for p in done.problems),
    )


UNITS: Final = Kind(
    section="units",
    title="Nhập đơn vị từ tệp",
    noun="đơn vị",
    headings=tuple(UNIT_HEADINGS.values()),
    can_be_partial=False,
    form=UploadForm,
    take_in=_take_units,
)
PROCEDURES: Final = Kind(
    section="procedures",
    title="Nhập thủ tục từ tệp",
    noun="thủ tục",
    headings=tuple(HEADER),
    can_be_partial=True,
    form=ProcedureUploadForm,
    take_in=_take_procedures,
)


@require_http_methods(["GET", "POST"])
@admin_only
def units(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _import(request, actor, UNITS)


@require_http_methods(["GET", "POST"])
@admin_only
def procedures(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _import(request, actor, PROCEDURES)


def _import(request: HttpRequest, actor: Actor, kind: Kind) -> HttpResponse:
    if "parcel" in request.POST:
        return _taken_in(request, actor, kind)
    form = kind.form(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial={"since": timezone.localdate()},
    )
    context: dict[str, Any] = {"kind": kind, "form": form}
    if form.is_valid():
        with told_in(form):
            file, since = form.cleaned_data["file"], form.cleaned_data.get("since")
            parcel = Parcel(file.name[:200], file.read(), since)
            return _report(request, actor, kind, parcel)
    return show(
        request, actor, "import.html", context, section=kind.section, status=status_of(form)
    )


def _report(request: HttpRequest, actor: Actor, kind: Kind, parcel: Parcel) -> HttpResponse:
    """What would happen. Nothing has happened yet."""
    packed = parcel.packed(actor)
    whole = _tried(kind, parcel, partial=False, by=actor)
    partial = whole
    if whole.faults and kind.can_be_partial:
        partial = _tried(kind, parcel, partial=True, by=actor)
    context = {
        "kind": kind,
        "parcel": packed,
        "name": parcel.name,
        "outcome": partial,
        "shown": partial.faults[:MOST_SHOWN],
        "hidden": max(0, len(partial.faults) - MOST_SHOWN),
        "may_take_all": not whole.faults and partial.taken > 0,
        "may_take_right_ones": bool(whole.faults) and kind.can_be_partial and partial.taken > 0,
        "faulty": bool(whole.faults),
    }
    return show(request, actor, "import_report.html", context, section=kind.section)


def _tried(kind: Kind, parcel: Parcel, *, partial: bool, by: Actor) -> Outcome:
    with transaction.atomic():
        outcome = kind.take_in(parcel, partial=partial, by=by, at=timezone.now())
        transaction.set_rollback(True)
    return outcome


def _taken_in(request: HttpRequest, actor: Actor, kind: Kind) -> HttpResponse:
    parcel = unpacked(request.POST["parcel"], actor)
    partial = kind.can_be_partial and request.POST.get("partial") == "1"
    done = kind.take_in(parcel, partial=partial, by=actor, at=timezone.now())
    if done.faults and not partial:  # it was right when tried: something changed meanwhile
        return _report(request, actor, kind, parcel)
    messages.success(
        request,
        f"Đã nhập {done.created} {kind.noun} mới, {done.changed} thay đổi, "
        f"{done.unchanged} giữ nguyên" + (f", bỏ {done.refused} dòng sai." if partial else "."),
    )
    return redirect(f"admin_pages:{kind.section}")
