"""Money of one dossier: the box on its page, taking it, waiving it, giving it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers import services
from motcua.dossiers.queries import DossierPage
from motcua.dossiers.queries.money import MoneyPage, money_page, procedure_of
from motcua.dossiers.rules import Money
from motcua.dossiers.rules.money import (
    collecting_objection,
    giving_back_objection,
    refund_is_due,
    relieving_objection,
)
from motcua.errors import DomainError, Invalid
from motcua.payments import queries as payments
from motcua.payments.rules import Method, kind_named_in
from motcua.people.rules import Actor, Role
from motcua.web.desk.money_forms import CancelForm, CollectForm, RefundForm, RelieveForm
from motcua.web.staff import COUNTER, WORK_ROLES, render_desk, staff_page


BOTH = ["GET", "POST"]


@dataclass(frozen=True, slots=True)
class FeeBox:
    """What the dossier's page says about money; which buttons it has."""

    fee: int | None
    state: Money
    can_collect: bool
    can_relieve: bool
    can_give_back: bool
    refund_is_due: bool

    @property
    def look(self) -> str:
        return {Money.PAID: "done", Money.REFUNDED: "refused", Money.OWED: "soon"}.get(
            self.state, "pause"
        )


def panel(page: DossierPage, actor: Actor, now: datetime) -> Mapping[str, Any]:
    """Asks the database nothing: the receipts themselves are one page further."""
    if page.money is Money.NOTHING_OWED and page.fee is not None:
        return {"fee_box": None}
    counters = frozenset({page.receiving_unit.id, page.returning_unit.id})
    status, money = page.status, page.money
    collecting = collecting_objection(
        actor, status=status, money=money, fee=page.fee, counters=counters
    )
    relieving = relieving_objection(actor, status=status, money=money, counters=counters)
    giving_back = giving_back_objection(actor, money=money, counters=counters)
    return {
        "fee_box": FeeBox(
            fee=page.fee,
            state=money,
            can_collect=collecting is None,
            can_relieve=relieving is None,
            can_give_back=giving_back is None,
            refund_is_due=refund_is_due(status=status, money=money),
        )
    }


@require_http_methods(BOTH)
@staff_page(COUNTER)
def collect(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    page = money_page(code, actor)
    terms = procedure_of(page).terms(page.channel)
    form = CollectForm(
        request.POST or None,
        initial={
            "version": page.version,
            "amount": page.fee or "",
            "kind": kind_named_in(terms.charge.text),
            "method": Method.CASH,
            "payer": page.applicant_name,
        },
    )
    if form.is_valid() and _done(services.collect_fee, page.code, form, actor):
        messages.success(request, "Đã thu, đã lập biên lai.")
        return redirect("desk:dossier_receipts", page.code)
    price = terms.charge.label if terms.charge.per else ""
    note = f"Mức thu {price}: ghi tổng số tiền của các {terms.charge.per}." if price else ""
    return _form(
        request,
        actor,
        page,
        form,
        title="Thu phí, lệ phí",
        submit="Thu và lập biên lai",
        note=note or terms.charge.text,
        why=collecting_objection(
            actor, status=page.status, money=page.money, fee=page.fee, counters=page.counters
        ),
    )


@require_http_methods(BOTH)
@staff_page(COUNTER)
def relieve(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    page = money_page(code, actor)
    form = RelieveForm(request.POST or None, initial={"version": page.version})
    if form.is_valid() and _done(services.relieve_fee, page.code, form, actor):
        messages.success(request, "Đã ghi miễn, giảm.")
        return redirect("desk:dossier", page.code)
    exempt = procedure_of(page).exemptions
    return _form(
        request,
        actor,
        page,
        form,
        title="Miễn, giảm phí, lệ phí",
        submit="Ghi miễn, giảm",
        note="Thủ tục này quy định: " + "; ".join(exempt) if exempt else "",
        why=relieving_objection(
            actor, status=page.status, money=page.money, counters=page.counters
        ),
    )


@require_http_methods(BOTH)
@staff_page(COUNTER)
def cancel(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """A slip of the pen, on its own day."""
    page = money_page(code, actor)
    form = CancelForm(request.POST or None, initial={"version": page.version})
    if form.is_valid() and _done(services.cancel_receipt, page.code, form, actor):
        messages.success(request, "Đã hủy biên lai. Hồ sơ trở lại chưa nộp.")
        return redirect("desk:dossier_receipts", page.code)
    return _form(
        request,
        actor,
        page,
        form,
        title="Hủy biên lai",
        submit="Hủy biên lai",
        note="Trả lại tiền cho người nộp nếu đã cầm. Số biên lai không dùng lại. "
        "Việc này không hoàn tác được.",
        why=giving_back_objection(actor, money=page.money, counters=page.counters),
        is_danger=True,
    )


@require_http_methods(BOTH)
@staff_page(COUNTER)
def refund(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    page = money_page(code, actor)
    initial = {"version": page.version, "method": Method.CASH, "reason": page.closing_reason[:1000]}
    form = RefundForm(request.POST or None, initial=initial)
    if form.is_valid() and _done(services.refund_fee, page.code, form, actor):
        messages.success(request, "Đã ghi hoàn tiền.")
        return redirect("desk:dossier_receipts", page.code)
    return _form(
        request,
        actor,
        page,
        form,
        title="Hoàn tiền",
        submit="Hoàn đủ số tiền đã thu",
        note="Tiền mặt trả lại được trừ vào sổ tiền hôm nay của ông/bà. "
        "Việc này không hoàn tác được.",
        why=giving_back_objection(actor, money=page.money, counters=page.counters),
        is_danger=True,
    )


def _done(service: Any, code: str, form: forms.Form, actor: Actor) -> bool:
    """Do it; what is wrong with what was typed is said beside it, and nothing typed is lost."""
    given = dict(form.cleaned_data)
    version = given.pop("version", None)
    if isinstance(form, CollectForm | RelieveForm):
        given["expect_version"] = version
    try:
        service(code, by=actor, at=timezone.now(), **given)
    except Invalid as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(
    request: HttpRequest,
    actor: Actor,
    page: MoneyPage,
    form: forms.Form,
    *,
    title: str,
    submit: str,
    note: str,
    why: DomainError | None,
    is_danger: bool = False,
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "title": title,
        "submit": submit,
        "note": note,
        "why": str(why or ""),
        "is_danger": is_danger,
        "back": reverse("desk:dossier", args=[page.code]),
    }
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/money/form.html", context, current="dossiers", status=status
    )


@require_GET
@staff_page(WORK_ROLES)
def receipts(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """All receipts of a dossier, crossed out or not."""
    page = money_page(code, actor)
    context = {
        "page": page,
        "receipts": payments.receipts_of(page.code),
        "relief": payments.relief_of(page.code),
        "today": timezone.localdate(),
        "can_print": Role.COUNTER in actor.roles,
    }
    return render_desk(request, actor, "desk/money/of_dossier.html", context, current="dossiers")
