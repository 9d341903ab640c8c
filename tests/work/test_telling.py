"""Who hears of what happens to a dossier, through the same door as the worker."""

import pytest
from django.conf import settings

from motcua.alerts import queries as alerts
from motcua.alerts.rules import Kind
from motcua.dossiers import services as dossiers
from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.journal.tasks import deliver
from motcua.people.models import Post
from motcua.people.rules import SubstitutionKind
from motcua.people.services import set_substitute
from motcua.work import services
from tests.factories import MONDAY, MORNING, at_step, later


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def code(world):
    return at_step(world, 3)


def work_off(subject, *, after=0):
    """What the worker would do for the latest entries about a subject."""
    for event in journal.history(subject)[after:]:
        for reaction in settings.REACTIONS.get(event.kind, ()):
            deliver(event.entry_id, reaction)


def told(actor):
    return [(row.kind, row.text) for row in alerts.alerts_of(actor.user_id).rows]


def test_watchers_hear_what_happened(world, code):
    services.watch(code, by=world.hieu, at=MORNING)
    before = len(journal.history(code))
    dossiers.forward(code, by=world.lan, at=MORNING)

    for _ in range(2):  # a worker may die before the job is marked
        work_off(code, after=before)

    ((kind, text),) = told(world.hieu)
    assert kind is Kind.WATCH
    assert text.startswith(f"{code}: Chuyển đến")
    assert told(world.lan) == []


def test_who_did_it_is_not_told(world, code):
    services.watch(code, by=world.lan, at=MORNING)
    before = len(journal.history(code))
    dossiers.forward(code, by=world.lan, at=MORNING)
    work_off(code, after=before)

    assert told(world.lan) == []


def test_who_may_not_see_it_any_more_hears_nothing(world, code):
    services.watch(code, by=world.hieu, at=MORNING)
    services.watch(code, by=world.khue, at=MORNING)
    Post.objects.filter(pk=world.hieu.post_id).update(unit=world.other_one_stop)
    before = len(journal.history(code))
    dossiers.forward(code, by=world.lan, at=MORNING)
    work_off(code, after=before)

    assert told(world.hieu) == []
    assert len(told(world.khue)) == 1


def test_who_left_hears_nothing(world, code):
    services.watch(code, by=world.hieu, at=MORNING)
    Post.objects.filter(pk=world.hieu.post_id).update(until=MONDAY.replace(day=1))
    before = len(journal.history(code))
    dossiers.forward(code, by=world.lan, at=MORNING)
    work_off(code, after=before)

    assert told(world.hieu) == []


def test_who_is_given_work_hears_of_it(world, code):
    before = len(journal.history(code))
    dossiers.reassign(code, to_user=world.son.user_id, note="Gấp", by=world.anh, at=MORNING)
    work_off(code, after=before)

    ((kind, text),) = told(world.son)
    assert kind is Kind.ASSIGNED
    assert "Gấp" in text


def test_what_nobody_was_given_is_told_to_nobody(world, code):
    work_off(code)

    assert [told(actor) for actor in (world.lan, world.son, world.anh)] == [[], [], []]


def test_old_facts_are_no_news(world, code, morning):
    services.watch(code, by=world.hieu, at=MORNING)
    before = len(journal.history(code))
    dossiers.forward(code, by=world.lan, at=MORNING)
    morning.move_to(later(days=10))
    work_off(code, after=before)

    assert told(world.hieu) == []


def test_a_note_is_heard_by_watchers(world, code):
    services.watch(code, by=world.hieu, at=MORNING)
    services.write_note(code, text="Đủ giấy tờ.", by=world.lan, at=MORNING)
    work_off(code, after=len(journal.history(code)) - 1)

    ((_kind, text),) = told(world.hieu)
    assert "Viết ghi chú" in text


def test_a_substitute_hears_for_whom_and_until_when(world):
    set_substitute(
        world.lan.post_id,
        substitute_id=world.son.user_id,
        kind=SubstitutionKind.SUBSTITUTE,
        since=MONDAY,
        until=MONDAY,
        reason="Nghỉ phép",
        by=world.lan,
        at=MORNING,
    )
    work_off("account:lan")

    ((kind, text),) = told(world.son)
    assert kind is Kind.HANDOVER
    assert "Phạm Thu Lan" in text
    assert "24/08/2026" in text


def test_each_reaction_is_a_function_of_work_that_exists(world):
    for reactions in settings.REACTIONS.values():
        for reaction in reactions:
            module, _, name = reaction.rpartition(".")
            assert hasattr(__import__(module, fromlist=[name]), name)
    assert Entry.objects.exists()
