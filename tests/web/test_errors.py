import logging
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.urls import path

from motcua.errors import Conflict
from motcua.web.urls import handler400, handler403, handler404, handler500, urlpatterns


def raising(error):
    def view(request):
        raise error

    return view


__all__ = ["handler400", "handler403", "handler404", "handler500"]
urlpatterns = [
    *urlpatterns,
    path("bug/", raising(RuntimeError("secret detail"))),
    path("bad/", raising(SuspiciousOperation("secret detail"))),
    path("not-yours/", raising(PermissionDenied("secret detail"))),
    path("changed/", raising(Conflict())),
    path("file/", lambda request: HttpResponse(b"%PDF-", content_type="application/pdf")),
]


@pytest.fixture(autouse=True)
def these_pages(settings, client):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        pytest.param("/bad/", HTTPStatus.BAD_REQUEST, "không đọc được", id="400"),
        pytest.param("/not-yours/", HTTPStatus.FORBIDDEN, "chưa được mở trang này", id="403"),
        pytest.param("/khong-co/", HTTPStatus.NOT_FOUND, "Không có trang này", id="404"),
        pytest.param("/changed/", HTTPStatus.CONFLICT, "không còn làm được nữa", id="409"),
        pytest.param("/bug/", HTTPStatus.INTERNAL_SERVER_ERROR, "Máy chủ gặp lỗi", id="500"),
    ],
)
def test_an_error_is_a_page_of_the_house(client, address, status, words):
    """Without a mark for the database: none of them may ask it anything."""
    answer = client.get(address)

    html = answer.content.decode()
    assert answer.status_code == status
    assert words in html
    assert 'id="noi-dung"' in html
    assert "secret detail" not in html
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_number_of_a_bug_is_in_the_log(client, caplog):
    with caplog.at_level(logging.ERROR, logger="motcua.web.errors"):
        html = client.get("/bug/").content.decode()

    number = html.split('<b class="code">')[1].split("</b>")[0]
    assert f"Error number {number} was shown" in caplog.text


def test_a_refusal_of_a_fragment_goes_to_the_messages(client):
    answer = client.get("/changed/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()


def test_only_pages_carry_the_policy(client):
    assert "Content-Security-Policy" not in client.get("/file/").headers


def test_a_page_has_no_inline_script_or_style(client):
    html = client.get("/tra-cuu/").content.decode()

    assert "<script" not in html
    assert "<style" not in html
    assert " style=" not in html
    assert " on" + "click" not in html
