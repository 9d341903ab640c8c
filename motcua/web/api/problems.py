"""Every refusal of the API as application/problem+json (RFC 9457), in one place."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from motcua.errors import DomainError
from motcua.web.api.errors import (
    ApiRefusal,
    FieldsWrong,
    InField,
    NotPossibleNow,
    NotReadable,
    TokenNeeded,
    TooLarge,
)
from motcua.web.api.wording import field_errors
from motcua.web.refusals import status_of


logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final[Mapping[int, str]] = {
    400: "Không đọc được yêu cầu",
    401: "Chưa rõ người gọi",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Không nhận cách gọi này",
    409: "Không còn làm được",
    413: "Nội dung quá lớn",
    422: "Nội dung chưa đúng",
    429: "Hỏi quá nhiều lần",
}


def problem_of(
    request: HttpRequest, error: DomainError, *, status: HTTPStatus | None = None, **more: object
) -> HttpResponse:
    """The answer to a refusal. `more` are further members of the problem, such as `errors`."""
    found = status or (error.status if isinstance(error, ApiRefusal) else status_of(error))
    view = request.resolver_match.view_name if request.resolver_match else "?"
    logger.info("Refused %s: %s", view, error.code())
    if "errors" not in more and (field := error.facts.get("field")):
        more["errors"] = [{"field": field, "message": str(error)}]
    return _answer(found, error.code(), str(error), more)


def _answer(status: HTTPStatus, code: str, detail: str, more: Mapping[str, object]) -> HttpResponse:
    content = {
        "type": f"urn:problem:motcua:{code}",
        "title": TITLES[status],
        "status": int(status),
        "detail": detail,
        "code": code,
        **more,
    }
    text = json.dumps(content, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type=MEDIA_TYPE)
    if status is HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def refused(request: HttpRequest, error: object) -> HttpResponse:
    """Whatever was refused on the way through the framework."""
    match error:
        case InField(field=field, error=why):
            errors = [{"field": field, "message": str(why)}]
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return problem_of(request, why, status=status, errors=errors)
        case NotPossibleNow(error=why, actions=actions, version=version):
            return problem_of(request, why, actions=list(actions), version=version)
        case ValidationError(errors=found):
            return problem_of(request, FieldsWrong(count=len(found)), errors=field_errors(found))
        case DomainError():
            return problem_of(request, error)
        case HttpError():
            return problem_of(request, _of_framework(error))
    return problem_of(request, _of_django(error))


def _of_framework(error: HttpError) -> DomainError:
    """It wraps whatever the parser raises; the parser's own refusal says more."""
    if isinstance(error, AuthenticationError):
        return TokenNeeded()
    if isinstance(error.__cause__, ApiRefusal):
        return error.__cause__
    return NotReadable(why="sai cấu trúc")


def _of_django(error: object) -> DomainError:
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    return NotReadable(why="đường truyền bị ngắt")


def add_handlers(api: NinjaAPI) -> None:
    """What isn't listed is a bug: it goes on to Django's own handling."""
    kinds: tuple[type[Exception], ...] = (
        DomainError,
        InField,
        NotPossibleNow,
        ValidationError,
        AuthenticationError,
        HttpError,
        RequestDataTooBig,
        UnreadablePostError,
    )
    for kind in kinds:
        api.add_exception_handler(kind, refused)
