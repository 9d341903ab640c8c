"""What everybody may see of the figures: totals, no person; the same as page, table and JSON."""

import csv
import json
from datetime import date
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.ledger import queries as ledger
from motcua.ledger.rules import Period
from motcua.reports.rules import PUBLISHED, Row
from tests.factories import APPLICANT, at_step, finished, later, received
from tests.web.desk.conftest import morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

PAGE = "/cong-khai/"
YEAR = Period(date(2026, 1, 1), date(2026, 8, 24))


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def busy(world):
    for n in range(6):
        finished(world, at=later(days=-3, minutes=n))
    at_step(world, 3, at=later(days=-10))
    received(world)
    return world


def figures(world, names=PUBLISHED):
    return Row("", "", ledger.counts(YEAR, units=[world.commune.pk])[""]).figures(names)


def table(address="/cong-khai/so-lieu.csv"):
    answer = Client().get(address)
    assert answer.status_code == HTTPStatus.OK
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    *lines, licence = text.removeprefix("\ufeff").splitlines()
    assert "Dữ liệu mở" in licence
    return list(csv.DictReader(StringIO("\n".join(lines))))


def test_anybody_sees_how_much_is_settled_in_time(busy):
    words = text_of(Client().get(PAGE))

    assert "Trước hạn và đúng hạn 100% 6/6 hồ sơ đã giải quyết" in words
    assert "Đang quá hạn 1 trên 2 hồ sơ đang giải quyết" in words
    assert "UBND phường An Thịnh 1/1 8 6 100% (6/6) 0 2 chưa đủ phiếu" in words


def test_nobody_is_named(busy):
    page = Client().get(PAGE).content.decode()
    data = Client().get("/cong-khai/so-lieu.json").content.decode()

    for text in (page, data):
        for name in (APPLICANT.name, APPLICANT.id_number, busy.lan.name, busy.hieu.name):
            assert name not in text


def test_the_table_says_what_the_ledger_says(busy):
    lines = table()

    (mine,) = [line for line in lines if line["unit_code"] == "H40.12.05"]
    assert {name: int(mine[name]) for name in PUBLISHED} == figures(busy)
    assert (mine["first"], mine["last"]) == ("2026-01-01", "2026-08-24")
    assert (mine["on_time_rank"], mine["on_time_field"]) == ("1", "1")


def test_json_and_table_are_the_same(busy):
    data = json.loads(Client().get("/cong-khai/so-lieu.json?don_vi=H40.12.05&ky=2026").content)

    assert data["period"] == {
        "code": "2026",
        "name": "năm 2026",
        "first": "2025-12-15",
        "last": "2026-08-24",
    }
    assert {name: data["total"][name] for name in PUBLISHED} == figures(busy)
    (line,) = table("/cong-khai/so-lieu.csv?don_vi=H40.12.05&ky=2026")
    assert {name: int(line[name]) for name in PUBLISHED} == {
        name: data["units"][0][name] for name in PUBLISHED
    }


def test_a_few_dossiers_of_a_unit_are_not_shown_alone(world):
    for n in range(3):
        received(world, at=later(minutes=n))

    assert "H40.12.05" not in {line["unit_code"] for line in table()}


def test_it_is_kept_for_a_while(busy, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        Client().get(PAGE)
    with django_assert_max_num_queries(0):
        Client().get(PAGE)
        Client().get("/cong-khai/so-lieu.json")


STRANGE = (
    "ky=abc",
    "ky=1999",
    "ky=2027-Q4",
    "ky=2026-02-30..2026-03-01",
    "ky=%00",
    "don_vi=%00",
    "don_vi=H99",
    "don_vi=H40.12.05.02",
    "don_vi=" + "9" * 200,
)


@pytest.mark.parametrize("asked", STRANGE)
@pytest.mark.parametrize("page", [PAGE, "/cong-khai/so-lieu.csv", "/cong-khai/so-lieu.json"])
def test_strange_questions_are_refused(busy, page, asked):
    assert Client().get(f"{page}?{asked}").status_code in (404, 422)


def test_no_other_ending_and_nothing_to_send(busy):
    assert Client().get("/cong-khai/so-lieu.xlsx").status_code == HTTPStatus.NOT_FOUND
    assert Client().post(PAGE).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert Client().post("/cong-khai/so-lieu.csv").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_an_address_may_ask_so_often(busy):
    for _ in range(60):
        Client().get("/cong-khai/so-lieu.csv")

    assert Client().get("/cong-khai/so-lieu.csv").status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_before_there_is_any_dossier(world):
    words = text_of(Client().get(PAGE))

    assert "Kỳ này chưa có hồ sơ nào." in words
