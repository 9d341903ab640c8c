"""The small demonstration, served, on the Monday of the pictures; and people at their browsers.

It is laid out once for all scenarios. They share it as people share an office: what one of them
did is there for the next.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from motcua.demo import queries as demo
from motcua.demo import services
from motcua.dossiers import services as dossiers
from motcua.dossiers.rules import Applicant, ApplicantKind, Channel, Intake
from motcua.people import queries as people_queries
from tests.web.conftest import (
    ARGUMENTS,
    CHROMIUM,
    DESK,
    allowed_in_async,
    follow,
    note_refusal,
    slow_down,
    static_files,
)


__all__ = ["static_files"]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
# 23/11/2026, 15:05 in Hanoi: a Monday, the eve of a holiday.
NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
SITE = {
    "SITE_PLACE": "xã Xuân Trường",
    "SITE_OFFICE": "Trung tâm Phục vụ hành chính công xã Xuân Trường",
    "SITE_ADDRESS": "Khu trung tâm hành chính xã Xuân Trường, tỉnh Ninh Bình",
    "SITE_HOTLINE": "0228 000 2468",
}


@pytest.fixture(scope="package")
def place(django_db_setup, django_db_blocker, tmp_path_factory):
    """Its address. The tables are emptied after the last scenario."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"), **SITE)
    with files, time_machine.travel(NOW), django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)  # of a run that was cut off
        services.load(size="small", at=NOW)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="package")
def online(place, django_db_blocker):
    """The code of a dossier that somebody filed online this morning."""
    applicant = Applicant(
        kind=ApplicantKind.CITIZEN,
        name="Lương Văn Tám",
        id_number="036090000123",
        phone="0900000777",
        address="Xóm 9, xã Xuân Trường",
    )
    with django_db_blocker.unblock():
        intake = Intake(
            procedure="1.004873",
            channel=Channel.ONLINE,
            receiving_unit_id=people_queries.unit_by_code("H42.105.01", NOW.date()).id,
            applicant=applicant,
        )
        return dossiers.submit(intake, by=None, at=NOW - timedelta(hours=4))


@pytest.fixture(autouse=True)
def fresh_limits(place):
    cache.clear()


@pytest.fixture(scope="package")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright, allowed_in_async():
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def people(browser, place):
    """`people("hieu")`: the page of somebody who has signed in, with a browser of their own."""
    contexts, complaints = [], []

    def at_a_browser(username="", **options):
        options = {"viewport": DESK, "base_url": place, "locale": "vi-VN", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        slow_down(page)
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda entry: note_refusal(entry, complaints))
        if username:
            sign_in(page, username)
        return page

    yield at_a_browser
    for context in contexts:
        context.close()
    assert complaints == []


def sign_in(page, username):
    page.goto(settings.LOGIN_URL)
    page.fill("[name=username]", username)
    page.fill("[name=password]", demo.PASSWORD)
    follow(page, "form button:has-text('Đăng nhập')")
    assert page.locator("body.desk").count()


def code_on(page):
    """The code of the dossier that the page is about."""
    return re.search(r"H42\.105-\d{6}-\d{4}", page.inner_text("main"))[0]


def open_dossier(page, code):
    """As with a scanner: the code into the search box, and Enter."""
    page.fill("#tim-ho-so", code)
    page.press("#tim-ho-so", "Enter")
    page.wait_for_url(f"**/ho-so/{code}/")


def press(page, words):
    """A button or a link that does something, by its words; the answer is awaited."""
    target = page.locator("button:visible, a.button:visible").filter(has_text=words).first
    with page.expect_navigation():
        target.click()


def pdf_file(name):
    """For a box that takes files; one of another name has other bytes."""
    content = PDF.replace(b"<<>>", f"<</Title({name})>>".encode())
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def send_file(page, position, name="quet.pdf"):
    """A scan of the paper at that position of the dossier's page, 0 for the result."""
    box = f"#tep-{position}"
    page.set_input_files(box, pdf_file(name))
    with page.expect_navigation():
        page.locator(f"form:has({box}) button").first.click()
    assert "Đã lưu bản quét." in said(page)


def pdf_of(page, words):
    """The paper behind a link of the page."""
    link = page.locator("main a[href$='.pdf']", has_text=words).first.get_attribute("href")
    answer = page.request.get(link)
    assert answer.status == 200, answer.text()
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def actor(username):
    """Who that person is at work, for what is laid out beforehand."""
    account = people_queries.account_card(username)
    return people_queries.actor_of(account.id, post_id=None, on=NOW.date())


def act_on(page, code, words, **answers):
    """Something that needs words: its page, the boxes by name, and the same words again."""
    open_dossier(page, code)
    open_seldom_acts(page)
    press(page, words)
    for name, answer in answers.items():
        page.fill(f"[name={name}]", answer)
    press(page, words)


def open_seldom_acts(page):
    seldom = page.locator("summary", has_text="Việc khác")
    if seldom.count():
        seldom.click()


def said(page):
    """What the page says was done."""
    return page.inner_text("#messages")


def committed(call, *args, **kwargs):
    """As a worker does it: on a connection of its own, so that the server sees it.

    What a test writes itself is in its transaction, and gone with it.
    """

    def work():
        try:
            return call(*args, **kwargs)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as worker:
        return worker.submit(work).result()


@contextmanager
def clock_at(moment, *, tick=True):
    """The office at another moment; whoever was signed in before has been away too long."""
    with time_machine.travel(moment, tick=tick):
        yield


def filed(procedure, name, *, at, hands=(), **more):
    """The code of a dossier that was received before the scenario begins; see `committed`.

    `hands`: who sent it on after the counter, and to whom: ("anh", "lan").
    """
    hieu = actor("hieu")
    intake = Intake(
        procedure=procedure,
        channel=Channel.DIRECT,
        receiving_unit_id=hieu.unit_id,
        applicant=Applicant(
            kind=ApplicantKind.CITIZEN,
            name=name,
            id_number="036190000456",
            phone="0900000456",
            address="Xóm 2, xã Xuân Trường",
        ),
        **more,
    )
    code = dossiers.submit(intake, by=hieu.user_id, at=at)
    dossiers.accept(code, by=hieu, at=at)
    for who, to in (("hieu", None), *hands):
        to_user = actor(to).user_id if to else None
        dossiers.forward(code, to_user=to_user, by=actor(who), at=at)
    return code


def check_papers(page, *, missing):
    """The first two papers are asked of everybody; the others are not needed here."""
    for number, line in enumerate(page.query_selector_all("tr[data-line]")):
        mark = "present" if number < 2 else "not_needed"
        mark = "missing" if line.get_attribute("data-line") == missing else mark
        line.query_selector(f"label:has([value={mark}])").click()
