"""Procedures of the catalogue, and how far a dossier is: what everybody may read."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic import Field, PlainSerializer

from motcua.catalog.queries import Card
from motcua.catalog.rules import Channel, ServiceLevel, Terms
from motcua.catalog.rules import Component as CatalogComponent
from motcua.catalog.rules import Procedure as CatalogProcedure
from motcua.deadlines.rules import Limit as LegalLimit
from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import Role
from motcua.process.rules import Process as InternalProcess
from motcua.process.rules import Step as InternalStep
from motcua.web.api.paging import NextCursor
from motcua.web.api.shapes.values import Answer


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


Amount = Annotated[Decimal, PlainSerializer(_number, return_type=float)]


class Limit(Answer):
    amount: Amount
    unit: LimitUnit
    label: Annotated[str, Field(examples=["3 ngày làm việc"])]
    source: str


class Fee(Answer):
    channel: Channel
    amount: Annotated[int | None, Field(description="Đồng; 0: không thu; null: chưa rõ.")]
    per: str
    label: str


class ChannelTerms(Answer):
    channel: Channel
    limit: Limit | None
    cutoff: Annotated[str | None, Field(examples=["15:00"])]
    text: str


class ProcedureLine(Answer):
    code: str
    name: str
    field: str
    level: str
    levels: list[str]
    service_level: ServiceLevel
    can_be_filed: bool
    limit: Annotated[Limit | None, Field(description="Khi nộp trực tiếp.")]
    fees: list[Fee]


class Procedures(Answer):
    items: list[ProcedureLine]
    next_cursor: NextCursor
    understood_as: Annotated[
        str, Field(description="Câu hỏi sau khi sửa lỗi gõ; trống: như đã gõ.")
    ]
    did_you_mean: Annotated[list[ProcedureLine], Field(description="Chỉ có khi không tìm thấy.")]


class Component(Answer):
    key: str
    name: str
    note: str
    originals: int
    copies: int
    form: str
    is_required: bool


class ProcessStep(Answer):
    order: int
    name: str
    role: Role
    unit: str
    allotted: Limit | None
    counts: Annotated[bool, Field(description="Có tính vào thời hạn giải quyết.")]


class Process(Answer):
    version: int
    title: str
    level: str
    source: str
    steps: list[ProcessStep]


class Procedure(ProcedureLine):
    channels: list[ChannelTerms]
    components: list[Component]
    sets: Annotated[int, Field(description="Số bộ hồ sơ.")]
    process: Annotated[Process | None, Field(description="Quy trình nội bộ của cấp gần nhất.")]
    result: str
    result_code: str
    authority: str
    applicants: str
    conditions: str
    legal_basis: list[str]
    decision: str
    unknown_because: Annotated[str, Field(description="Vì sao chưa nộp được; trống: nộp được.")]
    version: Annotated[int, Field(description="Mã phiên bản nội dung.")]
    since: date
    until: date | None


def line_of(card: Card) -> ProcedureLine:
    return ProcedureLine(
        code=card.code,
        name=card.name,
        field=card.field,
        level=card.levels[0] if card.levels else "",
        levels=list(card.levels),
        service_level=card.service_level,
        can_be_filed=card.can_be_filed,
        limit=limit_of(card.terms.limit),
        fees=[_fee(card.terms)],
    )


def procedure_of(found: CatalogProcedure, process: InternalProcess | None) -> Procedure:
    terms = found.by_channel
    return Procedure(
        code=found.code,
        name=found.name,
        field=found.field,
        level=found.level,
        levels=[level.value for level in found.levels],
        service_level=found.service_level,
        can_be_filed=found.can_be_filed,
        limit=limit_of(terms[0].limit) if terms else None,
        fees=[_fee(way) for way in terms],
        channels=[_channel(way) for way in terms],
        components=[_component(part) for part in found.components],
        sets=found.sets,
        process=process_of(process) if process else None,
        result=found.result,
        result_code=found.result_code,
        authority=found.authority,
        applicants=found.applicants,
        conditions=found.conditions,
        legal_basis=list(found.legal_basis),
        decision=found.decision,
        unknown_because=found.unknown_because,
        version=found.version_id,
        since=found.since,
        until=found.until,
    )


def limit_of(limit: LegalLimit | None) -> Limit | None:
    if limit is None:
        return None
    return Limit(amount=limit.amount, unit=limit.unit, label=limit.label, source=limit.source)


def _fee(terms: Terms) -> Fee:
    charge = terms.charge
    return Fee(
        channel=terms.channel,
        amount=charge.amount,
        per=charge.per,
        label=charge.text or charge.label,
    )


def _channel(terms: Terms) -> ChannelTerms:
    return ChannelTerms(
        channel=terms.channel,
        limit=limit_of(terms.limit),
        cutoff=_clock(terms.cutoff),
        text=terms.text,
    )


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _component(part: CatalogComponent) -> Component:
    return Component(
        key=part.key,
        name=part.name,
        note=part.note,
        originals=part.originals,
        copies=part.copies,
        form=part.form,
        is_required=part.is_required,
    )


def process_of(process: InternalProcess) -> Process:
    return Process(
        version=process.version,
        title=process.title,
        level=process.level,
        source=process.source,
        steps=[_step(step) for step in process.steps],
    )


def _step(step: InternalStep) -> ProcessStep:
    return ProcessStep(
        order=step.order,
        name=step.name,
        role=step.role,
        unit=step.unit,
        allotted=limit_of(step.allotted),
        counts=step.counts,
    )
