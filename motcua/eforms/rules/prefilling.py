"""What the State already knows isn't asked again: answers offered before a form is filled. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from motcua.eforms.rules.answers import clean, read_answer
from motcua.eforms.rules.conditions import holds
from motcua.eforms.rules.values import Field, FieldType, Form


CARD = "cccd."


def prefill(
    form: Form,
    known: Mapping[str, str],
    *,
    today: date,
    within: str = "",
    answers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Answers to offer, from `known`: `account.*`, `cccd.*`, `procedure.agency`, `dossier:…`.

    `within` narrows it to one part of the form ("mother"), as when that person's card is read. A
    card belongs to one person: without `within` it fills the first part that asks for one. What
    would not pass the check is not offered. `answers` are those already given, for what is only
    known under a condition.
    """
    known = _with_residences(known)
    offered: dict[str, str] = {}
    owner: str | None = within or None
    for field in form.fields():
        if not _is_within(field.key, within) or field.type in (
            FieldType.FILE,
            FieldType.REPEATED_GROUP,
        ):
            continue
        if not holds(field.prefill_when, answers or {}, today=today):
            continue
        place, value = _first_known(field, known, today)
        if place.startswith(CARD):
            part = field.key.partition(".")[0] if "." in field.key else ""
            owner = part if owner is None else owner
            if not within and part != owner:
                continue
        if value:
            offered[field.key] = value
    return offered


def _is_within(key: str, part: str) -> bool:
    return not part or key == part or key.startswith(f"{part}.")


def _first_known(field: Field, known: Mapping[str, str], today: date) -> tuple[str, str]:
    for place in field.prefill:
        text = _value(place, known, today)
        if text:
            value, fault = read_answer(field, clean(text), today=today)
            if not fault:
                return place, value
    return "", ""


def _value(place: str, known: Mapping[str, str], today: date) -> str:
    if place == "const:today":
        return today.isoformat()
    return place.removeprefix("const:") if place.startswith("const:") else known.get(place, "")


def _with_residences(known: Mapping[str, str]) -> dict[str, str]:
    """A known address is also the domestic one of a residence."""
    more: dict[str, str] = {}
    for space in ("account", "cccd"):
        for part in ("country", "province", "commune", "detail"):
            if value := known.get(f"{space}.residence.{part}"):
                more[f"{space}.residence.domestic.{part}"] = value
                more[f"{space}.residence.place"] = "Trong nước"
    return more | dict(known)
