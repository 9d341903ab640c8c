"""What is handed over when a dossier comes in: Mẫu 01, 02, 03."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.queries import DossierPage
from motcua.people import queries as people
from motcua.people.rules import Actor
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


def receipt(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """Mẫu 01, with the date promised first: a receipt printed again says what was promised."""
    assert page.accepted_at is not None
    data = rules.Receipt(
        office=receiving_office(page),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer=page.accepted_by,
        code=page.code,
        number=number_words(page.register_number),
        tracking_url=tracking_url,
        is_filed_online=is_online(page),
        components=handed_in(page.code),
        received_at=page.received_at,
        due_at=page.first_due_at,
        return_place=f"{page.delivery.label}, {page.returning_unit.name}",
        legal_time=page.limit.label,
        fees=_fees(page),
        register_book=number_words(page.register_year),
        register_number=number_words(page.register_number),
    )
    edition = edition_of(Form.RECEIPT, page.received_at, page.receiving_unit)
    return rules.receipt_sheet(data, edition)


def blank_receipt_of(actor: Actor, at: datetime) -> rules.Sheet:
    """Mẫu 01 of this counter with nothing filled in, printed at that moment."""
    unit = people.unit(actor.unit_id)
    office = office_of(unit, people.unit(actor.agency_id))
    return rules.blank_receipt_sheet(office, edition_of(Form.RECEIPT, at, unit), at=at)


def supplement_request(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """Mẫu 02: all that was asked for, at once; of two requests the later one."""
    asked = page.supplements[-1]
    data = rules.SupplementRequest(
        office=receiving_office(page),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer=asked.asked_by,
        code=page.code,
        number=number_words(asked.number),
        tracking_url=tracking_url,
        items=tuple(rules.SupplementItem(name=item, originals=1) for item in asked.items),
        reason=asked.reason,
        issued_at=asked.asked_at,
        complete_by=rules.day_in_vietnam(asked.answer_until) if asked.answer_until else None,
        contact_phone=page.receiving_unit.phone,
    )
    edition = edition_of(Form.SUPPLEMENT, asked.asked_at, page.receiving_unit)
    return rules.supplement_request_sheet(data, edition)


def refusal(page: DossierPage, tracking_url: str) -> rules.Sheet:
    """Mẫu 03: not accepted, and why."""
    ending = page.records.ending
    issued_at = page.closed_at or page.submitted_at
    data = rules.Refusal(
        office=receiving_office(page),
        applicant=applicant_of(page),
        procedure=page.procedure_name,
        officer=page.declined_by,
        code=page.code,
        number=number_words(ending.number if ending else None),
        tracking_url="",  # what was never received can't be followed
        is_filed_online=is_online(page),
        reason=page.closing_reason,
        issued_at=issued_at,
    )
    edition = edition_of(Form.REFUSAL, issued_at, page.receiving_unit)
    return rules.refusal_sheet(data, edition)


def _fees(page: DossierPage) -> str:
    if page.fee is None:
        return "Theo quy định"
    return dong(page.fee) if page.fee else "Không thu"
