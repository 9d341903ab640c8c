import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from motcua.people.models import Account, ApiToken, Post
from motcua.people.queries import account_of_token
from motcua.people.rules import Role
from motcua.people.services import create_token
from tests import factories
from tests.web.admin_pages.conftest import Pages, signed_in, words


NEW = {"name": "Lê Thu Hà", "username": "ha.lt", "phone": "", "email": ""}


def secret_in(answer):
    return re.search(r'class="secret code">([^<]+)<', answer.content.decode())[1]


def test_the_list_shows_who_has_a_post_in_the_agency(quan):
    page = words(quan.get("accounts"))

    assert "Phạm Thu Lan" in page
    assert "Bùi Văn Lạ" not in page


def test_everybody_is_found_without_marks(quan):
    Account.objects.filter(username="la").update(search="bui van la la")

    page = words(quan.get("accounts", q="bui van la", pv="tat-ca"))

    assert "Bùi Văn Lạ" in page
    assert "Phạm Thu Lan" not in page


def test_the_list_goes_on_where_it_ended(quan, world):
    for number in range(60):
        factories.person(f"p{number:02}", "An Bình", world.culture, "Chuyên viên", Role.CLERK)

    first = quan.get("accounts")
    second = quan.client.get(first.context["next_url"])

    seen = [line.account.username for page in (first, second) for line in page.context["lines"]]
    assert len(seen) == len(set(seen)) == 60 + 8


def test_a_new_account_signs_in_with_the_password_shown_once(quan):
    answer = quan.post("account_create", **NEW)
    password = secret_in(answer)

    account = Account.objects.get(username="ha.lt")
    assert authenticate(username="ha.lt", password=password) == account
    assert account.must_change_password
    assert password not in words(quan.get("account", "ha.lt"))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"username": "lan"}, "đã có người dùng", id="taken"),
        pytest.param({"username": "Lê Thu"}, "Tên đăng nhập gồm", id="with marks"),
        pytest.param({"name": ""}, "Ghi họ và tên.", id="no name"),
        pytest.param({"email": "ha@"}, "không đúng dạng", id="no address"),
        pytest.param({"name": "a\x07b"}, "ký tự không đọc được", id="a bell"),
        pytest.param({"name": "a" * 121}, "120", id="too long"),
    ],
)
def test_a_refused_account_keeps_what_was_typed(quan, typed, told):
    answer = quan.post("account_create", **{**NEW, "phone": "0912 000 111", **typed})

    page = words(answer)
    assert answer.status_code == 422
    assert told in page
    assert 'value="0912 000 111"' in page
    assert not Account.objects.filter(username="ha.lt").exists()


def test_a_new_password_lifts_a_lock(quan):
    locked_until = timezone.now() + timedelta(minutes=10)
    Account.objects.filter(username="lan").update(locked_until=locked_until, failures=5)
    before = words(quan.get("account", "lan"))

    password = secret_in(quan.post("account_reset", "lan"))

    lan = Account.objects.get(username="lan")
    assert "Đang khóa" in before
    assert lan.locked_until is None
    assert lan.check_password(password)


def test_asking_for_a_new_password_changes_nothing(quan):
    before = Account.objects.get(username="lan").password

    quan.get("account_reset", "lan")

    assert Account.objects.get(username="lan").password == before


def test_contact_details_are_changed(quan):
    quan.post("account_change", "lan", name="Phạm Thị Lan", phone="0911", email="lan@x.vn")

    lan = Account.objects.get(username="lan")
    assert (lan.name, lan.phone, lan.email) == ("Phạm Thị Lan", "0911", "lan@x.vn")


def test_an_account_rests_and_comes_back(quan):
    quan.post("account_deactivate", "lan")
    resting = Account.objects.get(username="lan").is_active
    quan.post("account_reactivate", "lan")

    assert not resting
    assert Account.objects.get(username="lan").is_active


def test_the_last_administrator_stays(quan):
    answer = quan.post("account_deactivate", "quan")

    assert answer.status_code == 422
    assert "người quản trị cuối cùng" in words(answer)
    assert Account.objects.get(username="quan").is_active


def test_somebody_is_appointed_and_the_post_ends(quan, world):
    quan.post("account_create", **NEW)
    quan.post(
        "appoint",
        "ha.lt",
        unit=world.culture.pk,
        title="Chuyên viên",
        roles=["specialist", "clerk"],
        since="24/08/2026",
    )
    post = Post.objects.get(account__username="ha.lt")
    quan.post("post_end", "ha.lt", post.pk, until="31/12/2026")

    assert post.roles == ["clerk", "specialist"]
    assert f"{Post.objects.get(pk=post.pk).until}" == "2026-12-31"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"roles": []}, "Chọn vai trò.", id="no role"),
        pytest.param({"roles": ["king"]}, "king", id="no such role"),
        pytest.param({"unit": ""}, "Chọn đơn vị.", id="no unit"),
        pytest.param({"since": "1/1/2020"}, "không hoạt động", id="before the unit"),
        pytest.param({"title": ""}, "Ghi chức vụ.", id="no title"),
    ],
)
def test_a_refused_appointment_keeps_what_was_typed(quan, world, typed, told):
    given = {
        "unit": world.secretariat.pk,
        "title": "Chuyên viên phòng",
        "roles": ["clerk"],
        "since": "24/08/2026",
    }
    answer = quan.post("appoint", "lan", **{**given, **typed})

    assert answer.status_code == 422
    assert told in words(answer)
    assert typed.get("title", "Chuyên viên phòng") in words(answer)
    assert Post.objects.filter(account__username="lan").count() == 1


def test_nobody_is_appointed_to_a_unit_of_another_agency(quan, world):
    answer = quan.post(
        "appoint",
        "lan",
        unit=world.other_one_stop.pk,
        title="Cán bộ",
        roles=["counter"],
        since="24/08/2026",
    )

    assert answer.status_code == 422
    assert Post.objects.filter(unit=world.other_one_stop).count() == 1


def test_what_was_done_to_an_account_is_for_its_own_administrator(quan):
    quan.post("account_change", "lan", name="Phạm Thị Lan", phone="", email="")

    assert "Sửa thông tin liên hệ" in words(quan.get("account", "lan"))
    create_token("la", "Máy của xã khác", factories.MORNING)
    assert "Nhật ký quản trị" not in words(quan.get("account", "la"))


def test_of_a_stranger_only_name_and_posts_are_shown(quan):
    Account.objects.filter(username="la").update(phone="0999 123 456")

    page = words(quan.get("account", "la"))

    assert "Bùi Văn Lạ" in page
    assert "0999 123 456" not in page
    assert "không thuộc phạm vi quản trị" in page


@pytest.mark.parametrize(
    "name", ["account_change", "account_reset", "account_deactivate", "key_create"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_not_administered(quan, name, method):
    before = Account.objects.get(username="la").password

    answer = getattr(quan, method)(name, "la", **NEW)

    assert answer.status_code == 403
    assert Account.objects.get(username="la").password == before
    assert not ApiToken.objects.exists()


def test_a_post_is_ended_only_on_the_page_of_its_holder(quan):
    post = Post.objects.get(account__username="lan")

    assert quan.post("post_end", "hieu", post.pk, until="31/12/2026").status_code == 404


def test_a_key_is_shown_once_works_and_is_revoked(quan):
    answer = quan.post("key_create", "lan", name="Cổng tỉnh", days="30")
    key = secret_in(answer)
    bearer = account_of_token(key, timezone.now())
    page = words(quan.get("account", "lan"))
    quan.post("key_revoke", "lan", bearer.token_id)

    token = ApiToken.objects.get()
    assert bearer.username == "lan"
    assert token.expires_at - token.created_at == timedelta(days=30)
    assert "Cổng tỉnh" in page
    assert key not in page
    assert token.revoked_at is not None


def test_a_key_belongs_to_its_account(quan):
    quan.post("key_create", "lan", name="Cổng tỉnh", days="30")
    token = ApiToken.objects.get()

    assert quan.post("key_revoke", "hieu", token.pk).status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_an_administrator_of_the_province_sees_all(world):
    boss = factories.person("boss", "Trịnh Quốc", world.province, "Quản trị", Role.ADMIN)

    page = words(Pages(signed_in(boss)).get("accounts"))

    assert "Bùi Văn Lạ" in page
    assert "Phạm Thu Lan" in page


def test_a_lock_is_lifted_and_says_so_once(quan):
    lan = Account.objects.filter(username="lan")
    lan.update(failures=5, locked_until=timezone.now() + timedelta(minutes=10))
    assert "Mở khóa đăng nhập" in words(quan.get("account", "lan"))

    quan.post("account_unlock", "lan")

    assert lan.values_list("failures", "locked_until").get() == (0, None)
    page = words(quan.get("account", "lan"))
    assert "Đã mở khóa đăng nhập cho Phạm Thu Lan" in page
    assert "Đang khóa đến" not in page
