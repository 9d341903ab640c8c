"""Only an administrator sees any of it, but for the dossiers of a process: its leader too."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from motcua.web.admin_pages.urls import urlpatterns
from tests import factories
from tests.web.admin_pages.conftest import signed_in


ARGUMENTS = {
    "unit_id": 1,
    "username": "lan",
    "post_id": 1,
    "key_id": 1,
    "year": 2026,
    "day_id": 1,
    "hours_id": 1,
    "code": factories.BIRTH,
    "process_id": 1,
}
PATHS = [
    reverse(
        f"admin_pages:{pattern.name}",
        kwargs={name: ARGUMENTS[name] for name in pattern.pattern.converters},
    )
    for pattern in urlpatterns
]

LEADERS_TOO = reverse("admin_pages:process_running", kwargs={"process_id": 1})


def test_who_is_not_signed_in_is_asked_to(db):
    answers = [Client().generic(method, path) for path in PATHS for method in ("GET", "POST")]

    asked = [answer for answer in answers if answer.status_code == HTTPStatus.FOUND]
    others = {answer.status_code for answer in answers if answer not in asked}
    assert {answer["Location"].split("?")[0] for answer in asked} == {"/dang-nhap/"}
    assert others == {HTTPStatus.METHOD_NOT_ALLOWED}
    assert len(asked) >= len(PATHS)


@pytest.mark.parametrize("who", ["hieu", "anh", "lan", "chu", "thu"])
def test_other_officials_are_refused_everywhere(world, who):
    client = signed_in(getattr(world, who))

    answers = {
        (path, method): client.generic(method, path).status_code
        for path in PATHS
        for method in ("GET", "POST")
    }

    allowed = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
    let_in = {key: status for key, status in answers.items() if status not in allowed}
    ours = [(LEADERS_TOO, method) for method in ("GET", "POST")] if who == "chu" else []
    assert let_in == dict.fromkeys(ours, HTTPStatus.NOT_FOUND)  # there is no such process here


def test_the_administrator_gets_no_error_of_ours_anywhere(world):
    client = signed_in(world.quan)

    answers = {path: client.get(path).status_code for path in PATHS}

    assert {path: s for path, s in answers.items() if s >= HTTPStatus.INTERNAL_SERVER_ERROR} == {}
    assert answers["/quan-tri/"] == HTTPStatus.OK
