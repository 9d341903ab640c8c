import re
from http import HTTPStatus

import pytest
from django.core.cache import cache


ASK = "/tra-cuu/"
UNKNOWN = "/tra-cuu/H40.12.05-261121-9999/"


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


def test_a_code_in_the_form_leads_to_its_page(client):
    answer = client.get(ASK, {"ma": " h40 12 05 261121 0007 "})

    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"] == "/tra-cuu/H40.12.05-261121-0007/"


@pytest.mark.parametrize("typed", ["x", "H40", "\x00", "<script>", "💣" * 100, "a" * 5000])
def test_what_is_no_code_is_asked_again(client, typed):
    answer = client.get(ASK, {"ma": typed})

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Xem lại từng nhóm số" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_code_says_where_to_look(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        answer = client.get(UNKNOWN)

    html = answer.content.decode()
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Không có hồ sơ mang mã này. Xem lại từng nhóm số trên giấy tiếp nhận" in html
    assert 'value="H40.12.05-261121-9999"' in html
    assert re.search(r"<title>\s*Lỗi: Theo dõi hồ sơ", html)


@pytest.mark.parametrize("path", ["/tra-cuu/%00/", "/tra-cuu/%F0%9F%92%A3/", "/tra-cuu/%ff%fe/"])
def test_a_broken_link_is_no_bug(client, path):
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.django_db
def test_codes_cannot_be_tried_one_after_the_other(client):
    answers = [client.get(UNKNOWN).status_code for _ in range(31)]

    assert answers == [HTTPStatus.NOT_FOUND] * 30 + [HTTPStatus.TOO_MANY_REQUESTS]

    refusal = client.get(ASK)
    assert refusal.headers["Retry-After"] == "60"
    assert "đợi một phút" in refusal.content.decode()
    elsewhere = client.get(ASK, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == HTTPStatus.OK


@pytest.mark.django_db
def test_a_claimed_address_does_not_help(client):
    for number in range(30):
        client.get(UNKNOWN, headers={"X-Forwarded-For": f"203.0.113.{number}"})

    answer = client.get(UNKNOWN, headers={"X-Forwarded-For": "203.0.113.200"})

    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_pages_are_only_read(client):
    assert client.post(ASK, {"ma": "x"}).status_code == HTTPStatus.METHOD_NOT_ALLOWED
