"""The duty to digitise: since when, what is left, how much was done; results counted apart."""

from datetime import date

import pytest

from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import NotYourRole, NotYourUnit, WrongStatus
from motcua.dossiers.queries import paper_desk
from motcua.dossiers.services import paper_pages
from motcua.dossiers.services.scanning import add_scans
from motcua.papers import queries
from motcua.papers.errors import DutyNotReadable, FileKindRefused, TooManyAtOnce
from motcua.papers.rules import Digitisation, Duty, Exemption, with_own_days
from tests.factories import MONDAY, MORNING, at_step, finished, later, office, received
from tests.papers import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return office()


@pytest.mark.parametrize(
    ("level", "since"),
    [
        ("province", date(2022, 6, 1)),
        ("district", date(2022, 12, 1)),
        ("commune", date(2023, 6, 1)),
    ],
)
def test_the_duty_begins_level_by_level(level, since):
    assert queries.duties()[level].since == since


def test_a_place_may_have_begun_on_another_day(settings):
    settings.DIGITISE_SINCE = "commune=2026-08-25, province=2025-07-01"

    assert queries.duties()["commune"].since == date(2026, 8, 25)
    assert queries.duties()["district"].since == date(2022, 12, 1)


@pytest.mark.parametrize("wrong", ["commune", "commune=1/1/2026", "xa=2026-01-01"])
def test_a_day_that_is_none_is_named(wrong):
    with pytest.raises(DutyNotReadable, match=wrong):
        with_own_days({"commune": Duty("commune", MONDAY, "")}, wrong)


def scan(world, code, position, *, by=None, at=MORNING):
    files = [("x.pdf", samples.pdf(1))]
    add_scans(code, position, files, is_whole=True, by=by or world.hieu, at=at)


def left(world):
    return [(row.code, row.names) for row in paper_desk.to_digitise(world.one_stop.pk).rows]


def counted(world, *, end=MONDAY):
    return paper_desk.digitisation([world.one_stop.pk], date(2026, 8, 1), end)


def test_what_is_left_to_scan_is_a_list_of_the_counter(world):
    code, other = received(world), received(world)
    scan(world, code, 1)

    assert left(world) == [
        (code, ("Giấy chứng sinh",)),
        (other, ("Tờ khai", "Giấy chứng sinh")),
    ]
    assert paper_desk.to_digitise(world.other_one_stop.pk).rows == ()
    assert paper_desk.to_digitise_count(world.one_stop.pk) == 2

    paper_pages.except_paper(code, 2, Exemption.SECRET, "", by=world.hieu, at=MORNING)

    assert [code for code, _ in left(world)] == [other]


def test_before_the_duty_began_nothing_is_owed(world, settings):
    received(world)
    settings.DIGITISE_SINCE = "commune=2026-08-25"

    assert left(world) == []
    assert counted(world) == Digitisation(0, 0, 0, 0, 0)
    assert counted(world).percent is None


def test_the_list_goes_on_where_the_page_ended(world):
    codes = [received(world) for _ in range(3)]

    first = paper_desk.to_digitise(world.one_stop.pk, limit=2)
    rest = paper_desk.to_digitise(world.one_stop.pk, limit=2, cursor=first.next_cursor)

    assert [row.code for row in first.rows + rest.rows] == codes
    assert rest.next_cursor == ""
    assert paper_desk.to_digitise(world.one_stop.pk, cursor="x'", limit=5).rows


def test_a_dossier_counts_when_nothing_is_left_and_a_result_for_itself(world):
    whole, half, bare = received(world), received(world), received(world)
    with_result = finished(world)
    for position in (1, 2):
        scan(world, whole, position)
        paper_pages.except_paper(
            bare, position, Exemption.ELECTRONIC, "", by=world.hieu, at=MORNING
        )
    scan(world, half, 1)

    found = counted(world)
    assert found == Digitisation(4, 2, 1, results=1, results_digitised=0)
    assert (found.percent, found.results_percent, found.is_whole) == (50, 0, False)

    scan(world, with_result, 0)

    found = counted(world)
    assert (found.results_digitised, found.results_percent) == (1, 100)
    assert found.digitised == 2  # the result is no paper of the dossier


def test_a_past_period_keeps_its_figures(world):
    code = received(world)
    before = counted(world)

    for position in (1, 2):
        scan(world, code, position, at=later(days=3))

    assert counted(world) == before
    assert counted(world, end=date(2026, 8, 31)).digitised == 1


def test_the_figures_cost_two_queries(world, django_assert_num_queries):
    received(world)
    with django_assert_num_queries(2):
        counted(world)
    with django_assert_num_queries(2):
        paper_desk.to_digitise(world.one_stop.pk)


def test_there_is_no_scan_of_a_result_before_there_is_a_result(world):
    code = at_step(world, 3)

    with pytest.raises(WrongStatus):
        scan(world, code, 0)
    assert queries.papers_and_result(code)[1] is None


@pytest.mark.parametrize("who", ["hieu", "khue", "thu"])
def test_the_result_is_scanned_also_after_it_was_handed_over(world, who):
    code = finished(world)
    dossiers.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)

    scan(world, code, 0, by=getattr(world, who))

    assert queries.papers_and_result(code)[1].is_digitised


@pytest.mark.parametrize("who", ["lan", "chu"])
def test_the_result_is_for_the_counter_and_the_clerk(world, who):
    code = finished(world)

    with pytest.raises((NotYourRole, NotYourUnit)):
        scan(world, code, 0, by=getattr(world, who))


def test_a_component_is_scanned_also_after_the_return(world):
    code = finished(world)
    dossiers.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    assert paper_desk.to_digitise(world.one_stop.pk).rows[0].can_scan

    scan(world, code, 1)

    assert queries.papers_of(code)[0].is_digitised


def test_a_component_is_not_scanned_once_it_was_withdrawn(world):
    code = received(world)
    dossiers.withdraw(code, reason="Không cần nữa", by=world.hieu, at=MORNING)

    with pytest.raises(WrongStatus):
        scan(world, code, 1)
    assert not any(row.can_scan for row in paper_desk.to_digitise(world.one_stop.pk).rows)


def test_all_files_of_an_upload_or_none(world):
    code = received(world)

    with pytest.raises(TooManyAtOnce):
        add_scans(code, 1, [("x", b"x")] * 21, is_whole=True, by=world.hieu, at=MORNING)
    files = [("a.pdf", samples.pdf(1)), ("b.exe", b"MZ")]
    with pytest.raises(FileKindRefused):
        add_scans(code, 1, files, is_whole=True, by=world.hieu, at=MORNING)

    assert queries.papers_of(code)[0].scans == ()
