from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.journal.queries import history
from motcua.people import errors, queries, services
from motcua.people.models import Post
from motcua.people.rules import Role
from tests.people.conftest import (
    MORNING,
    SINCE,
    TODAY,
    add_account,
    add_post,
    make_town,
)


YESTERDAY = TODAY - timedelta(days=1)


def test_an_actor_is_somebody_at_a_post(town, django_assert_num_queries):
    user_id = add_account("hoa")
    first = add_post("hoa", town.one_stop, Role.COUNTER, title="Công chức")
    second = add_post("hoa", town.culture, Role.SPECIALIST, since=date(2026, 1, 1))

    with django_assert_num_queries(1):
        actor = queries.actor_of(user_id, post_id=None, on=TODAY)

    assert (actor.post_id, actor.unit_id, actor.agency_id) == (first, town.one_stop, town.commune)
    assert (actor.agency_code, actor.agency_name) == ("H99.12", "UBND xã Bình Minh")
    assert actor.roles == {Role.COUNTER}
    assert queries.actor_of(user_id, post_id=second, on=TODAY).roles == {Role.SPECIALIST}
    with django_assert_num_queries(1):
        assert [post.id for post in queries.posts_of(user_id, TODAY)] == [first, second]


def test_nobody_acts_at_a_post_that_is_not_theirs_or_not_in_force(town):
    user_id, other = add_account("hoa"), add_account("minh")
    post = add_post("hoa", town.culture, since=SINCE, until=TODAY)
    add_post("minh", town.culture)

    for who, post_id, on in [
        (other, post, TODAY),
        (user_id, post, TODAY + timedelta(days=1)),
        (user_id, None, SINCE - timedelta(days=1)),
        (user_id, 10**30, TODAY),
        (0, None, TODAY),
    ]:
        with pytest.raises(errors.NoPost):
            queries.actor_of(who, post_id=post_id, on=on)


def test_a_deactivated_person_acts_no_more(town):
    user_id = add_account("hoa")
    add_post("hoa", town.culture)
    services.deactivate("hoa", by=None, at=MORNING)

    with pytest.raises(errors.NoPost):
        queries.actor_of(user_id, post_id=None, on=TODAY)
    assert queries.holders(town.culture, Role.SPECIALIST, TODAY) == []
    assert queries.names_of([user_id]) == {user_id: "Nguyễn Thị Hoa"}

    services.reactivate("hoa", by=None, at=MORNING)
    assert queries.actor_of(user_id, post_id=None, on=TODAY).user_id == user_id


def test_holders_stand_in_alphabetical_order(town, django_assert_num_queries):
    for username, name in [("dao", "Đào Văn Ân"), ("dung", "Dũng"), ("anh", "Ánh")]:
        add_account(username, name)
        add_post(username, town.culture, Role.SPECIALIST, Role.CLERK)

    with django_assert_num_queries(1):
        found = queries.holders(town.culture, Role.CLERK, TODAY)

    assert [holder.name for holder in found] == ["Ánh", "Dũng", "Đào Văn Ân"]
    assert queries.holders(town.culture, Role.LEADER, TODAY) == []
    assert queries.holders(town.commune, Role.CLERK, TODAY) == []


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        pytest.param(date(2025, 6, 30), None, errors.OutsideUnitPeriod, id="before the unit"),
        pytest.param(SINCE, date(2025, 6, 30), errors.PeriodReversed, id="ends first"),
        pytest.param(TODAY, None, errors.PostOverlaps, id="twice in one unit"),
        pytest.param(
            SINCE, date(2026, 1, 1), errors.PostOverlaps, id="on the first day of the other"
        ),
    ],
)
def test_when_a_post_cannot_be_held(town, since, until, refusal):
    add_account("hoa")
    add_post("hoa", town.culture, since=date(2026, 1, 1))

    with pytest.raises(refusal):
        add_post("hoa", town.culture, since=since, until=until)

    assert Post.objects.count() == 1


def test_a_post_is_held_again_after_it_ended(town):
    add_account("hoa")
    first = add_post("hoa", town.culture)
    services.end_post(first, until=YESTERDAY, by=None, at=MORNING)

    assert add_post("hoa", town.culture, since=TODAY) != first
    assert [event.kind for event in history("account:hoa")] == [
        "people.account_created",
        "people.appointed",
        "people.post_ended",
        "people.appointed",
    ]
    with pytest.raises(errors.PostEnded):
        services.end_post(first, until=TODAY, by=None, at=MORNING)


def test_a_post_has_a_role_and_a_title_and_a_person(town):
    add_account("hoa")
    with pytest.raises(errors.NoRole):
        services.appoint("hoa", town.culture, title="x", roles=(), since=SINCE, by=None, at=MORNING)
    with pytest.raises(errors.FieldBlank):
        add_post("hoa", town.culture, title=" ")
    with pytest.raises(errors.NoSuchUnit):
        add_post("hoa", 10**30)
    for stranger in ("khongai", "\x00", ""):
        with pytest.raises(errors.NoSuchAccount):
            add_post(stranger, town.culture)


@pytest.mark.django_db(transaction=True)
def test_a_person_is_appointed_once_of_eight_times(at_once):
    town = make_town()
    add_account("hoa")

    answers = at_once(8, lambda: add_post("hoa", town.culture))

    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert sum(isinstance(answer, errors.PostOverlaps) for answer in answers) == 7


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"roles": ["king"]}, "post_roles_known"),
        ({"roles": []}, "post_has_a_role"),
        ({"until": date(2025, 6, 30)}, "post_period_in_order"),
    ],
)
def test_the_table_of_posts_cannot_hold(town, fields, constraint):
    add_account("hoa")
    add_post("hoa", town.culture)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Post.objects.update(**fields)
