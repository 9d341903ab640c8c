"""Heads propose, leaders sign or return; what is decided stays."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from motcua.dossiers import services as dossiers
from motcua.dossiers.rules import Timeliness
from motcua.journal import queries as journal
from motcua.people import queries as people
from motcua.people.rules import Role
from motcua.staff import queries
from motcua.staff.errors import (
    LeaderGradedAbove,
    NoSuchGrading,
    NothingToSign,
    NotInYourHands,
    NotProposed,
    OwnGrading,
    ProposedAlready,
    ProposerIsHead,
    SignerIsLeader,
    WordsRefused,
    YearNotOpen,
    YearUnknown,
)
from motcua.staff.models import Grading
from motcua.staff.rules import Grade, State
from motcua.staff.services import propose_grade, return_grade, sign_grades
from tests.factories import MORNING, at_step, finished, office, person, submitted


pytestmark = pytest.mark.django_db
IN_MARCH = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)  # Monday, 09:00 in Hà Nội


@pytest.fixture
def world():
    return office()


def propose(world, who="lan", *, by="anh", year=2025, at=MORNING, **more):
    given = {"grade": Grade.GOOD, "comment": "Làm tốt", **more}
    post_id = getattr(world, who).post_id
    return propose_grade(post_id, year, **given, by=getattr(world, by), at=at)


def kinds(world, who="lan", year=2025):
    return [e.kind for e in journal.history(f"grading:{getattr(world, who).post_id}:{year}")]


def test_a_head_proposes_and_the_leader_signs(world):
    finished(world, at=IN_MARCH)

    made = propose(world)
    assert sign_grades([made], by=world.chu, at=MORNING) == 1

    (card,) = queries.own_gradings(world.lan)
    assert (card.state, card.grade, card.case_count) == (State.SIGNED, Grade.GOOD, 1)
    assert (card.proposed_by, card.signed_by) == ("Trần Mai Anh", "Vũ Đình Chu")
    assert sorted(kinds(world)) == ["staff.grade_proposed", "staff.grade_signed"]


def test_the_evidence_is_that_of_the_moment_of_the_proposal(world):
    code = finished(world, at=IN_MARCH)
    made = propose(world)
    finished(world, at=IN_MARCH + timedelta(days=1))

    found = queries.frozen(made, world.chu)

    assert [case.code for case in found.cases] == [code]
    assert found.evidence.whole.cases == 1
    now, _ = queries.evidence(world.lan.user_id, world.culture.pk, 2025, attitude=None, now=MORNING)
    assert now.whole.cases == 2


@pytest.mark.parametrize(
    ("who", "by", "refusal"),
    [
        ("lan", "lan", OwnGrading),
        ("lan", "son", ProposerIsHead),
        ("lan", "hieu", ProposerIsHead),
        ("lan", "quan", ProposerIsHead),
        ("lan", "la", NotInYourHands),
        ("hieu", "anh", ProposerIsHead),  # another unit
        ("anh", "anh", OwnGrading),
        ("chu", "anh", LeaderGradedAbove),
        ("chu", "chu", LeaderGradedAbove),
        ("la", "chu", NotInYourHands),
    ],
)
def test_who_may_not_propose(world, who, by, refusal):
    with pytest.raises(refusal):
        propose(world, who, by=by)

    assert not Grading.objects.exists()


def test_the_leader_proposes_for_heads_and_for_units_without_one(world):
    assert propose(world, "anh", by="chu")
    assert propose(world, "hieu", by="chu")


def test_a_second_head_does_not_grade_the_first(world):
    world.hoa = person("hoa", "Lê Hoa", world.culture, "Phó phòng", Role.UNIT_HEAD)

    with pytest.raises(ProposerIsHead):
        propose(world, "anh", by="hoa")


def test_who_stands_in_for_somebody_does_not_grade_them(world):
    world.stand_in = dataclasses.replace(
        world.anh, user_id=world.son.user_id, stands_in_for=frozenset({world.anh.user_id})
    )

    with pytest.raises(OwnGrading):
        propose(world, "anh", by="stand_in")
    with pytest.raises(OwnGrading):
        propose(world, "son", by="stand_in")
    assert propose(world, "lan", by="stand_in")


@pytest.mark.parametrize(
    ("year", "at", "refusal"),
    [
        (2017, MORNING, YearUnknown),
        (2027, MORNING, YearUnknown),
        (2026, MORNING, YearNotOpen),  # in August
        (2026, datetime(2026, 10, 31, 16, 59, tzinfo=UTC), YearNotOpen),
    ],
)
def test_when_not(world, year, at, refusal):
    with pytest.raises(refusal):
        propose(world, year=year, at=at)


def test_from_november_on_for_this_year(world):
    assert propose(world, year=2026, at=datetime(2026, 10, 31, 17, 0, tzinfo=UTC))


@pytest.mark.parametrize("words", ["", "   ", "a\x00b", "a" * 2001])
def test_a_proposal_says_why_in_words_that_can_be_read(world, words):
    with pytest.raises(WordsRefused):
        propose(world, comment=words)


def test_one_proposal_at_a_time(world):
    propose(world)

    with pytest.raises(ProposedAlready):
        propose(world, grade=Grade.EXCELLENT)


def test_what_was_returned_stays_and_another_follows(world):
    first = propose(world)
    return_grade(first, reason="Chưa nêu việc đột xuất", by=world.chu, at=MORNING)
    second = propose(world, grade=Grade.EXCELLENT)

    newest, oldest = queries.gradings_of_post(world.lan.post_id, 2025)
    assert (newest.id, newest.state) == (second, State.PROPOSED)
    assert (oldest.id, oldest.returned_reason) == (first, "Chưa nêu việc đột xuất")
    assert [card.id for card in queries.own_gradings(world.lan)] == [second]
    with pytest.raises(NotProposed):
        sign_grades([first], by=world.chu, at=MORNING)
    with pytest.raises(NoSuchGrading):
        queries.frozen(first, world.lan)  # between the head and the leader


def test_a_signed_one_is_replaced_by_another_decision_never_changed(world):
    first = propose(world)
    sign_grades([first], by=world.chu, at=MORNING)
    with pytest.raises(WordsRefused):
        propose(world, grade=Grade.DONE)  # without saying why
    second = propose(world, grade=Grade.DONE, replaces_reason="Có kết luận kiểm tra")
    waiting, standing = queries.gradings_of_post(world.lan.post_id, 2025)
    assert not standing.is_replaced  # only a signed one replaces

    sign_grades([second], by=world.chu, at=MORNING)

    new, old = queries.gradings_of_post(world.lan.post_id, 2025)
    assert (waiting.id, new.id, new.is_replaced) == (second, second, False)
    assert (old.id, old.grade, old.is_replaced) == (first, Grade.GOOD, True)


@pytest.mark.parametrize("by", ["anh", "lan", "quan", "hieu"])
def test_only_the_leader_signs_and_returns(world, by):
    made = propose(world)

    with pytest.raises(SignerIsLeader):
        sign_grades([made], by=getattr(world, by), at=MORNING)
    with pytest.raises(SignerIsLeader):
        return_grade(made, reason="a", by=getattr(world, by), at=MORNING)


def test_a_leader_elsewhere_does_not_know_of_it(world):
    boss = person("tung", "Lê Tùng", world.other_commune, "Chủ tịch", Role.LEADER)
    made = propose(world)

    for act in (
        lambda: sign_grades([made], by=boss, at=MORNING),
        lambda: return_grade(made, reason="a", by=boss, at=MORNING),
        lambda: queries.frozen(made, boss),
    ):
        with pytest.raises(NoSuchGrading):
            act()


def test_all_or_none_are_signed(world):
    ready, decided = propose(world), propose(world, "son")
    sign_grades([decided], by=world.chu, at=MORNING)

    with pytest.raises(NotProposed):
        sign_grades([ready, decided], by=world.chu, at=MORNING)

    assert Grading.objects.get(pk=ready).state == State.PROPOSED
    with pytest.raises(NothingToSign):
        sign_grades([], by=world.chu, at=MORNING)
    assert sign_grades([ready, ready], by=world.chu, at=MORNING) == 1


def test_a_leader_who_was_graded_as_specialist_does_not_sign_that(world):
    made = propose(world)
    risen = dataclasses.replace(
        people.actor_of(world.chu.user_id, post_id=None, on=date(2026, 8, 24)),
        user_id=world.lan.user_id,
    )

    with pytest.raises(OwnGrading):
        sign_grades([made], by=risen, at=MORNING)


def test_the_database_has_the_last_word(world):
    made = propose(world)
    row = Grading.objects.filter(pk=made)
    for wrong in (
        {"proposed_by": world.lan.user_id},
        {"state": "signed"},
        {"signed_at": MORNING},
        {"state": "returned", "returned_at": MORNING, "returned_by": world.chu.user_id},
        {"grade": "superb"},
        {"comment": ""},
        {"replaces_reason": "a"},
        {"band": "a"},
        {"year": 2001},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**wrong)
    sign_grades([made], by=world.chu, at=MORNING)
    for change in (lambda: row.update(grade="excellent"), row.delete):
        with pytest.raises(ProgrammingError, match="stays as it is"), transaction.atomic():
            change()


# The evidence


def of_lan(world, year=2025, now=MORNING):
    return queries.evidence(world.lan.user_id, world.culture.pk, year, attitude=None, now=now)


def means(evidence):
    return [None if mark.mean is None else int(mark.mean) for mark in evidence.whole.marks]


def test_a_quick_dossier_has_full_points_and_attitude_none(world):
    finished(world, at=IN_MARCH)

    evidence, _ = of_lan(world)

    assert means(evidence) == [2, 2, 2, 2, None]
    assert [marks.cases for _, marks in evidence.quarters] == [1, 0, 0, 0]


def test_only_dossiers_of_the_year_the_person_and_the_post(world):
    finished(world, at=MORNING)  # 2026
    at_step(world, 4, at=IN_MARCH)  # no result yet
    finished(world, at=IN_MARCH)

    assert of_lan(world)[0].whole.cases == 1
    nobody = queries.evidence(world.son.user_id, world.culture.pk, 2025, attitude=None, now=MORNING)
    elsewhere = queries.evidence(
        world.lan.user_id, world.one_stop.pk, 2025, attitude=None, now=MORNING
    )
    assert nobody[1] == elsewhere[1] == ()


def test_a_slow_step_is_the_persons_and_a_late_dossier_everybodys(world):
    code = at_step(world, 3, at=IN_MARCH)
    late = IN_MARCH + timedelta(days=9)
    dossiers.forward(code, by=world.lan, at=late)
    dossiers.forward(code, by=world.anh, at=late)
    dossiers.approve(code, by=world.chu, at=late)
    dossiers.conclude(code, result_number="1", by=world.thu, at=late)

    assert means(of_lan(world)[0])[:2] == [0, 0]
    of_thu, _ = queries.evidence(
        world.thu.user_id, world.thu.unit_id, 2025, attitude=None, now=MORNING
    )
    assert means(of_thu)[0] == 0  # late as a whole
    assert means(of_thu)[1] in (1, 2)  # their own step was not


def test_a_supplement_costs_points(world):
    code = at_step(world, 3, at=IN_MARCH)
    dossiers.ask_supplement(
        code, items=["Giấy chứng sinh"], reason="Thiếu", by=world.lan, at=IN_MARCH
    )
    dossiers.supply(code, by=world.hieu, at=IN_MARCH)
    dossiers.forward(code, by=world.lan, at=IN_MARCH)
    dossiers.forward(code, by=world.anh, at=IN_MARCH)
    dossiers.approve(code, by=world.chu, at=IN_MARCH)
    dossiers.conclude(code, result_number="1", by=world.thu, at=IN_MARCH)

    evidence, (case,) = of_lan(world)

    assert (case.supplements, case.places) == (1, 1)
    assert means(evidence)[2:4] == [1, 1]


def test_a_step_that_waited_for_a_late_answer_is_not_measured(world):
    code = at_step(world, 3, at=IN_MARCH)
    (asked,) = dossiers.consult(
        code,
        units=[world.secretariat.pk],
        content="Nơi ở",
        days=Decimal(1),
        by=world.lan,
        at=IN_MARCH,
    )
    late = IN_MARCH + timedelta(days=9)
    to_the_end(world, code, at=late)

    (case,) = of_lan(world)[1]

    assert asked
    assert (case.whole, case.own) == (Timeliness.LATE, None)


def test_two_offices_that_asked_for_a_supplement_are_two_places(world):
    code = submitted(world, at=IN_MARCH)
    for by in (world.hieu, world.chu):  # a second time only the leader may
        if by is world.chu:
            dossiers.accept(code, by=world.hieu, at=IN_MARCH)
            dossiers.forward(code, by=world.hieu, at=IN_MARCH)
            dossiers.forward(code, by=world.anh, at=IN_MARCH)
        dossiers.ask_supplement(code, items=["a"], reason="Thiếu", by=by, at=IN_MARCH)
        dossiers.supply(code, by=world.hieu, at=IN_MARCH)
    to_the_end(world, code, at=IN_MARCH)

    (case,) = of_lan(world)[1]

    assert (case.supplements, case.places) == (2, 2)


def to_the_end(world, code, *, at):
    """From lan's step to the result."""
    dossiers.forward(code, by=world.lan, at=at)
    dossiers.forward(code, by=world.anh, at=at)
    dossiers.approve(code, by=world.chu, at=at)
    dossiers.conclude(code, result_number="1", by=world.thu, at=at)


def test_what_lies_late_is_named_but_not_marked(world):
    code = at_step(world, 3, at=IN_MARCH)
    dossiers.claim(code, by=world.lan, at=IN_MARCH)

    evidence, cases = of_lan(world)

    assert (evidence.late, cases) == ((code,), ())
    assert evidence.whole.score is None


def test_evidence_asks_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    for day in range(4):
        finished(world, at=IN_MARCH + timedelta(days=day))

    with django_assert_max_num_queries(4):
        of_lan(world)
