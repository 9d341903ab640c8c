from datetime import date, time
from decimal import Decimal

import pytest

from motcua.catalog import queries
from motcua.catalog.errors import NoSuchCase, NoSuchChannel, NoSuchProcedure, NothingInForce
from motcua.catalog.rules import Channel, Level
from motcua.deadlines.rules import LimitUnit


pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "channel", "case", "amount", "unit", "cutoff", "fee"),
    [
        pytest.param("1.001193", "direct", "", "0", "working_day", time(15), 0, id="in-the-day"),
        pytest.param("1.004873", "online", "", "3", "working_day", None, 0, id="three-days"),
        pytest.param("2.000779", "postal", "", "10", "calendar_day", None, 0, id="calendar-days"),
        pytest.param("1.004222", "online", "", "7", "working_day", None, 10000, id="fee-online"),
        pytest.param("1.004222", "direct", "", "7", "working_day", None, 20000, id="fee-counter"),
        pytest.param("1.001612", "direct", "", "3", "working_day", None, None, id="fee-not-known"),
        pytest.param("2.000720", "direct", "", "3", "working_day", None, 0, id="two-sources"),
        pytest.param("2.000575", "direct", "", "1", "working_day", None, 0, id="two-sources-db"),
        pytest.param("1.013979", "direct", "", "10", "working_day", None, 0, id="area-not-channel"),
        pytest.param(
            "1.013979", "online", "difficult_area", "20", "working_day", None, 0, id="difficult"
        ),
        pytest.param("1.013225", "postal", "", "15", "calendar_day", None, 0, id="house"),
        pytest.param(
            "1.013225", "postal", "other_works", "20", "calendar_day", None, 0, id="other-works"
        ),
    ],
)
def test_terms(whole_catalog, code, channel, case, amount, unit, cutoff, fee):
    terms = queries.procedure(code, on=TODAY).terms(Channel(channel), case=case)

    assert terms.limit is not None
    assert (terms.limit.amount, terms.limit.unit) == (Decimal(amount), LimitUnit(unit))
    assert (terms.cutoff, terms.fee) == (cutoff, fee)
    assert terms.limit.source


@pytest.mark.parametrize(
    ("code", "on", "amount", "level"),
    [
        ("2.000806", date(2025, 6, 30), 10, Level.DISTRICT),
        ("2.000806", date(2025, 7, 1), 5, Level.COMMUNE),
        ("1.001776", date(2025, 6, 30), 22, Level.COMMUNE),
        ("1.001776", date(2026, 1, 1), 10, Level.COMMUNE),
    ],
)
def test_a_procedure_is_what_it_was_on_that_day(whole_catalog, code, on, amount, level):
    procedure = queries.procedure(code, on=on)

    assert procedure.terms("direct").limit.amount == amount
    assert procedure.level is level
    assert procedure.since <= on
    assert queries.version(procedure.version_id) == procedure


def test_what_is_not_there_is_refused(whole_catalog):
    with pytest.raises(NothingInForce, match="30/06/2025"):
        queries.procedure("1.001193", on=date(2025, 6, 30))
    for code in ("9.999999", "", "khai sinh", "1.001193\x00", "1.00119३", "\ud800"):
        with pytest.raises(NoSuchProcedure):
            queries.procedure(code, on=TODAY)
    walking = queries.procedure("1.003583", on=TODAY)
    with pytest.raises(NoSuchChannel, match="Trực tuyến"):
        walking.terms("online")
    with pytest.raises(NoSuchChannel, match="fax"):
        walking.terms("fax")
    with pytest.raises(NoSuchCase):
        walking.terms("direct", case="difficult_area")


def test_one_query_a_procedure(whole_catalog, django_assert_num_queries):
    with django_assert_num_queries(1):
        procedure = queries.procedure("1.001193", on=TODAY)

    assert procedure.limits[Channel.DIRECT].cutoff == time(15)
    assert procedure.steps[Channel.ONLINE]
    assert procedure.authority == "Ủy ban nhân dân cấp xã"
    assert [component.key for component in procedure.components][:2] == [
        "to-khai-dang-ky-khai-sinh",
        "giay-chung-sinh",
    ]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("2.001661", "chưa ghi thời hạn"),
        ("3.000182", "theo kế hoạch"),
        ("1.001731", "khoảng “3–5 ngày làm việc”"),
        ("1.004946", "giờ liên tục"),
        ("2.001159", "giờ liên tục"),
        ("1.011606", "theo kế hoạch hoặc theo kỳ"),
        ("2.000282", "nhiều mức"),
    ],
)
def test_without_a_clear_limit_nothing_can_be_filed(whole_catalog, code, why):
    procedure = queries.procedure(code, on=TODAY)

    assert not procedure.can_be_filed
    assert why in procedure.unknown_because
    assert procedure.terms("direct").limit is None
    assert procedure.terms("direct").text  # what the source said is kept
    assert set(procedure.limits.values()) == {None}


def test_fields_are_counted_with_and_without_vertical_agencies(
    whole_catalog, django_assert_num_queries
):
    with django_assert_num_queries(1):
        fields = queries.fields(TODAY)

    assert sum(field.count for field in fields) == 157
    assert fields[0].field == "Hộ tịch"
    residence = next(field for field in fields if field.field == "Đăng ký, quản lý cư trú")
    assert (residence.count, residence.vertical, residence.own) == (13, 12, 1)


def test_coverage_of_online_service(whole_catalog, django_assert_num_queries):
    with django_assert_num_queries(1):
        coverage = queries.coverage(TODAY)

    assert coverage.total == 157
    assert coverage.whole + coverage.partial + coverage.information == 157
    assert 0 < coverage.partial < coverage.whole


def test_versions_newest_first(whole_catalog, django_assert_num_queries):
    with django_assert_num_queries(1):
        lines = queries.versions("2.000806")

    assert [(line.since, line.label) for line in lines] == [
        (date(2025, 7, 1), "5 ngày làm việc"),
        (date(2024, 6, 6), "10 ngày làm việc"),
    ]
    with pytest.raises(NoSuchProcedure):
        queries.versions("9.999999")


def test_life_events_and_what_is_asked_for_most(whole_catalog, django_assert_num_queries):
    events = queries.life_events()
    assert [event.title for event in events][:2] == ["Sinh con", "Kết hôn"]

    for event in events:
        with django_assert_num_queries(1):
            cards = queries.event_cards(event.key, on=TODAY)
        assert [card.code for card in cards] == list(event.codes)
    with django_assert_num_queries(1):
        popular = queries.popular(TODAY)
    assert popular[0].name == "Đăng ký khai sinh"
    assert (popular[0].terms.label, popular[0].terms.fee_label) == ("trong ngày", "Không thu phí")
    assert popular[1].terms.fee_label == "2.000 đồng/trang"
