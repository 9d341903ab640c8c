"""The districts that reproduce articles: every figure to the unit, by the rules of real work."""

import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Limit, LimitUnit, WorkCalendar
from motcua.demo import queries
from motcua.demo.errors import FiguresDontAddUp, NoSuchFate
from motcua.demo.rules import Offer, Part, Promises, Slots, courses, districts_from
from motcua.demo.rules.courses import pairs
from motcua.demo.services import histories
from motcua.dossiers.models import ClockSpan, Dossier, StepRun
from motcua.dossiers.queries.standing import timings_of
from motcua.dossiers.rules import Action, Channel, Timing, due_moment
from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.ledger import queries as ledger
from motcua.ledger.queries import By
from motcua.ledger.rules import Cell, Counts, Period
from motcua.papers import queries as papers
from motcua.people import queries as people
from motcua.people.models import Account
from motcua.people.rules import UnitKind
from motcua.reports import queries as reports
from motcua.reports.queries.narrowing import house
from motcua.reports.queries.verifying import verified
from motcua.reports.rules import Row, parse
from motcua.reports.rules.paragraph import Part as Said
from motcua.reports.rules.paragraph import paragraph
from motcua.web.lead.reports_forms import ChoiceForm
from tests.demo.districts import found, laid_in, lay_ground, units_of


NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
BY_KEY = {district.key: district for district in queries.districts()}
XUAN_TRUONG = BY_KEY["2024-xuan-truong"]
ARTICLES = {
    ("2024-xuan-truong", "district"): {
        "received": 1674,
        "received_direct": 37,
        "received_online": 1389,
        "carried_over": 248,
        "granted": 1547,
        "granted_early": 1068,
        "granted_on_time": 479,
        "being_resolved": 86,
        "awaiting_supplement": 26,
        "not_eligible": 15,
        "digitised": 1524,
        "in_progress_late": 0,
    },
    ("2024-xuan-truong", "commune"): {
        "received": 8210,
        "received_direct": 1,
        "received_online": 8209,
        "granted": 8202,
        "granted_early": 7056,
        "granted_on_time": 1144,
        "granted_late": 2,
        "not_eligible": 6,
        "being_resolved": 2,
        "digitised": 8184,
    },
    ("2021-meo-vac", "district"): {"received": 385, "being_resolved": 34, "granted": 351},
    ("2021-meo-vac", "commune"): {"received": 3600, "granted": 3600, "in_progress": 0},
    ("2019-bac-me", "district"): {"received": 847, "resolved": 847},
    ("2019-bac-me", "commune"): {"received": 11409, "resolved": 11409},
}


def figures(counts):
    return Row("", "", counts).figures()


# The data: what the articles print, and that it adds up. -------------------------------------


@pytest.mark.parametrize(("key", "level"), ARTICLES)
def test_the_wanted_figures_are_those_of_the_article(key, level):
    part = next(part for part in BY_KEY[key].parts if part.level == level)
    wanted = figures(part.counts)

    assert {name: wanted[name] for name in ARTICLES[key, level]} == ARTICLES[key, level]


def test_bo_trach_is_printed_as_a_whole():
    whole = sum((part.counts for part in BY_KEY["2024-bo-trach"].parts), start=Counts())

    assert whole.total == 12_109
    assert figures(whole)["granted"] == 10_539
    assert figures(whole)["being_resolved"] == 1_570
    assert 0.895 < whole.get(Cell.RECEIVED_ONLINE) / 12_109 < 0.90  # «gần 90%»
    assert 0.905 < whole.get(Cell.DIGITISED) / 10_539 < 0.91  # «gần 91%»


def test_the_whole_of_meo_vac_adds_up():
    whole = sum((part.counts for part in BY_KEY["2021-meo-vac"].parts), start=Counts())

    assert (whole.total, figures(whole)["granted"]) == (3985, 3951)


def test_figures_that_do_not_add_up_are_refused():
    text = queries.DISTRICTS.read_text("utf-8").replace("open_in_time = 86", "open_in_time = 85")
    with pytest.raises(FiguresDontAddUp, match=r"tiếp nhận 1674, kết thúc và còn lại 1673"):
        districts_from(tomllib.loads(text)["district"])


@pytest.mark.parametrize("district", BY_KEY.values(), ids=BY_KEY)
def test_what_the_report_leaves_open_is_said(district):
    assert len(district.choices) >= 3
    assert len({place.code for place in district.communes}) == len(district.communes)


# The planner, on its own. --------------------------------------------------------------------

CALENDAR = WorkCalendar(
    days_off=frozenset({date(2024, 4, 18), date(2024, 4, 30), date(2024, 5, 1)})
)
WAYS = (*[Action.FORWARD] * 4, Action.APPROVE, Action.CONCLUDE, Action.RETURN_RESULT)


def offer(code, days):
    terms = (Limit(Decimal(days), LimitUnit.WORKING_DAY, "test"), None)
    return Offer(code, 1, dict.fromkeys(Channel, terms), WAYS, 2)


OFFERS = [offer("short", 1), offer("middle", 5), offer("long", 15)]
PERIOD_SLOTS = Slots(CALENDAR, date(2023, 9, 1), date(2024, 10, 1))
few = st.integers(0, 12)


@st.composite
def parts(draw):
    cells = {
        cell: draw(few)
        for cell in (
            Cell.GRANTED_EARLY,
            Cell.GRANTED_ON_TIME,
            Cell.GRANTED_LATE,
            Cell.REFUSED_ON_TIME,
            Cell.REFUSED_LATE,
            Cell.OPEN_IN_TIME,
            Cell.AWAITING_SUPPLEMENT,
        )
    }
    ended = sum(n for cell, n in cells.items() if cell.value.startswith(("granted", "refused")))
    granted = sum(n for cell, n in cells.items() if cell.value.startswith("granted"))
    carried = draw(st.integers(0, ended))
    left = sum(cells.values()) - carried
    direct = draw(st.integers(0, left))
    cells |= {
        Cell.CARRIED_OVER: carried,
        Cell.RECEIVED_DIRECT: direct,
        Cell.RECEIVED_ONLINE: left - direct,
        Cell.DIGITISED: draw(st.integers(0, granted)),
    }
    return Part(UnitKind.COMMUNE, Counts(cells))


@given(parts(), st.randoms(use_true_random=False))
def test_every_cell_is_dealt_as_often_as_wanted(part, random):
    dealt = list(pairs(part, random))

    counted = Counter(arrival for arrival, _, _ in dealt)
    counted += Counter(standing for _, standing, _ in dealt)
    counted += Counter(Cell.DIGITISED for _, _, is_digitised in dealt if is_digitised)
    assert counted == Counter({cell: n for cell, n in part.counts.cells.items() if n})


@settings(max_examples=12, deadline=None)
@given(parts())
def test_courses_have_working_hours_and_an_order(part):
    drawn = courses(
        XUAN_TRUONG,
        part,
        offers=OFFERS,
        homes=["xã An Thịnh", "xã Bình Minh"],
        slots=PERIOD_SLOTS,
        promises=Promises(CALENDAR),
    )

    assert len(drawn) == part.counts.total
    for course in drawn:
        moments = [course.filed_at, *(at for _, at in course.acts)]
        assert moments == sorted(moments)
        assert all(at in WORKED for at in moments)


WORKED = frozenset(PERIOD_SLOTS.moments)


def test_promises_are_those_of_the_rule():
    promises, random = Promises(CALENDAR), Random(7)
    for _ in range(200):
        at = random.choice(PERIOD_SLOTS.moments)
        for each in OFFERS:
            limit, cutoff = each.terms[Channel.ONLINE]
            due_at = due_moment(Timing(at, limit, cutoff), CALENDAR).due_at
            assert promises.due(at, limit, cutoff) == due_at


def test_what_no_limit_can_make_is_refused():
    part = Part(UnitKind.COMMUNE, Counts({Cell.RECEIVED_ONLINE: 1, Cell.GRANTED_EARLY: 1}))

    with pytest.raises(NoSuchFate, match="granted_early"):
        courses(
            XUAN_TRUONG,
            part,
            offers=[offer("same day", 0)],
            homes=["xã An Thịnh"],
            slots=PERIOD_SLOTS,
            promises=Promises(CALENDAR),
        )


# Xuân Trường, whole. -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def xuan_truong(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        lay_ground(NOW)
        laid_in(XUAN_TRUONG, NOW)
        connection.check_constraints()  # once, not again at the end of each test
        yield XUAN_TRUONG
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("part", XUAN_TRUONG.parts, ids=lambda part: part.level.value)
def test_the_ledger_says_what_the_article_says(xuan_truong, part):
    units = units_of(xuan_truong, part)

    counted = ledger.counts(xuan_truong.period, units=units)[""]

    assert found(counted) == found(part.counts)
    assert counted == ledger.recounted(xuan_truong.period, units=units)[""]
    by_unit = ledger.counts(xuan_truong.period, units=units, by=By.UNIT)
    assert sum(by_unit.values(), start=Counts()) == counted


@pytest.mark.django_db
def test_sums_positions_and_journal_say_the_same(xuan_truong):
    for period in (xuan_truong.period, Period(date(2024, 2, 1), date(2024, 3, 17))):
        verdict = verified(period)
        assert verdict.differences == ()


@pytest.mark.django_db
def test_the_paragraph_is_that_of_the_article(xuan_truong):
    named = parse("2024-01..2024-05")
    names = {UnitKind.DISTRICT: "UBND huyện Xuân Trường", UnitKind.COMMUNE: "UBND các xã, thị trấn"}
    said = [
        Said(
            names[part.level],
            figures(ledger.counts(named.period, units=units_of(xuan_truong, part))[""]),
        )
        for part in xuan_truong.parts
    ]

    text = str(paragraph(named.title(), said))

    assert "tiếp nhận 1.674 hồ sơ, gồm: trực tiếp 37 hồ sơ, trực tuyến 1.389 hồ sơ" in text
    assert "đã giải quyết 1.547 hồ sơ, gồm: trước hạn 1.068 hồ sơ, đúng hạn 479 hồ sơ" in text
    assert "đang giải quyết 86 hồ sơ; chờ bổ sung 26 hồ sơ" in text
    assert "số hóa 1.524/1.547 hồ sơ (98,5%)" in text
    assert "tiếp nhận 8.210 hồ sơ, gồm: trực tiếp 1 hồ sơ, trực tuyến 8.209 hồ sơ" in text
    assert "trước hạn 7.056 hồ sơ, đúng hạn 1.144 hồ sơ, quá hạn 2 hồ sơ" in text


@pytest.mark.django_db
def test_later_nothing_of_it_is_open(xuan_truong):
    """What was open on 31/5 has come to its end; the report of that day says 86 for ever."""
    later = ledger.counts(Period(date(2024, 6, 1), date(2024, 12, 31)))[""]

    assert later.get(Cell.CARRIED_OVER) == 86 + 26 + 2
    assert later.total == later.get(Cell.GRANTED_EARLY) + later.get(Cell.GRANTED_ON_TIME)
    assert set(Dossier.objects.values_list("status", flat=True)) == {"returned"}


@pytest.mark.django_db
def test_every_promise_follows_from_what_is_stored(xuan_truong):
    calendar = deadlines.work_calendar("36")
    rows = list(Dossier.objects.all())
    timings = timings_of(rows)

    wrong = [d.code for d in rows if due_moment(timings[d.pk], calendar).due_at != d.due_at]

    assert wrong == []
    assert ClockSpan.objects.count() == 26


@pytest.mark.django_db
def test_nothing_happened_outside_office_hours(xuan_truong):
    calendar = deadlines.work_calendar("36")
    moments = set(StepRun.objects.values_list("entered_at", flat=True))
    moments |= set(Dossier.objects.values_list("submitted_at", flat=True))

    def is_worked(moment):
        at = timezone.localtime(moment)
        return any(a <= at.time() <= b for a, b in calendar.intervals(at.date()))

    assert not [moment for moment in moments if not is_worked(moment)]


@pytest.mark.django_db
def test_the_journal_holds_and_nobody_was_told(xuan_truong):
    assert journal.verify().broken == ()
    assert Entry.objects.filter(kind="dossier.concluded").count() == 1674 + 8210


@pytest.mark.django_db
def test_digitised_is_what_the_papers_say(xuan_truong):
    """Of some: the query asks one dossier at a time."""
    ends = Entry.objects.filter(kind="dossier.concluded").order_by("pk")
    some = [*ends.filter(facts__is_digitised=False)[:60], *ends[:30]]
    marked = {end.subject: end.facts["is_digitised"] for end in some}

    assert {code: papers.is_digitised(code) for code in marked} == marked
    assert set(marked.values()) == {True, False}


@pytest.mark.django_db
def test_who_leads_the_province_of_today_reads_the_district(xuan_truong):
    """The district has ended; the province that took it over answers for its figures."""
    account = next(one for one in queries.accounts() if one.username == "long")
    today = timezone.localdate(NOW)
    actor = people.actor_of(Account.objects.get(username="long").pk, post_id=None, on=today)
    district = people.unit_by_code("H40.15", date(2024, 5, 31))

    assert "Xuân Trường" in account.what
    assert actor.agency_code == "H42"
    assert reports.reading_objection(actor, reports.scope(district.id)) is None
    assert district.id not in {node.card.id for node in people.unit_tree(today)}
    form = ChoiceForm({"ky": "2024-01..2024-05"}, house(actor), today)
    assert str(district.id) in dict(form.fields["dv"].choices)
    form = ChoiceForm({"ky": "2026-Q3"}, house(actor), today)
    assert str(district.id) not in dict(form.fields["dv"].choices)


@pytest.mark.django_db
def test_again_it_changes_nothing(xuan_truong):
    before = Entry.objects.count()

    assert not histories.lay_in(xuan_truong, at=NOW)

    assert Entry.objects.count() == before
