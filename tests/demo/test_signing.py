"""What the demonstration prepares for the one who signs."""

import pytest

from motcua.demo import queries as demo
from motcua.demo.services.signing import prepare
from motcua.dossiers.queries.signing import to_sign
from motcua.dossiers.services.signing import ChosenResult, sign_results
from motcua.signing import queries
from motcua.signing.rules import Validity
from tests import factories
from tests.factories import MORNING, at_step
from tests.signing.people import looked_at


@pytest.mark.django_db
def test_a_leader_can_sign_at_once_and_the_clerk_is_warned(time_machine, settings, tmp_path):
    time_machine.move_to(MORNING, tick=False)
    settings.MEDIA_ROOT = tmp_path
    world = factories.office()
    code = at_step(world, 5)

    prepare(world.commune.pk, at=MORNING)
    prepare(world.commune.pk, at=MORNING)

    looked_at(code)
    (waiting,) = to_sign(world.chu, now=MORNING)
    (card,) = queries.certificates_of([world.chu.user_id], now=MORNING)
    (ending,) = queries.certificates_of([world.thu.user_id], now=MORNING)
    number = sign_results([ChosenResult(code)], card.id, demo.PASSWORD, by=world.chu, at=MORNING)
    assert waiting.why == ""
    assert ending.validity is Validity.EXPIRING
    assert queries.batch(number, world.chu.user_id).done == 1
