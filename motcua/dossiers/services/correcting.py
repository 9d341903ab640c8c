"""An error in a result that was returned: put right at the agency's cost.

NĐ 61/2018/NĐ-CP, Điều 20, 21, kept by NĐ 118/2025/NĐ-CP. The dossier stays returned, in the
figures too; the correction is a record of its own.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import ReasonNeeded, ResultNumberNeeded
from motcua.dossiers.facts import CorrectionOpened, CorrectionReturned
from motcua.dossiers.models import Correction
from motcua.dossiers.rules import Action, checked_text
from motcua.dossiers.services import ground
from motcua.dossiers.services.intake import written_reason
from motcua.journal import services as journal
from motcua.people.rules import Actor


@transaction.atomic
def correct(
    code: str, *, reason: str, by: Actor, at: datetime, expect_version: int | None = None
) -> None:
    """Note what is wrong in the result; nothing is asked of the applicant, no fee either."""
    dossier, _process = ground.locked(code, Action.CORRECT, by=by, expect_version=expect_version)
    error = written_reason(reason)
    Correction.objects.create(dossier=dossier, error=error, opened_at=at, opened_by_id=by.user_id)
    dossier.is_being_corrected = True
    dossier.save()
    journal.record(CorrectionOpened(subject=code, reason=error), by=by, at=at)


@transaction.atomic
def return_correction(
    code: str,
    *,
    result_number: str,
    handed_to: str,
    by: Actor,
    at: datetime,
    expect_version: int | None = None,
) -> None:
    """Hand the corrected result over; the number of the faulty one stays in the journal."""
    dossier, _process = ground.locked(
        code, Action.RETURN_CORRECTION, by=by, expect_version=expect_version
    )
    number = checked_text("result_number", result_number, longest=60)
    if not number:
        raise ResultNumberNeeded()
    name = checked_text("name", handed_to, longest=200)
    if not name:
        raise ReasonNeeded()
    dossier.corrections.filter(returned_at=None).update(
        result_number=number, handed_to=name, returned_at=at, returned_by=by.user_id
    )
    dossier.is_being_corrected = False
    dossier.result_number = number
    dossier.save()
    journal.record(CorrectionReturned(subject=code, result_number=number), by=by, at=at)
