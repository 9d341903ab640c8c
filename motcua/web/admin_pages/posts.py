"""Giving people a post, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.dossiers.queries.load import hanging
from motcua.people import queries as people
from motcua.people import services
from motcua.people.errors import NoSuchPost
from motcua.people.queries import PostCard
from motcua.people.rules import Actor, Role
from motcua.web.admin_pages.account_forms import AppointForm, EndPostForm
from motcua.web.admin_pages.accounts import back_to
from motcua.web.admin_pages.frame import FormPage, admin_only, ask, told_in
from motcua.web.admin_pages.unit_forms import tree_choices
from motcua.work.services import release_post


SHOWN = 10


@require_http_methods(["GET", "POST"])
@admin_only
def appoint(request: HttpRequest, actor: Actor, username: str) -> HttpResponse:
    """Anybody may be appointed to a unit of one's own agency, somebody of another one too."""
    card = people.account_card(username)
    today = timezone.localdate()
    form = AppointForm(request.POST or None, initial={"since": today})
    units = tree_choices(people.unit_tree(today, top_id=actor.agency_id), by_id=True)
    form.choose_from("unit", [("", "Chọn"), *units])
    if form.is_valid():
        data = form.cleaned_data
        with told_in(form):
            services.appoint(
                card.username,
                data["unit"],
                title=data["title"],
                roles=map(Role, data["roles"]),
                since=data["since"],
                until=data["until"],
                by=actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã giao vị trí {data['title']} cho {card.name}.")
            return redirect("admin_pages:account", card.username)
    page = FormPage(
        title=f"Giao vị trí cho {card.name}",
        section="accounts",
        submit="Giao vị trí",
        back=back_to(card),
        facts=(("Tên đăng nhập", card.username),),
    )
    return ask(request, actor, page, form)


@require_http_methods(["GET", "POST"])
@admin_only
def end(request: HttpRequest, actor: Actor, username: str, post_id: int) -> HttpResponse:
    card = people.account_card(username)
    post = next((post for post in card.posts if post.id == post_id), None)
    if post is None:
        raise NoSuchPost
    form = EndPostForm(request.POST or None, initial={"until": timezone.localdate()})
    if form.is_valid():
        until = form.cleaned_data["until"]
        with told_in(form):
            release_post(post_id, until=until, by=actor, at=timezone.now())
            messages.success(request, f"{card.name} giữ vị trí đến hết {until:%d/%m/%Y}.")
            return redirect("admin_pages:account", card.username)
    page = FormPage(
        title=f"Kết thúc vị trí của {card.name}?",
        section="accounts",
        submit="Kết thúc vị trí",
        back=back_to(card),
        facts=(("Vị trí", post.title), ("Đơn vị", post.unit_name)),
        lead=_left(post),
        warning="Sau ngày này người này không làm việc ở vị trí đó nữa. "
        "Việc này không hoàn tác được.",
        is_danger=True,
    )
    return ask(request, actor, page, form)


def _left(post: PostCard) -> str:
    """What has to go to somebody else first, by name."""
    left = hanging(post.holder_id, post.unit_id)
    if not left:
        return "Người này không giữ hồ sơ nào ở vị trí đó."
    codes = ", ".join(left.codes[:SHOWN]) + ("…" if left.dossiers > SHOWN else "")
    shown = f" ({codes})" if codes else ""
    return (
        f"Còn {left.words}{shown}. Người này hoặc lãnh đạo đơn vị mở trang Bàn giao hồ sơ để giao "
        "cho người khác, rồi mới kết thúc được vị trí."
    )
