"""Pages of officials: who acts, at which post, for how long; the frame that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from motcua.alerts import queries as alerts
from motcua.people import queries as people
from motcua.people.queries import AtWork, PostCard
from motcua.people.rules import Actor, Role


P = ParamSpec("P")
_AT_WORK: ContextVar[AtWork] = ContextVar("at_work")
POST_KEY = "post"
SEEN_KEY = "seen"
UNREAD_KEY = "unread"  # reminders; counted when the session is renewed, so most pages ask nothing
RENEW_AFTER = 60  # seconds; an idle session ends, but not every request writes

WORK_ROLES = frozenset(Role) - {Role.ADMIN}
COUNTER = frozenset({Role.COUNTER})
DIGITISING = frozenset({Role.COUNTER, Role.CLERK})
LEADING = frozenset({Role.LEADER, Role.UNIT_HEAD})
CASH = COUNTER | {Role.LEADER}  # who counts a drawer, and who may open a day again
REGISTER = frozenset({Role.COUNTER, Role.LEADER})  # a unit head only at a one-stop: not shown here
ADMIN = frozenset({Role.ADMIN})


def staff_page(
    *roles: frozenset[Role],
) -> Callable[
    [Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Give the view the person who acts. A page without an actor cannot be written.

    `roles`: who may open the page at all; what they may do there is for the rules to say.
    """
    allowed = frozenset().union(*roles) if roles else frozenset(Role)

    def decorate(
        view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            here = _at_work(request)
            if here is None:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            _renew(request, here.actor)
            _AT_WORK.set(here)
            if here.must_change_password and request.path not in _open_to_new_people():
                return redirect("sign_in:password")
            if not here.actor.roles & allowed:
                return render(request, "403.html", status=403)
            response = view(request, here.actor, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return page

    return decorate


def _at_work(request: HttpRequest) -> AtWork | None:
    """The person of the session, in one query; None for a visitor or an outdated session."""
    user_id = request.session.get(SESSION_KEY, "")
    if not user_id.isdigit():
        return None
    return people.at_work(
        int(user_id),
        auth_hash=request.session.get(HASH_SESSION_KEY, ""),
        post_id=request.session.get(POST_KEY),
        on=timezone.localdate(),
    )


def _open_to_new_people() -> tuple[str, str]:
    return reverse("sign_in:password"), reverse("sign_in:sign_out")


def _renew(request: HttpRequest, actor: Actor) -> None:
    """Push the end of the session on, at most once a minute; count the unread reminders anew."""
    now = int(timezone.now().timestamp())
    if now - request.session.get(SEEN_KEY, 0) > RENEW_AFTER:
        request.session[SEEN_KEY] = now
        request.session[UNREAD_KEY] = alerts.unread_count(actor.user_id)


def count_again(request: HttpRequest) -> None:
    """After reading: the bell is right at once."""
    request.session[UNREAD_KEY] = alerts.unread_count(int(request.session[SESSION_KEY]))


def own_posts(actor: Actor) -> Sequence[PostCard]:
    """The posts of who acts in this request; `staff_page` read them with the actor."""
    here = _AT_WORK.get()
    return here.posts if here.actor.user_id == actor.user_id else ()


def render_desk(
    request: HttpRequest,
    actor: Actor,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    current: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page in the frame of the desk; `current` names the entry of the main navigation."""
    desk = {
        "home": reverse("desk:inbox"),
        "nav": _nav(actor, current),
        "search": reverse("desk:search") if actor.roles & WORK_ROLES else "",
        "q": request.GET.get("q", "")[:200],
        "person": {"name": actor.name, "title": _title(actor)},
        "posts": [(p.id, _post_words(p), p.id == actor.post_id) for p in own_posts(actor)],
        "alerts": (reverse("desk:alerts"), request.session.get(UNREAD_KEY, 0)),
        "links": _links(actor),
        "post_url": reverse("sign_in:switch_post"),
        "account_url": reverse("sign_in:password"),
        "sign_out_url": reverse("sign_in:sign_out"),
    }
    site = {"name": settings.SITE_NAME, "place": actor.agency_name}
    full = {"desk": desk, "site": site, "actor": actor, **(context or {})}
    return render(request, template, full, status=status)


def _title(actor: Actor) -> str:
    if actor.acting_for_name:
        return f"thay {actor.acting_for_name} · {actor.title}"
    return f"{actor.title} · {actor.unit_name}"


def _post_words(post: PostCard) -> str:
    words = f"{post.title}, {post.unit_name}"
    return f"{words} (thay {post.acting_for_name})" if post.acting_for_name else words


def _links(actor: Actor) -> Sequence[tuple[str, str]]:
    """What is needed now and then, in the menu of the person."""
    entries = (
        ("Quá hạn, giải trình", "desk:overdue", WORK_ROLES),
        ("Chờ ký", "desk:to_sign", LEADING),
        ("Khối lượng việc", "desk:load", LEADING),
        ("Bàn giao hồ sơ", "desk:hand_over", WORK_ROLES),
        ("Đã hướng dẫn", "desk:guidance", COUNTER | LEADING),
        ("Sổ theo dõi hồ sơ", "desk:register", REGISTER),
        ("Chỉ tiêu của đơn vị", "lead:own_targets", WORK_ROLES),
        ("Báo cáo thống kê", "lead:reports", LEADING | ADMIN),
        ("Số liệu của tôi", "desk:own_figures", WORK_ROLES),
        ("Kiểm số liệu báo cáo", "lead:figures", WORK_ROLES),
        ("Xếp loại của tôi", "lead:own_gradings", WORK_ROLES),
        ("Chứng thư số", "desk:certificates", frozenset(Role)),
        ("Người thay, ủy quyền", "desk:substitutes", frozenset(Role)),
    )
    return [(reverse(url), label) for label, url, roles in entries if actor.roles & roles]


def _nav(actor: Actor, current: str) -> Sequence[tuple[str, str, bool]]:
    entries = (
        ("dossiers", "Hồ sơ", "desk:inbox", WORK_ROLES),
        ("tickets", "Gọi số", "desk:tickets", COUNTER),
        ("intake", "Tiếp nhận", "desk:intake", COUNTER),
        ("returns", "Trả kết quả", "desk:returns", COUNTER),
        ("papers", "Số hóa", "desk:to_digitise", DIGITISING),
        ("day_end", "Cuối ngày", "desk:day_end", CASH),
        ("lead", "Điều hành", "lead:board", LEADING),
        ("admin", "Quản trị", "admin_pages:home", ADMIN),
    )
    return [
        (reverse(url), label, key == current)
        for key, label, url, roles in entries
        if actor.roles & roles
    ]
