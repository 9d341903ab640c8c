import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motcua import catalog
from motcua.catalog import services


# 23/11/2026, 15:02 in Hanoi: a Monday, the eve of a holiday.
NOW = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)
DATA = Path(catalog.__file__).parent / "data" / "procedures.json"
FIELDS = {"Hộ tịch", "Trẻ em", "Chứng thực"}


def take_in_the_catalog():
    """Enough of what is delivered for three pages of a list; the whole takes longer."""
    rows = [row for row in json.loads(DATA.read_text("utf-8")) if row["field"] in FIELDS]
    assert services.import_procedures(rows, by=None, at=NOW).is_done


@pytest.fixture
def some_procedures(db):
    take_in_the_catalog()


@pytest.fixture
def this_monday(time_machine):
    time_machine.move_to(NOW)
