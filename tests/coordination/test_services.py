"""Asking, passing on, taking, answering, reminding, silence, calling off; and what is refused."""

import pytest
from django.db import IntegrityError, transaction

from motcua.alerts.models import Alert
from motcua.coordination import queries, reactions, services
from motcua.coordination.errors import (
    AnswerNeeded,
    AskedItself,
    LegAlreadyOpen,
    NoSuchRequest,
    NotOpen,
    NotReminded,
    NotYetSilent,
    ReasonNeeded,
    TakenByOther,
)
from motcua.coordination.models import Request
from motcua.coordination.queries import Box
from motcua.coordination.rules import Kind, Result, State
from motcua.dossiers.facts import DossierConcluded
from motcua.journal import queries as journal
from motcua.journal.services import record
from motcua.people.rules import Role
from tests import factories
from tests.coordination.conftest import SUBJECT, days
from tests.factories import MORNING, later


def kinds():
    return [event.kind for event in journal.history(SUBJECT)]


def card(request_id):
    return queries.request_card(request_id)


def answered(house, request_id, *, at=MORNING, **given):
    given = {"result": Result.AGREES, "text": "Đất không tranh chấp"} | given
    services.answer(request_id, by=house.world.thu.user_id, at=at, **given)


def test_asking_sends_it_at_once_with_a_due_moment(house):
    (made,) = house.ask()

    found = card(made)
    assert (found.state, found.asked, found.from_unit) == (
        State.SENT,
        "Văn phòng HĐND và UBND",
        "Phòng Văn hóa - Xã hội",
    )
    assert (found.sent_at, found.due_at) == (MORNING, later(days=1))
    (event,) = journal.history(SUBJECT)
    assert event.facts["to"] == "Văn phòng HĐND và UBND"
    assert event.facts["limit"] == "1 ngày làm việc"


def test_an_office_does_not_ask_itself(house):
    with pytest.raises(AskedItself):
        house.ask(house.to(house.world.culture))

    assert not Request.objects.exists()


def test_side_by_side_all_are_sent(house):
    made = house.ask(house.to(house.world.secretariat), house.to(house.world.one_stop))

    assert [card(pk).state for pk in made] == [State.SENT, State.SENT]
    assert {card(pk).batch for pk in made} == {1}
    assert {card(pk).batch for pk in house.ask()} == {2}


def in_turn(house, count=3):
    units = [house.world.secretariat, house.world.one_stop, house.world.commune][:count]
    asks = [house.to(u, kind=Kind.LEG, leg=f"L{n}", is_parallel=False) for n, u in enumerate(units)]
    return house.ask(*asks, in_turn=True)


def test_with_the_paper_one_after_the_other(house):
    first, second, third = in_turn(house)
    assert [card(pk).state for pk in (first, second, third)] == [
        State.SENT,
        State.WAITING,
        State.WAITING,
    ]

    answered(house, first, at=later(hours=1))

    assert (card(second).state, card(second).sent_at) == (State.SENT, later(hours=1))
    assert card(second).due_at == later(days=1, hours=1)
    assert card(third).state is State.WAITING
    assert "coordination.sent" in kinds()


def test_one_called_off_in_the_middle_lets_nobody_jump_the_queue(house):
    first, second, third = in_turn(house)

    services.cancel(second, reason="Không cần nữa", by=house.world.lan.user_id, at=MORNING)

    assert (card(third).state, card(third).after_id) == (State.WAITING, first)
    services.cancel(first, reason="Không cần nữa", by=house.world.lan.user_id, at=later(hours=1))
    assert card(third).state is State.SENT


def test_through_the_one_stop_of_the_level_above(house):
    (made,) = house.ask(house.to(house.world.province, via_unit_id=house.province_stop.pk))
    assert (card(made).state, card(made).holder) == (
        State.AT_ONE_STOP,
        "Trung tâm Phục vụ hành chính công tỉnh",
    )
    with pytest.raises(NotOpen):
        answered(house, made)

    services.hand_on(made, by=house.world.quan.user_id, at=later(hours=1))

    assert (card(made).state, card(made).due_at) == (State.SENT, later(days=1, hours=1))
    answered(house, made, at=later(hours=2))


def test_taking_and_answering(house):
    (made,) = house.ask()
    services.take(made, by=house.world.thu.user_id, at=later(hours=1))
    assert (card(made).state, card(made).holder) == (State.TAKEN, "Hoàng Minh Thư")

    answered(house, made, at=later(hours=2), result=Result.DISAGREES, result_number="12/CV")

    found = card(made)
    assert (found.state, found.result, found.result_number) == (
        State.ANSWERED,
        Result.DISAGREES,
        "12/CV",
    )
    assert kinds() == ["coordination.made", "coordination.taken", "coordination.answered"]
    assert journal.history(SUBJECT)[-1].facts["is_late"] is False


def test_a_late_answer_is_taken_and_says_so(house):
    (made,) = house.ask()

    answered(house, made, at=later(days=2))

    assert journal.history(SUBJECT)[-1].facts["is_late"] is True


def test_what_a_colleague_took_is_theirs(house):
    (made,) = house.ask()
    services.take(made, by=house.world.chu.user_id, at=MORNING)

    with pytest.raises(TakenByOther, match="Vũ Đình Chu"):
        answered(house, made)
    answered(house, made, for_anybody=True)


def test_an_answer_says_something(house):
    (made,) = house.ask()

    with pytest.raises(AnswerNeeded):
        answered(house, made, text="")
    assert card(made).state is State.SENT


@pytest.mark.parametrize("ended", ["answered", "cancelled"])
def test_nothing_is_done_with_what_has_ended(house, ended):
    (made,) = house.ask()
    by = house.world.lan.user_id
    if ended == "answered":
        answered(house, made)
    else:
        services.cancel(made, reason="Nhầm", by=by, at=MORNING)
    before = kinds()

    for deed in (
        lambda: services.take(made, by=by, at=later(days=3)),
        lambda: services.hand_on(made, by=by, at=later(days=3)),
        lambda: answered(house, made, at=later(days=3)),
        lambda: services.remind(made, by=by, at=later(days=3)),
        lambda: services.record_silence(made, by=by, at=later(days=3)),
        lambda: services.cancel(made, reason="Nhầm", by=by, at=later(days=3)),
    ):
        with pytest.raises(NotOpen):
            deed()
    assert kinds() == before


def test_silence_is_recorded_after_the_due_moment_and_a_reminder_and_not_before(house):
    (made,) = house.ask(house.to(house.world.secretariat, if_silent="Coi như đồng ý"))
    by = house.world.lan.user_id

    with pytest.raises(NotYetSilent, match="09:00, 25/08/2026"):
        services.record_silence(made, by=by, at=later(days=1))
    with pytest.raises(NotReminded):
        services.record_silence(made, by=by, at=later(days=2))
    services.remind(made, note="Gấp", by=by, at=later(days=2))
    services.record_silence(made, by=by, at=later(days=2, hours=1))

    found = card(made)
    assert (found.state, found.if_silent, found.reminders) == (State.SILENT, "Coi như đồng ý", 1)
    assert kinds()[1:] == ["coordination.reminded", "coordination.silent"]
    with pytest.raises(NotOpen):
        answered(house, made, at=later(days=3))


def test_the_house_reminds_once_of_what_is_nearly_due(house):
    (soon,) = house.ask(house.to(house.world.secretariat, limit=days("0.25")))
    (long,) = house.ask(house.to(house.world.secretariat, limit=days("5")))
    (outside,) = services.ask(
        SUBJECT,
        [outside_ask()],
        from_unit_id=house.world.culture.pk,
        by=house.world.lan.user_id,
        at=MORNING,
    )

    assert services.remind_due(at=later(minutes=10)) == 1
    assert services.remind_due(at=later(minutes=20)) == 0
    assert [card(pk).reminders for pk in (soon, long, outside)] == [1, 0, 0]
    assert journal.history(SUBJECT)[-1].by_id is None


def outside_ask():
    from_outside = {"kind": Kind.CONSULT, "content": "Nợ thuế", "limit": days("0.25")}
    return services.asking.Ask(agency="Thuế cơ sở 3", **from_outside)


def test_calling_off_needs_a_reason(house):
    (made,) = house.ask()

    with pytest.raises(ReasonNeeded):
        services.cancel(made, reason="", by=house.world.lan.user_id, at=MORNING)
    assert card(made).is_open


def test_when_a_dossier_ends_all_its_requests_do(house):
    first, second, third = in_turn(house)
    (other,) = house.ask(subject="H40.12.05-260824-0002")
    answered(house, first)

    ended = services.cancel_all(
        SUBJECT, reason="Hồ sơ đã rút", by=house.world.lan.user_id, at=later(hours=1)
    )

    assert ended == 2
    assert [card(pk).state for pk in (first, second, third, other)] == [
        State.ANSWERED,
        State.CANCELLED,
        State.CANCELLED,
        State.SENT,
    ]


def test_a_leg_is_open_once(house):
    def leg():
        return house.to(house.world.secretariat, kind=Kind.LEG, leg="L1")

    (made,) = house.ask(leg())
    with pytest.raises(LegAlreadyOpen):
        house.ask(leg())
    answered(house, made)
    house.ask(leg())


def test_there_is_no_such_request(house):
    for deed in (card, lambda pk: services.take(pk, by=1, at=MORNING)):
        with pytest.raises(NoSuchRequest):
            deed(99)
    with pytest.raises(NoSuchRequest):
        card(10**30)


def test_what_a_dossier_must_know_of_its_requests(house):
    assert queries.tie(SUBJECT) == queries.NO_TIE
    first, second = in_turn(house, 2)
    house.ask(house.to(house.world.commune))

    tie = queries.ties([SUBJECT, "another"])[SUBJECT]

    # who waits for its turn does not see the dossier yet
    assert tie.asked_unit_ids == {house.world.secretariat.pk, house.world.commune.pk}
    assert [leg.request_id for leg in tie.open_legs] == [first, second]
    assert tie.step_waits_for == tie.decision_waits_for == "Văn phòng HĐND và UBND"
    assert queries.tie(SUBJECT) == queries.tie_of(queries.requests_of(SUBJECT)) == tie
    answered(house, first)
    assert [leg.leg for leg in queries.open_legs(SUBJECT)] == ["L1"]
    assert queries.leg_ids(SUBJECT) == {"L0", "L1"}
    assert house.world.secretariat.pk in queries.tie(SUBJECT).asked_unit_ids


def test_the_boxes_of_an_office(house):
    (late,) = house.ask(house.to(house.world.secretariat, limit=days("0.25")))
    (soon,) = house.ask()
    (done,) = house.ask()
    answered(house, done)
    here, there = {house.world.secretariat.pk}, {house.world.culture.pk}

    counts = queries.box_counts(here, now=later(hours=3))

    assert (counts.total[Box.TO_ANSWER], counts.late[Box.TO_ANSWER]) == (2, 1)
    assert queries.box_counts(there, now=MORNING).total[Box.SENT] == 2
    assert [c.id for c in queries.in_box(here, Box.TO_ANSWER).rows] == [late, soon]
    assert [c.id for c in queries.in_box(here, Box.ANSWERED).rows] == [done]
    assert [c.id for c in queries.in_box(there, Box.ENDED).rows] == [done]
    assert queries.in_box({house.world.commune.pk}, Box.TO_ANSWER).rows == ()


@pytest.mark.parametrize("box", [Box.TO_ANSWER, Box.SENT, Box.ANSWERED])
def test_pages_go_on_where_the_last_one_ended(house, box):
    made = [pk for n in range(5) for pk in house.ask(at=later(minutes=n))]
    made += in_turn(house)[1:] if box is Box.SENT else []
    office = house.world.culture if box is Box.SENT else house.world.secretariat
    if box is Box.ANSWERED:
        for pk in made:
            answered(house, pk)
        made.reverse()
    found, cursor = [], ""
    while True:
        page = queries.in_box({office.pk}, box, cursor=cursor, limit=2)
        found += [c.id for c in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break

    assert len(found) == len(set(found))
    assert set(made) <= set(found)


@pytest.mark.parametrize("cursor", ["x", "_", "1_", "_x", "9" * 40, "1_2_3", "²_²", "-5"])
def test_a_strange_cursor_is_no_accident(house, cursor):
    house.ask()
    for box in Box:
        queries.in_box({house.world.secretariat.pk}, box, cursor=cursor)


def test_cards_cost_three_queries(house, django_assert_num_queries):
    in_turn(house)
    with django_assert_num_queries(3):
        queries.requests_of(SUBJECT)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "x"},
        {"state": "x"},
        {"state": "answered"},
        {"state": "silent"},
        {"state": "cancelled"},
        {"state": "taken"},
        {"state": "waiting"},
        {"result": "agrees"},
        {"asked_unit": None},
        {"asked_agency": "Sở Y tế"},
        {"content": ""},
        {"due_at": None},
        {"due_at": MORNING},
        {"taken_at": MORNING},
        {"handed_on_at": MORNING},
        {"leg": "L1"},
        {"reminders": 1},
        {"limit_amount": 0},
        {"silent_at": later(days=9), "silent_by": 1, "state": "silent"},
    ],
)
def test_the_database_refuses(house, change):
    (made,) = house.ask()
    change = {k: house.world.lan.user_id if k == "silent_by" else v for k, v in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=made).update(**change)


def test_the_database_lets_nobody_ask_itself(house):
    (made,) = house.ask()

    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=made).update(asked_unit=house.world.culture.pk)


def test_when_the_journal_says_that_it_ended_its_requests_end(house):
    (made,) = house.ask()
    fact = DossierConcluded(
        subject=SUBJECT, outcome="granted", result_number="1/2026", timeliness="on_time"
    )
    event = journal.event(record(fact, by=None, at=later(hours=1)))

    reactions.end_requests(event)
    reactions.end_requests(event)

    found = card(made)
    assert (found.state, found.end_note, found.cancelled_by) == (
        State.CANCELLED,
        "Hồ sơ đã có kết quả",
        "",
    )
    assert kinds().count("coordination.cancelled") == 1


def told(actor):
    return [(a.kind, a.key) for a in Alert.objects.filter(recipient=actor.user_id).order_by("pk")]


def test_the_asked_office_is_told_and_the_asker_of_the_answer(house):
    (made,) = house.ask()
    services.remind(made, by=house.world.lan.user_id, at=later(days=1))
    answered(house, made, at=later(days=2))

    office = house.world.secretariat.pk
    assert told(house.world.thu) == [
        ("request", f"request:{made}:sent:{office}"),
        ("reminder", f"request:{made}:reminder1:{office}"),
    ]
    assert told(house.world.lan) == [("request", f"request:{made}:answered")]
    assert told(house.world.anh) == []


def test_who_took_it_is_reminded_and_not_the_whole_office(house):
    person = factories.person("moi", "Lê Mới", house.world.secretariat, "Văn thư", Role.CLERK)
    (made,) = house.ask()
    services.take(made, by=person.user_id, at=MORNING)
    Alert.objects.all().delete()

    services.remind(made, by=house.world.lan.user_id, at=later(days=1))

    assert told(house.world.thu) == []
    assert len(told(person)) == 1


def test_a_late_opinion_is_told_to_the_one_stop_once(house):
    """NĐ 61/2018/NĐ-CP, Điều 19.5."""
    (made,) = house.ask()
    (in_time,) = house.ask(house.to(house.world.secretariat, limit=days("5")))

    services.tell_late(at=later(days=1))
    assert told(house.world.hieu) == []
    services.tell_late(at=later(days=1, hours=1))
    services.tell_late(at=later(days=1, hours=2))

    assert told(house.world.hieu) == [("escalation", f"request:{made}:late")]
    assert in_time != made
