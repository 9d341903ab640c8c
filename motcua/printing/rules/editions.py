"""Which set of forms is used on a day, and where. The sets are in `data/editions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from typing import Any, Final

from motcua.printing.errors import BadKeptEdition, NoEdition


class Form(StrEnum):
    """The papers of a set; which number each has is a matter of the edition."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One set of official forms, between two days."""

    key: str
    act: str
    since: date
    desk: str
    number_suffix: str
    shows_legal_time: bool
    shows_fees: bool
    shows_history: bool
    apology_title: tuple[str, ...]
    forms: Mapping[Form, str]
    source: str
    until: date | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def name_of(self, form: Form) -> str:
        """«Mẫu số 04, Thông tư số …», as at the foot of the paper."""
        return f"Mẫu số {self.forms[form]}, {self.act}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A place that stays with an older set: by the beginning of its agency code, for a time."""

    code: str
    edition: Edition
    until: date | None

    def holds(self, code: str, on: date) -> bool:
        is_there = f"{code}.".startswith(f"{self.code}.")
        return is_there and (self.until is None or on <= self.until)


def _editions() -> tuple[Edition, ...]:
    text = resources.files("motcua.printing").joinpath("data/editions.toml").read_text("utf-8")
    return tuple(_edition(row) for row in tomllib.loads(text)["edition"])


def _edition(row: dict[str, Any]) -> Edition:
    forms = {Form(form): number for form, number in row.pop("forms").items()}
    return Edition(forms=forms, apology_title=tuple(row.pop("apology_title")), **row)


EDITIONS: Final = _editions()


def edition(on: date) -> Edition:
    """The set in force on the day a paper is made; the paper keeps that set for ever."""
    for one in EDITIONS:
        if one.in_force(on):
            return one
    raise NoEdition(wanted=f"ngày {on:%d/%m/%Y}")


def edition_named(key: str) -> Edition:
    """The set a province chose to keep, whatever the day."""
    for one in EDITIONS:
        if one.key == key:
            return one
    raise NoEdition(wanted=f"bộ mẫu “{key}”")


def edition_for(form: Form, on: date, code: str = "", kept: tuple[Kept, ...] = ()) -> Edition:
    """The set a unit uses for a paper of that day; the next set where its own has no such form.

    Thông báo dừng came with NĐ 118/2025/NĐ-CP, Điều 21, two months before its form: until then,
    and where the set of 2018 is kept, the form of 2025 is the only one there is.
    """
    own = next((one.edition for one in kept if one.holds(code, on)), None) or edition(on)
    if form in own.forms:
        return own
    return next(one for one in EDITIONS if form in one.forms)


def kept_editions(text: str) -> tuple[Kept, ...]:
    """«H40=2018,H41.02=2018:2026-12-31»: agency code, set, last day. The longest code counts first.

    Raises BadKeptEdition.
    """
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    return tuple(sorted(map(_kept, entries), key=lambda one: -len(one.code)))


def _kept(entry: str) -> Kept:
    code, _, rest = entry.partition("=")
    key, _, until = rest.partition(":")
    try:
        return Kept(code, edition_named(key), date.fromisoformat(until) if until else None)
    except (NoEdition, ValueError):
        raise BadKeptEdition(entry=entry) from None
