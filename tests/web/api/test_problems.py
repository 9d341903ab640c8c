"""One shape for every refusal, whatever it comes from."""

import json

import pytest
from django.test import Client

from motcua.web.api.problems import TITLES
from tests import factories
from tests.web.api.conftest import filing


pytestmark = pytest.mark.django_db


def assert_problem(response, status, code=None):
    problem = json.loads(response.content)

    assert response.status_code == status, problem
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"
    assert problem["status"] == status
    assert problem["title"] == TITLES[status]
    assert problem["type"] == f"urn:problem:motcua:{problem['code']}"
    assert problem["detail"].endswith(".")
    assert code in (None, problem["code"])
    for error in problem.get("errors", []):
        assert set(error) == {"field", "message"}
        assert error["field"]
        assert error["message"].endswith(".")
    return problem


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"{", "web.NotReadable", id="broken"),
        pytest.param(b"{'a': 1}", "web.NotReadable", id="no JSON"),
        pytest.param(b'{"a": NaN}', "web.NotReadable", id="NaN"),
        pytest.param(b'{"a": -Infinity}', "web.NotReadable", id="infinity"),
        pytest.param(b'{"a": 1, "a": 2}', "web.NotReadable", id="a key twice"),
        pytest.param(b'{"a": "\\u0000"}', "web.NotReadable", id="NUL"),
        pytest.param(b'{"\\u0000": 1}', "web.NotReadable", id="NUL in a key"),
        pytest.param(b'{"a": "\\ud800"}', "web.NotReadable", id="half a character"),
        pytest.param(b'{"a": "\xff"}', "web.NotReadable", id="no UTF-8"),
        pytest.param('{"a": "ế"}'.encode("utf-16"), "web.NotReadable", id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf{}", "web.NotReadable", id="byte order mark"),
        pytest.param(b"[" * 100_000, "web.NotReadable", id="deep and broken"),
        pytest.param(b"[" * 50_000 + b"]" * 50_000, "web.NotReadable", id="deep"),
        pytest.param(b"[" * 42 + b"]" * 42, "web.NotReadable", id="a little too deep"),
        pytest.param(b'{"a": ' + b"9" * 5000 + b"}", "web.NotReadable", id="huge integer"),
        pytest.param(b'{"a": 1e99999999999999999999}', "web.NotReadable", id="huge exponent"),
    ],
)
def test_what_cannot_be_read_is_400(program, raw, code):
    for path in ("/dossiers", "/deadlines/compute", "/dossiers/H40.12.05-260824-0001/actions"):
        assert_problem(program.post(path, raw=raw), 400, code)


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"7", b'"x"', b"true", b"{}"])
def test_json_that_is_no_request_is_422(program, raw):
    for path in ("/dossiers", "/deadlines/compute", "/dossiers/H40.12.05-260824-0001/actions"):
        problem = assert_problem(program.post(path, raw=raw), 422, "web.FieldsWrong")
        assert problem["errors"]


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=no-such",
        "application/json-seq",
    ],
)
def test_another_kind_of_content_is_400(program, kind):
    response = program.post("/dossiers", raw=json.dumps(filing()), kind=kind)

    assert_problem(response, 400, "web.NotJsonType")


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=UTF-8", "application/vnd.gov+json"]
)
def test_json_has_more_than_one_name(hieu, kind):
    assert hieu.post("/dossiers", filing(), kind=kind).status_code == 201


def test_more_than_two_megabytes_are_413(program):
    raw = json.dumps(filing(summary="x" * (2 * 1024 * 1024)))

    assert_problem(program.post("/dossiers", raw=raw), 413, "web.TooLarge")
    assert_problem(program.post("/dossiers", raw=raw, Idempotency_Key="k"), 413, "web.TooLarge")


def test_many_parameters_are_400(program):
    query = "&".join(f"p{number}=1" for number in range(2001))

    assert_problem(program.get(f"/dossiers?{query}"), 400)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/",
        "",
        "/dossiers/",
        "/dossiers/a/b/c",
        "/reports",
        "/public",
        "/public/dossiers/",
        "/../../etc/passwd",
        "/đường",
    ],
)
def test_an_address_that_is_not_there_is_404(anyone, program, path):
    assert_problem(anyone.get(path), 404, "web.NoSuchPath")
    assert_problem(program.post(path, {}), 404, "web.NoSuchPath")


@pytest.mark.parametrize("path", ["/dossiers/%00", "/procedures/%00", "/public/dossiers/a%00b"])
def test_a_nul_in_the_address_is_400(program, path):
    assert_problem(program.get(path), 400, "web.StrangeCharacters")


@pytest.mark.parametrize("path", ["/dossiers?q=%00", "/procedures?q=a%00", "/procedures?%00=1"])
def test_a_nul_in_the_query_is_400(program, path):
    assert_problem(program.get(path), 400, "web.StrangeCharacters")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head", "trace"])
def test_another_method_is_405(program, method):
    response = getattr(Client(), method)("/api/v1/dossiers", headers=program.headers)

    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}
    if method != "head":
        assert_problem(response, 405, "web.MethodRefused")


def test_401_403_404_409_and_422_have_it_too(world, anyone, hieu):
    code = factories.received(world)

    assert_problem(anyone.get("/dossiers"), 401, "web.TokenNeeded")
    assert_problem(hieu.act(code, "reassign", assignee="lan"), 422, "dossiers.NobodyThere")
    assert_problem(hieu.get("/dossiers/H40.12.05-260824-0099"), 404, "dossiers.NoSuchDossier")
    assert_problem(hieu.act(code, "accept"), 409, "dossiers.WrongStatus")
    hieu.act(code, "forward")
    assert_problem(hieu.act(code, "forward"), 403, "dossiers.NotYourUnit")
    assert_problem(hieu.post("/dossiers", {}), 422, "web.FieldsWrong")


def test_errors_are_in_vietnamese(program):
    asked = {
        "procedure": 7,
        "channel": "phone",
        "receiving_unit": None,
        "applicant": {"kind": "dog", "phone": []},
        "components": {},
        "form": [],
        "more": 1,
    }
    problem = assert_problem(program.post("/dossiers", asked), 422)
    messages = {error["field"]: error["message"] for error in problem["errors"]}

    assert messages == {
        "procedure": "Phải là một chuỗi chữ.",
        "channel": "Chỉ nhận 'direct', 'online' hoặc 'postal'.",
        "receiving_unit": "Phải là một chuỗi chữ.",
        "applicant.kind": "Chỉ nhận 'citizen', 'business', 'agency' hoặc 'other'.",
        "applicant.name": "Thiếu trường này.",
        "applicant.phone": "Phải là một chuỗi chữ.",
        "components": "Phải là một danh sách.",
        "form": "Phải là một đối tượng JSON.",
        "more": "Không nhận trường này.",
    }
    assert problem["detail"] == "Có 9 chỗ chưa đúng. Sửa theo từng trường trong errors rồi gửi lại."


def test_a_thousand_faults_are_not_all_listed(program):
    asked = filing(form={str(number): number for number in range(1000)})

    assert len(assert_problem(program.post("/dossiers", asked), 422)["errors"]) == 100
