"""What the documents say is there."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from motcua.reports.rules.figures import FIGURES
from tests import arrows


ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"`((?:motcua|tests|bench|docs|requirements)/[\w./-]+)(?:::([\w.]+))?`")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*\ssrc=\"([^\"]+)\"")
LINK = re.compile(r"\]\(([^)\s#]*)#([^)\s]+)\)")
PAGES = sorted(
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
)
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


@cache
def names_in(path):
    """Names of a module, and of its classes as `Class.member`."""

    def defined(body):
        for node in body:
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    yield node.name
                case ast.ClassDef():
                    yield node.name
                    yield from (f"{node.name}.{name}" for name in defined(node.body))
                case ast.Assign():
                    yield from (t.id for t in node.targets if isinstance(t, ast.Name))
                case ast.AnnAssign(target=ast.Name(id=name)):
                    yield name

    return frozenset(defined(ast.parse(path.read_text("utf-8")).body))


def anchors_of(page):
    """The anchors that headings get where the pages are shown."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        yield plain.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_code_that_is_named_is_there(page):
    absent = [
        f"{path}::{name}" if name else path
        for path, name in NAMED.findall(page.read_text("utf-8"))
        if not (ROOT / path).exists() or (name and name not in names_in(ROOT / path))
    ]

    assert absent == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_pictures_are_there(page):
    shown = ["".join(found) for found in PICTURE.findall(page.read_text("utf-8"))]

    assert [name for name in shown if not (page.parent / name).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_a_link_into_a_page_meets_a_heading(page):
    dead = [
        f"{target}#{anchor}"
        for target, anchor in LINK.findall(page.read_text("utf-8"))
        if not re.match("[a-z]+:", target)
        and anchor not in set(anchors_of(page.parent / target if target else page))
    ]

    assert dead == []


def test_the_picture_of_the_arrows_is_current():
    assert arrows.mermaid() in arrows.PAGE.read_text("utf-8"), "run: python -m tests.arrows"


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_the_figures_are_explained_as_they_are_counted(figure):
    cells = ", ".join(f"`{cell.value}`" for cell in figure.cells)
    line = f"| `{figure.name}` | {figure.label} | {cells} | {figure.source} |"

    assert line in (ROOT / "docs" / "explanation" / "figures.md").read_text("utf-8")


def test_the_law_names_a_test_for_every_rule():
    text = (ROOT / "docs" / "law.md").read_text("utf-8")
    held = text.partition("## Not held yet")[0]
    rows = [line for line in held.splitlines() if line.startswith("| ") and "::" in line]
    bare = [row for row in rows if "`tests/" not in row or "`motcua/" not in row]

    assert len(rows) > 30
    assert bare == []
