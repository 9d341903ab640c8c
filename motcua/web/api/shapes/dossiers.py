"""A dossier, what is asked when one is filed, and its journal."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from motcua.dossiers.queries import DossierCard
from motcua.dossiers.rules import Action, ApplicantKind, Channel, Delivery, Status
from motcua.dossiers.rules.coordinating import SideAction
from motcua.journal.rules import Event
from motcua.papers.rules import Mark, PaperKind
from motcua.web.api.paging import NextCursor
from motcua.web.api.shapes.values import Answer, Asked, Moment


class Applicant(Answer):
    kind: ApplicantKind
    name: str
    id_number: str
    phone: str
    email: str
    address: str


class Dossier(Answer):
    code: Annotated[str, Field(examples=["H40.12.05-261121-0007"])]
    procedure: str
    channel: Channel
    status: Status
    national_status: Annotated[int, Field(ge=1, le=10, description="Mã TrangThaiHoSo.")]
    received_at: Moment | None
    due_at: Moment | None
    first_due_at: Annotated[Moment | None, Field(description="Lời hẹn đầu tiên; không đổi.")]
    finished_at: Moment | None
    returned_at: Moment | None
    returned_how: Annotated[
        Delivery | Literal[""], Field(description="Trả bằng cách nào; trống: chưa trả.")
    ]
    tracking_number: Annotated[str, Field(description="Số bưu gửi, khi trả qua bưu chính.")]
    receiving_unit: str
    resolving_unit: str
    returning_unit: str
    step: str
    assignee: str
    applicant: Applicant
    actions: Annotated[
        list[Action | SideAction | Literal["explain_delay"]],
        Field(description="Việc người gọi làm được lúc này."),
    ]
    version: Annotated[int, Field(description="Gửi lại trong expect_version.")]


class Dossiers(Answer):
    items: list[Dossier]
    next_cursor: NextCursor


class AskedApplicant(Asked):
    kind: ApplicantKind = ApplicantKind.CITIZEN
    name: str
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class AskedComponent(Asked):
    """As `GET /procedures/{code}` gives it, with what was found; or only its name."""

    model_config = ConfigDict(extra="ignore")

    name: str
    mark: Mark = Mark.UNCHECKED
    kind: PaperKind = PaperKind.ORIGINAL
    copies: Annotated[int, Field(ge=0, le=99)] = 1


class AskedDossier(Asked):
    procedure: Annotated[str, Field(examples=["1.001193"])]
    channel: Channel
    receiving_unit: Annotated[str, Field(description="Mã của Bộ phận Một cửa tiếp nhận.")]
    applicant: AskedApplicant
    components: Annotated[
        list[Annotated[AskedComponent, BeforeValidator(_named)]],
        Field(description="Để trống: theo thành phần hồ sơ của thủ tục."),
    ] = []
    form: dict[str, str] = {}
    summary: str = ""
    delivery: Delivery = Delivery.COUNTER
    delivery_address: str = ""
    resolving_unit: Annotated[
        str, Field(description="Mã cơ quan giải quyết; để trống: theo nơi tiếp nhận.")
    ] = ""


class Entry(Answer):
    at: Moment
    by: Annotated[str, Field(description="Tên người làm; trống: hệ thống.")]
    kind: str
    facts: dict[str, Any]
    hash: str


class Journal(Answer):
    entries: list[Entry]


def dossier_of(card: DossierCard, *, may_explain: bool = False) -> Dossier:
    """`may_explain`: its delay, which `lateness` knows of and `dossiers` does not."""
    shown = Dossier.model_validate(card, from_attributes=True)
    if may_explain:
        shown.actions.append("explain_delay")
    return shown


def entry_of(event: Event, names: dict[int, str]) -> Entry:
    return Entry(
        at=event.at,
        by=names.get(event.by_id or 0, ""),
        kind=event.kind,
        facts=dict(event.facts),
        hash=event.hash,
    )
