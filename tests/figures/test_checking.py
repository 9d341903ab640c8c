"""Verdicts over printed figures: the acceptance data, and each kind by itself."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.figures.errors import FiguresRefused
from motcua.figures.rules import check_all
from motcua.figures.rules.shape import read_set, written


REPORTED = Path(__file__).parent / "data" / "reported_figures.json"
HOLDS, FAILS, DERIVED, MISSED = "holds", "fails", "derived", "target missed"
# check: verdict, left, right, difference
VERDICTS = {
    "K01": (HOLDS, 6, 6, 0),
    "K02": (DERIVED, [6, 7], None, None),
    "K03": (DERIVED, 17, None, None),
    "K04": (DERIVED, 12256, None, None),
    "K05": (HOLDS, 12109, 12109, 0),
    "K06": (HOLDS, 10, 9600321, -9600311),
    "K07": (DERIVED, 482, None, None),
    "K08": (HOLDS, 19, 19, 0),
    "K09": (HOLDS, 3985, 3985, 0),
    "K10": (HOLDS, 3600, 3600, 0),
    "K11": (DERIVED, 385, None, None),
    "K12": (FAILS, 1426, 1674, -248),
    "K13": (HOLDS, 1547, 1547, 0),
    "K14": (HOLDS, 1674, 1674, 0),
    "K15": (HOLDS, 98.5, 98.5, 0),
    "K16": (HOLDS, 8210, 8210, 0),
    "K17": (HOLDS, 8202, 8202, 0),
    "K18": (FAILS, 8208, 8210, -2),
    "K19": (FAILS, 99.8, 99.7, 0.1),
    "K20": (HOLDS, 100, 100, 0),
    "K21": (MISSED, 1524, 1547, -23),
    "K22": (MISSED, 8184, 8202, -18),
    "K23": (DERIVED, 3, None, None),
    "K24": (DERIVED, 75, None, None),
}


def judged(given):
    return {one["id"]: one for one in written(check_all(*read_set(given)))}


def one(check, **values):
    figures = [{"id": name, "value": value} for name, value in values.items()]
    return judged({"figures": figures, "checks": [{"id": "k", **check}]})["k"]


@pytest.fixture(scope="module")
def reported():
    return judged(json.loads(REPORTED.read_text("utf-8"), parse_float=Decimal))


def test_the_articles_have_exactly_these_verdicts(reported):
    keys = ("verdict", "left", "right", "difference")

    assert {id_: tuple(found[key] for key in keys) for id_, found in reported.items()} == VERDICTS


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("K12", "37 + 1.389 = 1.426"),
        ("K12", "thiếu 248"),
        ("K12", "kỳ trước chuyển qua"),
        ("K12", "khoảng chênh 248 trùng với «248 TTHC»"),
        ("K12", "không cho biết cách hiểu nào đúng"),
        ("K18", "thiếu 2"),
        ("K18", "không mặc nhiên là cùng những hồ sơ"),
        ("K19", "99,8% nếu làm tròn; 99,7% là cắt bỏ phần lẻ"),
        ("K21", "còn thiếu 23 so với mục tiêu 100%"),
        ("K22", "8.184/8.202 (99,78%), còn thiếu 18"),
        ("K07", "đừng in như số thủ tục khác nhau"),
        ("K24", "cùng mẫu số"),
    ],
)
def test_the_message_says_what_and_by_how_much(reported, check, words):
    assert words in reported[check]["message"]


SUM = {"kind": "sum", "terms": ["a", "b"], "total": "c"}
RATE = {"kind": "rate", "numerator": "a", "denominator": "b", "printed": "c", "decimals": 1}
TARGET = {"kind": "target", "reached": "a", "of": "b", "required_percent": 80}


@pytest.mark.parametrize(
    ("check", "values", "verdict", "words"),
    [
        (SUM, {"a": 1, "b": 2, "c": 3}, HOLDS, "1 + 2 = 3"),
        (SUM, {"a": 1, "b": 2, "c": 2}, FAILS, "thừa 1"),
        (SUM, {"a": 1, "b": [2, 3], "c": 4}, HOLDS, ""),
        (SUM, {"a": 1, "b": [2, 3], "c": 5}, FAILS, "thiếu 1"),
        ({**SUM, "total": None}, {"a": 1, "b": 2}, DERIVED, "tính ra"),
        ({"kind": "sum", "terms": ["a", "-b", "=2.5"]}, {"a": 9, "b": 4}, DERIVED, "7,5"),
        ({**SUM, "kind": "order"}, {"a": 1, "b": 1}, HOLDS, "1 ≤ 1"),
        ({**SUM, "kind": "order"}, {"a": 2, "b": 1}, FAILS, "lớn hơn"),
        (RATE, {"a": 1, "b": 3, "c": Decimal("33.3")}, HOLDS, "33,3"),
        (RATE, {"a": 1, "b": 3, "c": 34}, FAILS, "cao hơn"),
        (RATE, {"a": 1, "b": 3, "c": 33}, FAILS, "thấp hơn 0,3"),
        (RATE, {"a": 0, "b": 0, "c": 100}, FAILS, "mẫu số là 0"),
        ({**RATE, "printed": None}, {"a": 0, "b": 0}, DERIVED, "Mẫu số là 0"),
        (RATE, {"a": 8200, "b": 8202, "c": 100}, HOLDS, "còn thiếu 2 mới đủ 100%"),
        (TARGET, {"a": 4, "b": 5}, HOLDS, "đạt mục tiêu 80%"),
        (TARGET, {"a": 7996, "b": 10_000}, MISSED, "(79,96%), còn thiếu 4"),
        (TARGET, {"a": 79_999, "b": 100_000}, MISSED, "(79,999%), còn thiếu 1"),
        (TARGET, {"a": 1, "b": 2}, MISSED, "(50%), còn thiếu 1"),
        (TARGET, {"a": 0, "b": 0}, HOLDS, "không bị thiếu"),
        (TARGET, {"a": 6, "b": 5}, FAILS, "thừa 1"),
    ],
)
def test_each_kind(check, values, verdict, words):
    found = one(check, **values)

    assert found["verdict"] == verdict
    assert words in found["message"]


@pytest.mark.parametrize("qualifier", ["almost (below)", "strictly above", "at least"])
def test_what_is_only_about_is_never_held_against_a_sum(qualifier):
    figures = [{"id": "a", "value": 500, "qualifier": qualifier}, {"id": "b", "value": 490}]
    checks = [{"id": "k", "kind": "sum", "terms": ["a"], "total": "b"}]

    found = judged({"figures": figures, "checks": checks})["k"]

    assert found["verdict"] == DERIVED
    assert "không phải số chính xác" in found["message"]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.integers(-5, 5))
def test_a_sum_holds_exactly_when_it_is_equal(parts, off):
    values = {f"f{n}": part for n, part in enumerate(parts)}
    found = one({"kind": "sum", "terms": list(values), "total": "t"}, **values, t=sum(parts) + off)

    assert found["verdict"] == (FAILS if off else HOLDS)
    assert found["difference"] == -off


A = {"id": "a", "value": 1}
K = {"id": "k", "kind": "sum", "terms": ["a"]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param([], "", id="no object"),
        pytest.param({"checks": []}, "figures", id="no figures"),
        pytest.param({"figures": [], "checks": "x"}, "checks", id="no list"),
        pytest.param({"figures": [A, A], "checks": []}, "figures.1.id", id="one id twice"),
        pytest.param({"figures": [A], "checks": [K, K]}, "checks.1.id", id="one check twice"),
        pytest.param({"figures": [{"id": "a"}], "checks": []}, "figures.0.value", id="no value"),
        pytest.param({"figures": [{**A, "value": True}], "checks": []}, "figures.0.value", id="b"),
        pytest.param(
            {"figures": [{**A, "value": [2, 1]}], "checks": []}, "figures.0.value", id="r"
        ),
        pytest.param(
            {"figures": [{**A, "value": 10**40}], "checks": []}, "figures.0.value", id="h"
        ),
        pytest.param({"figures": [{**A, "id": 5}], "checks": []}, "figures.0.id", id="id a number"),
        pytest.param({"figures": [A], "checks": [{**K, "kind": "x"}]}, "checks.0.kind", id="kind"),
        pytest.param({"figures": [A], "checks": [{**K, "kind": []}]}, "checks.0.kind", id="kinds"),
        pytest.param({"figures": [A], "checks": [{**K, "terms": []}]}, "checks.0.terms", id="none"),
        pytest.param(
            {"figures": [A], "checks": [{**K, "terms": [1]}]}, "checks.0.terms", id="no id"
        ),
        pytest.param({"figures": [A], "checks": [{**K, "terms": ["b"]}]}, "checks.0", id="unknown"),
        pytest.param(
            {"figures": [A], "checks": [{**K, "terms": ["=x"]}]}, "checks.0", id="literal"
        ),
        pytest.param(
            {"figures": [A], "checks": [{**K, "terms": ["=1e9999"]}]}, "checks.0", id="endless"
        ),
        pytest.param(
            {"figures": [A], "checks": [{**RATE, "id": "k", "decimals": 99}]},
            "checks.0.decimals",
            id="decimals",
        ),
        pytest.param(
            {"figures": [A], "checks": [{**TARGET, "id": "k", "required_percent": 101}]},
            "checks.0.required_percent",
            id="more than all",
        ),
        pytest.param(
            {"figures": [A], "checks": [{"id": "k", "kind": "rate"}]},
            "checks.0.numerator",
            id="no numerator",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused_at_its_place(given, field):
    with pytest.raises(FiguresRefused) as refused:
        judged(given)

    assert refused.value.facts["field"] == field
    assert str(refused.value).endswith(".")
