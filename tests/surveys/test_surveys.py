"""One answer for one dossier, by who had its result; counted where the dossier was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.queries.rating import is_applicants
from motcua.journal import queries as journal
from motcua.journal.tasks import deliver
from motcua.surveys import queries, services
from motcua.surveys.errors import AnsweredAlready, AnswerRefused, NoSuchSurvey, SurveyClosed
from motcua.surveys.models import Survey
from motcua.surveys.rules import Answer, Satisfaction, Voice, checked, closes_at
from tests import factories
from tests.factories import APPLICANT, MONDAY, MORNING, finished, later


GOOD = Answer(overall=5, voice=Voice.CITIZEN, attitude=2, time=1, guidance=2, comment="Cảm ơn")


@pytest.fixture
def world(db):
    return factories.office()


def returned(world, at=MORNING):
    code = finished(world, at=at)
    dossiers.return_result(code, handed_to="Quyên", by=world.hieu, at=at)
    return code


def test_a_returned_dossier_is_asked_about_once(world):
    code = returned(world)

    token = services.invite(code, at=MORNING)

    assert services.invite(code, at=later(days=1)) == token
    assert queries.invitation(code) == token
    assert len(token) == 32
    assert code not in token


def test_the_journal_asks_by_itself(world):
    code = returned(world)
    entry = next(e for e in journal.history(code) if e.kind == "dossier.returned")

    for _ in range(2):
        deliver(entry.entry_id, "motcua.surveys.reactions.invite")

    assert Survey.objects.get().subject == code


def test_nobody_is_asked_before_the_result_is_returned(world):
    with pytest.raises(NoSuchDossier):
        services.invite(finished(world), at=MORNING)


def test_one_answer_and_never_another(world):
    token = services.invite(returned(world), at=MORNING)
    services.answer(token, GOOD, at=later(hours=1))

    with pytest.raises(AnsweredAlready):
        services.answer(token, replace(GOOD, overall=1), at=later(hours=2))

    kept = Survey.objects.get()
    assert (kept.overall, kept.attitude, kept.time, kept.guidance) == (5, 2, 1, 2)
    assert queries.survey(token).answered_at == later(hours=1)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "\x00" * 32, "../" * 11, "a" * 5000])
def test_a_guessed_token_opens_nothing(world, token):
    services.invite(returned(world), at=MORNING)

    with pytest.raises(NoSuchSurvey):
        services.answer(token, GOOD, at=MORNING)
    with pytest.raises(NoSuchSurvey):
        queries.survey(token)


def test_open_for_thirty_days(world):
    code = returned(world)
    token = services.invite(code, at=later(days=20))  # invited late, closed all the same
    closes = closes_at(MORNING)

    assert closes == datetime(2026, 9, 23, 17, tzinfo=UTC)  # 23/9 has ended in Hà Nội
    with pytest.raises(SurveyClosed):
        services.answer(token, GOOD, at=closes)
    services.answer(token, GOOD, at=closes - timedelta(seconds=1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"overall": 0},
        {"overall": 6},
        {"attitude": 3},
        {"time": -1},
        {"comment": "x" * 1001},
        {"comment": "a\x00b"},
    ],
)
def test_what_is_no_answer(world, wrong):
    token = services.invite(returned(world), at=MORNING)

    with pytest.raises(AnswerRefused):
        services.answer(token, replace(GOOD, **wrong), at=MORNING)
    assert Survey.objects.get().answered_at is None


def test_the_database_refuses_half_an_answer(world):
    services.invite(returned(world), at=MORNING)

    for wrong in ({"overall": 5}, {"answered_at": MORNING}, {"comment": "x"}, {"token": "short"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.update(**wrong)


def test_counted_once_where_it_was_received_resolved_and_returned(world):
    for overall in (5, 4, 3):
        token = services.invite(returned(world), at=MORNING)
        voice = Voice.BUSINESS if overall == 4 else Voice.CITIZEN
        services.answer(token, replace(GOOD, overall=overall, voice=voice), at=MORNING)
    services.invite(returned(world), at=MORNING)  # no answer, not counted

    def asked(*units, **how):
        return queries.satisfaction([unit.pk for unit in units], MONDAY, MONDAY, **how)

    assert asked(world.one_stop) == asked(world.commune) == Satisfaction(2, 3)
    assert asked(world.one_stop, world.commune) == Satisfaction(2, 3)
    assert asked(world.one_stop).share == 66.7
    assert asked(world.one_stop, voice=Voice.BUSINESS) == Satisfaction(1, 1)
    assert asked(world.other_one_stop) == asked() == Satisfaction(0, 0)
    assert asked(world.other_one_stop).share is None
    day = timedelta(days=1)
    nothing = queries.satisfaction([world.one_stop.pk], MONDAY + day, MONDAY + day)
    assert nothing.share is None


def test_satisfaction_is_one_query(world):
    with CaptureQueriesContext(connection) as asked:
        queries.satisfaction([world.one_stop.pk], MONDAY, MONDAY)

    assert len(asked) == 1


def test_neither_token_nor_words_nor_names_in_the_journal(world):
    token = services.invite(returned(world), at=MORNING)
    services.answer(token, GOOD, at=MORNING)

    told = str([e.facts for e in journal.history(f"survey:{Survey.objects.get().pk}")])
    assert token not in told
    assert GOOD.comment not in told
    assert APPLICANT.name not in told


def test_who_the_applicant_is_by_four_digits(world):
    code = returned(world)

    assert is_applicants(code, APPLICANT.id_number[-4:])
    assert is_applicants(code, APPLICANT.phone[-4:])
    for wrong in ("0000", "", "34", "1234\x00", "٣٤٥٦", APPLICANT.id_number):
        assert not is_applicants(code, wrong) or wrong == APPLICANT.id_number[-4:]
    assert not is_applicants(finished(world), APPLICANT.phone[-4:])


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_never_over_its_base(good, others):
    found = Satisfaction(good, good + others)

    assert found.share is None if not good + others else 0 <= found.share <= 100


@given(st.text(max_size=1200))
def test_any_text_is_kept_or_refused(text):
    try:
        kept = checked(replace(GOOD, comment=text)).comment
    except AnswerRefused as refusal:
        kept, field = "", refusal.facts["field"]
    else:
        field = "comment"

    assert field == "comment"
    assert len(kept) <= 1000


@pytest.mark.django_db(transaction=True)
def test_pressed_often_at_once_gives_one_answer(at_once):
    world = factories.office()
    token = services.invite(returned(world), at=MORNING)

    outcomes = at_once(4, lambda: services.answer(token, GOOD, at=MORNING))

    assert outcomes.count(None) == 1
    assert sum(isinstance(one, AnsweredAlready) for one in outcomes) == 3


@pytest.mark.django_db(transaction=True)
def test_invited_twice_at_once_is_one_survey(at_once):
    code = returned(factories.office())

    assert len(set(at_once(4, lambda: services.invite(code, at=MORNING)))) == 1


def test_spread_counts_faces_and_points(world):
    for overall, attitude in ((5, 2), (5, 0), (2, 0)):
        token = services.invite(returned(world), at=MORNING)
        services.answer(token, replace(GOOD, overall=overall, attitude=attitude), at=MORNING)

    found = queries.spread([world.one_stop.pk], MONDAY, MONDAY)

    assert found.faces == {5: 2, 4: 0, 3: 0, 2: 1, 1: 0}
    assert found.points["attitude"] == {2: 1, 1: 0, 0: 2}
    nothing = queries.spread([world.other_one_stop.pk], MONDAY, MONDAY)
    assert set(nothing.faces.values()) == {0}


def wrote(world, words, *, overall=5, minutes=0):
    token = services.invite(returned(world), at=MORNING)
    at = MORNING + timedelta(minutes=minutes)
    services.answer(token, replace(GOOD, overall=overall, comment=words), at=at)


def test_remarks_come_newest_first_with_their_month_alone(world):
    wrote(world, "Chờ lâu", overall=2, minutes=1)
    wrote(world, "", minutes=2)
    wrote(world, "Tận tình", minutes=3)
    units = [world.one_stop.pk]

    every = queries.remarks(units, MONDAY, MONDAY)
    disliked = queries.remarks(units, MONDAY, MONDAY, disliked_only=True)

    assert [one.words for one in every.remarks] == ["Tận tình", "Chờ lâu"]
    assert [(one.words, one.month) for one in disliked.remarks] == [
        ("Chờ lâu", MONDAY.replace(day=1))
    ]
    assert every.before is None
    assert queries.remarks([world.other_one_stop.pk], MONDAY, MONDAY).remarks == ()


def test_pages_of_remarks_miss_nothing_even_at_one_moment(world, monkeypatch):
    monkeypatch.setattr(queries, "REMARKS_A_PAGE", 2)
    for number in range(5):
        wrote(world, f"Lời {number}", minutes=number // 3)
    units, seen, before = [world.one_stop.pk], [], None

    for _ in range(3):
        page = queries.remarks(units, MONDAY, MONDAY, before=before)
        seen += [one.words for one in page.remarks]
        before = page.before

    assert before is None
    assert sorted(seen) == [f"Lời {number}" for number in range(5)]
    assert seen[:2] == ["Lời 4", "Lời 3"]
    unknown = queries.remarks(units, MONDAY, MONDAY, before=10**9)
    assert unknown == queries.remarks(units, MONDAY, MONDAY)
