"""Whatever a client sends: an answer or a problem, never a failure."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.web.api.conftest import filing


pytestmark = pytest.mark.django_db

often = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

TEXT = st.text(max_size=30) | st.sampled_from(
    ["\x00", "\ud800", "\u202e", "💥", "'; DROP TABLE x; --", "%", "\\", "{0}", "{why}", "1e999"]
)
NUMBERS = st.one_of(
    st.integers(-(10**30), 10**30),
    st.integers(2**31 - 2, 2**31 + 2),
    st.integers(2**63 - 2, 2**63 + 2),
    st.floats(),
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
MOMENTS = st.datetimes().map(lambda m: m.isoformat()) | st.datetimes().map(
    lambda m: m.isoformat() + "+07:00"
)
DUE = {
    "complete_at": "2026-11-23T09:00:00+07:00",
    "limit": {"amount": 3, "unit": "working_day"},
    "cutoff": "15:00",
    "spans": [{"from": "2026-11-25T08:00:00+07:00", "to": "2026-11-26T08:00:00+07:00"}],
}
ACT = {
    "action": "ask_supplement",
    "components": ["Giấy chứng sinh"],
    "reason": "Thiếu",
    "expect_version": 1,
}


def places(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for key, inner in inside:
        yield from places(inner, (*path, key))


def changed(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(copy[path[0]], path[1:], new)
    return copy


def bodies(valid):
    """A valid request with one place changed into anything; or anything at all."""
    one_place = st.builds(
        changed, st.just(valid), st.sampled_from(list(places(valid))), VALUES | MOMENTS
    )
    return (one_place | VALUES).map(json.dumps)


def assert_answered(response):
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        problem = json.loads(response.content.decode("utf-8"))
        assert problem["status"] == response.status_code
        assert problem["detail"]
    else:
        assert response["Content-Type"] == "application/json; charset=utf-8"


@often
@given(raw=bodies(filing()))
def test_any_filing_is_answered(hieu, raw):
    assert_answered(hieu.post("/dossiers", raw=raw))


@often
@given(raw=bodies(DUE))
def test_any_computation_is_answered(program, raw):
    assert_answered(program.post("/deadlines/compute", raw=raw))


@often
@given(
    at=MOMENTS,
    amount=st.decimals(-10, 30000, allow_nan=False).map(str) | st.integers(0, 400),
    unit=st.sampled_from(["working_day", "working_hour", "calendar_day", "month"]),
    cutoff=st.none() | st.times().map(lambda t: f"{t:%H:%M}"),
    spans=st.lists(st.fixed_dictionaries({"from": MOMENTS, "to": st.none() | MOMENTS}), max_size=3),
)
def test_any_count_of_days_is_answered(program, at, amount, unit, cutoff, spans):
    asked = {"complete_at": at, "limit": {"amount": amount, "unit": unit}}

    assert_answered(program.post("/deadlines/compute", {**asked, "cutoff": cutoff, "spans": spans}))


@often
@given(raw=bodies(ACT))
def test_any_action_is_answered(world, hieu, raw):
    code = factories.submitted(world)

    assert_answered(hieu.post(f"/dossiers/{code}/actions", raw=raw))


@often
@given(raw=st.binary(max_size=200), kind=st.sampled_from(["application/json", "text/plain", ""]))
def test_any_bytes_are_answered(program, raw, kind):
    assert_answered(program.post("/dossiers", raw=raw, kind=kind))


@often
@given(
    route=st.sampled_from(["/dossiers", "/procedures", "/public/procedures"]),
    query=st.dictionaries(
        st.sampled_from(
            [
                "unit",
                "status",
                "overdue",
                "assignee",
                "q",
                "limit",
                "cursor",
                "field",
                "level",
                "on",
            ]
        ),
        st.text(max_size=40).filter(lambda t: t.isprintable()) | NUMBERS.map(str) | st.just("\x00"),
        max_size=4,
    ),
)
def test_any_question_is_answered(hieu, fresh_limits, route, query):
    assert_answered(hieu.get(route, **query))


@often
@given(
    route=st.sampled_from(
        [
            "/dossiers/{}",
            "/dossiers/{}/journal",
            "/procedures/{}",
            "/procedures/1.001193?on={}",
            "/calendar/{}",
            "/public/dossiers/{}",
            "/{}",
        ]
    ),
    part=st.text(max_size=60).map(lambda t: t.encode("utf-8", "ignore"))
    | st.binary(max_size=30)
    | NUMBERS.map(lambda n: str(n).encode()),
)
def test_any_address_is_answered(hieu, route, part):
    assert_answered(hieu.get(route.format(quote(part, safe=""))))


@often
@given(value=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=50))
def test_any_header_is_answered(program, value):
    for header in ("Idempotency_Key", "X_Post", "Authorization"):
        assert_answered(program.post("/deadlines/compute", DUE, **{header: value}))
