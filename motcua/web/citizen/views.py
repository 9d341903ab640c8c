"""What everybody may read: procedures, and how far a dossier has come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.http import public_page


@public_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "citizen/home.html")


@public_page
def procedures(request: HttpRequest) -> HttpResponse:
    return render(request, "citizen/home.html")


@public_page
def track(request: HttpRequest) -> HttpResponse:
    return render(request, "citizen/home.html")
