"""On the leader's board the number an agency was assigned stands before the rule for all."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.dossiers.rules import Channel
from motcua.dossiers.services import accept
from motcua.targets import services
from motcua.targets.rules import Draft, Figure, Kind, QuotaDraft
from tests.factories import BIRTH, finished, later, submitted
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

BOARD = "/dieu-hanh/"


@pytest.fixture
def busy(world):
    """Four, one of them online: 25 %."""
    for n in range(3):
        finished(world, at=later(days=-3, minutes=n))
    accept(submitted(world, channel=Channel.ONLINE), by=world.hieu, at=later())
    return world


def assign(world, value, *, figure=Figure.RECEIVED_ONLINE, unit_id=0, mine="", **rest):
    draft = Draft(
        name="Hồ sơ trực tuyến",
        figure=figure,
        kind=rest.pop("kind", Kind.SHARE_AT_LEAST),
        first=rest.pop("first", date(2026, 1, 1)),
        due_on=rest.pop("due_on", date(2026, 12, 31)),
        **rest,
    )
    quota = QuotaDraft(unit_id or world.commune.pk, Decimal(value), mine)
    return services.assign(draft, [quota], by=world.chu, at=later())


def words_of(world):
    return text_of(desk_of(world.chu).get(BOARD))


def test_without_one_the_rule_for_all_stands(busy):
    words = words_of(busy)

    assert "Chỉ tiêu từ 50%" in words
    assert "Chỉ tiêu được giao" not in words


def test_the_assigned_number_stands_with_a_link_to_its_target(busy):
    online = assign(busy, "20.5")
    on_time = assign(busy, "98", figure=Figure.RESOLVED_IN_TIME)
    page = desk_of(busy.chu).get(BOARD).content.decode()
    words = words_of(busy)

    assert "Chỉ tiêu được giao từ 20,5%: đạt" in words
    assert "Chỉ tiêu từ 50%" not in words
    assert "nộp trực tuyến thiếu" not in words
    assert "Chỉ tiêu được giao từ 98%: đạt" in words
    assert "Chỉ tiêu 100%" in words, "of what is digitised nothing was assigned"
    for target in (online, on_time):
        assert f'href="/dieu-hanh/chi-tieu/{target}/"' in page


def test_it_is_judged_on_counts(busy):
    assign(busy, "80")

    words = words_of(busy)

    assert "Chỉ tiêu được giao từ 80%: chưa đạt, thiếu 3 hồ sơ" in words
    assert "nộp trực tuyến thiếu 3 hồ sơ" in words


def test_the_one_assigned_last_stands(busy):
    assign(busy, "80")
    assign(busy, "60")

    words = words_of(busy)

    assert "Chỉ tiêu được giao từ 60%" in words
    assert "từ 80%" not in words


@pytest.mark.parametrize(
    "other",
    [
        {"first": date(2026, 7, 1)},
        {"first": date(2025, 1, 1), "due_on": date(2025, 12, 31)},
        {"due_on": date(2026, 8, 23)},
        {"field": "Hộ tịch"},
        {"procedure": BIRTH},
        {"service_level": "whole"},
        {"kind": Kind.COUNT_AT_LEAST},
        {"kind": Kind.SHARE_AT_MOST},
    ],
)
def test_what_is_of_other_dossiers_does_not_stand_there(busy, other):
    assign(busy, "80", **other)

    assert "Chỉ tiêu được giao" not in words_of(busy)


def test_of_another_unit_or_withdrawn_it_does_not_stand(busy):
    assign(busy, "70", unit_id=busy.culture.pk, mine="Hộ tịch")
    gone = assign(busy, "80")
    services.withdraw(gone, reason="Giao nhầm năm", by=busy.chu, at=later())

    assert "Chỉ tiêu được giao" not in words_of(busy)


def test_the_board_still_costs_ten_queries_at_most(busy, django_assert_max_num_queries):
    assign(busy, "80")
    desk = desk_of(busy.chu)
    desk.get(BOARD)
    with django_assert_max_num_queries(10):
        desk.get(BOARD)
