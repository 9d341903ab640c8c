"""Filing dossiers, reading them, and their journal."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Body, Path, Query, Router
from ninja.responses import Status as Answered

from motcua.dossiers import queries, services
from motcua.dossiers.errors import FieldRefused
from motcua.dossiers.queries import CardFilter
from motcua.dossiers.rules import (
    Applicant,
    ComponentLine,
    Intake,
    Status,
    filing_objection,
    normal_code,
)
from motcua.errors import Missing
from motcua.journal import queries as journal
from motcua.lateness import queries as lateness
from motcua.people import queries as people
from motcua.people.errors import NoSuchUnit
from motcua.people.rules import Actor
from motcua.web.api.callers import actor_of
from motcua.web.api.errors import FieldWrong, InField
from motcua.web.api.paging import USUAL, Cursor, Limit, cursor_of, id_after
from motcua.web.api.shapes.dossiers import (
    AskedDossier,
    Dossier,
    Dossiers,
    Journal,
    dossier_of,
    entry_of,
)


router = Router(tags=["Hồ sơ"])

Code = Annotated[str, Path(description="Mã hồ sơ.", examples=["H40.12.05-261121-0007"])]
Text = Annotated[str, Query("", max_length=200)]

# Where the request has the field that the domain calls by a shorter name.
_PLACES = {name: f"applicant.{name}" for name in ("name", "id_number", "phone", "email", "address")}


@router.post("/dossiers", response={201: Dossier}, summary="Nộp hồ sơ")
def submit_dossier(
    request: HttpRequest, response: HttpResponse, asked: Annotated[AskedDossier, Body()]
) -> Answered[Dossier]:
    """Cán bộ tiếp nhận nộp thay tại quầy mình; cổng trực tuyến nộp bằng tài khoản của cổng.

    Hồ sơ ở trạng thái chờ tiếp nhận; gọi việc `accept` để tiếp nhận.
    """
    actor = actor_of(request)
    unit_id = _unit_id("receiving_unit", asked.receiving_unit)
    if refusal := filing_objection(actor, unit_id):
        raise refusal
    try:
        intake = _intake(asked, unit_id)
        code = services.submit(intake, by=actor.user_id, at=timezone.now())
    except FieldRefused as refused:
        field = str(refused.facts["field"])
        raise InField(_PLACES.get(field, field), refused) from None
    except Missing as missing:  # it names something that isn't there: the request is at fault
        raise InField("procedure", missing) from None
    response["Location"] = reverse("api:dossier", kwargs={"code": code})
    return Answered(201, dossier_of(queries.dossier_card(code, actor)))


def _unit_id(field: str, code: str) -> int:
    """Raises InField."""
    try:
        return people.unit_by_code(code[:60], timezone.localdate()).id
    except NoSuchUnit as missing:
        raise InField(field, missing) from None


def _intake(asked: AskedDossier, unit_id: int) -> Intake:
    person = asked.applicant
    return Intake(
        procedure=asked.procedure,
        channel=asked.channel,
        receiving_unit_id=unit_id,
        applicant=Applicant(
            kind=person.kind,
            name=person.name,
            id_number=person.id_number,
            phone=person.phone,
            email=person.email,
            address=person.address,
        ),
        components=tuple(
            ComponentLine(line.name, line.mark, line.kind, line.copies) for line in asked.components
        ),
        form=asked.form,
        delivery=asked.delivery,
        delivery_address=asked.delivery_address,
        resolving_unit_id=_unit_id("resolving_unit", asked.resolving_unit)
        if asked.resolving_unit
        else None,
        summary=asked.summary,
    )


@router.get("/dossiers", response=Dossiers, summary="Hồ sơ của cơ quan")
def dossiers(
    request: HttpRequest,
    unit: Text,
    status: Annotated[Status | None, Query(None)],
    overdue: Annotated[bool | None, Query(None, description="Đang quá hạn, hay không.")],
    assignee: Text,
    q: Text,
    limit: Limit = USUAL,
    cursor: Cursor = "",
) -> Dossiers:
    """Theo thứ tự nộp. `unit`: mã đơn vị nhận, giải quyết hoặc đang giữ; `assignee`: tên đăng nhập;
    `q`: đầu mã hồ sơ, tên, số giấy tờ hoặc số điện thoại người nộp."""
    chosen = CardFilter(
        unit=_plain("unit", unit),
        status=status.value if status else "",
        overdue=overdue,
        assignee=_plain("assignee", assignee),
        text=_plain("q", q),
    )
    actor, now = actor_of(request), timezone.now()
    cards, following = queries.dossier_cards(
        actor, chosen, now=now, after=id_after(cursor), limit=limit
    )
    late = lateness.explainable([card.code for card in cards], actor, now=now)
    return Dossiers(
        items=[dossier_of(card, may_explain=card.code in late) for card in cards],
        next_cursor=cursor_of(str(following)) if following else None,
    )


def _plain(field: str, text: str) -> str:
    """Raises FieldWrong for what no name or number holds."""
    if any(unicodedata.category(char) == "Cc" for char in text):
        raise FieldWrong(field=field, why="Có ký tự điều khiển. Gõ lại")
    return text.strip()


@router.get("/dossiers/{code}", response=Dossier, url_name="dossier", summary="Một hồ sơ")
def dossier(request: HttpRequest, code: Code) -> Dossier:
    return seen(normal_code(code), actor_of(request))


def seen(code: str, actor: Actor) -> Dossier:
    """As this person may see it now. Raises NoSuchDossier."""
    card = queries.dossier_card(code, actor)
    late = lateness.explainable([code], actor, now=timezone.now())
    return dossier_of(card, may_explain=code in late)


@router.get("/dossiers/{code}/journal", response=Journal, summary="Nhật ký của hồ sơ")
def dossier_journal(request: HttpRequest, code: Code) -> Journal:
    """Cũ trước, mới sau. Mỗi mục mang mã băm của mục trước nên sửa một mục là thấy."""
    code = normal_code(code)
    queries.assert_seen(code, actor_of(request))
    events = journal.history(code)
    names = people.names_of([event.by_id for event in events if event.by_id])
    return Journal(entries=[entry_of(event, names) for event in events])
