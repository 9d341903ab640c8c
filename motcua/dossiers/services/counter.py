"""A filing at the counter: received, asked for more, refused, or settled at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.dossiers.errors import PapersIncomplete
from motcua.dossiers.rules import Delivery, Intake, filing_objection
from motcua.dossiers.services.intake import accept, decline, missing_lines, submit
from motcua.dossiers.services.planning import Plan
from motcua.dossiers.services.returning import return_result
from motcua.dossiers.services.steps import conclude
from motcua.dossiers.services.supplement import ask_supplement
from motcua.people.rules import Actor, Role
from motcua.process import rules as process_rules


@transaction.atomic
def receive(intake: Intake, *, by: Actor, at: datetime, missing_reason: str = "") -> str:
    """Take a filing in at the counter: accepted when all is there, else asked for once.

    Returns the code. The receiving unit must be the official's own counter.
    """
    if refusal := filing_objection(by, intake.receiving_unit_id):
        raise refusal
    code = submit(intake, by=by.user_id, at=at)
    if missing := missing_lines(intake):
        reason = missing_reason or "Hồ sơ chưa đủ thành phần theo quy định"
        ask_supplement(code, items=missing, reason=reason, by=by, at=at)
    else:
        accept(code, by=by, at=at)
    return code


@transaction.atomic
def refuse_filing(intake: Intake, *, reason: str, by: Actor, at: datetime) -> str:
    """Register a filing and refuse to accept it (Mẫu 03). NĐ 61/2018/NĐ-CP, Điều 17.1 điểm c.

    Returns the code. The receiving unit must be the official's own counter.
    """
    if refusal := filing_objection(by, intake.receiving_unit_id):
        raise refusal
    code = submit(intake, by=by.user_id, at=at)
    decline(code, reason=reason, by=by, at=at)
    return code


def settles_at_once(planned: Plan) -> bool:
    """Whether the counter that receives it may decide it itself, at the first step."""
    step = process_rules.first(planned.process)
    ways = process_rules.actions(planned.process, step.order)
    return step.role is Role.COUNTER and process_rules.Action.CONCLUDE in ways


@transaction.atomic
def settle(
    intake: Intake,
    *,
    result_number: str,
    handed_to: str,
    fee_paid: bool = False,
    by: Actor,
    at: datetime,
) -> str:
    """Receive, decide and hand over in one go what the counter may settle at once.

    NĐ 61/2018/NĐ-CP, Điều 17.4 and 17.5: intake and result are recorded all the same; a receipt
    is printed only when the applicant asks. Raises what `receive`, `conclude` and `return_result`
    raise; PapersIncomplete when a paper is missing: then nothing is settled at once.
    """
    if missing := missing_lines(intake):
        raise PapersIncomplete(count=len(missing))
    code = receive(intake, by=by, at=at)
    conclude(code, result_number=result_number, by=by, at=at)
    return_result(code, handed_to=handed_to, how=Delivery.COUNTER, fee_paid=fee_paid, by=by, at=at)
    return code
