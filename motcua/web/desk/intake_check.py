"""Papers checked one by one, the fee, the way back; then the filing is received, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Procedure
from motcua.dossiers import services
from motcua.errors import Invalid
from motcua.papers.rules import Mark, PaperKind
from motcua.people import queries as people
from motcua.people.queries import UnitCard
from motcua.web.desk.intake_alike import alike
from motcua.web.desk.intake_draft import (
    Checklist,
    arrival_in,
    channel_in,
    checklist_in,
    delivery_in,
    intake_in,
    with_checklist,
)
from motcua.web.desk.intake_forms import ApplicantForm, WayBackForm, read_checklist
from motcua.web.desk.intake_preview import Preview, preview
from motcua.web.desk.intake_turn import (
    APPLICANT,
    DECLINE,
    DONE,
    FEES,
    PAPERS,
    SETTLE,
    Turn,
    step_after,
)


MARKS = (Mark.PRESENT, Mark.MISSING, Mark.NOT_NEEDED)
CONCLUDING = ("accept", "ask")
STALE = "Lượt này vừa được sửa ở cửa sổ khác. Xem lại rồi bấm lần nữa."
OTHER_ENDS = {"decline": DECLINE, "settle": SETTLE}


@dataclass(frozen=True, slots=True)
class Case:
    """What the last steps show beside the draft: the procedure, who resolves it, the promise."""

    procedure: Procedure
    resolving: UnitCard
    checklist: Checklist
    preview: Preview
    fee: int | None  # what is owed by this channel


class Page(Protocol):
    """A page of a step that can say why it is shown again."""

    def __call__(self, turn: Turn, case: Case, *, refusal: str) -> HttpResponse: ...


def case_of(turn: Turn) -> Case:
    """Raises the refusals of the catalogue: the law may have changed since the draft began."""
    procedure = catalog.procedure(turn.procedure, on=turn.today)
    channel = channel_in(turn.content)
    agency = turn.content.get("agency") or turn.actor.agency_id
    resolving = people.unit(agency)
    return Case(
        procedure=procedure,
        resolving=resolving,
        checklist=checklist_in(turn.content, procedure),
        preview=preview(
            procedure,
            resolving,
            channel,
            now=turn.now,
            arrived_at=arrival_in(turn.content),
        ),
        fee=procedure.terms(channel.value).fee,
    )


def papers(turn: Turn) -> HttpResponse:
    """The fourth step: each paper is there, missing or not needed."""
    case = case_of(turn)
    if not turn.is_post:
        return _papers_page(turn, case)
    if turn.request.POST.get("of", turn.procedure) != turn.procedure:
        messages.warning(turn.request, "Thủ tục của lượt này vừa đổi ở cửa sổ khác.")
        return turn.to(PAPERS)
    is_stale = _is_stale(turn)
    read = read_checklist(turn.request.POST, case.checklist)
    turn = turn.kept(with_checklist(turn.content, turn.procedure, read.checklist))
    case = case_of(turn)
    if read.errors:
        return _papers_page(turn, case, errors=read.errors)
    if turn.deed in OTHER_ENDS:
        return _other_end(turn, case, is_stale=is_stale, page=_papers_page)
    if turn.deed in CONCLUDING:
        return _conclude(turn, case, is_stale=is_stale, page=_papers_page)
    if turn.deed == "save":
        return turn.saved(PAPERS)
    if turn.deed == "next":
        return turn.to(step_after(turn.content, PAPERS))
    return turn.to(PAPERS, then="#giay-to-khac")


def fees(turn: Turn) -> HttpResponse:
    """The fifth step: the fee, how the result comes back; from here the filing is received."""
    case = case_of(turn)
    typed = turn.content.get("way_back", {})
    if not turn.is_post:
        return _fees_page(turn, case, form=WayBackForm(initial=_suggested(turn, typed)))
    is_stale = _is_stale(turn)
    form = WayBackForm(turn.request.POST)
    turn = turn.kept({"way_back": form.to_keep()})
    if turn.deed == "save":
        return turn.saved(FEES)
    if turn.deed in OTHER_ENDS:
        return _other_end(turn, case, is_stale=is_stale, page=_fees_page)
    if not form.is_valid():
        return _fees_page(turn, case, form=form)
    if turn.deed not in CONCLUDING:
        return turn.to(FEES)
    return _conclude(turn, case, is_stale=is_stale, page=_fees_page)


def _suggested(turn: Turn, typed: dict[str, str]) -> dict[str, str]:
    address = turn.content.get("applicant", {}).get("address", "")
    return typed or {"address": address}


def _is_stale(turn: Turn) -> bool:
    """Whether another window changed the draft since this page was shown."""
    return turn.request.POST.get("seen", turn.stamp) != turn.stamp


def _conclude(turn: Turn, case: Case, *, is_stale: bool, page: Page) -> HttpResponse:
    """Receive it, or say on the same page why not; nothing that was typed is lost."""
    why = STALE if is_stale else objection(case, turn.deed)
    if why:
        return page(turn, case, refusal=why)
    if not ApplicantForm(turn.content.get("applicant", {}), today=turn.today).is_valid():
        messages.warning(turn.request, "Xem lại phần người nộp trước khi tiếp nhận.")
        return turn.to(APPLICANT, then="?xem-lai=1")
    assert turn.draft_id is not None  # steps after the first have one
    lines = case.checklist.lines
    intake = intake_in(turn.content, unit_id=turn.actor.unit_id, lines=lines)
    try:
        services.receive_draft(
            turn.draft_id,
            intake,
            by=turn.actor,
            at=turn.now,
            missing_reason=case.checklist.advice,
        )
    except Invalid as refusal:
        return page(turn, case, refusal=str(refusal))
    return turn.to(DONE)


def _other_end(turn: Turn, case: Case, *, is_stale: bool, page: Page) -> HttpResponse:
    """To the page that asks for what is needed; only what is complete is settled."""
    is_settling = turn.deed == "settle"
    why = STALE if is_stale else objection(case, "accept") if is_settling else ""
    return page(turn, case, refusal=why) if why else turn.to(OTHER_ENDS[turn.deed])


def objection(case: Case, deed: str) -> str:
    """Why the papers do not allow it; "" when they do."""
    if deed == "accept" or case.checklist.unchecked:
        return f"{why}." if (why := case.checklist.objection) else ""
    return "" if case.checklist.missing else "Không thiếu giấy tờ nào: bấm Tiếp nhận."


def _papers_page(
    turn: Turn, case: Case, *, refusal: str = "", errors: Mapping[str, str] | None = None
) -> HttpResponse:
    errors = errors or {}
    context = {"errors": errors, "marks": MARKS, "kinds": tuple(PaperKind)}
    return _case_page(turn, case, PAPERS, "papers", context, refusal, is_bad=bool(errors))


def _fees_page(
    turn: Turn, case: Case, *, form: WayBackForm | None = None, refusal: str = ""
) -> HttpResponse:
    form = form or WayBackForm(initial=turn.content.get("way_back", {}))
    return _case_page(turn, case, FEES, "fees", {"form": form}, refusal, is_bad=bool(form.errors))


def _case_page(
    turn: Turn,
    case: Case,
    step: str,
    template: str,
    context: dict[str, Any],
    refusal: str,
    *,
    is_bad: bool,
) -> HttpResponse:
    full = {
        "case": case,
        "checklist": case.checklist,
        "preview": case.preview,
        "delivery": delivery_in(turn.content),
        "refusal": refusal,
        "alike": alike(turn, procedure=case.procedure.code),
        **context,
    }
    status = 422 if refusal or is_bad else 200
    return turn.page(step, f"desk/intake/{template}.html", full, status=status)
