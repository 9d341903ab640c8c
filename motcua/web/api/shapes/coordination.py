"""Asking other offices about a dossier, as the API takes it: opinions, and legs elsewhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from motcua.coordination.rules import Result
from motcua.web.api.shapes.values import Asked


Days = Annotated[
    Decimal,
    Field(ge=Decimal("0.25"), le=120, max_digits=6, decimal_places=2, description="Ngày làm việc."),
]


class _Coordination(Asked):
    expect_version: Annotated[
        int | None,
        Field(description="Phiên bản đã đọc; hồ sơ đổi từ lúc đó thì bị từ chối (409)."),
    ] = None


class _Answer(_Coordination):
    result: Result
    text: Annotated[str, Field(description="Nội dung trả lời.")]
    result_number: str = ""


class Consult(_Coordination):
    action: Literal["consult"]
    units: Annotated[list[str], Field(max_length=20, description="Mã các đơn vị được hỏi.")] = []
    agency: Annotated[str, Field(description="Tên cơ quan chưa dùng phần mềm này.")] = ""
    content: str
    days: Days
    if_silent: Annotated[str, Field(description="Quá hạn không trả lời thì hiểu là gì.")] = ""


class AnswerConsult(_Answer):
    action: Literal["answer_consult"]
    request: Annotated[
        int, Field(ge=1, lt=2**63, description="Số của yêu cầu, có trong nhật ký hồ sơ.")
    ]


class StartLeg(_Coordination):
    action: Literal["start_leg"]
    legs: Annotated[
        list[str], Field(max_length=20, description="Mã phần liên thông; bỏ trống là tất cả.")
    ] = []
    days: Annotated[
        dict[str, Days], Field(description="Thời hạn của phần mà quy trình không ghi.")
    ] = {}
    note: str = ""


class FinishLeg(_Answer):
    action: Literal["finish_leg"]
    leg: Annotated[str, Field(max_length=20)]
