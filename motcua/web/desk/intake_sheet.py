"""The official form, filled at the counter while the applicant tells; or brought on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from motcua.eforms import queries as eforms
from motcua.eforms.errors import UnreadableCard
from motcua.eforms.rules import Form, check, parse_cccd, prefill
from motcua.people import queries as people
from motcua.people.rules import PlaceCard, place_key
from motcua.web.desk.eform_fields import Asking, Rows, Sheet, sheet
from motcua.web.desk.eform_sent import (
    added_row,
    from_card,
    persons_in,
    read_sent,
    rows_sent,
    without_row,
)
from motcua.web.desk.intake_alike import alike
from motcua.web.desk.intake_draft import Answers, Content, answers_in, kept_all, with_answers
from motcua.web.desk.intake_turn import FORM, Turn, step_after
from motcua.web.http import is_fragment


IN_COUNTRY: Final = "Trong nước"


def form_sheet(turn: Turn) -> HttpResponse:
    """The third step. Each button keeps what was typed; hidden answers stay in the draft."""
    form = eforms.form_for(turn.procedure)
    if form is None:
        raise Http404
    kept = answers_in(turn.content, form_code := turn.procedure)
    values = known_answers(form, turn) if kept.is_new else dict(kept.values or {})
    if not turn.is_post:
        return _page(turn, form, values)
    if turn.request.POST.get("of", form_code) != form_code:
        messages.warning(turn.request, "Thủ tục của lượt này vừa đổi ở cửa sổ khác.")
        return turn.to(FORM)
    return _Sent(turn, form, read_sent(form, turn.request.POST, values)).answer()


class _Sent:
    """What one press of a button does to the answers."""

    def __init__(self, turn: Turn, form: Form, values: Mapping[str, str]) -> None:
        self.turn, self.form, self.values = turn, form, dict(values)
        self.rows = rows_sent(form, turn.request.POST)

    def answer(self) -> HttpResponse:
        deed, _colon, rest = self.turn.deed.partition(":")
        scanned = self.turn.request.POST.get("scan", "").strip()
        if deed in ("next", "read") and (scanned or deed == "read"):
            return self.read_card(scanned)
        if deed in ("update", "add", "drop"):
            return self.redraw(deed, rest)
        if deed == "next":
            return self.go_on()
        self.keep("paper" if deed == "skip" else "open")
        return self.turn.to(step_after(self.turn.content, FORM)) if deed == "skip" else self.saved()

    def keep(self, state: str, values: Mapping[str, str] | None = None) -> None:
        answers = Answers(state, kept_all(self.values if values is None else values))
        self.turn = self.turn.kept(with_answers(self.turn.content, self.turn.procedure, answers))

    def saved(self) -> HttpResponse:
        return self.turn.saved(FORM)

    def go_on(self) -> HttpResponse:
        checked = check(self.form, self.values, today=self.turn.today)
        if checked.is_good:
            self.keep("filled", checked.answers)
            return self.turn.to(step_after(self.turn.content, FORM))
        self.keep("open")
        return _page(self.turn, self.form, self.values, errors=checked.errors, rows=self.rows)

    def redraw(self, deed: str, rest: str) -> HttpResponse:
        """The page with a row more or less, or with the questions that belong to the answers."""
        key, _colon, row = rest.partition(":")
        if deed == "add":
            self.rows = added_row(self.form, key, self.rows)
        elif deed == "drop" and row.isascii() and row.isdigit():
            self.values = without_row(self.form, key, int(row[:4]), self.values)
            self.rows = {**self.rows, key: max(0, self.rows.get(key, 1) - 1)}
        else:
            self.values |= newly_known(self.form, self.turn, self.values)
        self.keep("open")
        return _page(self.turn, self.form, self.values, rows=self.rows)

    def read_card(self, scanned: str) -> HttpResponse:
        """Fill the part of one person from that person's card."""
        part = self.turn.request.POST.get("part", "")
        try:
            card = parse_cccd(scanned, today=self.turn.today)
        except UnreadableCard as refusal:
            self.keep("open")
            fault = str(refusal) if scanned else "Chưa có mã. Đặt con trỏ vào ô này rồi quét thẻ."
            return _page(self.turn, self.form, self.values, scan_error=fault, rows=self.rows)
        known, today = card.known(), self.turn.today
        self.values |= prefill(self.form, known, today=today, within=part, answers=self.values)
        self.values |= from_card(self.form, part, known, today=today)
        self.keep("open")
        messages.success(self.turn.request, "Đã điền từ thẻ căn cước.")
        return self.turn.to(FORM)


def newly_known(form: Form, turn: Turn, values: Mapping[str, str]) -> dict[str, str]:
    """What can be offered now for questions that were not asked before, or not of this person."""
    offered = known_answers(form, turn, values)
    waiting = {field.key for field in form.fields() if field.prefill_when is not None}
    return {
        key: value
        for key, value in offered.items()
        if key not in values or (key in waiting and not values[key])
    }


def known_answers(
    form: Form, turn: Turn, values: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What is known without asking: from the card, the applicant, the office."""
    content = turn.content
    known = {**content.get("card", {}), **_account(content)}
    known["procedure.agency"] = content.get("labels", {}).get("agency", "")
    known = {place: value for place, value in known.items() if value}
    return prefill(form, known, today=turn.today, answers=values)


def _account(content: Content) -> dict[str, str]:
    """The applicant, as forms know the person who files."""
    person = content.get("applicant", {})
    names = {
        "full_name": "name",
        "birth_date": "birth_date",
        "gender": "sex",
        "id_number": "id_number",
        "phone": "phone",
        "email": "email",
        "address": "address",
    }
    known = {f"account.{name}": person.get(own, "") for name, own in names.items()}
    for name in ("kind", "issued_on", "issued_by"):
        known[f"account.{name}"] = content.get("card", {}).get(f"cccd.{name}", "")
    for part, value in content.get("place", {}).items():
        known[f"account.residence.{part}"] = value
    return known


def _page(
    turn: Turn,
    form: Form,
    values: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    scan_error: str = "",
    rows: Mapping[str, int] | None = None,
) -> HttpResponse:
    drawn = _drawn(turn, form, values, errors or {}, rows or {})
    context = {
        "form": form,
        "sheet": drawn,
        "faults": list(_faults(drawn)),
        "persons": persons_in(form),
        "scan_error": scan_error,
        "state": answers_in(turn.content, turn.procedure).state,
    }
    if is_fragment(turn.request):
        return render(turn.request, "desk/intake/_sheet.html", context)
    context["alike"] = alike(turn, procedure=turn.procedure)
    status = 422 if errors or scan_error else 200
    return turn.page(FORM, "desk/intake/sheet.html", context, status=status)


def _faults(drawn: Sheet) -> Iterator[tuple[str, str]]:
    """Where to mend, and what; with the heading it stands under, for many boxes are alike."""
    for part in drawn.parts:
        for item in part.items:
            if isinstance(item, Rows) and item.error:
                yield item.id, item.error
            for block in item.blocks if isinstance(item, Rows) else (item,):
                heading = block.title or part.title
                yield from ((box.id, f"{heading}: {box.error}") for box in block.boxes if box.error)


def _drawn(
    turn: Turn,
    form: Form,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    rows: Mapping[str, int],
) -> Sheet:
    places = people.provinces(turn.today)
    return sheet(
        Asking(
            form=form,
            answers=values,
            errors=errors,
            rows=rows,
            provinces=tuple(place.full_name for place in places),
            communes=_Communes(places, turn.today),
            today=turn.today,
        )
    )


class _Communes:
    """The communes of the provinces that a page names, each asked for once."""

    def __init__(self, provinces: Sequence[PlaceCard], today: date) -> None:
        self.codes = {place_key(place.full_name): place.code for place in provinces}
        self.today = today
        self.known: dict[str, tuple[str, ...]] = {}

    def __call__(self, province: str) -> Sequence[str]:
        code = self.codes.get(place_key(province), "")
        if code and code not in self.known:
            found = people.communes_of(code, self.today)
            self.known[code] = tuple(place.full_name for place in found)
        return self.known.get(code, ())
