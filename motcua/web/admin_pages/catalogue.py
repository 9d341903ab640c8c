"""The catalogue of procedures: the list, one procedure with its history, closing, the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.catalog import queries as catalog
from motcua.catalog import services
from motcua.catalog.errors import NoSuchProcedure
from motcua.catalog.queries import Card, FieldCount
from motcua.catalog.rules import Level, Procedure
from motcua.people.rules import Actor
from motcua.web.admin_pages.catalogue_forms import CloseProcedureForm
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, show, told_in
from motcua.web.admin_pages.history import history_of
from motcua.web.reading import text_in


LISTED = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure in the list. `why` says why it can't be filed, where that is asked for."""

    code: str
    name: str
    field: str
    levels: str
    limit: str
    fee: str
    service: str
    can_be_filed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    text: str
    field: str
    level: str
    only_unfiled: bool
    after: str

    def url(self, *, after: str = "", only_unfiled: bool | None = None) -> str:
        unfiled = self.only_unfiled if only_unfiled is None else only_unfiled
        query = {"q": self.text, "lv": self.field, "cap": self.level, "sau": after}
        kept = {name: value for name, value in query.items() if value}
        if unfiled:
            kept = {"loc": "chua-nop"}
        return reverse("admin_pages:procedures") + (f"?{urlencode(kept)}" if kept else "")


@require_GET
@admin_only
def procedures(request: HttpRequest, actor: Actor) -> HttpResponse:
    today = timezone.localdate()
    chosen = _filter(request)
    fields = catalog.fields(today)
    lines, after, mended = _found(chosen, today)
    context = {
        "lines": lines,
        "chosen": chosen,
        "mended": mended,
        "fields": fields,
        "levels": [level for level in Level if level is not Level.DISTRICT],
        "total": sum(field.count for field in fields),
        "unfiled": unfiled_count(fields),
        "all_url": reverse("admin_pages:procedures"),
        "unfiled_url": chosen.url(only_unfiled=True),
        "next_url": chosen.url(after=after) if after else "",
        "first_url": chosen.url() if chosen.after else "",
    }
    return show(request, actor, "procedures.html", context, section="procedures")


def unfiled_count(fields: Iterable[FieldCount]) -> int:
    return sum(field.count - field.fileable for field in fields)


def _filter(request: HttpRequest) -> Filter:
    level = request.GET.get("cap", "")
    return Filter(
        text=text_in(request, "q"),
        field=text_in(request, "lv"),
        level=level if level in set(Level) else "",
        only_unfiled=request.GET.get("loc") == "chua-nop",
        after=text_in(request, "sau"),
    )


def _found(chosen: Filter, on: date) -> tuple[list[Line], str, str]:
    """The lines, the mark of the next page, and the search as it was understood."""
    if chosen.only_unfiled:
        closed = [found for found in catalog.in_force(on=on) if not found.can_be_filed]
        return [_line_of_unfiled(found) for found in closed], "", ""
    found = catalog.search(
        chosen.text,
        on=on,
        field=chosen.field or None,
        level=chosen.level or None,
        limit=LISTED,
        after=chosen.after or None,
    )
    return [_line(hit.card) for hit in found.hits], found.next_after or "", found.mended


def _line(card: Card) -> Line:
    return Line(
        code=card.code,
        name=card.name,
        field=card.field,
        levels=", ".join(Level(level).label for level in card.levels),
        limit=card.terms.label,
        fee=card.terms.fee_label,
        service=card.service_level.label,
        can_be_filed=card.can_be_filed,
    )


def _line_of_unfiled(found: Procedure) -> Line:
    return Line(
        code=found.code,
        name=found.name,
        field=found.field,
        levels=", ".join(level.label for level in found.levels),
        limit=found.by_channel[0].label,
        fee=found.by_channel[0].fee_label,
        service=found.service_level.label,
        can_be_filed=False,
        why=found.unknown_because,
    )


@require_GET
@admin_only
def procedure(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """By the version asked for, else what is in force today, else the newest."""
    today = timezone.localdate()
    lines = catalog.versions(code)
    now = next((v for v in lines if _holds(v, today)), None)
    wanted = request.GET.get("ban", "")
    chosen = next((v for v in lines if str(v.version_id) == wanted), now or lines[0])
    found = catalog.version(chosen.version_id)
    context = {
        "procedure": found,
        "versions": [(v, _standing(v, today)) for v in lines],
        "shown_id": chosen.version_id,
        "standing": _standing(chosen, today),
        "can_close": lines[0].until is None or lines[0].until > today,
        "authorities": [(level.label, found.authority_at(level)) for level in found.levels],
        "history": history_of(f"procedure:{code}"),
    }
    return show(request, actor, "procedure.html", context, section="procedures")


def _holds(version: catalog.VersionLine, on: date) -> bool:
    return version.since <= on and (version.until is None or on <= version.until)


def _standing(version: catalog.VersionLine, on: date) -> tuple[str, str]:
    """The look of its state, and words."""
    if version.until is not None and version.until < on:
        return "refused", "Đã hết hiệu lực"
    if version.since > on:
        return "wait", "Chưa có hiệu lực"
    return "ok", "Đang có hiệu lực"


@require_http_methods(["GET", "POST"])
@admin_only
def close(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    newest = catalog.versions(code)[0]
    form = CloseProcedureForm(request.POST or None, initial={"until": timezone.localdate()})
    if form.is_valid():
        until = form.cleaned_data["until"]
        with told_in(form):
            services.close_procedure(
                code,
                until=until,
                reason=form.cleaned_data["reason"],
                by=actor,
                at=timezone.now(),
            )
            messages.success(request, f"Thủ tục {code} nhận hồ sơ đến hết {until:%d/%m/%Y}.")
            return redirect("admin_pages:procedure", code)
    page = FormPage(
        title="Bãi bỏ thủ tục?",
        section="procedures",
        submit="Bãi bỏ thủ tục",
        back=(reverse("admin_pages:procedure", args=[code]), f"Thủ tục {code}"),
        facts=(("Mã thủ tục", code), ("Tên thủ tục", newest.name)),
        lead="Hồ sơ đã nhận vẫn giải quyết theo nội dung của ngày nhận.",
        warning="Sau ngày này không nhận hồ sơ mới. Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


@require_GET
@admin_only
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All procedures in force today as a sheet that the import takes back."""
    today = timezone.localdate()
    response = HttpResponse(services.export_xlsx(on=today), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="thu-tuc-{today:%Y%m%d}.xlsx"'
    return response


def newest_version(code: str) -> Procedure:
    """Raises NoSuchProcedure."""
    lines = catalog.versions(code)
    if not lines:
        raise NoSuchProcedure()
    return catalog.version(lines[0].version_id)
