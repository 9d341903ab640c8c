"""Kinds of values that many answers and requests hold."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Final

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, PlainSerializer

from motcua.deadlines.rules import HANOI


_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.ASCII)


class Answer(Schema):
    """Something the API gives. Fields may be added, never taken away."""


class Asked(Schema):
    """Something the API is given. A field it doesn't know is a slip of the pen and refused."""

    model_config = ConfigDict(extra="forbid")


def _local(moment: datetime) -> str:
    return moment.astimezone(HANOI).isoformat()


def _only_moment(value: object) -> object:
    if isinstance(value, str) and not _MOMENT.fullmatch(value):
        raise ValueError("Thời điểm không đúng. Ghi như 2026-11-23T09:00:00+07:00.")
    return _only_text(value)


def _only_day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("Ngày không đúng. Ghi như 2026-11-23.")
    return _only_text(value)


def _only_clock(value: object) -> object:
    if isinstance(value, str) and not _CLOCK.fullmatch(value):
        raise ValueError("Giờ không đúng. Ghi như 15:00.")
    return _only_text(value)


def _only_text(value: object) -> object:
    """Numbers are no moments here, whatever a library might make of them."""
    if value is not None and not isinstance(value, str | date | time):
        raise ValueError("Phải là một chuỗi chữ.")
    return value


Moment = Annotated[
    datetime,
    PlainSerializer(_local, return_type=str),
    Field(description="ISO 8601, giờ Việt Nam.", examples=["2026-11-23T09:00:00+07:00"]),
]
AskedMoment = Annotated[AwareDatetime, BeforeValidator(_only_moment)]
AskedDay = Annotated[date, BeforeValidator(_only_day)]
AskedClock = Annotated[time, BeforeValidator(_only_clock)]
