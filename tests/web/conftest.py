"""A real browser for every page test; where there is none, the tests say so and are skipped."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
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


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """The fonts exist, and the folder that WhiteNoise looks for."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    assets.build()
