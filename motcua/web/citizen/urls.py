"""What everybody may read."""

from __future__ import annotations

from django.urls import path

from motcua.web.citizen import views


app_name = "citizen"
urlpatterns = [
    path("", views.home, name="home"),
    path("thu-tuc/", views.procedures, name="procedures"),
    path("tra-cuu/", views.track, name="track"),
]
