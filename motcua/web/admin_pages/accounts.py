"""Accounts: the list, one account, creating, changing, letting rest."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from motcua.errors import DomainError
from motcua.people import queries as people
from motcua.people import services
from motcua.people.queries import AccountCard
from motcua.people.rules import Actor, objection
from motcua.web.admin_pages.account_forms import AccountForm, ConfirmForm, ContactForm
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, show, told_in
from motcua.web.admin_pages.history import history_of
from motcua.web.admin_pages.passwords import new_password
from motcua.web.admin_pages.post_lines import account_lines, is_locked, post_line, standing
from motcua.web.reading import text_in


EVERYWHERE = "tat-ca"


@require_GET
@admin_only
def accounts(request: HttpRequest, actor: Actor) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    text, after = text_in(request, "q"), text_in(request, "sau", most=500)
    everywhere = request.GET.get("pv") == EVERYWHERE
    found = people.accounts(
        on=today, search=text, after=after, top_id=None if everywhere else actor.agency_id
    )
    kept = {"q": text, "pv": EVERYWHERE if everywhere else ""}
    context = {
        "lines": account_lines(found.rows, now, today),
        "text": text,
        "everywhere": everywhere,
        "own_url": _url(q=text),
        "everywhere_url": _url(q=text, pv=EVERYWHERE),
        "next_url": _url(**kept, sau=found.after) if found.after else "",
        "first_url": _url(**kept) if after else "",
    }
    return show(request, actor, "accounts.html", context, section="accounts")


def _url(**query: str) -> str:
    kept = urlencode({name: value for name, value in query.items() if value})
    return reverse("admin_pages:accounts") + (f"?{kept}" if kept else "")


@require_GET
@admin_only
def account(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    return account_response(request, actor, username)


def account_response(
    request: HttpRequest, actor: Actor, username: str, **extra: Any
) -> HttpResponse:
    """The page of an account; of one elsewhere only who it is, and the door to appoint them."""
    card = people.account_card(username)
    now, today = timezone.now(), timezone.localdate()
    refusal = refusal_for(actor, card)
    look, words = standing(card.is_active, card.locked_until, now)
    lines = [post_line(post, today) for post in card.posts]
    context = {
        "account": card,
        "why_not": str(refusal) if refusal else "",
        "is_own": card.id == actor.user_id,
        "state_look": look,
        "state_words": words,
        "is_locked": is_locked(card.locked_until, now),
        "posts": [line for line in lines if not line.has_ended],
        "past_posts": [line for line in lines if line.has_ended],
        "keys": [key for key in card.tokens if key.revoked_at is None and key.expires_at > now],
        "history": () if refusal else history_of(f"account:{card.username}"),
        **extra,
    }
    return show(request, actor, "account.html", context, section="accounts")


def refusal_for(actor: Actor, card: AccountCard) -> DomainError | None:
    """Why this administrator may not look after that account; None when they may. One query."""
    today = timezone.localdate()
    held = [post.unit_id for post in card.posts if post.until is None or post.until >= today]
    units = people.units(held)
    return objection(actor, paths=[unit.path for unit in units.values()])


def own_account(actor: Actor, username: str) -> AccountCard:
    """Raises NoSuchAccount, OutsideYourAgency."""
    card = people.account_card(username)
    if refusal := refusal_for(actor, card):
        raise refusal
    return card


@require_http_methods(["GET", "POST"])
@admin_only
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """With a first password that is shown once, on the page that answers."""
    form = AccountForm(request.POST or None)
    if form.is_valid():
        with told_in(form):
            password = new_password()
            services.create_account(
                **form.cleaned_data, password=password, by=actor, at=timezone.now()
            )
            username = form.cleaned_data["username"].strip().lower()
            return account_response(request, actor, username, password=password, is_new=True)
    page = FormPage(
        title="Thêm tài khoản",
        section="accounts",
        submit="Tạo tài khoản",
        back=(reverse("admin_pages:accounts"), "Tài khoản"),
        lead="Hệ thống đặt mật khẩu đầu tiên, chỉ hiện một lần. "
        "Người dùng phải đổi khi đăng nhập lần đầu.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def change(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    card = own_account(actor, username)
    initial = {"name": card.name, "phone": card.phone, "email": card.email}
    form = ContactForm(request.POST or None, initial=initial)
    if form.is_valid():
        with told_in(form):
            services.change_account(card.username, **form.cleaned_data, by=actor, at=timezone.now())
            messages.success(request, "Đã lưu.")
            return redirect("admin_pages:account", card.username)
    page = FormPage(
        title=f"Sửa thông tin của {card.name}",
        section="accounts",
        submit="Lưu thay đổi",
        back=back_to(card),
        facts=(("Tên đăng nhập", card.username),),
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def deactivate(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    card = own_account(actor, username)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_in(form):
            services.deactivate(card.username, by=actor, at=timezone.now())
            messages.success(request, f"Đã ngừng tài khoản {card.username}.")
            return redirect("admin_pages:account", card.username)
    page = FormPage(
        title=f"Ngừng tài khoản của {card.name}?",
        section="accounts",
        submit="Ngừng tài khoản",
        back=back_to(card),
        facts=(("Tên đăng nhập", card.username),),
        lead="Giao lại hồ sơ người này đang giữ trước khi ngừng. Có thể mở lại tài khoản sau này.",
        warning="Người này không đăng nhập được nữa, mọi khóa truy cập hết tác dụng ngay.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def reactivate(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    card = own_account(actor, username)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_in(form):
            services.reactivate(card.username, by=actor, at=timezone.now())
            messages.success(request, f"Đã mở lại tài khoản {card.username}.")
            return redirect("admin_pages:account", card.username)
    page = FormPage(
        title=f"Mở lại tài khoản của {card.name}?",
        section="accounts",
        submit="Mở lại tài khoản",
        back=back_to(card),
        facts=(("Tên đăng nhập", card.username),),
        lead="Mật khẩu cũ và khóa truy cập còn hạn dùng lại được. Nghi bị lộ thì đặt lại mật khẩu.",
    )
    return ask(request, actor, page, form)


def back_to(card: AccountCard) -> tuple[str, str]:
    return reverse("admin_pages:account", args=[card.username]), card.name
