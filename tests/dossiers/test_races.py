"""Eight people press the same button at once: exactly one succeeds."""

import pytest

from motcua.dossiers import queries, services
from motcua.dossiers.models import Dossier, StepRun
from motcua.errors import Conflict, Forbidden
from motcua.journal import queries as journal
from tests.factories import MORNING, at_step, filing, finished, office, submitted


pytestmark = pytest.mark.django_db(transaction=True)


def one_of_eight(answers):
    assert answers.count(None) == 1
    refusals = [answer for answer in answers if answer is not None]
    assert all(isinstance(refusal, Conflict | Forbidden) for refusal in refusals), refusals


def test_accepted_once(at_once):
    world = office()
    code = submitted(world)

    one_of_eight(at_once(8, lambda: services.accept(code, by=world.hieu, at=MORNING)))

    assert StepRun.objects.count() == 1
    assert [e.kind for e in journal.history(code)].count("dossier.accepted") == 1


def test_moved_on_once_even_by_one_person_with_a_nervous_finger(at_once):
    world = office()
    code = at_step(world, 3)
    seen = Dossier.objects.get().version

    one_of_eight(
        at_once(8, lambda: services.forward(code, by=world.lan, at=MORNING, expect_version=seen))
    )

    assert Dossier.objects.get().step_order == 4
    assert StepRun.objects.filter(left_at=None).count() == 1


def test_returned_once(at_once):
    world = office()
    code = finished(world)

    one_of_eight(
        at_once(
            8,
            lambda: services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING),
        )
    )


def test_a_draft_is_received_once(at_once):
    world = office()
    draft = services.start_draft(by=world.hieu, at=MORNING)

    answers = at_once(
        8, lambda: services.receive_draft(draft, filing(world), by=world.hieu, at=MORNING)
    )

    codes = [answer for answer in answers if isinstance(answer, str)]
    assert len(codes) == 1
    assert Dossier.objects.count() == 1
    assert queries.draft(draft, world.hieu).dossier_code == codes[0]


def test_numbers_are_unique_and_without_gaps(at_once):
    world = office()

    codes = at_once(8, lambda: services.receive(filing(world), by=world.hieu, at=MORNING))

    assert sorted(code[-4:] for code in codes) == [f"{n:04d}" for n in range(1, 9)]
