"""Reports over random histories: every table the same dossiers, every sum right, on every day."""

import random
from datetime import timedelta

import pytest

from motcua.ledger.models import Total
from motcua.ledger.rules import Counts, Period
from motcua.people.errors import NoSuchUnit
from motcua.reports.errors import (
    FiguresOfOthers,
    NoSuchGrouping,
    NotAnAgency,
    OfficersNotShown,
    PeriodNotBegun,
)
from motcua.reports.queries import (
    Grouping,
    officers_objection,
    published,
    reading_objection,
    report,
    scope,
    scope_of_code,
    written,
)
from motcua.reports.queries.published import merged
from motcua.reports.rules import FIGURE, Row, parse
from motcua.reports.rules.paragraph import Style
from tests import factories
from tests.reports.histories import START, counted, later, lay_in


pytestmark = pytest.mark.django_db

SOME_DAYS = [later(day) for day in (0, 13, 14, 31, 60, 75, 120)]


@pytest.fixture
def world():
    return factories.office()


@pytest.fixture
def communes(world):
    return [world.commune.pk, world.other_commune.pk]


@pytest.fixture
def lives(world, communes):
    return lay_in(random.Random(4), [*communes, world.province.pk], 160)


def figures(lives, period, wanted=lambda filing: True):
    return Row("", "", Counts(counted(lives, period, wanted))).figures()


@pytest.mark.parametrize("last", SOME_DAYS)
@pytest.mark.parametrize("by", [g for g in Grouping if g is not Grouping.OFFICER])
def test_every_table_counts_the_same_dossiers(world, lives, by, last):
    period = Period(max(START, last - timedelta(days=30)), last)

    found = report(period, unit_id=world.province.pk, by=by)

    assert found.findings == ()
    assert found.total.figures() == figures(lives, period)
    for name in FIGURE:
        assert sum(row.figure(name) for row in found.rows) == found.total.figure(name)


def test_rows_are_of_whom_they_say(world, lives):
    period = Period(later(20), later(60))

    units = report(period, unit_id=world.province.pk, by=Grouping.UNIT)
    fields = report(period, unit_id=world.province.pk, by=Grouping.FIELD)
    levels = report(period, unit_id=world.province.pk, by=Grouping.LEVEL)

    for row in units.rows:
        assert row.figures() == figures(lives, period, lambda f, pk=row.id: f.unit_id == pk)
    for row in fields.rows:
        assert row.figures() == figures(lives, period, lambda f, key=row.key: f.field == key)
    assert [row.key for row in levels.rows] == ["province", "commune"]
    assert [row.label for row in fields.rows] == ["Đất đai", "Hộ tịch"]


def test_an_agency_alone_and_with_what_lies_below_it(world, lives):
    period = Period(later(0), later(80))

    alone = report(period, unit_id=world.province.pk, below=False)
    whole = report(period, unit_id=world.province.pk)
    everything = report(period)

    assert alone.total.figures() == figures(
        lives, period, lambda filing: filing.unit_id == world.province.pk
    )
    assert len(alone.rows) == 1
    assert whole.total.figures() == everything.total.figures() == figures(lives, period)


def test_a_report_of_a_past_day_stays_what_it_was(world, communes, lives):
    """What comes in later, and what ends later, changes nothing of it."""
    period = Period(later(0), later(45))
    then = report(period, unit_id=world.province.pk).total.figures()

    more = lay_in(random.Random(9), communes, 40, prefix="H41")
    late_ones = [filing for filing, stays in more if stays[0].received_on <= period.last]

    now = report(period, unit_id=world.province.pk).total.figures()
    of_before = figures([*lives, *more], period, lambda f: f not in late_ones)
    assert then == of_before
    assert now["received"] == then["received"] + len(late_ones)


@pytest.mark.parametrize("day", SOME_DAYS[1:])
def test_one_period_begins_with_what_the_other_left(world, lives, day):
    before = report(Period(START, day), unit_id=world.province.pk).total
    after = report(Period(day + timedelta(days=1), later(150)), unit_id=world.province.pk).total

    assert after.figure("carried_over") == before.figure("in_progress")


def test_a_sum_that_lost_a_posting_is_found(world, lives):
    period = Period(later(0), later(150))
    Total.objects.filter(granted_early__gt=0).update(granted_early=4000)

    found = report(period, unit_id=world.province.pk)

    assert {finding.key for finding in found.findings} >= {"negative"}
    assert all(finding.message.endswith(" hồ sơ.") for finding in found.findings)


def test_units_without_dossiers_stand_there_with_nothing(world):
    found = report(Period(later(0), later(30)), unit_id=world.province.pk)

    assert [row.key for row in found.rows] == ["H40", "H40.12.05", "H40.13.01"]
    assert all(row.is_empty for row in found.rows)
    assert found.findings == ()


def test_what_a_unit_did_before_it_ended_stays_in_the_sum(world, lives):
    world.other_commune.until = later(40)
    world.other_commune.save()
    period = Period(later(0), later(80))

    found = report(period, unit_id=world.province.pk)

    assert found.total.figures() == figures(lives, period)
    assert world.other_commune.code in [row.key for row in found.rows]


def test_a_department_has_no_report_of_its_own(world):
    with pytest.raises(NotAnAgency, match="Chọn UBND phường An Thịnh"):
        report(Period(later(0), later(1)), unit_id=world.culture.pk)


def test_nobody_there(world):
    with pytest.raises(NoSuchUnit):
        report(Period(later(0), later(1)), unit_id=2**40)
    with pytest.raises(NoSuchUnit):
        scope_of_code("H99\x00", on=START)


def test_ways_to_divide():
    assert Grouping.of("field") is Grouping.FIELD
    with pytest.raises(NoSuchGrouping, match="unit, level, field"):
        Grouping.of("mot-cua")


def test_who_may_read(world):
    own, above, beside = (
        scope(unit.pk) for unit in (world.commune, world.province, world.other_commune)
    )

    for actor in (world.hieu, world.lan, world.chu, world.quan):
        assert reading_objection(actor, own) is None
        assert isinstance(reading_objection(actor, above), FiguresOfOthers)
        assert isinstance(reading_objection(actor, beside), FiguresOfOthers)
        assert isinstance(reading_objection(actor, scope(None)), FiguresOfOthers)
    assert officers_objection(world.chu, own) is None
    assert officers_objection(world.anh, own) is None
    assert isinstance(officers_objection(world.hieu, own), OfficersNotShown)
    assert isinstance(officers_objection(world.chu, beside), FiguresOfOthers)


def test_a_leader_above_reads_what_lies_below(world):
    governor = factories.person(
        "tinh", "Lê Thị Tỉnh", world.province, "Chánh Văn phòng", factories.Role.LEADER
    )

    assert reading_objection(governor, scope(world.commune.pk)) is None


def test_officers_of_the_agency_alone(world):
    factories.received(world)

    found = report(
        Period(factories.MONDAY, factories.MONDAY), unit_id=world.commune.pk, by=Grouping.OFFICER
    )

    assert [row.label for row in found.rows] == ["Nguyễn Văn Hiếu"]
    assert found.total.figure("received") == 1
    assert found.findings == ()


def test_real_work_is_in_the_report_at_once(world):
    factories.received(world)
    factories.finished(world)

    found = report(Period(factories.MONDAY, factories.MONDAY), unit_id=world.commune.pk)

    assert found.total.figures(("received", "received_direct", "resolved", "in_progress")) == {
        "received": 2,
        "received_direct": 2,
        "resolved": 1,
        "in_progress": 1,
    }


def test_a_report_costs_few_queries(world, lives, django_assert_max_num_queries):
    for by in Grouping:
        with django_assert_max_num_queries(5):
            report(Period(later(0), later(80)), unit_id=world.province.pk, by=by)


# Words


def test_the_paragraph_says_what_the_table_says(world, lives):
    asked_on = later(70)

    found = written(parse("2026-Q1"), unit_id=world.province.pk, asked_on=asked_on)

    assert found.title == "quý I/2026, đến ngày 9/2/2026 (15/12/2025–9/2/2026)"
    assert found.report.period == Period(later(14), asked_on)
    own, below = found.text.paragraphs
    assert "UBND tỉnh Đông Giang tiếp nhận" in own
    assert below.startswith("UBND các xã, phường tiếp nhận")


def test_the_whole_first_where_that_is_wanted(world, lives):
    found = written(
        parse("2026-Q1"),
        unit_id=world.province.pk,
        asked_on=later(200),
        style=Style(is_whole=True, is_merged=True),
    )

    whole, communes = found.text.paragraphs
    received = found.report.total.figure("received")
    assert f"toàn tỉnh Đông Giang tiếp nhận {received} hồ sơ" in whole
    assert communes.startswith("Trong đó, UBND các xã, phường tiếp nhận")


def test_no_words_of_a_period_to_come(world):
    with pytest.raises(PeriodNotBegun):
        written(parse("2027-Q1"), unit_id=world.province.pk, asked_on=later(0))


# What everybody may see


def row(key, received):
    return Row(key, key, Counts(dict.fromkeys(["received_online", "open_in_time"], received)))


@pytest.mark.parametrize(
    ("sizes", "kept", "other"),
    [
        pytest.param((20, 30, 40), 3, None, id="all large"),
        pytest.param((20, 3, 40, 4), 2, 7, id="two small ones together"),
        pytest.param((20, 3, 40), 1, 23, id="a small one with the next larger"),
        pytest.param((2,), 0, 2, id="nothing else to hide behind"),
        pytest.param((5, 5), 2, None, id="five are enough"),
        pytest.param((), 0, None, id="nothing"),
    ],
)
def test_what_counts_fewer_than_five_stands_together(sizes, kept, other):
    rows = [row(f"k{n}", size) for n, size in enumerate(sizes)]

    found = merged(rows, "Lĩnh vực khác")

    assert sum(each.figure("received") for each in found) == sum(sizes)
    others = [each.figure("received") for each in found if each.label == "Lĩnh vực khác"]
    assert others == ([] if other is None else [other])
    assert len(found) - len(others) == kept


def test_what_is_published_adds_up(world, lives):
    found = published(Period(later(0), later(80)), unit_id=world.province.pk)

    for rows in (found.units, found.fields):
        for name in FIGURE:
            assert sum(each.figure(name) for each in rows) == found.total.figure(name)
    assert {each.key for each in found.units} == {"H40", "H40.12.05", "H40.13.01"}
