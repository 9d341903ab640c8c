"""The leader's list of what waits for a signature; one press for many; how it went."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers.queries.signing import ToSign, to_sign
from motcua.dossiers.services.signing import ChosenResult, sign_results
from motcua.errors import Conflict, Invalid
from motcua.people.rules import Actor
from motcua.signing import queries
from motcua.signing.queries import CertificateCard
from motcua.signing.rules import MOST_IN_BATCH
from motcua.web.admin_pages.fields import AdminForm
from motcua.web.staff import LEADING, render_desk, staff_page


class SignForm(AdminForm):
    certificate = forms.TypedChoiceField(label="Chứng thư số", coerce=int, choices=())
    pin = forms.CharField(
        label="Mã PIN",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Một lần cho cả đợt. Mã PIN không được lưu ở đâu.",
    )


@sensitive_post_parameters("pin")
@sensitive_variables("form")
@require_http_methods(["GET", "POST"])
@staff_page(LEADING)
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose, one PIN, one press: signed and approved row by row."""
    now = timezone.now()
    held = queries.certificates_of([actor.user_id], now=now)
    usable = [card for card in held if card.can_sign]
    form = SignForm(request.POST or None, initial={"certificate": usable[0].id if usable else ""})
    form.choose_from("certificate", [(str(card.id), _words(card)) for card in usable])
    rows = to_sign(actor, now=now)
    if form.is_valid():
        try:
            number = sign_results(
                _chosen(request, rows),
                form.cleaned_data["certificate"],
                form.cleaned_data["pin"],
                by=actor,
                at=now,
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:signed", number)
    ready = [row for row in rows if not row.why]
    ticked = request.POST.getlist("code") if request.method == "POST" else None
    context = {
        "rows": ready,
        "others": [row for row in rows if row.why],
        "form": form,
        "certificates": held,
        "usable": usable,
        "ticked": _ticked(ready) if ticked is None else set(ticked),
        "most": MOST_IN_BATCH,
    }
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/signing/waiting.html", context, current="dossiers", status=status
    )


@require_GET
@staff_page(LEADING)
def signed(request: HttpRequest, actor: Actor, batch_id: int) -> HttpResponse:
    """What became of each row of one's own batch."""
    context = {"batch": queries.batch(batch_id, actor.user_id)}
    return render_desk(request, actor, "desk/signing/batch.html", context, current="dossiers")


def _words(card: CertificateCard) -> str:
    until = f"{timezone.localtime(card.valid_until):%d/%m/%Y}"
    return f"{card.name} · {card.kind.label.lower()} · đến {until}"


def _ticked(rows: Sequence[ToSign]) -> set[str]:
    return {each.row.code for each in rows[:MOST_IN_BATCH]}


def _chosen(request: HttpRequest, rows: Sequence[ToSign]) -> list[ChosenResult]:
    """As they were looked at: `<code>` ticked, `f-<code>` and `v-<code>` what the page showed.

    A dossier that is on the list no longer is asked for all the same: its row says why not.
    """
    about = {each.row.code: each.row.procedure_name for each in rows}
    return [
        ChosenResult(
            code[:60],
            _number(request.POST.get(f"v-{code}", "")),
            request.POST.get(f"f-{code}", "")[:64],
            about.get(code, ""),
        )
        for code in dict.fromkeys(request.POST.getlist("code"))
        if code and code.isprintable()
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
