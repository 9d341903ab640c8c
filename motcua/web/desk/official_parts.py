"""What the official papers take from a dossier alike: the office, the applicant, the edition."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils import timezone

from motcua.dossiers.queries import DossierPage
from motcua.dossiers.rules import Channel
from motcua.papers import queries as papers
from motcua.papers.rules import Mark, PaperKind
from motcua.people.queries import UnitCard
from motcua.printing import rules


COPY_KINDS = {
    PaperKind.ORIGINAL: rules.CopyKind.ORIGINAL,
    PaperKind.CERTIFIED: rules.CopyKind.CERTIFIED,
    PaperKind.COPY: rules.CopyKind.PHOTOCOPY,
    PaperKind.ELECTRONIC: rules.CopyKind.ELECTRONIC,
    PaperKind.SHOWN: rules.CopyKind.PHOTOCOPY,
}


@cache
def _kept(text: str) -> tuple[rules.Kept, ...]:
    return rules.kept_editions(text)


def edition_of(form: rules.Form, at: datetime, unit: UnitCard) -> rules.Edition:
    """The set that this unit used on that day."""
    kept = _kept(settings.PAPER_EDITIONS)
    return rules.edition_for(form, timezone.localdate(at), unit.code, kept)


def office_of(unit: UnitCard, agency: UnitCard) -> rules.Office:
    return rules.Office(
        agency=agency.name,
        name=unit.name,
        place=rules.place_name(agency.short_name),
        phone=unit.phone,
        desk=rules.desk_of(unit.name),
    )


def receiving_office(page: DossierPage) -> rules.Office:
    return office_of(page.receiving_unit, page.receiving_agency)


def applicant_of(page: DossierPage) -> rules.Applicant:
    return rules.Applicant(
        name=page.applicant_name,
        address=page.applicant_address,
        phone=page.applicant_phone,
        email=page.applicant_email,
        identity=page.applicant_id_number,
    )


def handed_in(code: str) -> tuple[rules.Component, ...]:
    """The papers that are there, with what they are. One query."""
    return tuple(
        rules.Component(paper.name, COPY_KINDS[paper.kind], paper.copies)
        for paper in papers.papers_of(code)
        if paper.mark not in (Mark.MISSING, Mark.NOT_NEEDED)
    )


def is_online(page: DossierPage) -> bool:
    return page.channel is Channel.ONLINE


def number_words(number: int | None) -> str:
    """Empty: left to be filled in by hand. Papers of before the numbers have none."""
    return str(number) if number else ""


def dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")
