"""Passwords set anew, and keys with which programs act for an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from motcua.people import services
from motcua.people.errors import NoSuchToken
from motcua.people.rules import Actor
from motcua.web.admin_pages.account_forms import ConfirmForm, KeyForm
from motcua.web.admin_pages.accounts import account_response, back_to, own_account
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, told_in
from motcua.web.admin_pages.passwords import new_password


@require_http_methods(["GET", "POST"])
@admin_only
def reset(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    """A new first password, shown once; it lifts a lock too."""
    card = own_account(actor, username)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_in(form):
            password = new_password()
            services.set_password(card.username, password, by=actor, at=timezone.now())
            return account_response(request, actor, card.username, password=password)
    page = FormPage(
        title=f"Đặt lại mật khẩu của {card.name}?",
        section="accounts",
        submit="Đặt lại mật khẩu",
        back=back_to(card),
        facts=(("Tên đăng nhập", card.username),),
        lead="Hệ thống đặt mật khẩu mới, chỉ hiện một lần, và mở khóa đăng nhập nếu đang khóa. "
        "Người dùng phải đổi khi đăng nhập.",
        warning="Mật khẩu cũ hết tác dụng ngay. Chỉ làm khi đã nhận ra đúng người yêu cầu.",
    )
    return ask(request, actor, page, form)


@require_POST
@admin_only
def unlock(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    """Let a person who mistyped their password try again at once."""
    card = own_account(actor, username)
    services.unlock(card.username, by=actor, at=timezone.now())
    messages.success(request, f"Đã mở khóa đăng nhập cho {card.name}.")
    return redirect("admin_pages:account", card.username)


@require_http_methods(["GET", "POST"])
@admin_only
def create(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    card = own_account(actor, username)
    form = KeyForm(request.POST or None)
    if form.is_valid():
        with told_in(form):
            key = services.create_token(
                card.username,
                form.cleaned_data["name"],
                timezone.now(),
                by=actor,
                lifetime=form.lifetime,
            )
            return account_response(request, actor, card.username, key=key)
    page = FormPage(
        title=f"Cấp khóa truy cập cho {card.name}",
        section="accounts",
        submit="Cấp khóa",
        back=back_to(card),
        facts=(("Tên đăng nhập", card.username),),
        lead="Phần mềm mang khóa này làm việc thay tài khoản, với đúng các vị trí của tài khoản. "
        "Khóa chỉ hiện một lần.",
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def revoke(request: HttpRequest, actor: Actor, username: str, key_id: int) -> HttpResponse:
    card = own_account(actor, username)
    key = next((key for key in card.tokens if key.id == key_id), None)
    if key is None:
        raise NoSuchToken
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with told_in(form):
            services.revoke_token(key.id, by=actor, at=timezone.now())
            messages.success(request, f"Đã thu hồi khóa «{key.name}».")
            return redirect("admin_pages:account", card.username)
    page = FormPage(
        title="Thu hồi khóa truy cập?",
        section="accounts",
        submit="Thu hồi khóa",
        back=back_to(card),
        facts=(("Dùng cho", key.name), ("Của tài khoản", card.username)),
        warning="Phần mềm đang dùng khóa này sẽ bị từ chối ngay. Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)
