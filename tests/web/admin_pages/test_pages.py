"""What holds for all pages: what they cost, strange strings, what a screen reader finds."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from motcua.deadlines.models import CalendarDay, WorkHours
from motcua.people.models import Account
from motcua.people.queries import actor_of
from motcua.people.services import create_token
from motcua.process import queries
from motcua.process.models import ProcessVersion
from motcua.process.rules import Action, Condition, Draft, Leg, Next, Operator
from motcua.process.services import create_draft, load_processes
from tests import factories
from tests.web.admin_pages.conftest import words
from tests.web.conftest import overflow, violations


PAGES = {
    "home": (),
    "units": (),
    "unit_create": (),
    "unit_import": (),
    "accounts": (),
    "account": ("lan",),
    "account_create": (),
    "appoint": ("lan",),
    "key_create": ("lan",),
    "account_deactivate": ("lan",),
    "calendar": (),
    "calendar_journal": (),
    "day_add": (2026,),
    "hours_add": (),
    "procedures": (),
    "procedure": (factories.BIRTH,),
    "procedure_change": (factories.BIRTH,),
    "procedure_create": (),
    "procedure_import": (),
    "procedure_close": (factories.BIRTH,),
    "processes": (),
    "process_begin": (),
    "process_import": (),
}
MOST_QUERIES = 10
STRANGE = [
    "a\0b",
    "\x1b[31m",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%",
    "🏛" * 50,
    "á" * 5000,
    "~~~1~",
    "9" * 40,
    "\u202e\u200b",
]


@pytest.fixture
def full(world):
    """An office with some of everything."""
    load_processes(at=factories.MORNING)
    create_token("lan", "Cổng tỉnh", factories.MORNING)
    for number in range(20):
        factories.procedure(f"1.10{number:04}", f"Việc số {number}", unknown_because="Chưa rõ.")
        factories.person(
            f"p{number}", f"Lê {number}", world.culture, "Văn thư", factories.Role.CLERK
        )
    CalendarDay.objects.create(
        on=factories.MONDAY + timedelta(30),
        province_code="36",
        kind="swapped_off",
        name="Hoán đổi",
        source="Công văn 1",
    )
    WorkHours.objects.create(
        province_code="36",
        since=factories.SINCE,
        intervals=[["07:00", "11:30"], ["13:30", "17:00"]],
        source="QĐ 5",
    )
    return world


def test_a_page_costs_at_most_so_many_queries(full, quan):
    process = first_process()
    pages = [
        *PAGES.items(),
        ("unit", (full.commune.pk,)),
        ("unit_change", (full.culture.pk,)),
        ("process", (process,)),
        ("process_copy", (process,)),
        ("calendar_year", (2027,)),
    ]
    costs = {}
    for name, arguments in pages:
        quan.get(name, *arguments)  # the session's renewal and the calendar's first reading
        with CaptureQueriesContext(connection) as queries:
            answer = quan.get(name, *arguments)
        costs[name] = len(queries)
        assert answer.status_code == 200

    assert {name: cost for name, cost in costs.items() if cost > MOST_QUERIES} == {}


def first_process():
    return ProcessVersion.objects.earliest("pk").pk


def some_draft():
    """The process in force with a way by condition and two agencies, as a draft."""
    before = queries.process(first_process())
    when = Condition(next(iter(queries.form_fields(before.procedure))), Operator.EQUALS, ("Mới",))
    steps = [
        replace(s, next=(Next(Action.FORWARD, 5, when), *s.next)) if s.order == 3 else s
        for s in before.steps
    ]
    legs = [
        Leg(
            id=name, agency=agency, request="Văn bản lấy ý kiến", response="Ý kiến",
            allotted=None, after_step=3, parallel=True, counts=False,
        )
        for name, agency in (("L1", "Công an xã"), ("L2", "Trạm y tế xã"))
    ]  # fmt: skip
    parts = {part.name: getattr(before, part.name) for part in fields(Draft)}
    made = Draft(**(parts | {"steps": tuple(steps), "legs": tuple(legs)}))
    quan = Account.objects.get(username="quan")
    by = actor_of(quan.pk, post_id=None, on=factories.MONDAY)
    return create_draft(made, by=by, at=factories.MORNING)


QUESTIONS = {
    "units": ("ngay",),
    "unit_create": ("duoi",),
    "accounts": ("q", "sau"),
    "procedures": ("q", "lv", "sau"),
    "processes": ("q", "sau", "tt"),
    "process_begin": ("thu-tuc",),
}
FORMS = {
    "unit_create": ("code", "name", "since", "parent_code", "kind"),
    "account_create": ("name", "username", "email"),
    "appoint": ("unit", "title", "roles", "since"),
    "key_create": ("name", "days"),
    "day_add": ("on", "kind", "name", "source", "reason"),
    "hours_add": ("since", "morning_opens", "season_first", "source", "reason"),
    "procedure_close": ("until", "reason"),
    "process_begin": ("procedure", "level", "title", "case", "since"),
    "unit_import": ("parcel",),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_strange_strings_in_an_address_are_no_error_of_ours(quan, name):
    for field in QUESTIONS[name]:
        for text in STRANGE:
            answer = quan.get(name, **{field: text})
            assert answer.status_code in (200, 404, 422), (field, text)
            assert "<script>alert" not in words(answer)


@pytest.mark.parametrize("name", ["account", "procedure"])
def test_strange_names_in_an_address_are_not_found(quan, name):
    for text in STRANGE:
        assert quan.get(name, text.replace("/", "")).status_code == 404, text


@pytest.mark.parametrize("name", FORMS)
def test_strange_strings_in_a_form_are_no_error_of_ours(quan, name):
    for text in STRANGE:
        answer = quan.post(name, *PAGES[name], **dict.fromkeys(FORMS[name], text))
        assert answer.status_code in (302, 409, 422), text


def test_the_overview_says_what_needs_attention(full, quan):
    Account.objects.filter(username="lan").update(
        locked_until=timezone.now() + timedelta(minutes=9)
    )

    page = words(quan.get("home"))

    assert "Có 3 việc cần để ý" in page
    assert "/quan-tri/tai-khoan/ten/lan/" in page
    assert "trên 21 thủ tục" in page


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_a_screen_reader(transactional_db, desk_page, theme):
    world = factories.office()
    load_processes(at=factories.MORNING)
    sign_in(desk_page, "quan")
    desk_page.emulate_media(color_scheme=theme)
    paths = [reverse(f"admin_pages:{name}", args=PAGES[name]) for name in PAGES]
    paths += [
        reverse("admin_pages:unit", args=[world.culture.pk]),
        reverse("admin_pages:process", args=[first_process()]),
        reverse("admin_pages:process_change", args=[some_draft()]),
        reverse("admin_pages:calendar_year", args=[2027]),
    ]

    found = {}
    for path in paths:
        desk_page.goto(path)
        found[path] = violations(desk_page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.browser
def test_a_draft_is_edited_without_a_script_of_ours(transactional_db, desk_page):
    factories.office()
    sign_in(desk_page, "quan")
    desk_page.goto(reverse("admin_pages:process_copy", args=[first_process()]))
    desk_page.click("main button.main")
    desk_page.click("button[value='after-1']")

    desk_page.wait_for_url("**/#buoc-3")
    assert desk_page.locator("[id^='buoc-'][role='group']").count() == 8
    assert violations(desk_page) == []
    desk_page.click("button:has-text('Lưu dự thảo')")
    assert "#" not in desk_page.url  # the page stands at its summary, not at a step
    assert desk_page.locator(".summary a").first.inner_text() == "Bước 3: Ghi tên bước."
    assert violations(desk_page) == []


@pytest.mark.browser
def test_a_telephone_shows_it_without_scrolling_sideways(transactional_db, page):
    factories.office()
    sign_in(page, "quan")

    wide = {}
    for name in PAGES:
        page.goto(reverse(f"admin_pages:{name}", args=PAGES[name]))
        wide[name] = overflow(page)

    assert {name: pixels for name, pixels in wide.items() if pixels} == {}


def sign_in(page, username):
    page.goto("/dang-nhap/?next=/quan-tri/")
    page.fill("#id_username", username)
    page.fill("#id_password", factories.PASSWORD)
    page.click("button.main")
    page.wait_for_url("**/quan-tri/")
