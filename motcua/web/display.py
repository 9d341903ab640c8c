"""A- A A+ and light or dark: a link sets a cookie and leads back."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from motcua.web.http import SIZE_COOKIE, SIZES, THEME_COOKIE, THEMES


ONE_YEAR: Final = timedelta(days=365)


@require_safe
def change_display(request: HttpRequest) -> HttpResponse:
    """`?co=lon&nen=toi&ve=/thu-tuc/`. A value that is not ours changes nothing."""
    response = HttpResponseRedirect(_way_back(request))
    for choice, cookie, known in (("co", SIZE_COOKIE, SIZES), ("nen", THEME_COOKIE, THEMES)):
        if (value := request.GET.get(choice, "")) in known:
            response.set_cookie(
                cookie,
                value,
                max_age=ONE_YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


def _way_back(request: HttpRequest) -> str:
    back = request.GET.get("ve", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours and back.isprintable() else "/"
