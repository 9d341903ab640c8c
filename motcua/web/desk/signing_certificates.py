"""One's own certificates; the register and the roots, for administrators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from motcua.errors import Conflict, Invalid
from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.signing import queries, services
from motcua.signing.errors import NoSuchCertificate
from motcua.signing.rules import LARGEST_KEY_FILE, LONGEST_REASON, CertificateKind
from motcua.web.admin_pages.fields import AdminForm, Line
from motcua.web.staff import ADMIN, render_desk, staff_page


class KeyFileForm(AdminForm):
    file = forms.FileField(
        label="Tệp khóa (.p12, .pfx)",
        max_length=200,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"}),
        error_messages={"invalid": "Chọn tệp khóa.", "missing": "Chọn tệp khóa."},
    )
    pin = forms.CharField(
        label="Mã PIN của tệp",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Từ 8 ký tự. Mã PIN không được lưu; quên thì tải lại tệp.",
    )
    kind = forms.ChoiceField(
        label="Cấp cho", choices=[(kind.value, kind.label) for kind in CertificateKind]
    )


class RootForm(AdminForm):
    file = forms.FileField(
        label="Chứng thư gốc (.pem, .cer)", max_length=200, allow_empty_file=True
    )


@sensitive_post_parameters("pin")
@sensitive_variables("form")
@require_http_methods(["GET", "POST"])
@staff_page()
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    now = timezone.now()
    form = KeyFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        content = given["file"].read(LARGEST_KEY_FILE + 1)
        try:
            services.add_certificate(
                content, given["pin"], CertificateKind(given["kind"]), by=actor, at=now
            )
        except (Invalid, Conflict) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi chứng thư. Dùng được để ký ngay.")
            return redirect("desk:certificates")
    is_admin = Role.ADMIN in actor.roles
    context = {
        "certificates": queries.certificates_of([actor.user_id], now=now),
        "register": _register(actor) if is_admin else (),
        "roots": queries.roots() if is_admin else (),
        "is_admin": is_admin,
        "form": form,
        "longest": LONGEST_REASON,
    }
    status = 422 if form.errors else 200
    return render_desk(request, actor, "desk/signing/own.html", context, status=status)


def _register(actor: Actor) -> tuple[queries.CertificateCard, ...]:
    now = timezone.now()
    staff = people.staff_of(actor.agency_id, timezone.localdate(now))
    holders = {post.holder_id for post in staff} - {actor.user_id}
    return queries.certificates_of(holders, now=now)


class RevokeForm(AdminForm):
    reason = Line(label="Lý do thu hồi", max_length=LONGEST_REASON)


@require_http_methods(["GET", "POST"])
@staff_page()
def revoke(request: HttpRequest, actor: Actor, certificate_id: int) -> HttpResponse:
    """Asks first: it can't be undone."""
    card = _card(actor, certificate_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        services.revoke_certificate(
            certificate_id, reason=form.cleaned_data["reason"], by=actor, at=now
        )
        messages.success(request, "Đã ghi thu hồi. Khóa đã bỏ khỏi hệ thống.")
        return redirect("desk:certificates")
    context = {"card": card, "form": form}
    status = 422 if form.errors else 200
    return render_desk(request, actor, "desk/signing/revoke.html", context, status=status)


def _card(actor: Actor, certificate_id: int) -> queries.CertificateCard:
    found = list(queries.certificates_of([actor.user_id], now=timezone.now()))
    if Role.ADMIN in actor.roles:
        found += _register(actor)
    card = next((card for card in found if card.id == certificate_id), None)
    if card is None:
        raise NoSuchCertificate
    return card


@require_POST
@staff_page(ADMIN)
def trust(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = RootForm(request.POST, request.FILES)
    content = form.cleaned_data["file"].read(LARGEST_KEY_FILE) if form.is_valid() else b""
    try:
        services.trust_root(content, by=actor, at=timezone.now())
    except Invalid as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã tin chứng thư gốc này.")
    return redirect("desk:certificates")


@require_POST
@staff_page(ADMIN)
def drop(request: HttpRequest, actor: Actor, root_id: int) -> HttpResponse:
    services.drop_root(root_id, by=actor, at=timezone.now())
    messages.success(request, "Đã thôi tin chứng thư gốc này.")
    return redirect("desk:certificates")
