"""`motcua report`: the same figures on the command line."""

import json
import random
from argparse import Namespace
from datetime import datetime
from io import BytesIO

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from motcua.cli.errors import FileNotWritten, WrongChoice
from motcua.cli.parser import read
from motcua.cli.report import report
from motcua.deadlines.rules import HANOI
from motcua.ledger.errors import BadPeriod
from motcua.ledger.models import Total
from motcua.people.errors import NoSuchUnit
from motcua.reports.errors import NoSuchGrouping, NotAnAgency, PeriodNotRead
from motcua.reports.rules import PUBLISHED
from tests import factories
from tests.reports.histories import lay_in


pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 3, 20, 9, 0, tzinfo=HANOI)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lives(db):
    world = factories.office()
    lay_in(random.Random(3), [world.commune.pk, world.province.pk], 60)
    return world


def asked(*words: str) -> Namespace:
    return read(["report", *words])


def run(*words: str) -> int:
    return report(asked(*words))


def test_as_text(lives, capsys):
    assert run("--unit", "H40", "--period", "2026-Q1") == 0

    said = capsys.readouterr().out
    assert said.startswith("Trong quý I/2026 (15/12/2025–14/3/2026), UBND tỉnh Đông Giang tiếp")
    lines = said.splitlines()
    (head,) = [line for line in lines if "Từ kỳ trước" in line]
    (total,) = [line for line in lines if line.startswith("Tổng cộng")]
    assert len(head) == len(total)
    assert "UBND phường An Thịnh" in said


def test_as_json_it_is_the_answer_of_the_api(lives, capsys):
    assert (
        run("--unit", "H40", "--from", "2025-12-15", "--to", "2026-03-14", "--format", "json") == 0
    )

    found = json.loads(capsys.readouterr().out)
    assert (found["from"], found["to"], found["unit"]) == ("2025-12-15", "2026-03-14", "H40")
    assert found["total"]["received"] == sum(row["received"] for row in found["rows"]) > 0


def test_as_a_spreadsheet_numbers_are_numbers(lives, tmp_path, capsys):
    file = tmp_path / "bao-cao.xlsx"

    words = ["--unit", "H40", "--period", "2026-Q1", "--by", "field", "--format", "xlsx"]
    assert run(*words, "--output", str(file)) == 0

    assert "bao-cao.xlsx" in capsys.readouterr().out
    book = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes()))
    rows = book.get_sheet_by_index(0).to_python()
    (total,) = [row for row in rows if "Tổng cộng" in row]
    numbers = [cell for cell in total if isinstance(cell, int | float)]
    assert len(numbers) == len(PUBLISHED)


def test_alone_or_with_what_lies_below(lives, capsys):
    run("--unit", "H40", "--period", "2026-Q1", "--format", "json", "--alone")
    alone = json.loads(capsys.readouterr().out)
    run("--unit", "H40", "--period", "2026-Q1", "--format", "json")
    whole = json.loads(capsys.readouterr().out)

    assert [row["key"] for row in alone["rows"]] == ["H40"]
    assert alone["total"]["received"] < whole["total"]["received"]


def test_a_running_period_ends_today(lives, capsys):
    run("--unit", "H40", "--period", "2026-Q2")

    assert "Trong quý II/2026, đến ngày 20/3/2026 (15/3/2026–20/3/2026)" in capsys.readouterr().out


def test_a_sum_that_fails_is_a_failure(lives, capsys):
    Total.objects.filter(granted_early__gt=0).update(granted_early=4000)

    assert run("--unit", "H40", "--period", "2026-Q1") == 1

    assert "lệch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["--unit", "H99", "--period", "2026-Q1"], NoSuchUnit),
        (["--unit", "H40\x00", "--period", "2026-Q1"], NoSuchUnit),
        (["--unit", "H40.12.05.02", "--period", "2026-Q1"], NotAnAgency),
        (["--unit", "H40", "--period", "quý một"], PeriodNotRead),
        (["--unit", "H40", "--from", "2026-02-30", "--to", "2026-03-01"], WrongChoice),
        (["--unit", "H40", "--from", "1/2/2026", "--to", "2026-03-01"], WrongChoice),
        (["--unit", "H40", "--from", "2026-03-02", "--to", "2026-03-01"], BadPeriod),
        (["--unit", "H40", "--period", "2026-Q1", "--format", "pdf"], WrongChoice),
        (["--unit", "H40", "--period", "2026-Q1", "--by", "street"], NoSuchGrouping),
        (["--unit", "H40", "--period", "2026-Q1", "--output", "/nowhere/x"], FileNotWritten),
    ],
)
def test_what_is_refused(lives, words, refusal):
    with pytest.raises(refusal):
        run(*words)


@pytest.mark.parametrize("words", [[], ["--from", "2026-01-01"], ["--to", "2026-01-01"]])
def test_without_a_period_it_was_called_wrongly(lives, capsys, words):
    assert run("--unit", "H40", *words) == 2
    assert "--period" in capsys.readouterr().err


def test_a_unit_must_be_named(capsys):
    with pytest.raises(SystemExit) as ended:
        asked("--period", "2026-Q1")

    assert ended.value.code == 2
