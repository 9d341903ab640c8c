"""Following a dossier by its code: how far it is, until when; nobody's name."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from motcua.dossiers import queries as dossiers
from motcua.dossiers.errors import BadCode, NoSuchDossier
from motcua.web.citizen.codes import typed_code
from motcua.web.http import public_page
from motcua.web.limits import at_most


LOOK_UPS_A_MINUTE = 30


@public_page
@at_most(LOOK_UPS_A_MINUTE, "tra-cuu")
def ask(request: HttpRequest) -> HttpResponse:
    """The form; with `?ma=` it leads to the page of that dossier."""
    typed = request.GET.get("ma", "")
    if not typed.strip():
        return render(request, "citizen/track_ask.html")
    try:
        return redirect("citizen:progress", typed_code(typed))
    except BadCode as refusal:
        return _ask_again(request, typed, refusal)


@public_page
@at_most(LOOK_UPS_A_MINUTE, "tra-cuu")
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code of the receipt leads."""
    try:
        found = dossiers.progress(typed_code(code), now=timezone.now())
    except (BadCode, NoSuchDossier) as refusal:
        return _ask_again(request, code, refusal)
    return render(request, "citizen/progress.html", {"dossier": found, "share": found.used / 100})


def _ask_again(request: HttpRequest, typed: str, refusal: BadCode | NoSuchDossier) -> HttpResponse:
    """What was typed stays, the reason stands beside it."""
    context = {"typed": typed[:60], "refusal": refusal}
    return render(request, "citizen/track_ask.html", context, status=HTTPStatus.NOT_FOUND)
