"""Everything of one goes to another, row by row; nobody leaves while work hangs on them."""

from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.alerts import queries as alerts
from motcua.coordination import services as coordination
from motcua.coordination.rules import Ask
from motcua.coordination.rules import Kind as AskKind
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers import queries as dossier_queries
from motcua.dossiers import services as dossiers
from motcua.dossiers.queries.load import Load, hanging, loads, rows_with
from motcua.journal import queries as journal
from motcua.people import queries as people
from motcua.people.errors import NotAdmin
from motcua.people.models import Post
from motcua.people.rules import SubstitutionKind
from motcua.people.services import set_substitute
from motcua.work import errors, queries, services
from motcua.work.models import HandOver
from motcua.work.rules import MOST_AT_ONCE
from tests.factories import MONDAY, MORNING, at_step, later, received


@pytest.fixture
def codes(world):
    """Three dossiers that lie with lan."""
    found = [at_step(world, 3) for _ in range(3)]
    for code in found:
        dossiers.reassign(code, to_user=world.lan.user_id, by=world.anh, at=MORNING)
    return found


def give(world, codes, *, by=None, **changes):
    asked = {"from_user": world.lan.user_id, "to_user": world.son.user_id, "reason": "Nghỉ sinh"}
    return services.hand_over(codes, **{**asked, **changes}, by=by or world.anh, at=MORNING)


def holder(code):
    return dossier_queries.whereabouts(code).assignee_id


def test_all_of_it_goes_to_the_other(world, codes):
    number = give(world, codes)

    assert {holder(code) for code in codes} == {world.son.user_id}
    minutes = queries.hand_over(number, world.anh)
    assert [row.code for row in minutes.done] == codes
    assert minutes.refused == ()
    assert (minutes.from_name, minutes.to_name) == ("Phạm Thu Lan", "Đỗ Hoàng Sơn")
    assert minutes.rows[0].procedure_name == "Đăng ký khai sinh"


def test_it_stands_in_the_journal_of_each(world, codes):
    number = give(world, codes)

    for code in codes:
        last = journal.history(code)[-1]
        assert last.kind == "dossier.reassigned"
        assert last.facts["note"] == "Bàn giao: Nghỉ sinh"
    (entry,) = journal.history(f"handover:{number}")
    assert entry.facts["codes"] == codes


def test_both_are_told_once(world, codes):
    give(world, codes)

    for actor in (world.lan, world.son):
        (row,) = alerts.alerts_of(actor.user_id).rows
        assert "3 hồ sơ" in row.text
    assert alerts.unread_count(world.anh.user_id) == 0


def test_one_that_cannot_go_leaves_the_others_handed_over(world, codes):
    dossiers.reassign(codes[1], to_user=world.son.user_id, by=world.anh, at=MORNING)

    minutes = queries.hand_over(give(world, [*codes, "H40-không-có"]), world.anh)

    assert [row.code for row in minutes.done] == [codes[0], codes[2]]
    assert [row.code for row in minutes.refused] == [codes[1], "H40-không-có"]
    assert "không còn do Phạm Thu Lan giữ" in minutes.refused[0].refusal
    assert minutes.refused[1].applicant_name == ""


def test_a_step_of_another_role_stays(world, codes):
    minutes = queries.hand_over(give(world, codes, to_user=world.anh.user_id), world.anh)

    assert minutes.done == ()
    assert "không có vai trò" in minutes.refused[0].refusal
    assert {holder(code) for code in codes} == {world.lan.user_id}
    assert alerts.unread_count(world.lan.user_id) == 0


def test_whoever_holds_it_may_give_it_away(world, codes):
    give(world, codes[:1], by=world.lan)

    assert holder(codes[0]) == world.son.user_id


@pytest.mark.parametrize("who", ["son", "hieu", "chu", "la"])
def test_who_may_not(world, codes, who):
    with pytest.raises(errors.NotYoursToHandOver):
        give(world, codes, by=getattr(world, who))

    assert {holder(code) for code in codes} == {world.lan.user_id}
    assert not HandOver.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": "  "}, errors.ReasonMissing),
        ({"reason": "a" * 301}, errors.ReasonTooLong),
        ({"to_user": 10**9}, errors.NotAnOfficerHere),
    ],
)
def test_what_cannot_be(world, codes, changes, refusal):
    with pytest.raises(refusal):
        give(world, codes, **changes)

    assert not HandOver.objects.exists()


def test_nobody_hands_over_to_themselves_or_nothing_or_too_much(world, codes):
    with pytest.raises(errors.SamePerson):
        give(world, codes, to_user=world.lan.user_id)
    with pytest.raises(errors.NothingChosen):
        give(world, [])
    with pytest.raises(errors.TooManyAtOnce):
        give(world, [str(n) for n in range(MOST_AT_ONCE + 1)])
    with pytest.raises(errors.NotAnOfficerHere):
        give(world, codes, to_user=world.hieu.user_id)


def test_minutes_are_read_by_the_parties_and_the_head(world, codes):
    number = give(world, codes)

    for reader in (world.anh, world.lan, world.son):
        assert queries.hand_over(number, reader).id == number
    for stranger in (world.hieu, world.la, world.chu):
        with pytest.raises(errors.NoSuchHandOver):
            queries.hand_over(number, stranger)


def end(world, who, *, by=None):
    services.release_post(who.post_id, until=MONDAY, by=by or world.quan, at=MORNING)


def test_nobody_leaves_with_open_dossiers(world, codes):
    with pytest.raises(errors.WorkStillOpen, match="còn 3 hồ sơ đang giữ"):
        end(world, world.lan)

    assert Post.objects.get(pk=world.lan.post_id).until is None
    assert journal.history("account:lan") == []


def test_nobody_leaves_with_intakes_under_way(world):
    dossiers.start_draft(by=world.hieu, at=MORNING, content={})

    with pytest.raises(errors.WorkStillOpen, match="1 lượt tiếp nhận dở dang"):
        end(world, world.hieu)


def test_nobody_leaves_with_requests_they_took(world, codes):
    limit = Limit(Decimal(2), LimitUnit.WORKING_DAY, "QĐ ví dụ")
    to = world.secretariat.pk
    asked = Ask(kind=AskKind.CONSULT, content="Xin ý kiến", limit=limit, unit_id=to)
    (number,) = coordination.ask(
        codes[0], [asked], from_unit_id=world.culture.pk, by=world.lan.user_id, at=MORNING
    )
    coordination.take(number, by=world.thu.user_id, at=MORNING)

    with pytest.raises(errors.WorkStillOpen, match="1 đề nghị phối hợp chưa trả lời"):
        end(world, world.thu)


def test_who_handed_over_leaves(world, codes):
    give(world, codes)
    end(world, world.lan)

    assert Post.objects.get(pk=world.lan.post_id).until == MONDAY


def test_who_may_not_end_the_post_is_not_told_what_hangs_on_it(world, codes):
    with pytest.raises(NotAdmin):
        end(world, world.lan, by=world.anh)


def test_what_lies_with_nobody_keeps_nobody(world):
    at_step(world, 3)  # for any specialist

    end(world, world.lan)


def test_load_of_a_unit(world, codes, django_assert_num_queries):
    late = at_step(world, 3, at=later(days=-20))
    dossiers.reassign(late, to_user=world.lan.user_id, by=world.anh, at=MORNING)
    dossiers.ask_supplement(codes[0], items=["Bản chính"], reason="Mờ", by=world.lan, at=MORNING)
    at_step(world, 3)
    received(world)

    with django_assert_num_queries(1):
        found = loads([world.culture.pk], now=MORNING)

    unit = world.culture.pk
    assert set(found) == {
        Load(unit, world.lan.user_id, open=4, late=1, today=0, waiting=1),
        Load(unit, None, open=1, late=0, today=0, waiting=0),
    }


def test_what_lies_with_a_person(world, codes, django_assert_max_num_queries):
    late = at_step(world, 3, at=later(days=-20))
    dossiers.reassign(late, to_user=world.lan.user_id, by=world.anh, at=MORNING)

    with django_assert_max_num_queries(4):
        rows = rows_with(world.lan.user_id, world.culture.pk, now=MORNING)

    assert rows[0].code == late
    assert {row.code for row in rows} == {*codes, late}
    assert hanging(world.lan.user_id, world.culture.pk).dossiers == 4
    assert not hanging(world.lan.user_id, world.one_stop.pk)


def test_a_hundred_in_one_go_cost_a_fixed_number_each(world, codes, django_assert_max_num_queries):
    with django_assert_max_num_queries(40 + 3 * 25):
        give(world, codes)


def test_a_substitute_of_the_head_hands_over(world, codes):
    set_substitute(
        world.anh.post_id,
        substitute_id=world.son.user_id,
        kind=SubstitutionKind.SUBSTITUTE,
        since=MONDAY,
        until=MONDAY + timedelta(days=3),
        reason="Nghỉ phép",
        by=world.anh,
        at=MORNING,
    )
    son = people.actor_of(world.son.user_id, post_id=world.anh.post_id, on=MONDAY)

    number = give(world, codes, by=son)

    assert queries.hand_over(number, son).done
