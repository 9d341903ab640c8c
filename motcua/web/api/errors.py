"""What the API itself refuses, before or beside the domain, and two ways to say more about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from motcua.errors import Conflict, DomainError


class ApiRefusal(DomainError):
    """A refusal that belongs to HTTP rather than to the work of an office."""

    message = "Yêu cầu không hợp lệ."
    status: ClassVar[HTTPStatus]


class NotReadable(ApiRefusal):
    status = HTTPStatus.BAD_REQUEST
    message = "Không đọc được nội dung gửi đến: {why}. Gửi JSON đúng chuẩn, mã UTF-8."


class NotJsonType(ApiRefusal):
    status = HTTPStatus.BAD_REQUEST
    message = "Gửi nội dung với Content-Type là application/json, mã UTF-8."


class StrangeCharacters(ApiRefusal):
    status = HTTPStatus.BAD_REQUEST
    message = "Địa chỉ có ký tự không đọc được. Bỏ ký tự điều khiển rồi gửi lại."


class TokenNeeded(ApiRefusal):
    status = HTTPStatus.UNAUTHORIZED
    message = (
        "Chưa rõ ai đang gọi. Gửi khóa truy cập còn hiệu lực trong tiêu đề "
        "Authorization: Bearer <khóa>."
    )


class NoSuchPath(ApiRefusal):
    status = HTTPStatus.NOT_FOUND
    message = "Không có địa chỉ này. Các địa chỉ nằm trong /api/v1/openapi.json."


class MethodRefused(ApiRefusal):
    status = HTTPStatus.METHOD_NOT_ALLOWED
    message = "Địa chỉ này chỉ nhận {allowed}."


class OtherBody(ApiRefusal):
    status = HTTPStatus.CONFLICT
    message = (
        "Idempotency-Key này đã dùng cho một yêu cầu khác trong 24 giờ qua. "
        "Dùng khóa mới cho yêu cầu mới."
    )


class StillRunning(ApiRefusal):
    status = HTTPStatus.CONFLICT
    message = "Yêu cầu cùng Idempotency-Key đang được xử lý. Gửi lại sau vài giây."


class TooLarge(ApiRefusal):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = "Nội dung gửi đến lớn quá 2 MB. Bỏ bớt rồi gửi lại."


class FieldsWrong(ApiRefusal):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = "Có {count} chỗ chưa đúng. Sửa theo từng trường trong errors rồi gửi lại."


class FieldWrong(ApiRefusal):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = "{why}."


class TooOften(ApiRefusal):
    status = HTTPStatus.TOO_MANY_REQUESTS
    message = "Hỏi quá nhiều lần trong một phút. Đợi một phút rồi gửi lại."


@dataclass(frozen=True)
class InField(Exception):
    """A refusal of the domain that one field of the request brought about: always 422."""

    field: str
    error: DomainError


@dataclass(frozen=True)
class NotPossibleNow(Exception):
    """A conflict, with what this caller could do instead."""

    error: Conflict
    actions: Sequence[str]
    version: int
