"""What every address of the API goes through: readable, answered once, refused in one shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from motcua.errors import DomainError
from motcua.web.api import once
from motcua.web.api.errors import MethodRefused, NoSuchPath, NotReadable, TooLarge, TooOften
from motcua.web.api.problems import MEDIA_TYPE, problem_of
from motcua.web.api.reading import refuse_strange_address
from motcua.web.limits import at_most


PUBLIC_A_MINUTE = 60

View = Callable[..., HttpResponse]


def door(view: View) -> View:
    """No CSRF token: nothing here is done on the strength of a cookie."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, **path: object) -> HttpResponse:
        try:
            refuse_strange_address(request)
            response = once.answer(request, lambda: view(request, **path))
        except Http404:
            response = problem_of(request, NoSuchPath())
        except RequestDataTooBig:
            response = problem_of(request, TooLarge())
        except SuspiciousOperation:
            response = problem_of(request, NotReadable(why="địa chỉ có quá nhiều tham số"))
        except DomainError as error:
            response = problem_of(request, error)
        response = _as_problem(request, response)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answered


def public_door(view: View) -> View:
    """The same for what needs no token: so many a minute from one address."""
    return door(at_most(PUBLIC_A_MINUTE, "api")(view))


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise NoSuchPath()


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Two refusals come from below the API with pages of their own."""
    if response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        problem = problem_of(request, MethodRefused(allowed=response["Allow"]))
        problem["Allow"] = response["Allow"]
        return problem
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        problem = problem_of(request, TooOften())
        problem["Retry-After"] = response["Retry-After"]
        return problem
    return response
