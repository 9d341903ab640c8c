"""A real browser for tests of pages; where there is none, they say so and are skipped.

@pytest.mark.browser
def test_something(page, live_server):
    page.goto(live_server.url)
    assert violations(page) == []
"""

import os
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

from motcua.web import assets


CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# True once five frames in a row have found the page where the frame before them put it.
AT_TOP_FOR_GOOD = """() => {
  window.framesAtTop = scrollY === 0 ? (window.framesAtTop ?? 0) + 1 : 0;
  scrollTo({ top: 0, behavior: "instant" });
  return window.framesAtTop > 5;
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """The fonts."""
    assets.build()


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright, allowed_in_async():
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


class allowed_in_async:  # noqa: N801  reads as a sentence
    """Playwright's loop runs in this thread; Django must not take our queries for async ones."""

    def __enter__(self):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

    def __exit__(self, *_):
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server):
    """A telephone, light. What goes wrong in the page fails the test."""
    yield from new_page(browser, live_server, viewport=PHONE)


@pytest.fixture
def desk_page(browser, live_server):
    """The screen of an official, light."""
    yield from new_page(browser, live_server, viewport=DESK)


def new_page(browser, live_server, **options):
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", **options)
    page = context.new_page()
    slow_down(page)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda entry: note_refusal(entry, complaints))
    yield page
    context.close()
    assert complaints == []


def slow_down(page):
    """An old PC on a poor line, where MOTCUA_SLOW_BROWSER is set.

    A test that reads a page before it is there passes on a fast machine and fails on a busy one;
    so it fails here too. A page of 40 kB takes a second.
    """
    if not os.environ.get("MOTCUA_SLOW_BROWSER"):
        return
    session = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": 100, "downloadThroughput": 40_000, "uploadThroughput": -1}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 3})


def follow(page, selector):
    """Click what leads to another page, and wait until that page is there as a whole.

    A click alone ends when the first byte has come; what reads at once finds half a page.
    """
    with page.expect_navigation():
        page.click(selector)


def follow_key(page, key):
    """The same with a key, where the focus is."""
    with page.expect_navigation():
        page.keyboard.press(key)


def note_refusal(entry, complaints):
    """A page that breaks its own Content-Security-Policy only tells the console."""
    if "Content Security Policy" in entry.text:
        complaints.append(entry.text)


def violations(page):
    """What axe finds against WCAG 2.2 AA, one line each, of the page at its top."""
    settled_at_top(page)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def settled_at_top(page):
    """Wait until the page is loaded and stands at its top for good.

    A sticky bar covers a part of what lies under it, which axe takes for a target too small. And
    the browser goes to the #fragment of an address late, when style sheets and fonts have come:
    a scroll before that is undone.
    """
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => null)")
    page.wait_for_function(AT_TOP_FOR_GOOD, polling="raf")


def overflow(page):
    """How many pixels one would have to scroll sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
