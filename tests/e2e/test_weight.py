"""The first page of a citizen on a weak line, from the web server of the product itself."""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

import pytest
from django.conf import settings

from tests.cli.conftest import ROOT, clean_environment
from tests.web.conftest import PHONE


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WEAK_LINE = {
    "offline": False,
    "latency": 400,  # milliseconds
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
LCP = """() => new Promise(resolve => new PerformanceObserver(list =>
    resolve(list.getEntries().at(-1).startTime)
).observe({type: "largest-contentful-paint", buffered: true}))"""


@pytest.fixture(scope="package")
def served(place, tmp_path_factory):
    """`motcua serve`: granian, compressed files with their fingerprint in the name."""
    home = tmp_path_factory.mktemp("home")
    environment = clean_environment(home) | {"DATABASE_URL": database_url(), "LOG_LEVEL": "ERROR"}
    subprocess.run(
        command("migrate"), cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120
    )
    with free_port() as port, running(environment | {"PORT": str(port)}, port):
        yield f"http://127.0.0.1:{port}"


def command(name):
    return [sys.executable, "-P", "-m", "motcua.cli", name]


def database_url():
    given = settings.DATABASES["default"]
    return (
        f"postgresql://{given['USER']}:{given['PASSWORD']}@/{given['NAME']}"
        f"?host={given['HOST']}&port={given['PORT']}"
    )


@contextmanager
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield port


@contextmanager
def running(environment, port):
    process = subprocess.Popen(
        command("serve"),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


def wait_for(url, process):
    for _ in range(300):
        assert process.poll() is None, process.stdout.read().decode()
        with suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    raise AssertionError("the web server does not answer")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        pytest.param("/", 60_000, id="the first page"),
        pytest.param("/thu-tuc/1.001193/", 60_000, id="a procedure, from a search engine"),
    ],
)
def test_a_first_page_on_a_weak_line(people, served, address, most):
    page = people(viewport=PHONE, base_url=served)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", WEAK_LINE)
    received = []
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    page.goto(address, wait_until="networkidle")
    seen_after = page.evaluate(LCP)

    assert len(received) >= 4, "HTML, two style sheets, a font"
    assert sum(received) <= most
    assert seen_after <= 2000


def test_files_are_kept_for_ever_and_pages_are_not(people, served):
    page = people(base_url=served)
    page.goto("/")
    style = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    kept = page.request.get(style).headers["cache-control"]

    assert "immutable" in kept
    assert "no-store" in page.request.get("/dang-nhap/").headers["cache-control"]
    assert page.request.get("/").headers["cache-control"] == "private, max-age=0"
