"""A new version of a procedure, or a procedure that is new: one page with rows of papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.catalog import services
from motcua.catalog.rules import Channel, Content, as_data
from motcua.people.rules import Actor
from motcua.web.admin_pages.catalogue import newest_version
from motcua.web.admin_pages.catalogue_forms import (
    ChannelForm,
    ComponentForm,
    VersionForm,
    channel_initial,
    version_initial,
)
from motcua.web.admin_pages.frame import admin_only, show, told_in
from motcua.web.admin_pages.table_forms import (
    Fault,
    RowEdit,
    as_typed,
    edited,
    faults_of,
    faults_of_rows,
    row_edit,
    table_of,
)


ComponentTable = table_of(ComponentForm)
PREFIX: Final = "giay"
BLANK: Final[Mapping[str, Any]] = {"originals": 1, "copies": 0, "is_required": True}


@dataclass
class Page:
    """The three parts of the page, bound or not, together."""

    form: VersionForm
    channels: dict[Channel, ChannelForm]
    components: forms.BaseFormSet[Any]

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in (self.form, *self.channels.values())]
        # Each is asked, so that all faults are told at once.
        return self.components.is_valid() and all(checked) and self._limits_are_read()

    def _limits_are_read(self) -> bool:
        """What can't be read is refused beside the box, unless it is the reason not to file."""
        if self.form.cleaned_data["unknown_because"]:
            return True
        for form in self.channels.values():
            if form.cleaned_data["offered"] and (why := form.why_not_read()):
                form.add_error("limit", why)
        return not any(form.errors for form in self.channels.values())

    def faults(self) -> list[Fault]:
        found = faults_of(self.form)
        for channel, form in self.channels.items():
            found += [Fault(f.field_id, f"{channel.label}: {f.message}") for f in faults_of(form)]
        return found + faults_of_rows(self.components, "Giấy tờ")

    def row(self, before: Content | None) -> dict[str, Any]:
        """As the catalogue takes it in; what the page does not show stays as it was."""
        data = as_data(before) if before else {}
        source = self.form.cleaned_data["limit_source"]
        limits, fees = data.get("limits", {}), data.get("fees", {})
        offered = {c: f for c, f in self.channels.items() if f.cleaned_data["offered"]}
        return {
            **self.form.data_over(data),
            "limits": {c.value: f.limit_data(limits.get(c), source) for c, f in offered.items()},
            "fees": {c.value: f.fee_data(fees.get(c)) for c, f in offered.items()},
            "components": [dict(f.cleaned_data) for f in self.components.forms],
        }


@require_http_methods(["GET", "POST"])
@admin_only
def new_procedure(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _write(request, actor, "", None)


@require_http_methods(["GET", "POST"])
@admin_only
def new_version(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    return _write(request, actor, code, newest_version(code))


def _write(request: HttpRequest, actor: Actor, code: str, before: Content | None) -> HttpResponse:
    page = _page(request, code, before)
    edit = row_edit(request) if request.method == "POST" else None
    if edit is not None:
        page = _with_rows_edited(page, edit, before)
    elif request.method == "POST" and page.is_valid():
        with told_in(page.form):
            data = page.form.cleaned_data
            services.new_version(page.row(before), since=data["since"], by=actor, at=timezone.now())
            messages.success(request, f"Đã lưu nội dung áp dụng từ {data['since']:%d/%m/%Y}.")
            return redirect("admin_pages:procedure", data["code"])
    faults = page.faults() if page.form.is_bound else []
    context = {
        "code": code,
        "form": page.form,
        "channels": [(channel, form) for channel, form in page.channels.items()],
        "components": page.components,
        "faults": faults,
        "faulty": bool(faults),
    }
    status = 422 if faults else 200
    return show(request, actor, "version.html", context, section="procedures", status=status)


def _page(request: HttpRequest, code: str, before: Content | None) -> Page:
    data = request.POST if request.method == "POST" else None
    initial = version_initial(before) if before else {}
    page = Page(
        form=VersionForm(data, initial={**initial, "since": timezone.localdate()}),
        channels={
            channel: ChannelForm(
                data, initial=channel_initial(before, channel), prefix=channel.value
            )
            for channel in Channel
        },
        components=ComponentTable(data, initial=_component_rows(before), prefix=PREFIX),
    )
    return _fixed(page, code)


def _with_rows_edited(page: Page, edit: RowEdit, before: Content | None) -> Page:
    rows = edited([as_typed(form) for form in page.components.forms], edit, lambda: dict(BLANK))
    code = page.form.initial.get("code", "")
    again = Page(
        form=VersionForm(initial=as_typed(page.form)),
        channels={
            channel: ChannelForm(initial=as_typed(form), prefix=channel.value)
            for channel, form in page.channels.items()
        },
        components=ComponentTable(initial=rows, prefix=PREFIX),
    )
    return _fixed(again, str(code))


def _fixed(page: Page, code: str) -> Page:
    """The code of a procedure that is known is not for typing."""
    if code:
        page.form.fields["code"].disabled = True
        page.form.initial["code"] = code
    return page


def _component_rows(content: Content | None) -> list[dict[str, Any]]:
    return as_data(content)["components"] if content else []
