"""From a dossier on the desk to what its official papers print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone

from motcua.dossiers.queries import DossierPage
from motcua.dossiers.rules import Status
from motcua.errors import Conflict
from motcua.papers.queries import PaperCard
from motcua.papers.rules import Mark, PaperKind
from motcua.people.rules import Actor
from motcua.printing import rules, services


COPY_KINDS: Final = {
    PaperKind.ORIGINAL: rules.CopyKind.ORIGINAL,
    PaperKind.CERTIFIED: rules.CopyKind.CERTIFIED,
    PaperKind.COPY: rules.CopyKind.PHOTOCOPY,
    PaperKind.ELECTRONIC: rules.CopyKind.ELECTRONIC,
    PaperKind.SHOWN: rules.CopyKind.PHOTOCOPY,
}


class NothingToPrint(Conflict):
    message = "Hồ sơ này chưa có giấy để in."


def receipt(
    page: DossierPage, papers: Sequence[PaperCard], tracking_url: str, actor: Actor
) -> bytes:
    """Mẫu 01, with the date promised first: a receipt printed again says what was promised."""
    if page.accepted_at is None:
        raise NothingToPrint()
    shown = [p for p in papers if p.mark not in (Mark.MISSING, Mark.NOT_NEEDED)]
    data = rules.Receipt(
        office=_office(page),
        applicant=_applicant(page),
        procedure=page.procedure_name,
        officer=page.accepted_by,
        code=page.code,
        number=_number(page),
        tracking_url=tracking_url,
        components=tuple(rules.Component(p.name, COPY_KINDS[p.kind], p.copies) for p in shown),
        received_at=page.accepted_at,
        due_at=page.first_due_at,
        return_place=f"{page.delivery.label}, {page.returning_unit.name}",
        legal_time=page.limit.label,
        fees=_fees(page),
    )
    return services.receipt(data, edition=_edition(page.accepted_at))


def supplement_request(
    page: DossierPage, papers: Sequence[PaperCard], tracking_url: str, actor: Actor
) -> bytes:
    """Mẫu 02: all that was asked for, at once."""
    if not page.supplements:
        raise NothingToPrint()
    asked = page.supplements[-1]
    data = rules.SupplementRequest(
        office=_office(page),
        applicant=_applicant(page),
        procedure=page.procedure_name,
        officer=asked.asked_by,
        code=page.code,
        number=_number(page),
        tracking_url=tracking_url,
        items=tuple(rules.SupplementItem(name=item, originals=1) for item in asked.items),
        reason=asked.reason,
        issued_at=asked.asked_at,
        contact_phone=page.receiving_unit.phone,
    )
    return services.supplement_request(data, edition=_edition(asked.asked_at))


def refusal(
    page: DossierPage, papers: Sequence[PaperCard], tracking_url: str, actor: Actor
) -> bytes:
    """Mẫu 03: not accepted, and why."""
    if page.status is not Status.DECLINED:
        raise NothingToPrint()
    data = rules.Refusal(
        office=_office(page),
        applicant=_applicant(page),
        procedure=page.procedure_name,
        officer=page.declined_by,
        code=page.code,
        number=_number(page),
        reason=page.closing_reason,
        issued_at=page.closed_at or page.submitted_at,
    )
    return services.refusal(data, edition=_edition(page.submitted_at))


Printer = Callable[[DossierPage, Sequence[PaperCard], str, Actor], bytes]
PAPERS: Final[dict[str, Printer]] = {
    "tiep-nhan": receipt,
    "yeu-cau-bo-sung": supplement_request,
    "tu-choi": refusal,
}


def _edition(at: datetime) -> rules.Edition:
    return rules.edition(timezone.localdate(at))


def _office(page: DossierPage) -> rules.Office:
    return rules.Office(
        agency=page.receiving_agency.name,
        name=page.receiving_unit.name,
        place=page.receiving_agency.short_name,
        phone=page.receiving_unit.phone,
    )


def _applicant(page: DossierPage) -> rules.Applicant:
    return rules.Applicant(
        name=page.applicant_name,
        address=page.applicant_address,
        phone=page.applicant_phone,
        email=page.applicant_email,
        identity=page.applicant_id_number,
    )


def _number(page: DossierPage) -> str:
    """The running number of the day, as printed in «Số: …/TTPVHCC»."""
    return page.code.rpartition("-")[2]


def _fees(page: DossierPage) -> str:
    if page.fee is None:
        return "Theo quy định"
    return f"{page.fee:,} đồng".replace(",", ".") if page.fee else "Không thu"
