"""Sign in, sign out, change the post one works at, change one's password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.errors import DomainError
from motcua.people import services
from motcua.people.rules import Actor
from motcua.web.sign_in.forms import PasswordForm, SignInForm
from motcua.web.staff import POST_KEY, own_posts, render_desk, staff_page


BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    target = _target(request)
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(target)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            account = services.sign_in(
                form.cleaned_data["username"], form.cleaned_data["password"], at=timezone.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, account, backend=BACKEND)
            return redirect(target)
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
    }
    return render(request, "sign_in/sign_in.html", context, status=422 if form.errors else 200)


def _target(request: HttpRequest) -> str:
    """Only back into the house: no address of somebody else's."""
    target = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return settings.LOGIN_REDIRECT_URL


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("sign_in:sign_in")


@require_POST
@staff_page()
def switch_post(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Work at another of one's own posts from here on."""
    chosen = request.POST.get("post", "")
    own = {str(post.id): post for post in own_posts(actor)}
    if chosen in own:
        request.session[POST_KEY] = own[chosen].id
        messages.success(request, f"Ông/bà đang làm việc ở vị trí {own[chosen].title}.")
    return redirect(reverse("desk:inbox"))


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
@staff_page()
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    user = request.user  # read before the change: after it this session is no longer theirs
    assert user.is_authenticated  # staff_page saw to it
    if form.is_valid():
        try:
            services.change_password(
                actor.user_id,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            messages.success(request, "Đã đổi mật khẩu.")
            return redirect("sign_in:password")
    return render_desk(
        request,
        actor,
        "sign_in/password.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
