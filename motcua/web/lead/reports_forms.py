"""Which report is asked for: form, agency and period, in a form or an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django import forms

from motcua.errors import DomainError, Invalid
from motcua.people.rules import Actor
from motcua.reports.queries.narrowing import house, narrowed, unit_of
from motcua.reports.queries.scopes import Scope
from motcua.reports.rules.forms import TEMPLATES, Kind
from motcua.reports.rules.periods import Named, choices, days, quarter_of
from motcua.reports.rules.reading import parse
from motcua.web.admin_pages.fields import AdminForm, Day


class DaysMissing(Invalid):
    message = "Ghi cả hai ngày của kỳ, như 01/01/2026 và 13/06/2026."


class NotReadable(Invalid):
    message = "Không lập được báo cáo này. {why}"


class ChoiceForm(AdminForm):
    """Which form, of which agency, of which period."""

    mau = forms.ChoiceField(
        label="Biểu",
        choices=[(t.kind.value, f"{t.number} · {t.name}") for t in TEMPLATES.values()],
        error_messages={"invalid_choice": "Chọn một biểu trong danh sách."},
    )
    dv = forms.ChoiceField(
        label="Đơn vị", error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."}
    )
    ky = forms.ChoiceField(
        label="Kỳ báo cáo", error_messages={"invalid_choice": "Chọn một kỳ trong danh sách."}
    )
    tu = Day(label="Hoặc từ ngày", required=False, help_text="")
    den = Day(label="Đến ngày", required=False, help_text="")
    duoi = forms.BooleanField(label="Cả các đơn vị bên dưới", required=False)

    def __init__(self, data: Mapping[str, Any], whole: Scope, today: date) -> None:
        super().__init__(data)
        self.today = today
        wanted = str(data.get("dv", ""))
        named = _named(str(data.get("ky", "")))
        days_asked = {today, min(today, named.period.last) if named else today}
        then = {card.id for on in days_asked for card in whole.in_force(on)}
        units = [c for c in whole.agencies if c.id in then or str(c.id) == wanted]
        self.choose_from("dv", [(str(c.id), c.name) for c in units])
        offered = list(choices(today))
        if named and named.code not in {each.code for each in offered}:
            offered.insert(0, named)
        words = [(each.code, each.title(max(today, each.period.first))) for each in offered]
        self.choose_from("ky", words)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.errors:
            return data
        first, last = data.get("tu"), data.get("den")
        try:
            data["named"] = _days(first, last) if first or last else parse(data["ky"])
            data["named"].until(self.today)
        except DomainError as refusal:
            self.add_error("tu" if first or last else "ky", str(refusal))
        return data


def _days(first: date | None, last: date | None) -> Named:
    """Raises DaysMissing, BadPeriod and PeriodOutOfRange."""
    if first is None or last is None:
        raise DaysMissing
    return days(first, last)


@dataclass(frozen=True, slots=True)
class Asked:
    """One report, as an address names it."""

    kind: Kind
    of: Scope
    named: Named

    @property
    def query(self) -> str:
        values = {"mau": self.kind.value, "dv": unit_of(self.of).id, "ky": self.named.code}
        return urlencode({**values, "duoi": "1"} if self.of.has_below else values)

    def words(self, today: date) -> str:
        return self.named.title(today)


def asked_in(
    data: Mapping[str, Any], actor: Actor, today: date
) -> tuple[ChoiceForm, Asked | None, Scope]:
    """The form, and what it asks for when it can be read. One query. Raises NotYours."""
    whole = house(actor)
    usual = {
        "mau": Kind.BY_FIELD.value,
        "dv": str(actor.agency_id),
        "ky": quarter_of(today).code,
        "duoi": "1" if whole.has_below and not set(_NAMES) & set(data) else "",
    }
    given = {name: data.get(name, usual.get(name, "")) for name in _NAMES}
    form = ChoiceForm(given, whole, today)
    if not form.is_valid():
        return form, None, whole
    found = form.cleaned_data
    if found["tu"]:  # two days are a period of their own: from here on it is in the list
        given |= {"ky": found["named"].code, "tu": "", "den": ""}
        form = ChoiceForm(given, whole, today)
        form.is_valid()
    of = narrowed(whole, int(found["dv"]), with_below=found["duoi"])
    return form, Asked(Kind(found["mau"]), of, found["named"]), whole


_NAMES: Final = ("mau", "dv", "ky", "tu", "den", "duoi")


def asked_or_refused(data: Mapping[str, Any], actor: Actor, today: date) -> tuple[Asked, Scope]:
    """For files and signatures, which have no form to correct. Raises PeriodNotRead and its kin."""
    form, asked, whole = asked_in(data, actor, today)
    if asked is None:
        raise NotReadable(why=" ".join(str(e) for found in form.errors.values() for e in found))
    return asked, whole


def _named(code: str) -> Named | None:
    try:
        return parse(code) if len(code) < 30 else None
    except DomainError:
        return None
