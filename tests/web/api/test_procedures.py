"""The catalogue over HTTP."""

import pytest

from tests import factories
from tests.web.api.conftest import BIRTH


pytestmark = pytest.mark.django_db


def test_a_procedure_says_what_it_takes(hieu):
    found = hieu.get(f"/procedures/{BIRTH}").json()

    assert found["name"] == "Đăng ký khai sinh"
    assert found["limit"]["amount"] == 3
    assert found["limit"]["label"] == "3 ngày làm việc"
    assert [fee["amount"] for fee in found["fees"]] == [0, 0, 0]
    assert [part["name"] for part in found["components"]] == ["Tờ khai", "Giấy chứng sinh"]
    assert [step["role"] for step in found["process"]["steps"]][:2] == ["counter", "unit_head"]
    assert found["since"] == "2024-01-01"
    assert found["until"] is None


def test_a_procedure_as_of_a_day_before_it_was(hieu):
    assert hieu.get(f"/procedures/{BIRTH}", on="2020-01-01").status_code == 404
    assert hieu.get(f"/procedures/{BIRTH}", on="2024-01-01").status_code == 200


@pytest.mark.parametrize("on", ["1/1/2026", "2026-13-01", "20260101", "1790000000", "hôm nay"])
def test_a_day_that_is_none_is_refused(hieu, on):
    problem = hieu.get(f"/procedures/{BIRTH}", on=on).json()

    assert (problem["status"], problem["errors"][0]["field"]) == (422, "on")


def test_a_procedure_without_a_process_is_still_shown(hieu):
    factories.procedure(factories.LAND, "Cấp Giấy chứng nhận")

    assert hieu.get(f"/procedures/{factories.LAND}").json()["process"] is None


def test_the_list_is_read_a_page_at_a_time(hieu):
    for number in range(5):
        factories.procedure(f"2.00000{number}", f"Thủ tục số {number}")
    seen, cursor = [], ""
    while cursor is not None and len(seen) < 9:
        page = hieu.get("/procedures", limit=2, cursor=cursor).json()
        assert len(page["items"]) <= 2
        seen += [item["code"] for item in page["items"]]
        cursor = page["next_cursor"]

    assert len(seen) == len(set(seen)) == 6


def test_the_list_can_be_narrowed(hieu):
    def codes(**query):
        return [item["code"] for item in hieu.get("/procedures", **query).json()["items"]]

    assert codes(q="1.0011") == [BIRTH]
    assert codes(field="Hộ tịch", level="commune") == [BIRTH]
    assert codes(level="province") == codes(field="Đất đai") == []
    assert hieu.get("/procedures", level="ward").status_code == 422


def test_everybody_may_search(anyone, world):
    mine = anyone.get("/public/procedures", q=BIRTH).json()

    assert [item["code"] for item in mine["items"]] == [BIRTH]
