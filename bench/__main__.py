"""Sets Django up, then runs one benchmark: `python -m bench [NAME] [options]`.

    python -m bench              pages under load, and the pure rules: what `make bench` shows
    python -m bench province     a province's year, a million dossiers: figures and their pages
    python -m bench web | bulk | catalog | deadlines | journal | printing

A benchmark's module is imported only here, when the settings stand, and has `main(words)`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import django


HOME = Path(__file__).resolve().parent.parent / "var" / "bench"
PAGES = "pages"  # the product's own settings and server; the others work as tests do
MODULES = {PAGES: "bench.run", "province": "bench.province.run"}
NAMES = (PAGES, "province", "web", "bulk", "catalog", "deadlines", "journal", "printing")


def main(words: list[str]) -> None:
    name, rest = (words[0], words[1:]) if words and words[0] in NAMES else (PAGES, words)
    if name == PAGES:
        os.environ["MOTCUA_HOME"] = str(HOME)
        for given in ("DATABASE_URL", "DATABASE_URL_FILE"):
            os.environ.pop(given, None)
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
    import_module(MODULES.get(name, f"bench.{name}")).main(rest)


if __name__ == "__main__":
    main(sys.argv[1:])
