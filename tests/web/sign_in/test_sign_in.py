"""The door: who comes in, who is told to wait, where one lands, when one is out again."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from motcua.journal.models import Entry
from motcua.people import services as people
from motcua.people.models import Account, Post
from tests.factories import MORNING, PASSWORD, SINCE, received
from tests.web.desk.conftest import desk_of, dossier_url, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

SIGN_IN = "/dang-nhap/"
NEUTRAL = "Tên đăng nhập hoặc mật khẩu không đúng."


def sign_in(client, username="hieu", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def is_in(client):
    return client.get("/can-bo/").status_code == HTTPStatus.OK


def test_the_right_password_opens_the_desk(world, client):
    answer = sign_in(client)

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/can-bo/")
    words = text_of(client.get("/can-bo/"))
    assert "Nguyễn Văn Hiếu" in words
    assert "Cán bộ quầy 2 · Trung tâm Phục vụ hành chính công phường An Thịnh" in words


def test_a_name_may_be_written_in_capitals_with_spaces(world, client):
    sign_in(client, username="  Hieu ")

    assert is_in(client)


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("hieu", "sai-mat-khau-roi", id="wrong password"),
        pytest.param("khong-ai", PASSWORD, id="nobody of that name"),
        pytest.param("hieu", PASSWORD.upper(), id="the password in capitals"),
        pytest.param("hieu", f" {PASSWORD}", id="a space before the password"),
        pytest.param("hieu' OR '1'='1", "x" * 10, id="sql"),
        pytest.param("hieu", "x" * 200, id="a very long password"),
    ],
)
def test_a_refusal_never_says_which_of_the_two_was_wrong(world, client, username, password):
    answer = sign_in(client, username=username, password=password)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    words = text_of(answer)
    assert NEUTRAL in words
    assert password not in answer.content.decode()
    assert not is_in(client)


def test_after_five_failures_even_the_right_password_waits(world, client, morning):
    for _ in range(4):
        assert NEUTRAL in text_of(sign_in(client, password="sai-mat-khau"))

    fifth = text_of(sign_in(client, password="sai-mat-khau"))
    right = text_of(sign_in(client))

    assert "đăng nhập lại sau 09:15 ngày 24/08/2026" in fifth
    assert "đăng nhập lại sau 09:15 ngày 24/08/2026" in right
    assert not is_in(client)
    morning.move_to(MORNING + timedelta(minutes=15), tick=False)
    sign_in(client)
    assert is_in(client)


def test_the_lock_is_of_the_account_and_not_of_the_house(world, client):
    for _ in range(5):
        sign_in(client, password="sai-mat-khau")

    other = Client()
    sign_in(other, username="khue")

    assert is_in(other)


def test_who_left_the_house_does_not_come_in(world, client):
    Account.objects.filter(username="hieu").update(is_active=False)

    assert NEUTRAL in text_of(sign_in(client))
    assert not is_in(client)


def test_who_is_dismissed_meanwhile_is_out_at_once(world, client):
    sign_in(client)
    Account.objects.filter(username="hieu").update(is_active=False)

    assert client.get("/can-bo/").status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)


def test_who_has_no_post_is_told_whom_to_ask(world, client):
    Post.objects.filter(account__username="hieu").delete()
    sign_in(client)

    answer = client.get("/can-bo/")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "chưa được giao vị trí công tác" in text_of(answer)


@pytest.mark.parametrize(
    ("wanted", "landed"),
    [
        pytest.param("/dieu-hanh/", "/dieu-hanh/", id="a page of the house"),
        pytest.param("/can-bo/tim/?q=a%20b", "/can-bo/tim/?q=a%20b", id="with its question"),
        pytest.param("https://evil.example/", "/can-bo/", id="another house"),
        pytest.param("//evil.example/", "/can-bo/", id="another house, without http"),
        pytest.param("/\\evil.example", "/can-bo/", id="with a backslash"),
        pytest.param("javascript:alert(1)", "/can-bo/", id="a script"),
        pytest.param("http:///evil.example", "/can-bo/", id="three slashes"),
        pytest.param(" //evil.example", "/can-bo/", id="a space before"),
        pytest.param("\t//evil.example", "/can-bo/", id="a tab before"),
        pytest.param("x" * 5000, "/can-bo/", id="endless"),
        pytest.param("", "/can-bo/", id="nothing"),
    ],
)
def test_one_lands_only_inside_the_house(world, client, wanted, landed):
    answer = sign_in(client, next=wanted)

    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, landed)


def test_who_is_in_already_goes_on_inside_the_house(world, client):
    sign_in(client)

    assert client.get(SIGN_IN)["Location"] == "/can-bo/"
    assert client.get(SIGN_IN, {"next": "//evil.example"})["Location"] == "/can-bo/"


def test_the_page_asked_for_is_kept_while_one_signs_in(world, client):
    page = client.get(SIGN_IN, {"next": "/dieu-hanh/"}).content.decode()
    again = sign_in(client, password="sai-mat-khau", next="/dieu-hanh/").content.decode()

    for shown in (page, again):
        assert '<input type="hidden" name="next" value="/dieu-hanh/">' in shown


def test_the_session_of_a_visitor_is_not_the_session_of_an_official(world, client):
    client.get(SIGN_IN)
    client.session["planted"] = "by somebody else"
    before = client.session.session_key
    sign_in(client)

    assert client.session.session_key != before
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_who_is_away_for_fifteen_minutes_is_out(world, client, morning):
    sign_in(client)
    assert is_in(client)

    for minutes in (14, 28, 42):
        morning.move_to(MORNING + timedelta(minutes=minutes), tick=False)
        assert is_in(client), "work keeps the session open"
    morning.move_to(MORNING + timedelta(minutes=42 + 15, seconds=1), tick=False)

    answer = client.get("/can-bo/")
    assert answer["Location"] == "/dang-nhap/?next=/can-bo/"


def test_work_does_not_write_to_the_session_at_every_step(world, client, morning):
    sign_in(client)
    client.get("/can-bo/")
    first = client.session.get("seen")
    morning.move_to(MORNING + timedelta(seconds=30), tick=False)

    client.get("/can-bo/")

    assert client.session.get("seen") == first


def test_signing_out_is_a_deed_and_ends_it(world, client):
    sign_in(client)
    assert client.get("/dang-xuat/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert is_in(client)

    client.post("/dang-xuat/")

    assert not is_in(client)


def test_signing_in_and_failing_are_written_down(world, client):
    sign_in(client, password="sai-mat-khau")
    sign_in(client)

    kinds = list(
        Entry.objects.filter(subject="account:hieu").order_by("seq").values_list("kind", flat=True)
    )
    facts = str(list(Entry.objects.filter(subject="account:hieu").values_list("facts", flat=True)))
    assert kinds
    assert PASSWORD not in facts
    assert "sai-mat-khau" not in facts


# Posts


@pytest.fixture
def two_posts(world):
    """Hiếu stands in for the clerk too."""
    account = Account.objects.get(username="hieu")
    return Post.objects.create(
        account=account, unit=world.secretariat, title="Văn thư", roles=["clerk"], since=SINCE
    )


def test_one_works_at_the_post_that_one_chose(world, client, two_posts):
    sign_in(client)
    assert "Tiếp nhận" in text_of(client.get("/can-bo/"))

    answer = client.post("/vi-tri/", {"post": two_posts.pk}, follow=True)

    words = text_of(answer)
    assert "Ông/bà đang làm việc ở vị trí Văn thư." in words
    assert "Văn thư · Văn phòng HĐND và UBND" in words
    assert client.get("/can-bo/tiep-nhan/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("post", ["", "x", "0", "99999999999999999999", "\x00", "stranger"])
def test_nobody_takes_the_post_of_another(world, client, two_posts, post):
    sign_in(client)
    if post == "stranger":
        post = str(Post.objects.get(account__username="chu").pk)

    client.post("/vi-tri/", {"post": post})

    assert "Cán bộ quầy 2 ·" in text_of(client.get("/can-bo/"))
    assert client.get("/dieu-hanh/").status_code == HTTPStatus.FORBIDDEN


def test_a_post_that_ended_is_not_worked_at(world, client, two_posts):
    sign_in(client)
    client.post("/vi-tri/", {"post": two_posts.pk})
    Post.objects.filter(pk=two_posts.pk).update(until=MORNING.date() - timedelta(days=1))

    assert "Văn thư ·" not in text_of(client.get("/can-bo/"))


def test_one_post_offers_no_choice(world):
    assert "Làm việc ở vị trí" not in text_of(desk_of(world.hieu).get("/can-bo/"))


# Passwords

NEW = "con-duong-lang-que-em"


def change(client, old=PASSWORD, new=NEW):
    return client.post("/mat-khau/", {"old": old, "new": new})


def test_a_password_is_changed_and_one_stays_in(world, client):
    sign_in(client)

    answer = change(client)

    assert answer.status_code == HTTPStatus.FOUND
    assert is_in(client)
    other = Client()
    assert NEUTRAL in text_of(sign_in(other))
    sign_in(other, password=NEW)
    assert is_in(other)


def test_other_sessions_end_with_the_old_password(world, client):
    forgotten = Client()
    sign_in(forgotten)
    sign_in(client)

    change(client)

    assert not is_in(forgotten)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("khong-phai", NEW, "Mật khẩu hiện tại không đúng.", id="the old one is wrong"),
        pytest.param(PASSWORD, "ngan", "Mật khẩu chưa đạt", id="too short"),
        pytest.param(PASSWORD, "password123", "Mật khẩu chưa đạt", id="too common"),
        pytest.param(PASSWORD, "", "", id="none"),
        pytest.param(PASSWORD, "mat-khau\x00-moi-nua", "", id="a control character"),
    ],
)
def test_a_password_that_will_not_do_is_refused(world, client, old, new, said):
    sign_in(client)

    answer = change(client, old=old, new=new)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text_of(answer)
    other = Client()
    sign_in(other)
    assert is_in(other), "the old one still opens"


@pytest.fixture
def newcomer(world):
    people.create_account(
        "moi", "Lê Văn Mới", password=PASSWORD, must_change_password=True, by=None, at=MORNING
    )
    Post.objects.create(
        account=Account.objects.get(username="moi"),
        unit=world.one_stop,
        title="Cán bộ quầy 4",
        roles=["counter"],
        since=SINCE,
    )


def test_the_first_password_is_changed_before_any_work(world, client, newcomer):
    code = received(world)

    sign_in(client, username="moi")

    for url in ("/can-bo/", dossier_url(code), "/can-bo/tiep-nhan/"):
        assert client.get(url)["Location"] == "/mat-khau/", url
    assert client.get("/mat-khau/").status_code == HTTPStatus.OK
    change(client)
    assert is_in(client)


def test_a_form_of_the_door_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == HTTPStatus.FORBIDDEN
    assert not is_in(client)


def test_the_door_speaks_to_both_who_come_to_it(client, db):
    words = text_of(client.get(SIGN_IN))

    assert "Cán bộ, công chức" in words
    assert "Người dân, doanh nghiệp" in words
    assert "Sai 5 lần thì khóa 15 phút." in words
