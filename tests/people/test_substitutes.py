"""Who stands in for whom, from which day to which."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from motcua.journal import queries as journal
from motcua.people import errors, queries, services
from motcua.people.models import Account, Post, Substitution
from motcua.people.rules import (
    HeldPost,
    Role,
    SubstitutionKind,
    roles_handed_on,
    substitution_objection,
)
from tests import factories
from tests.factories import MONDAY, MORNING, later


FRIDAY = MONDAY + timedelta(days=4)
SUBSTITUTE, SIGNING = SubstitutionKind


@pytest.fixture
def world(db):
    return factories.office()


def stand_in(absent, substitute, *, by=None, kind=SUBSTITUTE, since=MONDAY, until=FRIDAY):
    return services.set_substitute(
        absent.post_id,
        substitute_id=substitute.user_id,
        kind=kind,
        since=since,
        until=until,
        reason="Nghỉ phép năm",
        by=by or absent,
        at=MORNING,
    )


def posts_at(actor, on):
    return [post.id for post in queries.posts_of(actor.user_id, on)]


def test_a_substitute_acts_at_the_post_and_says_for_whom(world):
    stand_in(world.lan, world.son)

    actor = queries.actor_of(world.son.user_id, post_id=world.lan.post_id, on=MONDAY)

    assert (actor.user_id, actor.name) == (world.son.user_id, "Đỗ Hoàng Sơn")
    assert actor.stands_in_for == {world.lan.user_id}
    assert actor.acting_for_name == "Phạm Thu Lan"
    assert actor.answers_for == {world.lan.user_id, world.son.user_id}
    assert actor.roles == {Role.SPECIALIST}


def test_at_their_own_post_they_stand_in_for_nobody(world):
    stand_in(world.lan, world.son)

    actor = queries.actor_of(world.son.user_id, post_id=None, on=MONDAY)

    assert actor.post_id == world.son.post_id
    assert actor.answers_for == {world.son.user_id}
    assert actor.acting_for_name == ""


@pytest.mark.parametrize(
    ("on", "acts"),
    [
        pytest.param(MONDAY - timedelta(days=1), False, id="the day before"),
        pytest.param(MONDAY, True, id="the first day"),
        pytest.param(FRIDAY, True, id="the last day"),
        pytest.param(FRIDAY + timedelta(days=1), False, id="it ends by itself"),
    ],
)
def test_days_of_standing_in(world, on, acts):
    stand_in(world.lan, world.son)

    assert (world.lan.post_id in posts_at(world.son, on)) is acts
    assert posts_at(world.son, on)[0] == world.son.post_id


def test_the_session_of_a_substitute_is_their_own(world, django_assert_num_queries):
    stand_in(world.lan, world.son)
    account = Account.objects.get(pk=world.son.user_id)

    with django_assert_num_queries(1):
        here = queries.at_work(
            account.pk,
            auth_hash=account.get_session_auth_hash(),
            post_id=world.lan.post_id,
            on=MONDAY,
        )

    assert here.actor.acting_for_name == "Phạm Thu Lan"
    assert [card.acting_for_name for card in here.posts] == ["", "Phạm Thu Lan"]


def test_the_password_that_counts_is_the_substitutes(world):
    stand_in(world.lan, world.son)
    Account.objects.filter(pk=world.lan.user_id).update(password=make_password("khác hẳn 123"))
    absent = Account.objects.get(pk=world.lan.user_id)

    assert (
        queries.at_work(
            world.son.user_id,
            auth_hash=absent.get_session_auth_hash(),
            post_id=world.lan.post_id,
            on=MONDAY,
        )
        is None
    )


def test_who_has_left_stands_in_for_nobody(world):
    stand_in(world.lan, world.son)
    Post.objects.filter(pk=world.son.post_id).update(until=MONDAY - timedelta(days=1))

    with pytest.raises(errors.NoPost):
        queries.actor_of(world.son.user_id, post_id=world.lan.post_id, on=MONDAY)


def test_nobody_acts_at_a_post_that_has_ended(world):
    stand_in(world.lan, world.son)
    Post.objects.filter(pk=world.lan.post_id).update(until=MONDAY - timedelta(days=1))

    assert world.lan.post_id not in posts_at(world.son, MONDAY)


def test_signing_hands_on_only_what_is_signed(world):
    Post.objects.filter(pk=world.anh.post_id).update(roles=["unit_head", "specialist"])
    anh = queries.actor_of(world.anh.user_id, post_id=None, on=MONDAY)
    stand_in(anh, world.lan, kind=SIGNING)

    actor = queries.actor_of(world.lan.user_id, post_id=anh.post_id, on=MONDAY)

    assert actor.roles == {Role.UNIT_HEAD}


def test_administration_is_never_handed_on():
    both = frozenset({Role.LEADER, Role.ADMIN})

    assert roles_handed_on(both, SUBSTITUTE) == {Role.LEADER}
    assert roles_handed_on(both, SIGNING) == {Role.LEADER}


def test_it_stands_in_the_journal_of_who_is_absent(world):
    number = stand_in(world.lan, world.son)
    services.end_substitution(number, by=world.lan, at=later(hours=1))

    kinds = [event.kind for event in journal.history("account:lan")]

    assert kinds == ["people.substitute_set", "people.substitution_ended"]


def test_ended_before_its_time(world):
    number = stand_in(world.lan, world.son)
    services.end_substitution(number, by=world.anh, at=later(hours=1))

    assert world.lan.post_id not in posts_at(world.son, MONDAY)
    with pytest.raises(errors.SubstitutionOver):
        services.end_substitution(number, by=world.anh, at=later(hours=2))
    stand_in(world.lan, world.anh, by=world.lan)  # the days are free again


@pytest.mark.parametrize("who", ["lan", "anh", "chu", "quan"])
def test_who_may_say_who_stands_in(world, who):
    assert stand_in(world.lan, world.son, by=getattr(world, who))


@pytest.mark.parametrize("who", ["son", "hieu", "thu", "la"])
def test_who_may_not(world, who):
    with pytest.raises(errors.NotYoursToHandOn):
        stand_in(world.lan, world.son, by=getattr(world, who))

    assert not Substitution.objects.exists()


def test_a_head_does_not_sign_over_the_leaders_signature(world):
    held = HeldPost(9, "Vũ Đình Chu", 1, world.anh.agency_id, "/1/", frozenset({Role.LEADER}))

    assert isinstance(substitution_objection(world.anh, held, SIGNING), errors.NotYoursToSignOver)
    with pytest.raises(errors.NotYoursToSignOver):
        stand_in(world.anh, world.lan, by=world.chu, kind=SIGNING)


def test_a_substitute_cannot_pass_it_on(world):
    stand_in(world.anh, world.lan)
    lan_for_anh = queries.actor_of(world.lan.user_id, post_id=world.anh.post_id, on=MONDAY)

    with pytest.raises(errors.NotPassedOn, match="Trần Mai Anh"):
        stand_in(world.anh, world.son, by=lan_for_anh, since=FRIDAY, until=FRIDAY)
    with pytest.raises(errors.NotPassedOn):
        stand_in(world.son, world.lan, by=lan_for_anh)


def test_what_i_stand_in_for_does_not_go_on_to_who_stands_in_for_me(world):
    stand_in(world.anh, world.lan)
    stand_in(world.lan, world.son)

    assert world.anh.post_id not in posts_at(world.son, MONDAY)


def test_one_post_has_one_substitute_at_a_time(world):
    stand_in(world.lan, world.son)

    with pytest.raises(errors.SubstitutionOverlaps):
        stand_in(world.lan, world.anh, since=FRIDAY, until=FRIDAY + timedelta(days=3))
    stand_in(world.lan, world.anh, since=FRIDAY + timedelta(days=1), until=date(2026, 9, 1))


def test_the_database_keeps_one_substitute_at_a_post(world):
    stand_in(world.lan, world.son)
    row = Substitution.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        pytest.param({"until": MONDAY - timedelta(days=1)}, errors.PeriodReversed, id="reversed"),
        pytest.param(
            {"since": date(2026, 8, 1), "until": date(2026, 8, 2)},
            errors.SubstitutionPast,
            id="past",
        ),
        pytest.param({"until": date(2028, 1, 1)}, errors.SubstitutionTooLong, id="for ever"),
        pytest.param({"kind": SIGNING}, errors.NothingToSignOver, id="nothing to sign"),
    ],
)
def test_what_cannot_be(world, changes, refusal):
    with pytest.raises(refusal):
        stand_in(world.lan, world.son, **changes)


def test_nobody_stands_in_for_themselves(world):
    with pytest.raises(errors.OwnSubstitute):
        stand_in(world.lan, world.lan)


def test_only_colleagues_stand_in(world):
    with pytest.raises(errors.NotAColleague):
        stand_in(world.lan, world.la)


def test_a_post_of_mere_administration_is_not_stood_in_for(world):
    with pytest.raises(errors.NothingToHandOn):
        stand_in(world.quan, world.lan)


def test_the_list_of_an_agency(world, django_assert_num_queries):
    stand_in(world.lan, world.son)
    stand_in(world.chu, world.anh, since=FRIDAY, kind=SIGNING)

    with django_assert_num_queries(1):
        found = queries.substitutions_of_agency(world.commune.pk, MONDAY)

    assert [(card.post.holder_name, card.substitute_name) for card in found] == [
        ("Phạm Thu Lan", "Đỗ Hoàng Sơn"),
        ("Vũ Đình Chu", "Trần Mai Anh"),
    ]
    assert queries.substitutions_of_agency(world.commune.pk, FRIDAY + timedelta(days=1)) == ()
    assert queries.substitutes_of({world.lan.user_id, world.chu.user_id}, MONDAY) == {
        world.lan.user_id: world.son.user_id
    }


def test_staff_of_an_agency(world):
    names = [card.holder_name for card in queries.staff_of(world.commune.pk, MONDAY)]

    assert "Phạm Thu Lan" in names
    assert "Bùi Văn Lạ" not in names
