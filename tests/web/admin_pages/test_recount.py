"""What runs on after a change of the calendar or of its process, set right by who administers."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.deadlines import services as calendar
from motcua.deadlines.rules import DayKind
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.moving import movable, shifted
from motcua.dossiers.queries.walking import recomputed_due
from motcua.journal import queries as journal
from motcua.process import queries as processes
from motcua.process.models import ProcessVersion
from motcua.process.rules import Draft
from motcua.process.services import approve_process, create_draft
from motcua.work import tasks
from motcua.work.models import BulkRun
from tests.deadlines import entries
from tests.factories import MONDAY, MORNING, at_step, finished, later, received
from tests.web.admin_pages.conftest import Pages, signed_in, words


MOST = 10
STORM = date(2026, 8, 25)
REASON = "Thông báo 12/TB-UBND"
LATER = later(hours=2)


@pytest.fixture(autouse=True)
def afternoon(morning):
    morning.move_to(LATER, tick=False)


def storm(world, on=STORM, kind=DayKind.HOLIDAY):
    day = entries.day(on=on, kind=kind, province="36")
    calendar.add_day(day, reason="Bão", by=world.quan.user_id, at=later(hours=1))


def carry_out(answer):
    assert answer.status_code == 302
    run = BulkRun.objects.latest("pk")
    assert answer.url == f"/can-bo/hang-loat/{run.pk}/"
    tasks.run_bulk(run_id=run.pk)
    return run


def stored(code):
    return Dossier.objects.get(code=code)


# The calendar


def test_nothing_differs_while_the_calendar_stands(world, quan):
    received(world)

    assert shifted("36") == ()
    assert "Không hồ sơ nào có hạn khác đi" in words(quan.get("recount"))


def test_only_what_runs_over_the_day_differs(world):
    before, over = received(world, at=later(days=-12)), received(world)
    ended, waiting = finished(world), at_step(world, 3)
    dossiers.ask_supplement(waiting, items=["Bản chính"], reason="Mờ", by=world.lan, at=MORNING)
    storm(world)
    after = received(world, at=later(hours=2))

    (row,) = shifted("36")

    assert row.code == over
    assert row.new_due_at == row.due_at + timedelta(days=1)
    assert {before, ended, waiting, after}.isdisjoint({row.code})
    assert shifted("01") == ()


def test_a_clock_that_stood_still_is_counted_with_its_spans(world):
    code = at_step(world, 3)
    dossiers.pause(code, source="TB 1", by=world.lan, at=later(hours=1))
    dossiers.resume(code, by=world.lan, at=later(days=1))
    storm(world, on=date(2026, 8, 27))

    (row,) = shifted("36")

    assert dossiers.recount(code, reason="Bão", by=None, at=LATER)
    assert stored(code).due_at == row.new_due_at


def test_all_are_counted_anew_and_the_first_promise_stays(world, quan):
    codes = [received(world) for _ in range(3)]
    was = stored(codes[0])
    storm(world)
    page = words(quan.get("recount"))
    assert '<b class="num">3</b> hồ sơ' in page

    run = carry_out(quan.post("recount", reason=REASON))

    for code in codes:
        now = stored(code)
        assert now.due_at == was.due_at + timedelta(days=1) == recomputed_due(code)
        assert now.first_due_at == was.first_due_at
        assert journal.history(code)[-1].facts["reason"] == REASON
    assert shifted("36") == ()
    told = words(quan.client.get(f"/can-bo/hang-loat/{run.pk}/"))
    assert "Đã xong" in told
    assert "/can-bo/ho-so/" not in told


def test_no_applicant_is_shown_to_an_administrator(world, quan):
    received(world)
    storm(world)
    page = words(quan.get("recount"))

    assert "Đăng ký khai sinh" in page
    for personal in ("Quyên", "036198001234", "0912345318", "Tổ 3"):
        assert personal not in page


def test_a_reason_is_needed_and_something_to_count(world, quan):
    assert quan.post("recount", reason=REASON).status_code == 422
    received(world)
    storm(world)
    assert quan.post("recount", reason=" ").status_code == 422
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("who", ["hieu", "anh", "chu"])
def test_only_an_administrator_recounts(world, who):
    pages = Pages(signed_in(getattr(world, who)))

    assert pages.get("recount").status_code == 403
    assert pages.post("recount", reason=REASON).status_code == 403


# A later version of the process


def draft_like_the_old():
    old = processes.process(ProcessVersion.objects.latest("pk").pk)
    kept = {field.name: getattr(old, field.name) for field in fields(Draft)}
    return Draft(**kept | {"since": MONDAY})


@pytest.fixture
def newer(world):
    """Makes a version of the same steps, in force from today."""

    def make():
        made = create_draft(draft_like_the_old(), by=world.quan, at=later(hours=1))
        approve_process(made, by=world.quan, at=later(hours=1))
        return made

    return make


def test_the_page_of_the_version_says_how_many_go_by_the_old_one(world, quan, newer):
    received(world)
    at_step(world, 3)
    finished(world)
    made = newer()
    received(world, at=LATER)

    page = words(quan.get("process", made))

    assert 'bản cũ: <span class="num">2</span>' in page
    assert f"/quan-tri/quy-trinh/{made}/ho-so/" in page


def test_they_are_moved_with_a_reason(world, quan, newer):
    code = at_step(world, 3)
    was, made = stored(code), newer()
    listed = words(quan.get("process_running", made))
    assert code in listed
    assert "Thụ lý" in listed
    assert "Quyên" not in listed

    carry_out(quan.post("process_running", made, reason=REASON))

    now = stored(code)
    assert (now.process_id, now.step_order, now.due_at) == (made, 3, was.due_at)
    assert journal.history(code)[-1].facts["reason"] == REASON
    assert "Không hồ sơ nào" in words(quan.get("process_running", made))


def test_a_leader_moves_those_of_the_agency(world, newer):
    code, made = at_step(world, 3), newer()
    pages = Pages(signed_in(world.chu))
    assert code in words(pages.get("process_running", made))

    carry_out(pages.post("process_running", made, reason=REASON))

    assert stored(code).process_id == made
    assert movable([1], processes.process(made), agency_id=world.other_commune.pk, limit=9) == ()


def test_a_draft_takes_nobody_over(world, quan):
    received(world)
    made = create_draft(draft_like_the_old(), by=world.quan, at=MORNING)

    assert quan.get("process_running", made).status_code == 404
    assert "bản cũ" not in words(quan.get("process", made))


@pytest.mark.parametrize("count", [1, 4])
def test_pages_ask_little(world, quan, newer, count):
    for _ in range(count):
        received(world)
    storm(world)
    made = newer()
    asked = {}
    for name, args in (("recount", ()), ("process_running", (made,)), ("process", (made,))):
        quan.get(name, *args)
        with CaptureQueriesContext(connection) as queries:
            quan.get(name, *args)
        asked[name] = len(queries)

    assert {name: many for name, many in asked.items() if many > MOST} == {}
