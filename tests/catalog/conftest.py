import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from motcua import catalog
from motcua.catalog import services
from motcua.people.rules import Actor, Role


# 21/11/2026, 09:00 in Hanoi.
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DATA = Path(catalog.__file__).parent / "data"


def delivered():
    """The rows of data/procedures.json, as they are delivered."""
    return json.loads((DATA / "procedures.json").read_text("utf-8"))


def row_of(code):
    """The delivered row of a procedure that is in force now."""
    return next(row for row in delivered() if row["code"] == code and "until" not in row)


@pytest.fixture(scope="module")
def whole_catalog(django_db_setup, django_db_blocker):
    """All that is delivered, taken in once for the tests of a module that only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = services.import_procedures(delivered(), by=None, at=NOW)
        assert report.is_done
        yield report
        transaction.set_rollback(True)


def actor(user_id, *roles):
    return Actor(
        user_id=user_id,
        name="Lê Thị Quản",
        post_id=1,
        title="Quản trị",
        unit_id=1,
        unit_name="Văn phòng",
        agency_id=1,
        agency_code="H40.12",
        agency_name="UBND phường An Thịnh",
        roles=frozenset(roles),
    )


@pytest.fixture
def admin(django_user_model, db):
    user = django_user_model.objects.create(username="quan", name="Lê Thị Quản")
    return actor(user.pk, Role.ADMIN)


@pytest.fixture
def counter(django_user_model, db):
    user = django_user_model.objects.create(username="quay", name="Trần Văn Quầy")
    return actor(user.pk, Role.COUNTER)
