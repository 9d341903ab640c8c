"""The late office explains in writing; the leader accepts it or returns it as insufficient."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.alerts.models import Alert
from motcua.alerts.rules import Kind
from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import NoSuchDossier, StalePage
from motcua.dossiers.queries import timeline
from motcua.dossiers.queries.lateness import backlog, flow
from motcua.journal import queries as journal
from motcua.lateness import errors, queries, services
from motcua.lateness.models import Explanation
from motcua.lateness.rules import State
from motcua.people.rules import Role
from tests.factories import at_step, finished, later, office, person, received, submitted


pytestmark = pytest.mark.django_db
LATE = datetime(2026, 8, 31, 2, 0, tzinfo=UTC)  # Monday, promised for Thursday
SINCE = date(2026, 1, 1)
WORDS = {
    "reason": "Chờ xác minh ở nơi cư trú cũ",
    "way_forward": "Trả kết quả ngày 03/09/2026",
    "signer": "Trần Mai Anh",
    "number": "12/VHXH",
    "signed_on": date(2026, 8, 31),
}


@pytest.fixture
def world():
    return office()


def explain(code, by, *, at=LATE, **changes):
    return services.explain_delay(code, **WORDS | changes, by=by, at=at)


def states(code):
    return [card.state for card in queries.explanations_of(code)]


def test_the_head_of_the_late_office_explains_and_the_leader_accepts(world):
    code = at_step(world, 3)

    explain(code, world.anh)

    [card] = queries.explanations_of(code)
    assert (card.state, card.step, card.unit) == (
        State.SUBMITTED,
        "Thụ lý",
        "Phòng Văn hóa - Xã hội",
    )
    assert card.late.total_seconds() > 0
    told = Alert.objects.get(recipient=world.chu.user_id, kind=Kind.EXPLANATION.value)
    assert code in told.text

    services.accept_explanation(code, by=world.chu, at=LATE)

    assert states(code) == [State.ACCEPTED]
    kinds = [event.kind for event in journal.history(code)][-2:]
    assert kinds == ["lateness.explained", "lateness.accepted"]
    assert Alert.objects.filter(recipient=world.anh.user_id, subject=code).exists()


def test_what_is_insufficient_comes_back_and_is_written_again(world):
    code = at_step(world, 3)
    explain(code, world.anh)

    services.return_explanation(code, reason="Chưa nêu hướng giải quyết", by=world.chu, at=LATE)
    assert states(code) == [State.RETURNED]
    assert queries.missing(world.chu, now=LATE, since=SINCE) == 1
    explain(code, world.anh, number="13/VHXH")

    assert states(code) == [State.SUBMITTED, State.RETURNED]
    assert queries.missing(world.chu, now=LATE, since=SINCE) == 1
    services.accept_explanation(code, by=world.chu, at=LATE)
    assert queries.missing(world.chu, now=LATE, since=SINCE) == 0


def test_only_the_late_office_or_its_leader(world):
    code = at_step(world, 3)
    head = person("vp", "Lê Văn Phòng", world.secretariat, "Chánh văn phòng", Role.UNIT_HEAD)

    for who in (world.lan, world.hieu, world.thu, head):
        with pytest.raises(errors.ExplainerIsHead, match="Phòng Văn hóa - Xã hội"):
            explain(code, who)
    with pytest.raises(NoSuchDossier):
        explain(code, world.la)

    assert not Explanation.objects.exists()


def test_what_the_leader_signs_is_accepted_with_it(world):
    code = at_step(world, 5)

    explain(code, world.chu)

    assert states(code) == [State.ACCEPTED]


def test_only_the_leader_of_the_agency_decides(world):
    code = at_step(world, 3)
    explain(code, world.anh)

    for who in (world.anh, world.lan, world.hieu):
        with pytest.raises(errors.DeciderIsLeader):
            services.accept_explanation(code, by=who, at=LATE)
        with pytest.raises(errors.DeciderIsLeader):
            services.return_explanation(code, reason="x", by=who, at=LATE)
    with pytest.raises(errors.FieldMissing):
        services.return_explanation(code, reason=" \n", by=world.chu, at=LATE)

    assert states(code) == [State.SUBMITTED]


def test_one_stands_at_a_time_and_is_decided_once(world):
    code = at_step(world, 3)
    with pytest.raises(errors.NotWaiting):
        services.accept_explanation(code, by=world.chu, at=LATE)
    explain(code, world.anh)
    with pytest.raises(errors.ExplainedAlready, match="chờ lãnh đạo xem"):
        explain(code, world.anh)
    services.accept_explanation(code, by=world.chu, at=LATE)

    with pytest.raises(errors.NotWaiting):
        services.return_explanation(code, reason="x", by=world.chu, at=LATE)
    with pytest.raises(errors.ExplainedAlready):
        explain(code, world.anh)


def test_nothing_late_nothing_to_explain(world):
    code = received(world)

    with pytest.raises(errors.NothingLate):
        explain(code, world.chu, at=later(minutes=20), signed_on=date(2026, 8, 24))


def test_a_late_step_may_be_explained_before_the_whole_is_late(world):
    code = at_step(world, 4)

    explain(code, world.anh, at=later(days=1), signed_on=date(2026, 8, 25))

    assert queries.explanations_of(code)[0].step == "Duyệt"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": " \n"}, errors.FieldMissing),
        ({"way_forward": ""}, errors.FieldMissing),
        ({"signer": "x" * 161}, errors.FieldTooLong),
        ({"number": "1\n2"}, errors.FieldUnreadable),
        ({"reason": "a\x00b"}, errors.FieldUnreadable),
        ({"signed_on": date(2026, 9, 1)}, errors.SignedInFuture),
    ],
)
def test_words_that_cannot_be_kept(world, changes, refusal):
    code = at_step(world, 3)

    with pytest.raises(refusal):
        explain(code, world.anh, **changes)

    assert not Explanation.objects.exists()


def test_an_old_page_does_not_explain(world):
    code = at_step(world, 3)

    with pytest.raises(StalePage):
        explain(code, world.anh, expect_version=1)


def test_conclude_is_not_blocked_and_it_is_owed_still(world):
    finished(world)
    code = at_step(world, 6)
    dossiers.conclude(code, result_number="7/2026", by=world.thu, at=LATE)

    found = queries.late_list(world.chu, now=LATE, since=SINCE)

    assert [line.row.code for line in found.finished] == [code]
    assert found.missing == queries.missing(world.chu, now=LATE, since=SINCE) == 1
    explain(code, world.chu)
    assert queries.missing(world.chu, now=LATE, since=SINCE) == 0


def test_the_list_names_step_office_and_time(world, django_assert_max_num_queries):
    codes = [at_step(world, 3, at=later(minutes=n)) for n in range(5)]
    soon = at_step(world, 3, at=later(days=4))
    gone_on = at_step(world, 5)

    with django_assert_max_num_queries(7):
        found = queries.late_list(world.chu, now=LATE, since=SINCE)

    assert {line.row.code for line in found.late} == {*codes, gone_on}
    words = {line.row.code: line.words for line in found.late}
    assert words[codes[0]][0].startswith("Trễ ở bước Thụ lý, Phòng Văn hóa - Xã hội, ")
    assert words[gone_on][0].startswith("Trễ ở bước Ký, UBND phường An Thịnh, ")
    assert soon not in {line.row.code for line in found.late}
    heads = queries.late_list(world.anh, now=LATE, since=SINCE)
    assert {line.row.code for line in heads.late} == set(codes)
    only = queries.late_list(world.chu, now=LATE, since=SINCE, unit_id=world.culture.pk)
    assert {line.row.code for line in only.late} == set(codes)
    assert queries.late_list(world.quan, now=LATE, since=SINCE).late == ()
    assert queries.late_list(world.la, now=LATE, since=SINCE).late == ()


def test_what_was_late_and_went_on_stays_with_the_late_office(world):
    code = at_step(world, 3)
    dossiers.forward(code, by=world.lan, at=LATE)
    dossiers.forward(code, by=world.anh, at=LATE)

    found = queries.late_list(world.anh, now=LATE, since=SINCE)

    assert [line.row.code for line in found.late] == [code]
    assert found.late[0].unit == "Phòng Văn hóa - Xã hội"


def test_the_asked_office_is_named(world):
    code = at_step(world, 3)
    dossiers.consult(
        code,
        content="Xác nhận nơi cư trú",
        days=Decimal(1),
        units=[world.secretariat.pk],
        by=world.lan,
        at=later(),
    )

    found = queries.late_list(world.chu, now=LATE, since=SINCE)

    assert "Văn phòng HĐND và UBND (được hỏi ý kiến)" in " ".join(found.late[0].words)


def test_the_timeline_says_it_in_words(world):
    code = at_step(world, 3)
    explain(code, world.anh)
    services.return_explanation(code, reason="Chưa rõ", by=world.chu, at=LATE)

    said = [moment.what for moment in timeline(code)][:2]

    assert said == [
        "Trả lại văn bản giải trình",
        "Giải trình chậm ở bước Thụ lý, văn bản số 12/VHXH",
    ]


def test_the_stock_is_what_came_less_what_was_settled(world):
    submitted(world, at=later(days=-40))
    at_step(world, 3, at=later(days=-40))
    dossiers.decline(submitted(world), reason="Sai nơi nộp", by=world.hieu, at=later())
    done = finished(world, at=later(days=-20))
    old = finished(world, at=later(days=-60))
    for code in (done, old):
        dossiers.return_result(code, handed_to="Quyên", by=world.hieu, at=later(), fee_paid=True)
    received(world)

    found = flow(world.commune.pk, since=date(2026, 8, 1))

    assert (found.before, found.received, found.settled, found.open) == (2, 3, 2, 3)
    assert found.is_equal
    slices = backlog(world.chu, now=later())
    assert sum(one.open for one in slices) == found.open
    assert {one.age for one in slices} == {0, 4}
    assert sum(one.late for one in slices) == 1


def test_the_table_holds_no_nonsense(world):
    code = at_step(world, 3)
    explain(code, world.anh)
    row = Explanation.objects.get()
    for fields in (
        {"state": "lost"},
        {"state": "accepted"},
        {"decided_at": LATE},
        {"returned_reason": "x"},
        {"reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Explanation.objects.filter(pk=row.pk).update(**fields)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
