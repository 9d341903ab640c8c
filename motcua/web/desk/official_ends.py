"""What a dossier's way adds: the apology, the notice that it stops, the control slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils import timezone

from motcua.coordination.queries import RequestCard
from motcua.dossiers.queries import DossierPage
from motcua.dossiers.queries.stays import Stay
from motcua.dossiers.rules import OPEN, Action, Money, Status, timeliness
from motcua.printing import rules
from motcua.printing.rules import Form
from motcua.web.desk.official_parts import (
    applicant_of,
    dong,
    edition_of,
    handed_in,
    is_online,
    number_words,
    office_of,
    receiving_office,
)


def apology(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """Mẫu 04, in the name of the agency that resolves it; its head signs by hand."""
    promise = page.records.promise
    assert promise is not None
    data = rules.Apology(
        office=office_of(page.receiving_unit, page.resolving_unit),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer="",
        code=page.code,
        number=number_words(promise.number),
        tracking_url=tracking_url,
        received_at=page.accepted_at or page.submitted_at,
        first_due_at=page.first_due_at or promise.due_at,
        due_at=promise.due_at,
        new_due_at=promise.new_due_at,
        reason=promise.reason,
        issued_at=promise.asked_at,
        is_timely=promise.is_timely,
        asked_by=promise.asked_by,
    )
    edition = edition_of(Form.APOLOGY, promise.asked_at, page.resolving_unit)
    return rules.apology_sheet(data, edition)


def stop_notice(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """Mẫu 05: at the applicant's request, by the agency, or because nothing more came."""
    ending = page.records.ending
    assert ending is not None
    data = rules.StopNotice(
        office=receiving_office(page),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer=ending.by,
        code=page.code,
        number=number_words(ending.number),
        tracking_url=tracking_url,
        asked_at=ending.at if page.status is Status.WITHDRAWN else None,
        received_at=page.accepted_at or page.submitted_at,
        reached=ending.step or "Chờ tiếp nhận",
        reason=ending.reason,
        components=handed_in(page.code),
        fee=_fee_after(page),
        issued_at=ending.at,
    )
    return rules.stop_sheet(data, edition_of(Form.STOP, ending.at, page.receiving_unit))


def not_granted(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """The result of who is not eligible, under its number; the agency's head signs by hand."""
    assert page.finished_at is not None
    data = rules.Refusal(
        office=office_of(page.receiving_unit, page.resolving_unit),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer="",
        code=page.code,
        number=page.result_number,
        tracking_url=tracking_url,
        reason=page.closing_reason,
        issued_at=page.finished_at,
    )
    return rules.not_granted_sheet(
        data, edition_of(Form.REFUSAL, page.finished_at, page.resolving_unit)
    )


def _fee_after(page: DossierPage) -> str:
    amount = dong(page.fee) if page.fee else "đã nộp"
    if page.money is Money.REFUNDED:
        return f"Đã hoàn {amount}"
    if page.money is Money.PAID:
        return f"Đã nộp {amount}; việc hoàn trả theo quy định về phí, lệ phí"
    return "Chưa thu, không phải hoàn"


def control_slip(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """The hand-overs between people and with other offices, in the order of time."""
    assert page.accepted_at is not None
    hand_overs = [*_between(page, page.stays), *_asked(page.requests)]
    data = rules.ControlSlip(
        office=receiving_office(page),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer=page.accepted_by,
        code=page.code,
        number=number_words(page.register_number),
        tracking_url=tracking_url,
        received_at=page.accepted_at,
        due_at=page.first_due_at,
        resolved_by=page.resolving_unit.name,
        with_help_of=tuple(dict.fromkeys(card.asked for card in page.requests)),
        hand_overs=tuple(sorted(hand_overs, key=lambda one: one.at)),
        blank_rows=int(page.status in OPEN and not is_online(page)),
    )
    edition = edition_of(Form.CONTROL, page.accepted_at, page.receiving_unit)
    return rules.control_sheet(data, edition)


def _between(page: DossierPage, stays: Sequence[Stay]) -> Iterator[rules.HandOver]:
    if stays and stays[0].unit_id != page.receiving_unit.id:
        yield rules.HandOver(
            giver=page.receiving_unit.name,
            taker=stays[0].unit,
            at=stays[0].entered_at,
            given_by=page.accepted_by,
            taken_by=stays[0].holder,
        )
    for before, after in pairwise(stays):
        yield rules.HandOver(
            giver=before.unit,
            taker=after.unit,
            at=after.entered_at,
            given_by=before.holder,
            taken_by=after.holder,
            result=_result(before),
            note=_note(page, before),
        )
    if page.returned_at and stays:
        yield rules.HandOver(
            giver=stays[-1].unit,
            taker=page.applicant_name,
            at=page.returned_at,
            given_by=stays[-1].holder,
            taken_by=page.handed_to,
            note=page.delivery.label,
        )


def _result(stay: Stay) -> str:
    return stay.timing.label if stay.timing else ""


def _note(page: DossierPage, stay: Stay) -> str:
    """What lies between leaving one office and coming to the next."""
    if stay.action is Action.CONCLUDE and page.finished_at and page.due_at:
        return f"Hồ sơ: {timeliness(page.finished_at, page.due_at).label.lower()}"
    if stay.action in _WAITS and stay.left_at:
        return f"{_WAITS[stay.action]} từ {timezone.localtime(stay.left_at):%H:%M %d/%m/%Y}"
    return "Trả lại bước trước" if stay.action is Action.SEND_BACK else ""


_WAITS = {Action.ASK_SUPPLEMENT: "Chờ bổ sung", Action.PAUSE: "Chờ nộp tiền"}


def _asked(requests: Sequence[RequestCard]) -> Iterator[rules.HandOver]:
    """To another office and back; late is who was asked, by the moment it was given."""
    for card in requests:
        if card.sent_at:
            yield rules.HandOver(
                giver=card.from_unit,
                taker=card.asked,
                at=card.sent_at,
                given_by=card.asked_by,
                taken_by=card.taken_by,
                note=card.kind.label,
            )
        if card.answered_at:
            yield rules.HandOver(
                giver=card.asked,
                taker=card.from_unit,
                at=card.answered_at,
                given_by=card.answered_by,
                taken_by=card.asked_by,
                result=_answer_result(card),
                note=card.result.label if card.result else "Đã trả lời",
            )
        elif card.silent_at:
            yield rules.HandOver(
                giver=card.asked,
                taker=card.from_unit,
                at=card.silent_at,
                taken_by=card.silent_by,
                result="Quá hạn",
                note="Không trả lời",
            )


def _answer_result(card: RequestCard) -> str:
    if card.due_at is None or card.answered_at is None:
        return ""
    late = card.answered_at > card.due_at
    return "Quá hạn" if late else timeliness(card.answered_at, card.due_at).label
