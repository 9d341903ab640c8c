"""Pages of officials: who acts, at which post, for how long; the frame that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from motcua.people import queries as people
from motcua.people.rules import Actor, Role


P = ParamSpec("P")
POST_KEY = "post"
SEEN_KEY = "seen"
RENEW_AFTER = 60  # seconds; an idle session ends, but not every request writes

WORK_ROLES = frozenset(Role) - {Role.ADMIN}
COUNTER = frozenset({Role.COUNTER})
LEADING = frozenset({Role.LEADER, Role.UNIT_HEAD})
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
            if request.user.pk is None:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            _renew(request)
            actor = _actor(request)
            if not actor.roles & allowed:
                return render(request, "403.html", status=403)
            response = view(request, actor, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return page

    return decorate


def _actor(request: HttpRequest) -> Actor:
    assert request.user.pk is not None
    on = timezone.localdate()
    return people.actor_of(request.user.pk, post_id=request.session.get(POST_KEY), on=on)


def _renew(request: HttpRequest) -> None:
    """Push the end of the session on, at most once a minute."""
    now = int(timezone.now().timestamp())
    if now - request.session.get(SEEN_KEY, 0) > RENEW_AFTER:
        request.session[SEEN_KEY] = now


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
        "person": {"name": actor.name, "title": f"{actor.title} · {actor.unit_name}"},
        "posts": [
            (post.id, f"{post.title}, {post.unit_name}", post.id == actor.post_id)
            for post in people.posts_of(actor.user_id, timezone.localdate())
        ],
        "post_url": reverse("sign_in:switch_post"),
        "account_url": reverse("sign_in:password"),
        "sign_out_url": reverse("sign_in:sign_out"),
    }
    site = {"name": settings.SITE_NAME, "place": actor.agency_name}
    full = {"desk": desk, "site": site, "actor": actor, **(context or {})}
    return render(request, template, full, status=status)


def _nav(actor: Actor, current: str) -> Sequence[tuple[str, str, bool]]:
    entries = (
        ("dossiers", "Hồ sơ", "desk:inbox", WORK_ROLES),
        ("intake", "Tiếp nhận", "desk:intake", COUNTER),
        ("returns", "Trả kết quả", "desk:returns", COUNTER),
        ("lead", "Điều hành", "lead:board", LEADING),
        ("admin", "Quản trị", "admin_pages:home", ADMIN),
    )
    return [
        (reverse(url), label, key == current)
        for key, label, url, roles in entries
        if actor.roles & roles
    ]
