"""Dossiers from elsewhere: the same rows as if the work had been done here."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from motcua.dossiers import services
from motcua.dossiers.facts import ApplicantGuided
from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.queries import recomputed_due
from motcua.dossiers.rules import Action, Channel
from motcua.dossiers.services.importing import Act, History, load
from motcua.dossiers.services.planning import plan
from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.journal.services import record_many
from motcua.ledger import queries as ledger
from motcua.ledger.models import Position
from motcua.ledger.rules import Cell, Period
from motcua.papers import queries as papers
from motcua.papers.models import Paper
from motcua.papers.services.importing import Kept
from motcua.process.rules import SupplementMode
from tests.factories import MORNING, filing, later, office


pytestmark = pytest.mark.django_db

A, F = Action, Action.FORWARD
ITEMS = ("Bản chính để đối chiếu",)
GRANTED = [(F, 1), (F, 2), (F, 20), (F, 22), (A.APPROVE, 24), (A.CONCLUDE, 25)]
REFUSED = [(F, 1), (F, 2), (F, 20), (F, 22), (A.REFUSE, 24), (A.CONCLUDE, 25)]
ASKED = [(F, 1), (F, 2), (A.ASK_SUPPLEMENT, 3)]
SUPPLIED = [*ASKED, (A.SUPPLY, 50), (F, 52), (F, 53), (A.APPROVE, 54), (A.CONCLUDE, 80)]
LIVES = {
    "filed": (Channel.ONLINE, None, []),
    "accepted": (Channel.ONLINE, 2, []),
    "under way": (Channel.DIRECT, 0, [(F, 1), (F, 2)]),
    "granted": (Channel.ONLINE, 1, GRANTED),
    "returned": (Channel.DIRECT, 0, [*GRANTED, (A.RETURN_RESULT, 48)]),
    "refused": (Channel.DIRECT, 0, REFUSED),
    "waiting": (Channel.ONLINE, 1, ASKED),
    "late after a supplement": (Channel.ONLINE, 1, [*SUPPLIED, (A.RETURN_RESULT, 200)]),
}


def lived(world, channel, accepted, acts):
    """By the services, hour by hour from the morning; the code and what was done."""
    by = world.hieu.user_id if channel is Channel.DIRECT else None
    code = services.submit(filing(world, channel=channel), by=by, at=MORNING)
    done = []
    if accepted is not None:
        services.accept(code, by=world.hieu, at=later(hours=accepted))
        done.append(Act(action=A.ACCEPT, at=later(hours=accepted), by=world.hieu.user_id))
    for action, hours in acts:
        done.append(act(world, code, action, later(hours=hours)))
    return code, done


def act(world, code, action, at):
    here = Dossier.objects.get(code=code).step_order
    who = world.hieu if action is A.SUPPLY else world.at_step(here)
    to = world.lan.user_id if (action, here) == (F, 2) else None
    note, more = "", {}
    if action is F:
        more = {"to_user": to}
    elif action in (A.REFUSE, A.ASK_SUPPLEMENT):
        note = "Giấy tờ chưa khớp"
        more = {"reason": note} | ({"items": ITEMS} if action is A.ASK_SUPPLEMENT else {})
    elif action is A.CONCLUDE:
        note = "214/2026"
        more = {"result_number": note}
    elif action is A.RETURN_RESULT:
        more = {"handed_to": "Đặng Ngọc Quyên"}
    getattr(services, action.value)(code, by=who, at=at, **more)
    items = ITEMS if action is A.ASK_SUPPLEMENT else ()
    return Act(action=action, at=at, by=who.user_id, note=note, to=to, items=items)


def history(world, channel, acts, *, digitised=False):
    intake = filing(world, channel=channel)
    kept = Kept(
        name="Tờ khai",
        digitised_at=MORNING if digitised else None,
        digitised_by=world.hieu.user_id if digitised else None,
    )
    return History(
        intake=intake,
        plan=plan(intake, on=MORNING.date()),
        filed_at=MORNING,
        filed_by=world.hieu.user_id if channel is Channel.DIRECT else None,
        papers=(kept,),
        acts=tuple(acts),
    )


def values(row: Model, *without: str) -> dict:
    names = {field.attname for field in row._meta.concrete_fields}
    return {name: getattr(row, name) for name in names - {"id", "dossier_id", *without}}


def told(code):
    rows = [(e.kind, {**e.facts, "number": 0}, e.by_id, e.at) for e in journal.history(code)]
    return [row for row in rows if not row[0].startswith("paper.")]


@pytest.mark.parametrize("life", LIVES)
@pytest.mark.parametrize("mode", [SupplementMode.RESTART, SupplementMode.SUSPEND])
def test_every_row_is_as_the_services_would_have_written_it(life, mode):
    world = office(mode=mode)
    code, acts = lived(world, *LIVES[life])

    (imported,) = load([history(world, LIVES[life][0], acts)])

    here, there = (Dossier.objects.get(code=c) for c in (code, imported))
    assert values(there, "code", "search_key", "register_number") == values(
        here, "code", "search_key", "register_number"
    )
    assert there.search_key == here.search_key.replace(code.lower(), imported.lower())
    for part in ("steps", "spans", "supplements"):
        of_here, of_there = (getattr(d, part).order_by("pk") for d in (here, there))
        assert [values(row) for row in of_there] == [values(row) for row in of_here], part
    positions = [
        [values(row, "code") for row in Position.objects.filter(code=c).order_by("from_on")]
        for c in (imported, code)
    ]
    assert positions[0] == positions[1]
    assert told(imported) == told(code)
    assert recomputed_due(imported) == there.due_at
    assert journal.verify().broken == ()


def test_sums_and_positions_say_the_same():
    world = office()
    _, acts = lived(world, *LIVES["returned"])
    load([history(world, Channel.DIRECT, acts, digitised=True) for _ in range(3)])
    period = Period(MORNING.date(), MORNING.date() + timedelta(days=9))

    counted = ledger.counts(period)[""]

    assert counted == ledger.recounted(period)[""]
    assert counted.get(Cell.GRANTED_EARLY) == 4
    assert counted.get(Cell.DIGITISED) == 3


def test_a_dossier_is_digitised_when_its_papers_say_so():
    world = office()
    _, acts = lived(world, *LIVES["granted"])

    plain, whole = load(
        [history(world, Channel.ONLINE, acts, digitised=is_whole) for is_whole in (False, True)]
    )

    assert not papers.is_digitised(plain)
    assert papers.is_digitised(whole)
    marks = Position.objects.filter(until_on=None).values_list("code", "is_digitised")
    assert dict(marks)[whole]
    assert not dict(marks)[plain]


def test_numbers_go_on_without_a_gap():
    world = office()
    code, acts = lived(world, *LIVES["waiting"])

    codes = load([history(world, Channel.ONLINE, acts) for _ in range(3)])
    _, _ = lived(world, *LIVES["waiting"])

    day = code[:-4]
    assert codes == [f"{day}{number:04}" for number in (2, 3, 4)]
    assert set(Dossier.objects.values_list("register_number", flat=True)) == {1, 2, 3, 4, 5}
    assert set(IssuedPaper.objects.values_list("number", flat=True)) == {1, 2, 3, 4, 5}


def test_an_act_that_histories_do_not_hold_leaves_nothing():
    world = office()
    strange = Act(action=A.CLAIM, at=later(hours=3), by=world.lan.user_id)
    taken = Act(action=A.ACCEPT, at=later(hours=2), by=world.hieu.user_id)

    with pytest.raises(KeyError):
        load([history(world, Channel.ONLINE, [taken, strange])])

    assert not Dossier.objects.exists()
    assert not Paper.objects.exists()
    assert not Entry.objects.filter(kind__startswith="dossier.").exists()


def test_a_subject_the_journal_knows_is_refused():
    world = office()
    code, _ = lived(world, *LIVES["accepted"])
    known = ApplicantGuided(subject=code, procedure="", reason="", sent_to="")

    with pytest.raises(IntegrityError), transaction.atomic():
        record_many([(known, None, MORNING)])

    assert "counter.guided" not in {event.kind for event in journal.history(code)}
