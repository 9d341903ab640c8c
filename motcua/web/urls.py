"""All pages, by who is looking."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from motcua.web.display import change_display


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.web.citizen.urls")),
    path("", include("motcua.web.board.urls")),
    path("", include("motcua.web.api.urls")),
    path("", include("motcua.web.sign_in.urls")),
    path("can-bo/", include("motcua.web.desk.urls")),
    path("dieu-hanh/", include("motcua.web.lead.urls")),
    path("quan-tri/", include("motcua.web.admin_pages.urls")),
    path("hien-thi/", change_display, name="display"),
]

handler400 = "motcua.web.errors.bad_request"
handler403 = "motcua.web.errors.forbidden"
handler404 = "motcua.web.errors.not_found"
handler500 = "motcua.web.errors.server_error"
