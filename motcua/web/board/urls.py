"""The waiting room: the machine that gives numbers, one number, the display."""

from __future__ import annotations

from django.urls import path

from motcua.web.board import views


app_name = "board"
urlpatterns = [
    path("lay-so/<str:unit_code>/", views.machine, name="machine"),
    path("lay-so/<str:unit_code>/<str:code>/", views.ticket, name="ticket"),
    path("bang-so/<str:unit_code>/", views.display, name="display"),
]
