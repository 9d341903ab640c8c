"""What a survey needs of a dossier whose result was returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import ApplicantKind, normal_code


DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    code: str
    procedure_name: str
    is_citizen: bool
    receiving_unit_id: int
    returning_unit_id: int
    resolving_unit_id: int
    returned_at: datetime


def returned(code: str) -> Returned:
    """One query. Raises BadCode; NoSuchDossier also while nothing was returned."""
    dossier = Dossier.objects.filter(code=normal_code(code)).first()
    if dossier is None or dossier.returned_at is None:
        raise NoSuchDossier()
    return Returned(
        code=dossier.code,
        procedure_name=dossier.procedure_name,
        is_citizen=dossier.applicant_kind == ApplicantKind.CITIZEN,
        receiving_unit_id=dossier.receiving_unit_id,
        returning_unit_id=dossier.returning_unit_id,
        resolving_unit_id=dossier.resolving_unit_id,
        returned_at=dossier.returned_at,
    )


def is_applicants(code: str, digits: str) -> bool:
    """Whether these are the last four of the applicant's number or telephone. One query.

    A code can be guessed, being a day and a running number; it opens no survey by itself.
    """
    if len(digits) != DIGITS or not (digits.isascii() and digits.isalnum()):
        return False
    found = Dossier.objects.filter(code=normal_code(code), returned_at__isnull=False)
    known = found.values_list("applicant_id_number", "applicant_phone").first()
    return any(text[-DIGITS:].upper() == digits.upper() for text in known or () if text)
