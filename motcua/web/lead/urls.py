"""Pages of those who lead: what waits for a decision, what runs late, what is open."""

from __future__ import annotations

from django.urls import path

from motcua.web.lead import backlog, views


app_name = "lead"
urlpatterns = [
    path("", views.board, name="board"),
    path("ton-dong/", backlog.backlog, name="backlog"),
]
