"""What holds for all pages: what they cost, strange strings, what a screen reader finds."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
