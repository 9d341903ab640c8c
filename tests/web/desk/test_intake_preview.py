from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from motcua.catalog.queries import procedure
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Channel
from motcua.people import queries as people
from motcua.web.desk.intake_preview import preview
from tests import factories
from tests.web.desk.conftest import text_of
from tests.web.desk.intake import ALL_THERE, chosen


MONDAY_AT_TEN = datetime(2026, 8, 24, 3, 0, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
EVE_OF_A_HOLIDAY = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)  # Monday, 15:02


def previewed(world, now, *, amount="3", unit=LimitUnit.WORKING_DAY, cutoff=None):
    asked = procedure(factories.BIRTH, on=factories.MONDAY)
    limit = Limit(Decimal(amount), unit, "QĐ ví dụ")
    terms = tuple(replace(t, limit=limit, cutoff=cutoff) for t in asked.by_channel)
    resolving = people.unit(world.commune.pk)
    return preview(replace(asked, by_channel=terms), resolving, Channel.DIRECT, now=now)


def days(found):
    return [f"{r.when}: {r.what}" for r in found.reasons]


@pytest.mark.parametrize(
    ("now", "terms", "expected"),
    [
        pytest.param(
            EVE_OF_A_HOLIDAY,
            {},
            [
                "T2 23/11: Nhận lúc 15:02",
                "T3 24/11: Nghỉ Ngày Văn hóa Việt Nam",
                "T4 25/11: Ngày làm việc thứ 1",
                "T5 26/11: Ngày làm việc thứ 2",
                "T6 27/11: Ngày làm việc thứ 3, hẹn trả",
            ],
            id="over a holiday",
        ),
        pytest.param(
            OCTOBER,
            {"amount": "5"},
            [
                "T2 05/10: Nhận lúc 10:00",
                "T3 06/10: Ngày làm việc thứ 1",
                "T4 07/10: Ngày làm việc thứ 2",
                "T5 08/10: Ngày làm việc thứ 3",
                "T6 09/10: Ngày làm việc thứ 4",
                "T7, CN 11/10: Nghỉ cuối tuần",
                "T2 12/10: Ngày làm việc thứ 5, hẹn trả",
            ],
            id="over a weekend",
        ),
        pytest.param(
            MONDAY_AT_TEN,
            {"amount": "0"},
            ["T2 24/08: Nhận lúc 10:00, trả trong ngày"],
            id="the same day",
        ),
        pytest.param(
            EVE_OF_A_HOLIDAY,
            {"amount": "0", "cutoff": time(15)},
            [
                "T2 23/11: Nhận lúc 15:02",
                "T3 24/11: Nghỉ Ngày Văn hóa Việt Nam",
                "T4 25/11: Ngày bắt đầu, hẹn trả",
            ],
            id="after the cut-off",
        ),
    ],
)
def test_each_day_says_whether_it_counts(world, now, terms, expected):
    assert days(previewed(world, now, **terms)) == expected


@pytest.mark.parametrize(
    "terms",
    [
        pytest.param({"amount": "20"}, id="many days"),
        pytest.param({"amount": "0.5"}, id="half a day"),
        pytest.param({"amount": "2", "unit": LimitUnit.MONTH}, id="months"),
        pytest.param({"amount": "10", "unit": LimitUnit.CALENDAR_DAY}, id="calendar days"),
    ],
)
def test_what_days_can_t_tell_is_told_in_sentences(world, terms):
    found = previewed(world, MONDAY_AT_TEN, **terms)

    assert not found.in_days
    assert found.reasons[-1].what.startswith("Hẹn trả")


def test_a_day_that_nobody_knows_yet_is_said(world):
    found = previewed(world, datetime(2075, 12, 30, 3, 0, tzinfo=UTC))

    assert found.due_at is None
    assert found.trouble


def test_the_preview_promises_what_the_acceptance_does(world):
    intake = chosen(world.hieu)
    words = text_of(intake.get("giay-to"))

    intake.post("giay-to", ALL_THERE | {"do": "accept"})

    due = Dossier.objects.get().due_at
    assert due.date() == date(2026, 8, 27)
    assert "hẹn trả thứ Năm, 27/08/2026" in words
    assert "H40.12.05-260824-····" in words
