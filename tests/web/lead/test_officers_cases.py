"""From a person's number to the dossiers it counts: who may, and that it is the same number."""

import re
from datetime import date
from http import HTTPStatus

import pytest

from motcua.dossiers import services
from motcua.ledger import queries as ledger
from motcua.ledger.rules import Period
from motcua.reports.rules import FIGURE
from tests.factories import at_step, finished, later
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

YEAR = Period(date(2026, 1, 1), date(2026, 8, 24))
CODE = re.compile(r"H\d+[\d.]*-\d{6}-\d{4}")


@pytest.fixture
def busy(world):
    """Settled; one late and one in time with Lan; one with nobody, one with Son."""
    for n in range(3):
        finished(world, at=later(days=-3, minutes=n))
    for at in (later(days=-10), later(minutes=1)):
        services.claim(at_step(world, 3, at=at), by=world.lan, at=at)
    at_step(world, 3, at=later(minutes=2))
    services.claim(at_step(world, 3, at=later(minutes=3)), by=world.son, at=later(minutes=3))
    return world


def listed(answer):
    return set(CODE.findall(text_of(answer)))


def linked(answer):
    """The addresses of lists on a page, by the figure they are of."""
    found = re.findall(r'href="([^"]*/ho-so/\?[^"]*so=(\w+))"', answer.content.decode())
    return {name: url.replace("&amp;", "&") for url, name in found}


def test_each_number_of_a_person_leads_to_exactly_its_dossiers(busy):
    desk = desk_of(busy.anh)
    counts = ledger.officer_counts(busy.commune.pk, YEAR)[busy.lan.user_id]
    links = linked(desk.get(f"/dieu-hanh/can-bo/{busy.lan.user_id}/"))

    assert counts.total
    for name, url in links.items():
        assert url.startswith(f"/dieu-hanh/can-bo/{busy.lan.user_id}/ho-so/?")
        answer = desk.get(url)
        assert len(listed(answer)) == FIGURE[name].of(counts), name
        assert f"{FIGURE[name].label}: {FIGURE[name].of(counts)} hồ sơ" in text_of(answer)
    assert set(links) >= {n for n in ("resolved", "in_progress_late") if FIGURE[n].of(counts)}


def test_own_numbers_lead_to_own_dossiers(busy):
    links = linked(desk_of(busy.lan).get("/can-bo/so-lieu/"))

    assert links
    for name, url in links.items():
        assert url.startswith("/can-bo/so-lieu/ho-so/?")
        mine = listed(desk_of(busy.lan).get(url))
        assert mine == listed(desk_of(busy.anh).get(theirs(busy.lan, name)))


def theirs(person, name="received"):
    return f"/dieu-hanh/can-bo/{person.user_id}/ho-so/?so={name}"


def test_only_who_leads_them_sees_a_persons_dossiers(busy):
    for who, whose, status in (
        (busy.chu, busy.lan, HTTPStatus.OK),
        (busy.chu, busy.hieu, HTTPStatus.OK),
        (busy.anh, busy.lan, HTTPStatus.OK),
        (busy.anh, busy.hieu, HTTPStatus.NOT_FOUND),
        (busy.chu, busy.la, HTTPStatus.NOT_FOUND),
        (busy.lan, busy.lan, HTTPStatus.FORBIDDEN),
        (busy.hieu, busy.lan, HTTPStatus.FORBIDDEN),
    ):
        answer = desk_of(who).get(theirs(whose))
        assert answer.status_code == status, (who.name, whose.name)
        assert (status == HTTPStatus.OK) or not CODE.search(text_of(answer))


def test_nobody_elses_dossiers_are_in_ones_own_list(busy):
    lans, sons = (
        listed(desk_of(who).get("/can-bo/so-lieu/ho-so/?so=received"))
        for who in (busy.lan, busy.son)
    )

    assert len(lans) == 2
    assert len(sons) == 1
    assert not lans & sons


@pytest.mark.parametrize("query", ["", "?so=", "?so=xyz", "?so=received&ky=2026-99", "?so=%00"])
def test_a_number_nobody_knows_is_refused(busy, query):
    for where in ("/can-bo/so-lieu/ho-so/", f"/dieu-hanh/can-bo/{busy.lan.user_id}/ho-so/"):
        assert 400 <= desk_of(busy.anh).get(f"{where}{query}").status_code < 500
    assert desk_of(busy.anh).get(f"/dieu-hanh/can-bo/{10**30}/ho-so/?so=received").status_code < 500


def test_the_list_costs_ten_queries_at_most(busy, django_assert_max_num_queries):
    desk = desk_of(busy.chu)
    desk.get(theirs(busy.lan))
    with django_assert_max_num_queries(10):
        assert desk.get(theirs(busy.lan)).status_code == HTTPStatus.OK
