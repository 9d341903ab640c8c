"""The demonstration has classifications in every situation, made once."""

from datetime import UTC, datetime

import pytest

from motcua.demo.services.grading import propose_all
from motcua.staff.models import Grading
from tests.factories import MORNING, finished, office


pytestmark = pytest.mark.django_db


def test_proposals_are_ready_to_sign_and_one_is_signed():
    world = office()
    finished(world)
    now = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)

    propose_all(world.commune.pk, now=now)
    before = list(Grading.objects.order_by("pk").values_list("pk", "state"))
    propose_all(world.commune.pk, now=now)

    assert list(Grading.objects.order_by("pk").values_list("pk", "state")) == before
    states = [state for _, state in before]
    assert states.count("signed") == 1
    assert states.count("proposed") >= 2
    assert set(Grading.objects.values_list("year", flat=True)) == {2026}


def test_before_november_it_is_the_year_before():
    world = office()

    propose_all(world.commune.pk, now=MORNING)

    assert set(Grading.objects.values_list("year", flat=True)) == {2025}
