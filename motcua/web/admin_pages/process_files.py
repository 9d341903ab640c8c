"""A process taken away as a file: its picture, a sheet, BPMN 2.0."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from motcua.people.rules import Actor
from motcua.process import queries
from motcua.process.rules import Process, bpmn_of
from motcua.web.admin_pages.frame import admin_only
from motcua.web.admin_pages.picture import picture_of
from motcua.web.admin_pages.process_sheets import sheet_of
from motcua.web.admin_pages.processes import kept_process


XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@admin_only
def picture(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    found = kept_process(process_id)
    labels = queries.form_fields(found.procedure)
    drawn = render_to_string("admin_pages/picture.svg", {"picture": picture_of(found, labels)})
    return _file(found, drawn.encode(), "svg", "image/svg+xml")


@require_GET
@admin_only
def sheet(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    found = kept_process(process_id)
    return _file(found, sheet_of(found), "xlsx", XLSX)


@require_GET
@admin_only
def bpmn(request: HttpRequest, actor: Actor, process_id: int) -> HttpResponse:
    """Raises NoSuchStep for a draft without steps."""
    found = kept_process(process_id)
    return _file(found, bpmn_of(found), "bpmn", "application/xml")


def _file(found: Process, content: bytes, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"quy-trinh-{found.procedure or 'mac-dinh'}-ban-{found.version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
