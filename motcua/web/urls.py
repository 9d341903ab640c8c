"""All pages, by who is looking."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver


urlpatterns: list[URLPattern | URLResolver] = []
