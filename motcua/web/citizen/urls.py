"""What everybody may read."""

from __future__ import annotations

from django.urls import path

from motcua.web.citizen import tracking, views


app_name = "citizen"
urlpatterns = [
    path("", views.home, name="home"),
    path("thu-tuc/", views.procedures, name="procedures"),
    path("tra-cuu/", tracking.ask, name="track"),
    path("tra-cuu/<str:code>/", tracking.progress, name="progress"),
]
