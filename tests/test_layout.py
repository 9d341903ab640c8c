"""The little of the house's order that the linter can't say."""

import ast
import re
import statistics
import subprocess
from importlib import import_module
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from motcua.errors import DomainError


ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path
    for path in sorted((ROOT / "motcua").rglob("*.py"))
    if "migrations" not in path.parts and path.stat().st_size
]
ACROSS = ("journal", "settings")  # who acted, in the journal, is part of the entry itself


def lines_of(path):
    return len(path.read_text("utf-8").splitlines())


def functions_of(path):
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def p90(values):
    return statistics.quantiles(values, n=10)[-1]


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("motcua.")]


def refusals(kind=DomainError):
    for child in kind.__subclasses__():
        if child.__module__.startswith("motcua."):
            yield child
        yield from refusals(child)


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_a_module_can_be_read_in_one_sitting():
    lengths = {path.relative_to(ROOT): lines_of(path) for path in SOURCES}

    assert {path: length for path, length in lengths.items() if length > 400} == {}
    assert p90(lengths.values()) <= 200, sorted(lengths.items(), key=lambda pair: -pair[1])[:12]


def test_a_function_fits_on_a_screen():
    lengths = [length for path in SOURCES for _, length in functions_of(path)]

    assert p90(lengths) <= 25


def test_tables_are_private_to_their_capability():
    graph = grimp.build_graph("motcua")
    tables = [name for name in graph.modules if re.fullmatch(r"motcua\.\w+\.models(\..+)?", name)]
    trespasses = [
        f"{importer} reads {table}"
        for table in tables
        for importer in graph.find_modules_that_directly_import(table)
        if importer.split(".")[1] != table.split(".")[1]
    ]

    assert trespasses == []


def test_who_and_when_are_kept_together():
    for model in own_models():
        if model._meta.app_label in ACROSS:
            continue
        fields = {field.name for field in model._meta.fields}
        constraints = " ".join(constraint.name for constraint in model._meta.constraints)
        for by in (name for name in fields if name.endswith("_by")):
            stem = by.removesuffix("_by")
            at = model._meta.get_field(f"{stem}_at")
            optional = at.null or model._meta.get_field(by).null
            assert not optional or f"{stem}_at_and_by_together" in constraints, model


def test_every_refusal_is_a_sentence():
    for path in SOURCES:
        if path.stem == "errors" or path.parent.name == "errors":
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

    for refusal in refusals():
        assert re.match(r"[A-ZĐÀ-Ỹ{«“]", refusal.message), refusal
        # a fact at the end is a sentence of its own, with its own full stop
        assert refusal.message.endswith((".", "}")), refusal


def leading_fields(model):
    """The fields that some index begins with."""
    for index in model._meta.indexes:
        if index.fields:
            yield index.fields[0].lstrip("-")
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield constraint.fields[0]
    for names in model._meta.unique_together:
        yield names[0]


def test_every_foreign_key_has_an_index():
    bare = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
        and not (field.db_index or field.unique or field.primary_key)
        and field.name not in leading_fields(model)
    ]

    assert bare == []


def test_every_capability_with_tables_is_installed():
    with_tables = {path.parent.parent.name for path in (ROOT / "motcua").glob("*/migrations/0001*")}
    installed = {
        name.split(".")[1] for name in settings.INSTALLED_APPS if name.startswith("motcua.")
    }

    assert with_tables <= installed


# Folders of the machine it was written on, and marks of what was left unfinished.
FORBIDDEN = re.compile(r"/root/\.|\bTODO\b|\bFIXME\b|\bXXX\b")


def test_the_lock_files_hold_versions_and_hashes_and_no_addresses():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")

        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "-url" not in text


def test_nothing_tells_of_the_machine_it_was_written_on():
    told = []
    for path in tracked("*.py", "*.md", "*.toml", "*.txt", "*.yml", "*.html", "Makefile", ".ci/*"):
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if FORBIDDEN.search(line):
                told.append(f"{path.relative_to(ROOT)}:{number}")

    assert told == []


def links_of(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", target):
            yield target.split("#")[0]


def test_links_between_pages_lead_somewhere():
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in tracked("*.md")
        for target in links_of(page)
        if not (page.parent / target).exists()
    ]

    assert dead == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc"])
def test_there_is_no_drawer_for_odds_and_ends(word):
    assert [path for path in SOURCES if word in (path.stem, path.parent.name)] == []
