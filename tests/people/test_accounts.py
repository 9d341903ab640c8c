from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.journal.queries import history
from motcua.people import errors, queries, services
from motcua.people.models import Account, Post
from motcua.people.rules import Role
from tests.people.conftest import (
    MORNING,
    PASSWORD,
    SINCE,
    TODAY,
    add_account,
    add_admin,
    add_post,
    make_town,
)


YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        pytest.param({"username": "ho"}, errors.BadUsername, id="short"),
        pytest.param({"username": "hoa nguyen"}, errors.BadUsername, id="space"),
        pytest.param({"username": "hòa"}, errors.BadUsername, id="marks"),
        pytest.param({"username": "hoa\x00"}, errors.BadUsername, id="NUL"),
        pytest.param({"username": "a" * 61}, errors.BadUsername, id="long"),
        pytest.param({"username": "minh"}, errors.UsernameTaken, id="taken"),
        pytest.param({"username": "MINH"}, errors.UsernameTaken, id="taken, in capitals"),
        pytest.param({"name": ""}, errors.FieldBlank, id="no name"),
        pytest.param({"name": "Hoa\x07"}, errors.FieldUnreadable, id="bell in the name"),
        pytest.param({"name": "a" * 121}, errors.FieldTooLong, id="long name"),
        pytest.param({"email": "hoa@"}, errors.BadEmail, id="half an address"),
        pytest.param({"email": "hoa@a.vn\x00"}, errors.FieldUnreadable, id="NUL in the address"),
        pytest.param({"password": "ngắn"}, errors.WeakPassword, id="short password"),
        pytest.param({"password": "1234567890"}, errors.WeakPassword, id="common password"),
        pytest.param({"password": "cua-HOA.2026-dai"}, errors.WeakPassword, id="own name"),
        pytest.param({"password": "a" * 257}, errors.WeakPassword, id="long password"),
        pytest.param({"password": "dài đủ mà có \x00"}, errors.WeakPassword, id="NUL in password"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_an_account(fields, refusal):
    add_account("minh")
    wanted = {"username": "hoa.2026", "name": "Hoa", "password": PASSWORD} | fields

    with pytest.raises(refusal):
        services.create_account(**wanted, by=None, at=MORNING)

    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_password_says_all_that_is_wrong():
    with pytest.raises(errors.WeakPassword, match="chứa tên đăng nhập, cần ít nhất 10 ký tự"):
        add_account("hoa", password="hoa")


@pytest.mark.django_db(transaction=True)
def test_one_of_eight_gets_the_user_name(at_once):
    answers = at_once(8, lambda: add_account("hoa"))

    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert sum(isinstance(answer, errors.UsernameTaken) for answer in answers) == 7


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
    "act",
    [
        pytest.param(lambda by: services.deactivate("hoa", by=by, at=MORNING), id="deactivate"),
        pytest.param(lambda by: services.reactivate("hoa", by=by, at=MORNING), id="reactivate"),
        pytest.param(
            lambda by: services.set_password("hoa", PASSWORD, by=by, at=MORNING), id="password"
        ),
        pytest.param(
            lambda by: services.change_account(
                "hoa", name="Khác", phone="", email="", by=by, at=MORNING
            ),
            id="change",
        ),
        pytest.param(lambda by: services.create_token("hoa", "x", MORNING, by=by), id="token"),
        pytest.param(
            lambda by: services.end_post(Post.objects.get().pk, until=TODAY, by=by, at=MORNING),
            id="end a post",
        ),
        pytest.param(
            lambda by: add_post("hoa", Post.objects.get().unit_id, since=TODAY, by=by), id="appoint"
        ),
    ],
)
@pytest.mark.parametrize(
    ("roles", "refusal"),
    [
        pytest.param([Role.LEADER, Role.UNIT_HEAD, Role.CLERK], errors.NotAdmin, id="leader"),
        pytest.param([Role.ADMIN], errors.OutsideYourAgency, id="admin of another agency"),
    ],
)
def test_who_may_not_administer(town, act, roles, refusal):
    add_account("hoa")
    add_post("hoa", town.culture)
    stranger_id = add_account("nguoi.khac")
    stranger = town.neighbour if Role.ADMIN in roles else town.commune
    post = add_post("nguoi.khac", stranger, *roles)
    by = queries.actor_of(stranger_id, post_id=post, on=TODAY)
    Post.objects.filter(pk=post).delete()
    before = list(Account.objects.order_by("pk").values()), list(Post.objects.values())

    with pytest.raises(refusal):
        act(by)

    assert before == (list(Account.objects.order_by("pk").values()), list(Post.objects.values()))


def test_only_an_administrator_creates_accounts(town):
    add_account("hoa")
    post = add_post("hoa", town.culture)
    hoa = queries.actor_of(Post.objects.get(pk=post).account_id, post_id=post, on=TODAY)
    admin = add_admin("quantri", town.commune)

    with pytest.raises(errors.NotAdmin):
        services.create_account("moi", "Mới", password=PASSWORD, by=hoa, at=MORNING)
    services.create_account("moi", "Mới", password=PASSWORD, by=admin, at=MORNING)

    assert history("account:moi")[0].by_id == admin.user_id


def test_an_administrator_does_not_reset_who_also_works_elsewhere(town):
    admin = add_admin("quantri", town.commune)
    add_account("hoa")
    add_post("hoa", town.culture)
    services.set_password("hoa", PASSWORD + " mới", by=admin, at=MORNING)

    add_post("hoa", town.province, Role.LEADER, since=date(2027, 1, 1))

    with pytest.raises(errors.OutsideYourAgency):
        services.set_password("hoa", PASSWORD, by=admin, at=MORNING)


def test_the_last_administrator_stays(town):
    admin = add_admin("quantri", town.province)
    post = admin.post_id

    for act in (
        lambda: services.deactivate("quantri", by=admin, at=MORNING),
        lambda: services.end_post(post, until=TODAY, by=admin, at=MORNING),
        lambda: services.end_post(post, until=date(2030, 1, 1), by=None, at=MORNING),
    ):
        with pytest.raises(errors.LastAdmin):
            act()

    assert Post.objects.get().until is None
    assert Account.objects.get().is_active


def test_an_administrator_for_a_time_does_not_count_as_the_next(town):
    admin = add_admin("quantri", town.province)
    add_admin("tam", town.province, until=date(2026, 12, 31))

    with pytest.raises(errors.LastAdmin):
        services.end_post(admin.post_id, until=TODAY, by=None, at=MORNING)

    add_admin("moi", town.commune)
    services.end_post(admin.post_id, until=TODAY, by=None, at=MORNING)
    services.deactivate("tam", by=None, at=MORNING)


def test_a_deactivated_administrator_does_not_count(town):
    admin = add_admin("quantri", town.province)
    add_admin("cuu", town.province)
    services.deactivate("cuu", by=admin, at=MORNING)

    with pytest.raises(errors.LastAdmin):
        services.deactivate("quantri", by=admin, at=MORNING)
    with pytest.raises(errors.AccountInactive):
        services.deactivate("cuu", by=admin, at=MORNING)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_deactivate_each_other_at_once(at_once):
    town = make_town()
    usernames = ["mot", "hai"]
    for username in usernames:
        add_admin(username, town.province)

    answers = at_once(2, lambda: services.deactivate(usernames.pop(), by=None, at=MORNING))

    assert sorted(str(answer)[:4] for answer in answers) == ["None", "Đây "]
    assert Account.objects.filter(is_active=True).count() == 1


def test_a_change_of_details_names_fields_not_values(town):
    add_account("hoa")
    details = {"name": "Nguyễn Thị Hòa", "phone": "0912 345 678", "email": "hoa@xa.gov.vn"}

    assert services.change_account("hoa", **details, by=None, at=MORNING)
    assert not services.change_account("hoa", **details, by=None, at=MORNING)

    (*_, last) = history("account:hoa")
    assert last.facts == {"fields": ["name", "phone", "email"]}
    assert queries.accounts(on=TODAY, search="hoa nguyen").rows[0].name == "Nguyễn Thị Hòa"


def test_accounts_come_a_page_at_a_time_in_alphabetical_order(town, django_assert_num_queries):
    names = ["An", "Ân", "Bình", "Dũng", "Đào", "Đào", "Ý"]
    for number, name in enumerate(reversed(names)):
        add_account(f"can.bo.{number}", name)
    add_post("can.bo.2", town.culture)

    seen, after = [], ""
    while True:
        with django_assert_num_queries(2):
            page = queries.accounts(on=TODAY, after=after, limit=3)
        seen += [row.name for row in page.rows]
        after = page.after
        if not after:
            break

    assert seen == names


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("hoa", {"hoa"}),
        ("NGUYEN", {"hoa"}),
        ("hoa nguyễn", {"hoa"}),
        ("minh", {"minh"}),
        ("%", set()),
        ("_", set()),
        ("\x00", set()),
        ("", {"hoa", "minh"}),
    ],
)
def test_accounts_are_found_by_words(town, search, expected):
    add_account("hoa")
    add_account("minh", "Trần Văn Bá")

    found = queries.accounts(on=TODAY, search=search).rows

    assert {row.username for row in found} == expected


@pytest.mark.parametrize("after", ["x", "~", "~x", "~٣", "~" + "9" * 40, "\x00~1"])
def test_a_broken_mark_of_a_page_breaks_nothing(town, after):
    add_account("hoa")

    assert queries.accounts(on=TODAY, after=after).after == ""


def test_accounts_of_a_unit_and_all_under_it(town):
    for username, unit in [("hoa", town.culture), ("minh", town.neighbour)]:
        add_account(username)
        add_post(username, unit)
    add_account("khongpost")

    found = queries.accounts(on=TODAY, top_id=town.commune).rows

    assert [(row.username, row.posts[0].unit_id) for row in found] == [("hoa", town.culture)]


def test_the_card_of_an_account(town, django_assert_num_queries):
    add_account("hoa", phone="0912", email="hoa@xa.gov.vn")
    add_post("hoa", town.culture, until=YESTERDAY)
    services.create_token("hoa", "Kết nối kho", MORNING)

    with django_assert_num_queries(3):
        card = queries.account_card("hoa")

    assert (card.phone, card.email, card.must_change_password) == ("0912", "hoa@xa.gov.vn", True)
    assert [post.until for post in card.posts] == [YESTERDAY]
    assert [token.name for token in card.tokens] == ["Kết nối kho"]
    for stranger in ("khongai", "\x00", "x" * 500):
        with pytest.raises(errors.NoSuchAccount):
            queries.account_card(stranger)


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
