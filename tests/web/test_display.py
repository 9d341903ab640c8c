from http import HTTPStatus

import pytest


CHANGE = "/hien-thi/"


@pytest.mark.parametrize(
    ("choice", "attribute"),
    [
        pytest.param({"co": "lon"}, 'data-size="large"', id="larger letters"),
        pytest.param({"co": "nho"}, 'data-size="small"', id="smaller letters"),
        pytest.param({"nen": "toi"}, 'data-theme="dark"', id="dark"),
        pytest.param({"nen": "sang"}, 'data-theme="light"', id="light"),
    ],
)
def test_a_choice_is_remembered_and_leads_back(client, choice, attribute):
    answer = client.get(CHANGE, {**choice, "ve": "/tra-cuu/?ma="})

    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"] == "/tra-cuu/?ma="
    assert attribute in client.get("/tra-cuu/").content.decode()


@pytest.mark.parametrize(
    "back",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/\x00",
        "",
    ],
)
def test_it_leads_only_back_to_us(client, back):
    answer = client.get(CHANGE, {"co": "lon", "ve": back})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("value", ["huge", "", "\x00", '"><script>'])
def test_a_value_that_is_not_ours_changes_nothing(client, value):
    answer = client.get(CHANGE, {"co": value, "nen": value})

    assert not answer.cookies


def test_a_cookie_that_is_not_ours_is_not_shown(client):
    client.cookies["co_chu"] = '"><script>'

    assert "<script>" not in client.get("/tra-cuu/").content.decode()
