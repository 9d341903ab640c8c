"""Final reports: only when every sum comes out, once, for ever, replaced with a reason."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.journal import queries as journal
from motcua.lateness.models import Explanation
from motcua.ledger.models import Tally
from motcua.ledger.rules import Period
from motcua.people.rules import Role
from motcua.reports.errors import (
    FiguresDisagree,
    FinalAlready,
    NoSuchReport,
    NotYours,
    PeriodNotOver,
    ReasonRefused,
    ReplacedAlready,
    SignerLeads,
)
from motcua.reports.models import FinalReport
from motcua.reports.queries.final import final_report, final_reports, standing
from motcua.reports.queries.forms import fill, recount
from motcua.reports.queries.narrowing import house, narrowed
from motcua.reports.rules.forms import Kind, changes
from motcua.reports.rules.periods import days
from motcua.reports.services import finalise
from tests import factories
from tests.factories import MORNING, office, person
from tests.reports.august import august, ended, filed, lay_out


pytestmark = pytest.mark.django_db

HALF = days(august(1), august(15))
TODAY = date(2026, 8, 24)


@pytest.fixture
def world(db):
    world = office()
    lay_out(world)
    return world


@pytest.fixture
def tinh(world):
    """The leader of the province."""
    return person("tinh", "Lê Tỉnh", world.province, "Chủ tịch", Role.LEADER)


def of(actor, unit=None, *, with_below=False):
    return narrowed(house(actor), unit.pk if unit else actor.agency_id, with_below=with_below)


def filled(actor, kind=Kind.BY_FIELD, **options):
    return fill(kind, of(actor, **options), HALF, made_on=TODAY)


def sign(actor, kind=Kind.BY_FIELD, named=HALF, **options):
    options.setdefault("with_below", False)
    return finalise(kind, actor.agency_id, named, by=actor, at=MORNING, **options)


def numbers(form):
    return {(row.level, row.name): row.cells[1:] for row in form.rows}


def break_a_sum(unit, column="granted_late"):
    """Somebody reaches past the program: one more in a sum, no dossier for it."""
    row = Tally.objects.filter(unit=unit.pk, **{f"{column}__gt": 0}).first()
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE ledger_tally SET {column} = {column} + 1 WHERE unit_id = %s AND topic_id = %s "
            f"AND {column} > 0",
            [unit.pk, row.topic_id],
        )
        cursor.execute(
            f"UPDATE ledger_total SET {column} = {column} + 1 WHERE unit_id = %s AND {column} > 0",
            [unit.pk],
        )


# The forms, filled in


def test_ii06a_of_one_agency(world):
    found = filled(world.chu)

    assert numbers(found.form) == {
        ("commune", "Cấp xã"): (7, 2, 4, 1, 4, 1, 1, 2, 3, 2, 1),
        ("commune", "Đất đai"): (2, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1),
        ("commune", "Hộ tịch"): (5, 2, 3, 0, 3, 1, 1, 1, 2, 2, 0),
        ("", "Tổng cộng"): (7, 2, 4, 1, 4, 1, 1, 2, 3, 2, 1),
    }
    assert found.doubts == ()
    assert "UBND phường An Thịnh tiếp nhận 7 hồ sơ" in str(found.text)
    assert found.form.issued[0] == "Biểu số II.06a/BTP"
    assert found.form.agency == ("UBND PHƯỜNG AN THỊNH",)


def test_ii06a_with_what_lies_below_stands_by_level(tinh):
    found = filled(tinh, with_below=True)

    assert [(row.level, row.name, row.cells[1]) for row in found.form.rows] == [
        ("province", "Cấp tỉnh", 1),
        ("province", "Đầu tư", 1),
        ("commune", "Cấp xã", 9),
        ("commune", "Đất đai", 2),
        ("commune", "Hộ tịch", 7),
        ("", "Tổng cộng", 10),
    ]
    assert found.doubts == ()


def test_ii06b_has_a_row_for_each_agency(tinh):
    found = filled(tinh, Kind.BY_UNIT, with_below=True)

    assert {row.name: row.cells[1] for row in found.form.rows} == {
        "UBND tỉnh Đông Giang": 1,
        "UBND phường An Thịnh": 7,
        "UBND xã Bình Minh": 2,
        "Tổng cộng": 10,
    }
    assert found.doubts == ()


def test_causes_name_what_was_accepted_and_what_is_missing(world):
    Explanation.objects.create(
        subject="A3",
        step="Thụ lý",
        unit="Phòng Kinh tế",
        late_minutes=600,
        reason="Chờ ý kiến",
        way_forward="Đã xong",
        signer="Anh",
        number="1",
        signed_on=TODAY,
        state="accepted",
        submitted_at=MORNING,
        submitted_by_id=world.anh.user_id,
        decided_at=MORNING,
        decided_by_id=world.chu.user_id,
    )

    form = filled(world.chu, Kind.CAUSES).form

    rows = {row.name: row.cells for row in form.rows}
    assert rows["Đất đai"][1:4] == (2, 1, 1)
    assert rows["Đất đai"][4] == "a) Chờ ý kiến (Phòng Kinh tế): 1 hồ sơ"
    assert rows["Đất đai"][6] == "1 hồ sơ chưa có giải trình được chấp nhận"
    assert rows["Hộ tịch"][1:4] == (1, 1, 0)
    assert rows["Tổng cộng"][1:4] == (3, 2, 1)


def test_ii07b_counts_procedures_and_processes(world, tinh):
    factories.procedure(factories.LAND, "Cấp đổi", levels=(factories.Level.PROVINCE,))

    commune = filled(world.chu, Kind.ONE_STOP).form
    province = filled(tinh, Kind.ONE_STOP, with_below=True).form

    # total, province, commune: procedures; the same at the one-stop; the same with a process; legs
    assert commune.rows[0].cells[1:] == (1, 0, 1, 1, 0, 1, 1, 0, 1, 0)
    assert province.rows[0].cells[1:] == (2, 1, 1, 2, 1, 1, 1, 0, 1, 0)


def test_a_past_report_does_not_change(world):
    before = filled(world.chu).form
    ended(filed("A9", world.commune, on=august(17), due=august(18)), august(24))
    ended(filed("A5", world.commune, on=august(18)), august(24))

    assert changes(before, filled(world.chu).form) == ()


def test_a_form_of_the_agency_costs_few_queries(world, django_assert_num_queries):
    whole = of(world.chu)
    with django_assert_num_queries(3):
        fill(Kind.BY_FIELD, whole, HALF, made_on=TODAY)
    with django_assert_num_queries(2):
        fill(Kind.BY_UNIT, whole, HALF, made_on=TODAY)
    with django_assert_num_queries(3):
        fill(Kind.CAUSES, whole, HALF, made_on=TODAY)
    with django_assert_num_queries(2):
        fill(Kind.ONE_STOP, whole, HALF, made_on=TODAY)


# Signing off


def test_a_leader_signs_and_it_stays(world):
    report_id = sign(world.chu)

    found = final_report(report_id, of(world.chu))
    assert found.form == filled(world.chu).form
    assert found.is_whole
    assert found.card.number == "1/2026"
    assert (found.card.signer_name, found.card.signer_title) == ("Vũ Đình Chu", "Chủ tịch")
    assert str(found.text) == str(filled(world.chu).text)
    (event,) = journal.history("report:H40.12.05")
    assert event.kind == "report.finalised"
    assert event.facts["digest"] == found.card.digest


@pytest.mark.parametrize("statement", ["UPDATE {t} SET number = 9", "DELETE FROM {t}"])
def test_the_database_refuses_to_change_it(world, statement):
    sign(world.chu)

    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        connection.cursor().execute(statement.format(t="reports_finalreport"))


def test_what_was_changed_behind_its_back_is_seen(world):
    report_id = sign(world.chu)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE reports_finalreport SET content = "
            "jsonb_set(content, '{form,rows,0,cells,1}', '8')"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert not final_report(report_id, of(world.chu)).is_whole


def test_a_broken_sum_is_refused_by_name_and_gap(world):
    break_a_sum(world.commune)

    with pytest.raises(FiguresDisagree) as refused:
        sign(world.chu)

    message = str(refused.value)
    assert "đếm lại từng hồ sơ" in message
    assert "lệch" in message
    doubts = refused.value.facts["doubts"]
    late = [doubt for doubt in doubts if doubt.finding.figures == ("granted_late",)]
    assert {(doubt.of, doubt.finding.left, doubt.finding.right) for doubt in late} >= {
        ("Đất đai", 2, 1)
    }
    assert not FinalReport.objects.exists()
    assert journal.history("report:H40.12.05") == []


def test_a_sum_that_is_broken_for_a_field_alone_is_found_too(tinh, world):
    break_a_sum(world.other_commune, "received_direct")

    found = recount(Kind.BY_UNIT, of(tinh, with_below=True), HALF.period)

    assert {doubt.of for doubt in found} == {"", str(world.other_commune.pk)}
    assert all(doubt.finding.difference > 0 for doubt in found if doubt.finding.left)


def test_a_right_form_is_found_right(tinh):
    assert recount(Kind.BY_FIELD, of(tinh, with_below=True), HALF.period) == ()
    assert recount(Kind.BY_UNIT, of(tinh, with_below=True), HALF.period) == ()


@pytest.mark.parametrize("who", ["anh", "lan", "hieu", "quan", "thu"])
def test_only_a_leader_signs(world, who):
    with pytest.raises(SignerLeads):
        sign(getattr(world, who))


def test_a_leader_signs_for_their_own_agency_only(world, tinh):
    with pytest.raises(SignerLeads):
        finalise(Kind.BY_FIELD, world.commune.pk, HALF, with_below=False, by=tinh, at=MORNING)


def test_nobody_reads_what_does_not_lie_below(world, tinh):
    with pytest.raises(NotYours):
        of(world.chu, world.other_commune)
    report_id = sign(tinh, with_below=True)
    with pytest.raises(NoSuchReport):
        final_report(report_id, of(world.chu))
    assert final_reports(of(world.chu)).cards == ()


def test_the_leader_above_reads_what_lies_below(world, tinh):
    report_id = sign(world.chu)

    assert final_report(report_id, house(tinh)).card.unit.id == world.commune.pk


@pytest.mark.parametrize("last", [august(24), august(31)])
def test_a_period_that_runs_is_not_signed(world, last):
    with pytest.raises(PeriodNotOver):
        sign(world.chu, named=days(august(1), last))


def test_the_same_is_signed_once(world):
    sign(world.chu)

    with pytest.raises(FinalAlready, match="số 1/2026"):
        sign(world.chu)


def test_numbers_of_a_year_follow_each_other(world):
    sign(world.chu)
    sign(world.chu, kind=Kind.BY_UNIT)
    sign(world.chu, kind=Kind.CAUSES)

    cards = final_reports(of(world.chu)).cards
    assert [card.number for card in cards] == ["3/2026", "2/2026", "1/2026"]
    assert standing(world.commune.pk, Kind.CAUSES, HALF.period, with_below=False) == (
        cards[0].id,
        "3/2026",
    )


def test_a_correction_is_a_new_report_and_the_old_one_stays(world):
    old = sign(world.chu)
    new = sign(world.chu, replaces=old, reason="Ghi sai nơi báo cáo.")

    family = of(world.chu)
    assert final_report(old, family).card.replaced_by == new
    assert final_report(new, family).card.replaces_reason == "Ghi sai nơi báo cáo."
    assert final_report(old, family).form == final_report(new, family).form
    period = Period(HALF.period.first, HALF.period.last)
    assert standing(world.commune.pk, Kind.BY_FIELD, period, with_below=False)[0] == new
    with pytest.raises(ReplacedAlready):
        sign(world.chu, replaces=old, reason="Lần nữa.")
    with pytest.raises(NoSuchReport):
        sign(world.chu, kind=Kind.BY_UNIT, replaces=new, reason="Khác biểu.")


@pytest.mark.parametrize("reason", ["", "  ", "a\x00b", "a" * 2001])
def test_a_correction_says_why(world, reason):
    old = sign(world.chu)

    with pytest.raises(ReasonRefused):
        sign(world.chu, replaces=old, reason=reason)


def test_pages_of_final_reports(world):
    for kind in Kind:
        sign(world.chu, kind=kind)

    first = final_reports(of(world.chu), limit=3)
    rest = final_reports(of(world.chu), before=first.next_cursor, limit=3)
    assert [len(first.cards), len(rest.cards), rest.next_cursor] == [3, 1, 0]


def test_two_leaders_at_once_leave_one(world, tinh):
    """The lock is the agency's; see tests of races for the counters. Here: the constraint."""
    sign(world.chu)
    row = FinalReport.objects.values().get()
    with pytest.raises(DatabaseError), transaction.atomic():
        FinalReport.objects.create(**{**row, "id": None, "number": 2})
