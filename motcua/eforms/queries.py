"""Reading electronic forms: from the data file, once per process. No database."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from motcua.eforms.errors import NoSuchForm
from motcua.eforms.rules import Form, Library, expand, library_from


DATA: Final = Path(__file__).parent / "data" / "eforms.json"


def form_for(procedure_code: str) -> Form | None:
    """The form of a procedure; None where it has none."""
    form_id = _by_procedure().get(procedure_code)
    return form(form_id) if form_id else None


@cache
def form(form_id: str) -> Form:
    """Raises NoSuchForm."""
    if form_id not in _library().forms:
        raise NoSuchForm()
    return expand(_library(), form_id)


def form_ids() -> tuple[str, ...]:
    return tuple(_library().forms)


@cache
def _library() -> Library:
    return library_from(json.loads(DATA.read_text("utf-8")))


@cache
def _by_procedure() -> dict[str, str]:
    return {
        code: form_id for form_id, row in _library().forms.items() for code in row["procedures"]
    }
