"""Final reports: signing one off, the list, one of them, as a file, against another."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.people.rules import Actor, Role
from motcua.reports import services
from motcua.reports.errors import (
    FiguresDisagree,
    FinalAlready,
    NoSuchReport,
    ReasonRefused,
    SignerLeads,
)
from motcua.reports.providers.pdf import Signed
from motcua.reports.queries.final import Final, final_report, final_reports, standing
from motcua.reports.queries.forms import fill
from motcua.reports.queries.narrowing import house, narrowed, unit_of
from motcua.reports.queries.scopes import Scope
from motcua.reports.rules.forms import TEMPLATES
from motcua.reports.services.finalising import LONGEST_REASON
from motcua.web.admin_pages.fields import AdminForm, Text
from motcua.web.lead.reports_forms import Asked, asked_or_refused
from motcua.web.lead.reports_parts import READERS, as_pdf, as_xlsx, table_of, warned
from motcua.web.reading import text_in
from motcua.web.staff import render_desk, staff_page


class ReasonForm(AdminForm):
    thay = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    ly_do = Text(
        label="Vì sao thay báo cáo đã chốt",
        max_length=LONGEST_REASON,
        rows=3,
        help_text="Báo cáo cũ được giữ nguyên và ghi là đã được thay.",
    )


@require_http_methods(["GET", "POST"])
@staff_page(READERS)
def sign(request: HttpRequest, actor: Actor) -> HttpResponse:
    """First what is to be signed, then the signature; every sum is counted again before it."""
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else request.GET
    asked, _ = asked_or_refused(data, actor, today)
    if Role.LEADER not in actor.roles or unit_of(asked.of).id != actor.agency_id:
        raise SignerLeads
    given = request.POST if request.method == "POST" else None
    reason = ReasonForm(given, initial={"thay": data["thay"]}) if data.get("thay") else None
    doubts: list[object] = []
    if given is not None and (reason is None or reason.is_valid()):
        try:
            return _signed(request, actor, asked, reason)
        except FiguresDisagree as refusal:
            found = refusal.facts["doubts"]
            assert isinstance(found, tuple)
            doubts = list(warned(found, asked.query))
        except FinalAlready:
            return _opened(request, asked)
        except ReasonRefused as refusal:
            assert reason is not None
            reason.add_error("ly_do", str(refusal))
    filled = fill(asked.kind, asked.of, asked.named, made_on=today)
    context = {
        "asked": asked,
        "report": filled.form,
        "table": table_of(filled.form, asked.query),
        "text": filled.text,
        "warned": doubts or warned(filled.doubts, asked.query),
        "was_refused": bool(doubts),
        "reason": reason,
        "unit_id": unit_of(asked.of).id,
    }
    status = 409 if doubts else 422 if reason and reason.errors else 200
    template = "lead/reports/sign.html"
    return render_desk(request, actor, template, context, current="lead", status=status)


def _signed(
    request: HttpRequest, actor: Actor, asked: Asked, reason: ReasonForm | None
) -> HttpResponse:
    report_id = services.finalise(
        asked.kind,
        unit_of(asked.of).id,
        asked.named,
        with_below=asked.of.has_below,
        by=actor,
        at=timezone.now(),
        replaces=reason.cleaned_data["thay"] if reason else 0,
        reason=reason.cleaned_data["ly_do"] if reason else "",
    )
    messages.success(request, "Đã chốt báo cáo. Số liệu được giữ nguyên từ đây.")
    return redirect("lead:report_final", report_id)


def _opened(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The one that stands: a second press, or a page left open, finds it signed."""
    unit_id, period = unit_of(asked.of).id, asked.named.period
    found = standing(unit_id, asked.kind, period, with_below=asked.of.has_below)
    if found is None:
        raise NoSuchReport
    pk, number = found
    messages.info(request, f"Báo cáo này đã chốt, số {number}; không chốt lần nữa.")
    return redirect("lead:report_final", pk)


@require_GET
@staff_page(READERS)
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    after = text_in(request, "sau")
    cursor = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
    page = final_reports(house(actor), before=cursor)
    context = {
        "cards": [(card, TEMPLATES[card.kind]) for card in page.cards],
        "place": actor.agency_name,
        "next_url": f"?sau={page.next_cursor}" if page.next_cursor else "",
        "first_url": request.path if cursor else "",
    }
    return render_desk(request, actor, "lead/reports/list.html", context, current="lead")


@require_GET
@staff_page(READERS)
def final(request: HttpRequest, actor: Actor, report_id: int) -> HttpResponse:
    """As it was signed, and whether it still is what was signed."""
    found, whole = opened(actor, report_id)
    asked = asked_of(found, whole)
    is_mine = found.card.unit.id == actor.agency_id and Role.LEADER in actor.roles
    context = {
        "card": found.card,
        "template": TEMPLATES[found.card.kind],
        "report": found.form,
        "text": found.text,
        "is_whole": found.is_whole,
        "table": table_of(found.form, asked.query),
        "query": asked.query,
        "can_replace": is_mine and not found.card.replaced_by,
    }
    return render_desk(request, actor, "lead/reports/final.html", context, current="lead")


@require_GET
@staff_page(READERS)
def final_pdf(request: HttpRequest, actor: Actor, report_id: int) -> HttpResponse:
    found, _ = opened(actor, report_id)
    card = found.card
    return as_pdf(found.form, Signed(card.number, card.signer_name, card.signer_title))


@require_GET
@staff_page(READERS)
def final_xlsx(request: HttpRequest, actor: Actor, report_id: int) -> HttpResponse:
    return as_xlsx(opened(actor, report_id)[0].form)


def opened(actor: Actor, report_id: int) -> tuple[Final, Scope]:
    """Two queries. Raises NoSuchReport."""
    whole = house(actor)
    return final_report(report_id, whole), whole


def asked_of(found: Final, whole: Scope) -> Asked:
    card = found.card
    of = narrowed(whole, card.unit.id, with_below=card.with_below)
    return Asked(card.kind, of, card.named)
