from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.db import transaction

from motcua.journal.queries import history
from motcua.people import errors, queries, services
from motcua.people.models import Account, ApiToken
from tests.people.conftest import MORNING, PASSWORD, TODAY, add_account, add_admin, add_post


LATER = MORNING + timedelta(minutes=16)


def sign_in(username="hoa", password=PASSWORD, at=MORNING):
    return services.sign_in(username, password, at=at)


def fail(times, at=MORNING):
    for _ in range(times):
        with pytest.raises((errors.SignInRefused, errors.SignInLocked)):
            sign_in(password="sai mật khẩu", at=at)


@pytest.fixture
def hoa(db):
    return add_account("hoa")


def test_name_and_password_open_the_door(hoa):
    account = sign_in(" HOA ")

    assert account.pk == hoa
    assert account.last_login == MORNING
    assert history("account:hoa")[-1].kind == "people.signed_in"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("hoa", "sai", id="wrong password"),
        pytest.param("khongai", PASSWORD, id="unknown name"),
        pytest.param("", "", id="nothing"),
        pytest.param("hoa\x00", PASSWORD, id="NUL in the name"),
        pytest.param("hoa", PASSWORD + "\x00", id="NUL in the password"),
        pytest.param("hoa", "a" * 100_000, id="a password of 100 kB"),
        pytest.param("a" * 100_000, PASSWORD, id="a name of 100 kB"),
        pytest.param("hoa", "\ud800", id="half a surrogate"),
        pytest.param("\ud800", "x", id="half a surrogate for a name"),
        pytest.param("nghi", PASSWORD, id="deactivated"),
        pytest.param("khongmatkhau", "", id="no password set"),
    ],
)
def test_one_refusal_whatever_is_wrong(hoa, username, password):
    add_account("nghi")
    services.deactivate("nghi", by=None, at=MORNING)
    add_account("khongmatkhau", password=None)

    with pytest.raises(errors.SignInRefused, match="^Tên đăng nhập hoặc mật khẩu không đúng.$"):
        sign_in(username, password)


@pytest.mark.parametrize("username", ["hoa", "khongai", "nghi"])
def test_a_password_is_hashed_for_unknown_names_too(hoa, username, monkeypatch):
    add_account("nghi")
    services.deactivate("nghi", by=None, at=MORNING)
    hashed = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self, password, salt):
        hashed.append(username)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)

    with pytest.raises(errors.SignInRefused):
        sign_in(username, "sai mật khẩu")

    assert hashed == [username]


def test_five_failures_lock_for_a_while(hoa):
    fail(4)
    with pytest.raises(errors.SignInLocked, match="sau 08:15 ngày 02/11/2026"):
        sign_in(password="sai")

    with pytest.raises(errors.SignInLocked):  # the right one is no use now
        sign_in()

    assert sign_in(at=LATER).pk == hoa
    assert Account.objects.get().failures == 0


def test_after_the_lock_counting_starts_anew(hoa):
    fail(5)
    fail(4, at=LATER)

    assert sign_in(at=LATER).pk == hoa


def test_trying_while_locked_does_not_lock_for_longer(hoa):
    fail(5)
    fail(20, at=MORNING + timedelta(minutes=14))

    assert sign_in(at=MORNING + timedelta(minutes=15)).pk == hoa


def test_success_forgets_failures(hoa):
    fail(4)
    sign_in()
    fail(4)

    assert sign_in().pk == hoa


@pytest.mark.django_db(transaction=True)
def test_eight_tries_at_once_are_counted_one_by_one(at_once):
    add_account("hoa")

    answers = at_once(8, lambda: sign_in(password="sai mật khẩu"))

    kinds = [type(answer) for answer in answers]
    assert kinds.count(errors.SignInRefused) == 4
    assert kinds.count(errors.SignInLocked) == 4
    assert Account.objects.get().failures == 5
    assert [event.kind for event in history("account:hoa")].count("people.sign_in_locked") == 1


@pytest.mark.django_db(transaction=True)
def test_the_count_cannot_be_rolled_back_by_a_caller():
    add_account("hoa")

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sign_in(password="sai")


def test_the_administrator_lifts_a_lock_with_a_new_password(town):
    add_account("hoa")
    add_post("hoa", town.culture)
    admin = add_admin("quantri", town.commune)
    fail(5)

    services.set_password("hoa", "Mật khẩu mới cấp", by=admin, at=MORNING)

    assert sign_in(password="Mật khẩu mới cấp").must_change_password
    with pytest.raises(errors.WeakPassword):
        services.set_password("hoa", "ngắn", by=admin, at=MORNING)


def test_the_owner_changes_the_password(hoa):
    services.change_password(hoa, old=PASSWORD, new="Của riêng tôi 2026", at=MORNING)

    assert not sign_in(password="Của riêng tôi 2026").must_change_password
    with pytest.raises(errors.SignInRefused):
        sign_in()


def test_a_wrong_old_password_counts_as_a_failure(hoa):
    for _ in range(4):
        with pytest.raises(errors.OldPasswordWrong):
            services.change_password(hoa, old="sai", new="Của riêng tôi 2026", at=MORNING)
    with pytest.raises(errors.SignInLocked):
        services.change_password(hoa, old="sai", new="Của riêng tôi 2026", at=MORNING)

    assert sign_in(at=LATER).pk == hoa


def test_the_new_password_is_another_one(hoa):
    with pytest.raises(errors.WeakPassword, match="trùng với mật khẩu hiện tại"):
        services.change_password(hoa, old=PASSWORD, new=PASSWORD, at=MORNING)


def test_no_password_and_no_key_gets_into_the_journal(hoa):
    sign_in()
    key = services.create_token("hoa", "Kết nối kho", MORNING)
    services.change_password(hoa, old=PASSWORD, new="Của riêng tôi 2026", at=MORNING)

    text = str([event.facts for event in history("account:hoa")])

    assert "password" not in text
    for secret in (PASSWORD, key, "Của riêng tôi 2026"):
        assert secret not in text


def test_a_key_acts_for_its_account_until_it_expires(hoa, django_assert_num_queries):
    key = services.create_token("hoa", "Kết nối kho", MORNING)

    with django_assert_num_queries(1):
        bearer = queries.account_of_token(key, MORNING)

    assert (bearer.user_id, bearer.token_name) == (hoa, "Kết nối kho")
    assert key not in str(ApiToken.objects.values().get())
    with pytest.raises(errors.TokenRefused):
        queries.account_of_token(key, MORNING + services.LIFETIME)


@pytest.mark.parametrize("key", ["", "motcua_", "\x00", "\ud800", "x" * 10_000])
def test_a_wrong_key_opens_nothing(hoa, key):
    services.create_token("hoa", "Kết nối kho", MORNING)

    with pytest.raises(errors.TokenRefused):
        queries.account_of_token(key, MORNING)


def test_a_revoked_key_and_a_deactivated_owner_open_nothing(hoa):
    first, second = (services.create_token("hoa", n, MORNING) for n in ("một", "hai"))
    revoked = queries.account_of_token(first, MORNING).token_id

    services.revoke_token(revoked, by=None, at=MORNING)
    services.revoke_token(revoked, by=None, at=MORNING)

    with pytest.raises(errors.TokenRefused):
        queries.account_of_token(first, MORNING)
    assert queries.account_of_token(second, MORNING).user_id == hoa
    services.deactivate("hoa", by=None, at=MORNING)
    with pytest.raises(errors.TokenRefused):
        queries.account_of_token(second, MORNING)
    kinds = [event.kind for event in history("account:hoa")]
    assert kinds.count("people.token_revoked") == 1


def test_the_owner_makes_and_revokes_keys_a_colleague_does_not(town):
    for username in ("hoa", "minh"):
        add_account(username)
        add_post(username, town.culture)
    hoa, minh = (
        queries.actor_of(Account.objects.get(username=name).pk, post_id=None, on=TODAY)
        for name in ("hoa", "minh")
    )
    key = services.create_token("hoa", "Của tôi", MORNING, by=hoa)
    token_id = queries.account_of_token(key, MORNING).token_id

    with pytest.raises(errors.NotAdmin):
        services.create_token("hoa", "Của người khác", MORNING, by=minh)
    with pytest.raises(errors.NotAdmin):
        services.revoke_token(token_id, by=minh, at=MORNING)
    services.revoke_token(token_id, by=hoa, at=MORNING)
    with pytest.raises(errors.NoSuchToken):
        services.revoke_token(10**30, by=None, at=MORNING)


def test_a_key_needs_an_active_account_and_a_name(hoa):
    with pytest.raises(errors.FieldBlank):
        services.create_token("hoa", " ", MORNING)
    with pytest.raises(errors.NoSuchAccount):
        services.create_token("khongai", "x", MORNING)
    services.deactivate("hoa", by=None, at=MORNING)
    with pytest.raises(errors.AccountInactive):
        services.create_token("hoa", "x", MORNING)
