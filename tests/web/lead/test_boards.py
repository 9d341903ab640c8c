"""Boards of a unit, of people, side by side: their numbers are the ledger's."""

from datetime import date
from http import HTTPStatus

import pytest

from motcua.dossiers import services
from motcua.dossiers.rules import Channel
from motcua.ledger import queries as ledger
from motcua.ledger.rules import Cell, Period
from motcua.reports.rules import Row
from tests.factories import at_step, finished, later, received, submitted
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

TODAY = date(2026, 8, 24)
YEAR = Period(date(2026, 1, 1), TODAY)


@pytest.fixture
def busy(world):
    """Eight settled in time, one late and open, one under way, one filed online."""
    for n in range(8):
        finished(world, at=later(days=-3, minutes=n))
    at_step(world, 3, at=later(days=-10))
    received(world)
    submitted(world, channel=Channel.ONLINE)
    return world


def unit_url(world, rest=""):
    return f"/dieu-hanh/don-vi/{world.commune.pk}/{rest}"


def row(world, period=YEAR):
    return Row("", "", ledger.counts(period, units=[world.commune.pk])[""])


def test_a_unit_shows_what_the_ledger_counts(busy):
    words = text_of(desk_of(busy.chu).get(unit_url(busy)))
    mine = row(busy)

    assert mine.figure("received") == 10
    assert "8/8 hồ sơ đã giải quyết" in words
    assert "Đang quá hạn 1 trên 2 hồ sơ đang giải quyết" in words
    assert "Đầu kỳ 0 + nhận 10 − giải quyết xong 8 = đang giải quyết 2" in words
    assert f"Số hồ sơ tiếp nhận trực tiếp trong kỳ {mine.figure('received_direct')}" in words


def test_a_share_is_judged_on_counts_and_shows_what_is_missing(busy):
    finished_late = at_step(busy, 6, at=later(days=-10))
    services.conclude(finished_late, result_number="9/2026", by=busy.thu, at=later())

    words = text_of(desk_of(busy.chu).get(unit_url(busy)))

    assert "88,89% 8/9 hồ sơ đã giải quyết" in words
    assert "Chỉ tiêu 100%: chưa đạt, thiếu 1 hồ sơ" in words


def test_the_period_is_chosen_and_past_days_stay(busy):
    desk = desk_of(busy.chu)

    july = text_of(desk.get(unit_url(busy, "?ky=2026-07")))
    august = text_of(desk.get(unit_url(busy, "?ky=2026-08")))

    assert "Đầu kỳ 0 + nhận 0" in july
    assert "nhận 10 − giải quyết xong 8" in august


@pytest.mark.parametrize(
    "text", ["abc", "1999", "2027", "2026-13", "2026-02-30..2026-03-01", "%00"]
)
def test_a_period_nobody_knows_is_refused(busy, text):
    for address in (
        unit_url(busy),
        "/dieu-hanh/so-sanh/",
        "/dieu-hanh/can-bo/",
        "/can-bo/so-lieu/",
    ):
        answer = desk_of(busy.chu).get(f"{address}?ky={text}")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, address


def test_units_that_are_not_below_are_not_there(busy):
    for actor in (busy.chu, busy.anh):
        for unit in (busy.other_commune, busy.province, busy.culture):
            desk = desk_of(actor)
            for address in ("don-vi", "so-sanh"):
                answer = desk.get(f"/dieu-hanh/{address}/{unit.pk}/")
                assert answer.status_code == HTTPStatus.NOT_FOUND
    assert desk_of(busy.chu).get("/dieu-hanh/don-vi/99999999999/").status_code in (404, 422)


def test_people_are_counted_for_those_who_lead_them(busy):
    at_step(busy, 3, at=later(minutes=40))
    of_all = text_of(desk_of(busy.chu).get("/dieu-hanh/can-bo/"))
    of_hers = text_of(desk_of(busy.anh).get("/dieu-hanh/can-bo/"))
    found = ledger.officer_counts(busy.commune.pk, YEAR)

    assert any(one.total for one in found.values())
    assert "Số liệu theo cán bộ" in of_all
    assert busy.hieu.name not in of_hers


def test_a_person_sees_their_own_and_nobody_elses(busy):
    words = text_of(desk_of(busy.lan).get("/can-bo/so-lieu/"))

    assert "Số liệu của tôi" in words
    assert desk_of(busy.lan).get(f"/dieu-hanh/can-bo/{busy.lan.user_id}/").status_code == 403
    head = desk_of(busy.anh)
    assert head.get(f"/dieu-hanh/can-bo/{busy.lan.user_id}/").status_code == 200
    assert head.get(f"/dieu-hanh/can-bo/{busy.hieu.user_id}/").status_code == 404
    assert desk_of(busy.chu).get(f"/dieu-hanh/can-bo/{busy.la.user_id}/").status_code == 404


def test_a_number_leads_to_its_dossiers(busy):
    desk = desk_of(busy.chu)
    page = desk.get("/dieu-hanh/so-sanh/").content.decode()
    late = page.split('so=in_progress_late"')[0].rsplit('href="', 1)[1]

    behind = text_of(desk.get(f"{late}so=in_progress_late".replace("&amp;", "&")))

    code = ledger.cases(YEAR, Cell.OPEN_LATE, units=[busy.commune.pk]).items[0].code
    assert code in behind


def test_the_order_of_units_is_by_the_figure_asked_for(busy):
    words = text_of(desk_of(busy.chu).get("/dieu-hanh/so-sanh/?theo=late"))

    assert "1/1" in words
    assert "UBND cấp xã 1 đơn vị" in words


def test_a_year_against_the_year_before(busy):
    words = text_of(desk_of(busy.chu).get(f"/dieu-hanh/so-sanh/{busy.commune.pk}/"))

    assert "Số hồ sơ tiếp nhận trong kỳ 0 10 +10" in words
    assert "8 0 10 +10 8 100% (8/8)" in words


PAGES = ("/dieu-hanh/", "/dieu-hanh/cho-quyet-dinh/", "/dieu-hanh/so-sanh/", "/dieu-hanh/can-bo/")


def test_each_page_costs_ten_queries_at_most(busy, django_assert_max_num_queries):
    desk = desk_of(busy.chu)
    pages = [
        *PAGES,
        unit_url(busy),
        unit_url(busy, "?ky=2026-08&rieng=1"),
        f"/dieu-hanh/so-sanh/{busy.commune.pk}/",
        f"/dieu-hanh/can-bo/{busy.lan.user_id}/",
    ]
    for address in pages:
        desk.get(address)
        with django_assert_max_num_queries(10):
            assert desk.get(address).status_code == HTTPStatus.OK, address
