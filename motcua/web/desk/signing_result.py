"""The result of one dossier: its draft laid down, its signatures checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from motcua.dossiers import queries as dossiers
from motcua.dossiers.queries import DossierPage
from motcua.dossiers.rules import Standing
from motcua.dossiers.rules.signing import RUNNING, draft_objection
from motcua.dossiers.services.signing import draft_result
from motcua.errors import Conflict, Invalid
from motcua.papers import queries as papers
from motcua.papers.errors import FileEmpty, StoredFileBroken
from motcua.papers.queries import ScanCard
from motcua.papers.queries.results import result_files
from motcua.papers.rules import PDF
from motcua.people.rules import Actor
from motcua.signing import queries
from motcua.signing.rules import Checked
from motcua.web.desk.papers import uploaded
from motcua.web.staff import WORK_ROLES, render_desk, staff_page


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file of the result, with the signatures that are in it; `why` it could not be read."""

    scan: ScanCard
    signatures: tuple[Checked, ...]
    why: str = ""


def panel(page: DossierPage, actor: Actor, now: datetime) -> Mapping[str, Any]:
    """What the dossier's page says of signing. No query."""
    if page.accepted_at is None:
        return {"signing_box": None}
    signed = page.records.signed
    may = draft_objection(actor, _standing(page, actor)) is None
    if not (may or signed or page.status in RUNNING):
        return {"signing_box": None}
    return {"signing_box": {"signed": signed, "may": may}}


def _standing(page: DossierPage, actor: Actor) -> Standing:
    """As much of it as the rule of the draft asks for."""
    is_own = page.assignee_name in ("", actor.name, actor.acting_for_name)
    return Standing(
        status=page.status,
        receiving_unit_id=page.receiving_unit.id,
        receiving_agency_id=page.receiving_agency.id,
        resolving_unit_id=page.resolving_unit.id,
        returning_unit_id=page.returning_unit.id,
        was_accepted=True,
        supplements_asked=0,
        supplements_allowed=0,
        step_role=page.step_role,
        step_unit_id=page.step_unit_id,
        assignee_id=None if is_own else 0,
        is_decided=page.outcome is not None,
    )


@require_POST
@staff_page(WORK_ROLES)
def draft(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Lay down the PDF that is to be signed."""
    dossiers.assert_seen(code, actor)
    try:
        files = uploaded(request)
        if len(files) != 1:
            raise FileEmpty
        name, content = files[0]
        draft_result(code, name=name, content=content, by=actor, at=timezone.now())
    except (Invalid, Conflict) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã đặt tệp kết quả để trình ký.")
    return redirect("desk:dossier", code)


@require_GET
@staff_page(WORK_ROLES)
def signatures(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Each file of the result, each signature in it, in words."""
    dossiers.assert_seen(code, actor)
    scans = result_files([code]).get(code, ())
    signed = {card.signed_sha256: card.signed_at for card in queries.signed_in(code)}
    # the last one that was signed has the signatures of those before it, too
    shown = [scan for scan in scans if scan.sha256 in signed][-1:] or scans[-1:]
    context = {
        "code": code,
        "files": [_checked(code, scan, signed.get(scan.sha256)) for scan in shown],
    }
    return render_desk(request, actor, "desk/signing/signatures.html", context, current="dossiers")


def _checked(code: str, scan: ScanCard, registered_at: datetime | None) -> SignedFile:
    if scan.media_type != PDF or not scan.can_open:
        return SignedFile(scan, (), "Tệp này không phải PDF nên không có chữ ký số.")
    try:
        content = papers.scan_content(code, scan.sha256)[1]
    except StoredFileBroken as refusal:
        return SignedFile(scan, (), f"Không toàn vẹn. {refusal}")
    return SignedFile(scan, queries.checked(content, registered_at=registered_at))
