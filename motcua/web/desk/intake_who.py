"""Who files: the card read by a hand scanner, what was typed, where the address lies today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse

from motcua.deadlines import queries as deadlines
from motcua.dossiers import queries as dossiers
from motcua.dossiers.errors import ArrivalNeedsReason, LateEntryNeedsReason
from motcua.dossiers.rules import ApplicantKind, arrival_objection
from motcua.eforms.errors import UnreadableCard
from motcua.eforms.rules import Card, parse_cccd
from motcua.people import queries as people
from motcua.people.rules import PlaceLevel, has_control_characters, place_key
from motcua.web.desk.intake_draft import arrival_in, channel_in
from motcua.web.desk.intake_forms import ApplicantForm, as_typed
from motcua.web.desk.intake_turn import APPLICANT, Turn, step_after


BARS: Final = 6  # at least so many between the parts of a card's code
SHOWN_DRAFTS: Final = 5


def applicant(turn: Turn) -> HttpResponse:
    """The first step. A scan, wherever it landed, fills the boxes; all else is kept as typed."""
    typed = turn.content.get("applicant", {})
    if not turn.is_post:
        data = typed if "xem-lai" in turn.request.GET else None
        return _page(turn, ApplicantForm(data, today=turn.today, initial=typed))
    form = ApplicantForm(turn.request.POST, today=turn.today)
    if scanned := _scanned(turn):
        return _read_card(turn, form, scanned)
    if turn.deed == "read":
        return _scan_fault(turn, form, "Chưa có mã. Đặt con trỏ vào ô này rồi quét thẻ.")
    if turn.draft_id or form.has_changed():
        turn = turn.kept(_changes(turn, form.to_keep()))
    if turn.deed == "save" and turn.draft_id:
        return turn.saved(APPLICANT)
    if form.is_valid() and not _arrival_fault(turn, form):
        return turn.to(step_after(turn.content, APPLICANT))
    return _page(turn, form)


def _arrival_fault(turn: Turn, form: ApplicantForm) -> bool:
    """Said here already, before the rest is entered; the service asks again."""
    content = {"applicant": form.cleaned_data}
    arrived_at = arrival_in(content)
    if arrived_at is None:
        return False
    calendar = deadlines.work_calendar(people.unit(turn.actor.unit_id).province_code)
    note = form.cleaned_data["arrival_note"]
    refusal = arrival_objection(
        channel_in(content), arrived_at, at=turn.now, note=note, calendar=calendar
    )
    if refusal:
        needs_reason = isinstance(refusal, ArrivalNeedsReason | LateEntryNeedsReason)
        form.add_error("arrival_note" if needs_reason else "arrived_on", str(refusal))
    return refusal is not None


def _page(turn: Turn, form: ApplicantForm, *, scan_error: str = "") -> HttpResponse:
    others = dossiers.drafts(turn.actor, limit=SHOWN_DRAFTS + 1)
    focus = _focus(form)
    if focus in form.fields:
        form.fields[focus].widget.attrs["autofocus"] = True
    context = {
        "form": form,
        "scan_error": scan_error,
        "focus": focus,
        "others": [draft for draft in others if draft.id != turn.draft_id][:SHOWN_DRAFTS],
    }
    status = 422 if form.errors or scan_error else 200
    return turn.page(APPLICANT, "desk/intake/applicant.html", context, status=status)


def _focus(form: ApplicantForm) -> str:
    """Where the hand goes on: the scanner first, then what no card tells."""
    if form.errors:
        return ""
    return "phone" if form["name"].value() and not form["phone"].value() else "scan"


def _scanned(turn: Turn) -> str:
    """The code of a card, also when the scanner wrote it into the box of the name."""
    sent = turn.request.POST
    boxes = [sent.get(name, "").strip() for name in ("name", "id_number")]
    landed = next((text for text in boxes if text.count("|") >= BARS), "")
    return sent.get("scan", "").strip() or landed


def _read_card(turn: Turn, form: ApplicantForm, scanned: str) -> HttpResponse:
    try:
        card = parse_cccd(scanned, today=turn.today)
    except UnreadableCard as refusal:
        return _scan_fault(turn, form, str(refusal))
    typed = {**as_typed(form), **_of_card(card)}
    turn = turn.kept(_changes(turn, typed) | {"card": card.known()})
    if card.lost_accents:
        messages.warning(turn.request, "Máy quét bỏ mất dấu tiếng Việt. Xem lại họ tên, địa chỉ.")
    else:
        messages.success(turn.request, "Đã điền từ thẻ căn cước.")
    return turn.to(APPLICANT)


def _scan_fault(turn: Turn, form: ApplicantForm, fault: str) -> HttpResponse:
    """Nothing else on the page is judged yet."""
    unjudged = ApplicantForm(today=turn.today, initial=as_typed(form))
    return _page(turn, unjudged, scan_error=fault)


def _of_card(card: Card) -> dict[str, str]:
    return {
        "kind": ApplicantKind.CITIZEN.value,
        "name": card.full_name,
        "birth_date": card.birth_date.isoformat(),
        "sex": card.gender,
        "id_number": card.id_number,
        "address": card.address,
    }


def _changes(turn: Turn, typed: Mapping[str, str]) -> dict[str, Any]:
    """A card that belongs to another number is forgotten; a new address is placed anew."""
    changes: dict[str, Any] = {"applicant": dict(typed)}
    number = "".join(filter(str.isalnum, typed["id_number"]))
    if turn.content.get("card", {}).get("cccd.id_number", "") != number:
        changes["card"] = {}
    if typed["address"] != turn.content.get("applicant", {}).get("address", ""):
        changes["place"] = placed(typed["address"], turn.today)
    return changes


def placed(address: str, today: date) -> dict[str, str]:
    """Province, commune and the rest of an address, where its last two parts name a place of today.

    Anything else is for the official to choose: a former commune may have become part of several.
    """
    parts = [part.strip() for part in address.split(",")]
    if len(parts) < 2 or has_control_characters(address):
        return {}
    commune, province = parts[-2:]
    found = people.find_places(f"{commune}, {province}", today, level=PlaceLevel.COMMUNE, limit=1)
    if not found:
        return {}
    name, _comma, above = found[0].address.rpartition(", ")
    is_same = place_key(commune) in (place_key(name), place_key(found[0].name))
    if not is_same or not place_key(above).endswith(place_key(province)):
        return {}
    return {"province": above, "commune": name, "detail": ", ".join(parts[:-2])}
