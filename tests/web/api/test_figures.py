"""Checking the figures of a report over HTTP; the arithmetic has its own tests."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.figures.test_checking import VERDICTS
from tests.web.api.test_description import faults, shape_of


pytestmark = pytest.mark.django_db

REPORTED = Path(__file__).parents[2] / "figures" / "data" / "reported_figures.json"
A = {"id": "a", "value": 1}
K = {"id": "k", "kind": "sum", "terms": ["a"], "total": "a"}


def test_the_articles_have_exactly_these_verdicts(program):
    answer = program.post("/figures/check", json.loads(REPORTED.read_text("utf-8")))

    assert answer.status_code == 200
    keys = ("verdict", "left", "right", "difference")
    found = {one["id"]: tuple(one[key] for key in keys) for one in answer.json()["checks"]}
    assert found == VERDICTS


def test_a_set_may_come_with_all_that_describes_it(program):
    figure = {
        **A,
        "line": 4,
        "printed": "1 hồ sơ",
        "unit": "dossiers",
        "indicator": "received",
        "level": "district",
        "place": "Xuân Trường",
        "period": "01–05/2024",
        "qualifier": "exact",
        "article": "x.txt",
    }
    check = {**K, "article": "x.txt", "statement": "a = a", "verdict": "holds", "note": ""}
    answer = program.post("/figures/check", {"about": "…", "figures": [figure], "checks": [check]})

    assert [one["verdict"] for one in answer.json()["checks"]] == ["holds"]


def test_what_is_answered_is_what_is_described(program, anyone):
    schema = anyone.get("/openapi.json").json()
    answer = program.post("/figures/check", json.loads(REPORTED.read_text("utf-8"))).json()

    assert faults(answer, shape_of(schema, "post", "/figures/check", "200"), schema) == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"checks": []}, "figures"),
        ({"figures": [A]}, "checks"),
        ({"figures": [A], "checks": [], "more": 1}, "more"),
        ({"figures": [{"id": "a"}], "checks": []}, "figures.0.value"),
        ({"figures": [{**A, "value": "1.674"}], "checks": []}, "figures.0.value"),
        ({"figures": [{**A, "value": True}], "checks": []}, "figures.0.value"),
        ({"figures": [{**A, "value": [1, 2, 3]}], "checks": []}, "figures.0.value"),
        ({"figures": [{**A, "value": [2, 1]}], "checks": []}, "figures.0.value"),
        ({"figures": [{**A, "value": 10**40}], "checks": []}, "figures.0.value"),
        ({"figures": [A, A], "checks": []}, "figures.1.id"),
        ({"figures": [A] * 2001, "checks": []}, "figures"),
        ({"figures": [A], "checks": [{**K, "kind": "guess"}]}, "checks.0.kind"),
        ({"figures": [A], "checks": [{**K, "terms": []}]}, "checks.0"),
        ({"figures": [A], "checks": [{"id": "k", "kind": "rate"}]}, "checks.0"),
        ({"figures": [A], "checks": [{"id": "k", "kind": "target"}]}, "checks.0"),
        ({"figures": [A], "checks": [{**K, "terms": ["b"]}]}, "checks.0"),
        ({"figures": [A], "checks": [{**K, "total": "=x"}]}, "checks.0"),
        ({"figures": [A], "checks": [{**K, "decimals": 99}]}, "checks.0.decimals"),
    ],
)
def test_bad_shapes_are_refused_by_field(program, asked, field):
    answer = program.post("/figures/check", asked)

    assert answer.status_code == 422
    assert field in {one["field"] for one in answer.json()["errors"]}


def test_a_number_with_an_endless_exponent_is_refused(program):
    raw = '{"figures": [{"id": "a", "value": 1e999999}], "checks": []}'

    assert program.post("/figures/check", raw=raw).status_code == 422


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["a", "-a", "=1", "rate", "target", "order"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    figure=st.dictionaries(st.sampled_from(["id", "value", "qualifier"]), VALUES),
    check=st.dictionaries(
        st.sampled_from(["id", "kind", "terms", "total", "numerator", "denominator", "printed"]),
        VALUES,
    ),
)
def test_whatever_is_sent_is_answered(program, figure, check):
    asked = {"figures": [{**A, **figure}], "checks": [{**K, **check}]}

    assert program.post("/figures/check", asked).status_code in (200, 400, 422)


def test_it_asks_the_database_only_who_calls(program, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        program.post("/figures/check", {"figures": [A], "checks": [K]})
