"""Who may call what: every route, every kind of caller."""

import pytest

from tests import factories
from tests.factories import BIRTH
from tests.web.api.conftest import Caller, call_as, filing


pytestmark = pytest.mark.django_db

DUE = {
    "complete_at": "2026-11-23T09:00:00+07:00",
    "limit": {"amount": 3, "unit": "working_day"},
}

# route: (method, path, body), then what each caller is answered, in the order of CALLERS.
CALLERS = ("owner", "colleague", "stranger", "admin", "citizen", "anonymous", "forged")
MATRIX = [
    (("get", "/calendar/2026", None), (200, 200, 200, 200, 200, 401, 401)),
    (("post", "/deadlines/compute", DUE), (200, 200, 200, 200, 200, 401, 401)),
    (("get", "/procedures", None), (200, 200, 200, 200, 200, 401, 401)),
    (("get", f"/procedures/{factories.BIRTH}", None), (200, 200, 200, 200, 200, 401, 401)),
    (("get", "/dossiers", None), (200, 200, 200, 200, 403, 401, 401)),
    (("post", "/dossiers", filing()), (201, 201, 403, 403, 403, 401, 401)),
    (("get", "/dossiers/{code}", None), (200, 200, 404, 404, 403, 401, 401)),
    (("get", "/dossiers/{code}/journal", None), (200, 200, 404, 404, 403, 401, 401)),
    (
        ("post", "/dossiers/{code}/actions", {"action": "forward"}),
        (200, 403, 404, 404, 403, 401, 401),
    ),
    (("get", "/reports/dossiers?period=2026-Q3", None), (200, 200, 200, 200, 403, 401, 401)),
    (
        ("get", "/reports/dossiers?period=2026-Q3&unit=H40.12.05", None),
        (200, 200, 403, 200, 403, 401, 401),
    ),
    (("get", "/scorecards/766", None), (200, 200, 200, 200, 403, 401, 401)),
    (("get", "/public/dossiers/{code}", None), (200,) * 7),
    (("get", "/public/procedures", None), (200,) * 7),
    (("get", "/public/statistics", None), (200,) * 7),
    (
        ("post", "/figures/check", {"figures": [], "checks": []}),
        (200, 200, 200, 200, 200, 401, 401),
    ),
    (("get", "/openapi.json", None), (200,) * 7),
]


@pytest.fixture
def callers(world):
    factories.Account.objects.create(username="quyen", name="Đặng Ngọc Quyên")
    return {
        "owner": call_as("hieu"),
        "colleague": call_as("khue"),
        "stranger": call_as("la"),
        "admin": call_as("quan"),
        "citizen": call_as("quyen"),
        "anonymous": Caller(),
        "forged": Caller("motcua_" + "x" * 43),
    }


@pytest.mark.parametrize(("route", "expected"), MATRIX, ids=[f"{r[0]} {r[1]}" for r, _ in MATRIX])
def test_every_route_knows_its_callers(world, callers, route, expected):
    method, path, body = route
    code = factories.received(world)
    path = path.format(code=code)
    answers = {}
    for name in reversed(CALLERS):  # the owner last: what they may do changes what others see
        caller = callers[name]
        response = caller.get(path) if method == "get" else caller.post(path, body)
        answers[name] = response.status_code

    assert answers == dict(zip(CALLERS, expected, strict=True))


def test_no_route_is_forgotten(anyone):
    schema = anyone.get("/openapi.json").json()
    routes = {
        (method, path.removeprefix("/api/v1"))
        for path, operations in schema["paths"].items()
        for method in operations
    }
    walked = {
        (method, path.partition("?")[0].replace("2026", "{year}").replace(BIRTH, "{code}"))
        for (method, path, _), _ in MATRIX
    }

    assert walked - routes == {("get", "/openapi.json")}
    assert routes <= walked


def test_no_cookie_opens_the_api(world, client):
    client.force_login(factories.Account.objects.get(username="hieu"))

    assert client.get("/api/v1/dossiers").status_code == 401
    assert (
        client.post("/api/v1/dossiers", filing(), content_type="application/json").status_code
        == 401
    )


def test_who_has_left_is_nobody(world):
    hieu = call_as("hieu")
    factories.Account.objects.filter(username="hieu").update(is_active=False)

    assert hieu.get("/dossiers").status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic aGlldQ==", "Bearer \xe9", "bearer x y", "x" * 9000]
)
def test_a_header_that_is_no_token_is_answered_the_same(world, header):
    caller = Caller(Authorization=header)
    response = caller.get("/dossiers")

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json()["code"] == "web.TokenNeeded"


def test_the_public_part_is_limited_and_the_rest_is_not(world, anyone):
    answers = [anyone.get("/public/procedures").status_code for _ in range(61)]
    last = anyone.get("/public/procedures")

    assert answers == [200] * 60 + [429]
    assert last.json()["code"] == "web.TooOften"
    assert int(last["Retry-After"]) > 0
    assert call_as("hieu").get("/procedures").status_code == 200
