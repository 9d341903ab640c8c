from datetime import date, timedelta

import pytest

from motcua.journal.queries import history
from motcua.people import errors, queries, services
from motcua.people.models import Account, Post
from motcua.people.rules import Role
from tests.people.conftest import (
    MORNING,
    PASSWORD,
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
