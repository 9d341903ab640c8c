"""Asking other offices about a dossier, legs at other agencies, and their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from motcua.coordination import queries as coordination
from motcua.coordination import services as requests
from motcua.coordination.errors import LegNotOpen, LimitNeeded, NoLegToStart, NoSuchRequest
from motcua.coordination.queries import RequestCard
from motcua.coordination.rules import Ask, Deed, Kind, Result
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers.errors import NoSuchDossier, StalePage
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.coordinating import LegCard, deed_objection, legs_to_start
from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.rules import Channel, checked_text, may_see
from motcua.dossiers.rules.coordinating import ask_objection, may_answer_for_all
from motcua.papers import queries as papers
from motcua.people import queries as people
from motcua.people.rules import Actor


LONGEST_TEXT = 4000
LONGEST_NAME = 300
BY_THE_ASKER = "thời hạn do nơi hỏi đặt (NĐ 61/2018/NĐ-CP, Điều 19.5)"


@transaction.atomic
def consult(
    code: str,
    *,
    content: str,
    days: Decimal,
    units: Sequence[int] = (),
    agency: str = "",
    paper_positions: Sequence[int] = (),
    if_silent: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> list[int]:
    """Ask several offices at once for their opinion. NĐ 61/2018/NĐ-CP, Điều 19.5.

    Raises NoSuchDossier, StalePage, what `ask_objection` returns and what `coordination` refuses.
    """
    dossier = _locked_to_ask(code, by=by, expect_version=expect_version)
    text = _text(content)
    silence = checked_text("note", if_silent, longest=500)
    outside = checked_text("agency", agency, longest=LONGEST_NAME)
    limit = Limit(days, LimitUnit.WORKING_DAY, BY_THE_ASKER)
    names = tuple(p.name for p in papers.papers_of(code) if p.position in set(paper_positions))

    def ask(unit_id: int | None, name: str) -> Ask:
        return Ask(
            kind=Kind.CONSULT,
            content=text,
            limit=limit,
            unit_id=unit_id,
            agency=name,
            papers=names,
            if_silent=silence,
        )

    asks = [ask(unit_id, "") for unit_id in dict.fromkeys(units)]
    asks += [ask(None, outside)] if outside else []
    return _ask(dossier, asks, by=by, at=at)


@transaction.atomic
def start_legs(
    code: str,
    *,
    legs: Sequence[str] = (),
    days: Mapping[str, Decimal] | None = None,
    note: str = "",
    in_turn: bool | None = None,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> list[int]:
    """Start legs of the process, all that wait when none are named; `days` where it sets none.

    An electronic dossier goes to all at once, one with its paper to one after the other (NĐ
    61/2018/NĐ-CP, Điều 19.6), unless `in_turn` says so. Raises as `consult`, and
    LimitNeeded, NoLegToStart.
    """
    dossier = _locked_to_ask(code, by=by, expect_version=expect_version)
    waiting = legs_to_start(dossier, on=timezone.localdate(at))
    chosen = [leg for leg in waiting if not legs or leg.id in legs]
    if not chosen or set(legs) - {leg.id for leg in chosen}:
        raise NoLegToStart()
    text = checked_text("note", note, longest=LONGEST_TEXT, many_lines=True)
    asks = [_leg(leg, (days or {}).get(leg.id), text) for leg in chosen]
    if in_turn is None:
        in_turn = dossier.channel != Channel.ONLINE
    return _ask(dossier, asks, by=by, at=at, in_turn=in_turn)


def _leg(leg: LegCard, days: Decimal | None, note: str) -> Ask:
    limit = leg.limit
    if days is not None:
        limit = Limit(days, LimitUnit.WORKING_DAY, BY_THE_ASKER)
    if limit is None:
        raise LimitNeeded(agency=leg.agency)
    return Ask(
        kind=Kind.LEG,
        content="\n".join(filter(None, (leg.content, note))) or leg.response,
        limit=limit,
        unit_id=leg.unit.id if leg.unit else None,
        agency="" if leg.unit else leg.agency,
        via_unit_id=leg.via.id if leg.via else None,
        if_silent=leg.if_silent,
        leg=leg.id,
        is_parallel=leg.is_parallel,
        counts=leg.counts,
    )


def _ask(
    dossier: Dossier, asks: Sequence[Ask], *, by: Actor, at: datetime, in_turn: bool = False
) -> list[int]:
    assert dossier.step_unit_id is not None
    made = requests.ask(
        dossier.code,
        asks,
        from_unit_id=dossier.step_unit_id,
        in_turn=in_turn,
        by=by.user_id,
        at=at,
    )
    _touch(dossier)
    return made


@transaction.atomic
def answer_request(
    code: str,
    *,
    request: int,
    result: Result,
    text: str,
    result_number: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """The answer of the asked office, or of an agency outside, written down by who asked it."""
    dossier, card = _locked(code, request, Deed.ANSWER, by=by, expect_version=expect_version)
    requests.answer(
        card.id,
        result=result,
        text=_text(text),
        result_number=checked_text("result_number", result_number, longest=60),
        by=by.user_id,
        for_anybody=may_answer_for_all(by),
        at=at,
    )
    _touch(dossier)


@transaction.atomic
def finish_leg(
    code: str,
    *,
    leg: str,
    result: Result,
    text: str,
    result_number: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """The answer to a leg, by the process' name for it. Raises as `answer_request`, LegNotOpen."""
    _seen(code, by)
    found = next((one for one in coordination.open_legs(code) if one.leg == leg), None)
    if found is None:
        raise LegNotOpen(leg=_text(leg))
    answer_request(
        code,
        request=found.request_id,
        result=result,
        text=text,
        result_number=result_number,
        by=by,
        at=at,
        expect_version=expect_version,
    )


@transaction.atomic
def take_request(code: str, *, request: int, by: Actor, at: datetime) -> None:
    _dossier, card = _locked(code, request, Deed.TAKE, by=by)
    requests.take(card.id, by=by.user_id, at=at)


@transaction.atomic
def hand_on_request(code: str, *, request: int, by: Actor, at: datetime) -> None:
    """The one-stop of another level passes it to the office asked."""
    _dossier, card = _locked(code, request, Deed.HAND_ON, by=by)
    requests.hand_on(card.id, by=by.user_id, at=at)


@transaction.atomic
def remind_request(code: str, *, request: int, note: str = "", by: Actor, at: datetime) -> None:
    _dossier, card = _locked(code, request, Deed.REMIND, by=by)
    requests.remind(card.id, note=_text(note), by=by.user_id, at=at)


@transaction.atomic
def record_silence(
    code: str,
    *,
    request: int,
    note: str = "",
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """No answer came in time, in spite of a reminder."""
    dossier, card = _locked(
        code, request, Deed.RECORD_SILENCE, by=by, expect_version=expect_version
    )
    requests.record_silence(card.id, note=_text(note), by=by.user_id, at=at)
    _touch(dossier)


@transaction.atomic
def cancel_request(
    code: str,
    *,
    request: int,
    reason: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    dossier, card = _locked(code, request, Deed.CANCEL, by=by, expect_version=expect_version)
    requests.cancel(card.id, reason=_text(reason), by=by.user_id, at=at)
    _touch(dossier)


def _locked_to_ask(code: str, *, by: Actor, expect_version: int | None) -> Dossier:
    dossier = _seen(code, by)
    _assert_fresh(dossier, expect_version)
    assignee = dossier.assignee_id
    names = people.names_of([assignee]) if assignee else {}
    name = names.get(assignee or 0, "")
    if refusal := ask_objection(by, standing_of(dossier, process_of(dossier), assignee_name=name)):
        raise refusal
    return dossier


def _locked(
    code: str, request_id: int, deed: Deed, *, by: Actor, expect_version: int | None = None
) -> tuple[Dossier, RequestCard]:
    """The dossier first, then its request: everybody in this order, so that none wait crosswise."""
    dossier = _seen(code, by)
    card = coordination.request_card(request_id)
    if card.subject != code:
        raise NoSuchRequest()
    if refusal := deed_objection(by, deed, card):
        raise refusal
    _assert_fresh(dossier, expect_version)
    return dossier, card


def _seen(code: str, by: Actor) -> Dossier:
    if not code.isprintable():
        raise NoSuchDossier()
    try:
        dossier = Dossier.objects.select_for_update(of=("self",)).get(code=code)
    except Dossier.DoesNotExist:
        raise NoSuchDossier() from None
    if not may_see(by, standing_of(dossier, process_of(dossier), tie=coordination.tie(code))):
        raise NoSuchDossier()
    return dossier


def _assert_fresh(dossier: Dossier, expect_version: int | None) -> None:
    if expect_version is not None and expect_version != dossier.version:
        raise StalePage(who="Có người", at="vừa xong")


def _touch(dossier: Dossier) -> None:
    """Who looks at an old page must not act on it: an answer may have come."""
    dossier.version += 1
    dossier.save(update_fields=["version"])


def _text(text: str) -> str:
    return checked_text("note", text, longest=LONGEST_TEXT, many_lines=True)
