"""Many dossiers at once: each for itself, none twice, and what one refuses stops no other."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.deadlines import services as calendar
from motcua.dossiers import queries as dossier_queries
from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.journal import queries as journal
from motcua.people.models import Post
from motcua.work import errors, queries, services, tasks
from motcua.work.models import BulkLine, BulkRun
from motcua.work.rules import MOST_IN_BULK, Deed, LineState
from motcua.work.services import Chosen
from motcua.work.services import bulk as bulk_services
from tests import factories
from tests.deadlines import entries
from tests.factories import MONDAY, MORNING, at_step, later, received, submitted


@pytest.fixture
def codes(world):
    return [at_step(world, 3) for _ in range(3)]


def chosen(codes):
    return [
        Chosen(d.code, d.version, d.procedure_name)
        for d in Dossier.objects.filter(code__in=codes).order_by("pk")
    ]


def begin(world, codes, deed=Deed.FORWARD, *, by=None, **given):
    return services.begin_bulk(deed, chosen(codes), **given, by=by or world.lan, at=MORNING)


def run_out(run_id, at=MORNING):
    while services.do_next(run_id, at=at):
        pass


def step_of(code):
    return Dossier.objects.get(code=code).step_order


def states(run_id):
    return [line.state for line in BulkLine.objects.filter(run=run_id).order_by("position")]


def test_asking_for_it_changes_no_dossier_and_leaves_one_job(world, codes):
    run = begin(world, codes)

    assert {step_of(code) for code in codes} == {3}
    assert len(jobs(run)) == 1
    assert journal.history(f"bulk:{run}")[0].facts["total"] == 3


def test_a_refused_transaction_leaves_no_job(world, codes):
    before = transaction.savepoint()
    run = begin(world, codes)
    transaction.savepoint_rollback(before)

    assert not BulkRun.objects.exists()
    assert jobs(run) == []


def test_all_are_done_by_who_asked(world, codes):
    run = begin(world, codes, note="Đủ điều kiện", to_user=world.anh.user_id)

    run_out(run)

    assert {step_of(code) for code in codes} == {4}
    for code in codes:
        last = journal.history(code)[-1]
        assert (last.kind, last.by_id) == ("dossier.step_taken", world.lan.user_id)
        assert last.facts["note"] == "Đủ điều kiện"
    card = queries.bulk(run, world.lan)
    assert (card.done, card.refused, card.ended_at) == (3, 0, MORNING)
    assert journal.history(f"bulk:{run}")[-1].facts == {"done": 3, "refused": 0}


def test_what_one_refuses_stops_no_other(world, codes):
    stale = begin(world, codes)
    dossiers.reassign(codes[1], to_user=world.son.user_id, by=world.anh, at=MORNING)
    entries_before = len(journal.history(codes[1]))

    run_out(stale)

    assert [step_of(code) for code in codes] == [4, 3, 4]
    card = queries.bulk(stale, world.lan)
    (row,) = [row for row in card.rows if row.state is LineState.REFUSED]
    assert row.code == codes[1]
    assert row.words.endswith(".")
    assert len(journal.history(codes[1])) == entries_before
    assert card.ended_at == MORNING


def test_a_change_after_the_look_is_refused_even_by_oneself(world, codes):
    run = begin(world, codes[:1])
    dossiers.claim(codes[0], by=world.lan, at=MORNING)

    run_out(run)

    assert states(run) == ["refused"]
    assert step_of(codes[0]) == 3


def test_a_row_is_settled_with_its_change_or_not_at_all(world, codes, monkeypatch):
    run = begin(world, codes)
    assert services.do_next(run, at=MORNING)

    class Killed(BaseException):
        pass

    def killed(*args, **kwargs):
        dossiers.forward(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as broken:
        broken.setitem(bulk_services._SERVICES, Deed.FORWARD, killed)
        with pytest.raises(Killed):
            services.do_next(run, at=MORNING)
    assert [step_of(code) for code in codes] == [4, 3, 3]
    assert states(run) == ["done", "waiting", "waiting"]

    run_out(run)

    assert {step_of(code) for code in codes} == {4}
    for code in codes:
        taken = [e for e in journal.history(code) if e.facts.get("from_step") == "Thụ lý"]
        assert len(taken) == 1


def test_what_the_software_stumbles_over_is_told_and_left(world, codes, monkeypatch, caplog):
    run = begin(world, codes)

    def stumbles(code, **given):
        if code == codes[0]:
            raise ZeroDivisionError
        dossiers.forward(code, **given)

    monkeypatch.setitem(bulk_services._SERVICES, Deed.FORWARD, stumbles)
    run_out(run)

    assert states(run) == ["refused", "done", "done"]
    assert "a row failed" in caplog.text
    assert queries.bulk(run, world.lan).rows[0].words == bulk_services.BROKEN


def test_rights_are_asked_when_it_is_done(world, codes):
    run = begin(world, codes)
    Post.objects.filter(account_id=world.lan.user_id).update(until=MONDAY - timedelta(days=1))

    run_out(run)

    assert states(run) == ["refused"] * 3
    assert {step_of(code) for code in codes} == {3}


def test_the_same_code_twice_is_one_row(world, codes):
    run = begin(world, codes[:1])
    twice = services.begin_bulk(
        Deed.FORWARD, [*chosen(codes[:1]), *chosen(codes[:1])], by=world.lan, at=MORNING
    )

    assert [BulkRun.objects.get(pk=each).total for each in (run, twice)] == [1, 1]


def test_nothing_and_too_many_are_refused(world):
    with pytest.raises(errors.NothingToDo):
        services.begin_bulk(Deed.CLAIM, [], by=world.lan, at=MORNING)
    many = [Chosen(f"H{n}") for n in range(MOST_IN_BULK + 1)]
    with pytest.raises(errors.TooManyInBulk):
        services.begin_bulk(Deed.CLAIM, many, by=world.lan, at=MORNING)


def test_a_code_that_there_is_not_is_refused_as_a_strangers(world):
    run = services.begin_bulk(Deed.CLAIM, [Chosen("H40-0")], by=world.lan, at=MORNING)
    foreign = services.begin_bulk(Deed.FORWARD, chosen([received(world)]), by=world.la, at=MORNING)
    run_out(run)
    run_out(foreign)

    words = [
        queries.bulk(run, world.lan).rows[0].words,
        queries.bulk(foreign, world.la).rows[0].words,
    ]
    assert words[0] == words[1] == str(NoSuchDossier())


@pytest.mark.parametrize("who", ["son", "anh", "quan"])
def test_only_who_asked_sees_it(world, codes, who):
    run = begin(world, codes)

    with pytest.raises(errors.NoSuchBulk):
        queries.bulk(run, getattr(world, who))


DEEDS = {
    Deed.ACCEPT: ("hieu", submitted, "accepted"),
    Deed.CLAIM: ("lan", lambda world: at_step(world, 3), "in_process"),
    Deed.APPROVE: ("chu", lambda world: at_step(world, 5), "in_process"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_done(world, deed):
    who, make, status = DEEDS[deed]
    codes = [make(world), make(world)]
    run = begin(world, codes, deed, by=getattr(world, who))

    run_out(run)

    assert states(run) == ["done", "done"]
    assert {Dossier.objects.get(code=code).status for code in codes} == {status}


def test_supplied_together(world, codes):
    for code in codes:
        dossiers.ask_supplement(code, items=["Bản chính"], reason="Mờ", by=world.lan, at=MORNING)
    run = begin(world, codes, Deed.SUPPLY, by=world.hieu)

    run_out(run, later(days=1))

    assert states(run) == ["done"] * 3


def test_reassigned_together(world, codes):
    run = begin(world, codes, Deed.REASSIGN, by=world.anh, to_user=world.son.user_id)

    run_out(run)

    holders = {dossier_queries.whereabouts(code).assignee_id for code in codes}
    assert holders == {world.son.user_id}


def test_recounted_after_a_change_of_the_calendar(world):
    codes = [received(world) for _ in range(2)]
    was = Dossier.objects.get(code=codes[0])
    calendar.add_day(
        entries.day(on=date(2026, 8, 25), province="36"),
        reason="Bão",
        by=world.quan.user_id,
        at=later(hours=1),
    )
    run = services.begin_recount(
        chosen(codes), reason="Nghỉ theo thông báo", by=world.quan, at=later(hours=2)
    )

    run_out(run, later(hours=2))

    now = Dossier.objects.get(code=codes[0])
    assert now.due_at == was.due_at + timedelta(days=1)
    assert now.first_due_at == was.first_due_at
    assert journal.history(codes[0])[-1].facts["reason"] == "Nghỉ theo thông báo"
    again = services.begin_recount(chosen(codes), reason="Lại", by=world.quan, at=later(hours=3))
    run_out(again, later(hours=3))
    assert {row.words for row in queries.bulk(again, world.quan).rows} == {"Hạn không đổi"}


@pytest.mark.parametrize("who", ["hieu", "anh", "chu"])
def test_only_an_administrator_recounts(world, who):
    with pytest.raises(errors.NotInCharge):
        services.begin_recount(
            chosen([received(world)]), reason="x", by=getattr(world, who), at=MORNING
        )
    assert not BulkRun.objects.exists()


def test_a_reason_is_needed(world):
    with pytest.raises(errors.ReasonMissing):
        services.begin_recount(chosen([received(world)]), reason=" ", by=world.quan, at=MORNING)


def test_a_run_that_was_left_is_given_to_another_worker(world, codes):
    run = begin(world, codes)
    ended = begin(world, [at_step(world, 3)])
    run_out(ended)

    assert services.resume_bulk(at=MORNING + timedelta(minutes=1)) == 0
    assert services.resume_bulk(at=MORNING + timedelta(minutes=3)) == 1
    assert (len(jobs(run)), len(jobs(ended))) == (2, 1)


def jobs(run):
    asked = ProcrastinateJob.objects.filter(task_name=services.RUN_BULK)
    return [job for job in asked if job.args == {"run_id": run}]


def test_the_task_does_it_all(world, codes, time_machine):
    time_machine.move_to(MORNING, tick=False)
    run = begin(world, codes)

    tasks.run_bulk(run_id=run)

    assert states(run) == ["done"] * 3


@pytest.mark.django_db(transaction=True)
def test_three_workers_share_a_run(at_once):
    world = factories.office()
    codes = [at_step(world, 3) for _ in range(8)]
    run = begin(world, codes)

    at_once(3, lambda: run_out(run))

    assert states(run) == ["done"] * 8
    assert BulkRun.objects.get(pk=run).ended_at == MORNING
    for code in codes:
        assert sum(e.facts.get("from_step") == "Thụ lý" for e in journal.history(code)) == 1
