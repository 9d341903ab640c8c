"""Pages of signing."""

import logging
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.signing import draft_result
from motcua.papers.providers import store
from motcua.papers.queries.results import result_files
from motcua.signing.models import Certificate, Key, Root, Signature
from tests.factories import MORNING, at_step
from tests.papers.samples import pdf, picture
from tests.signing.people import PIN, authority, certified, key_file, looked_at, trusted
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db
SIGN, OWN = "/can-bo/ky-so/", "/can-bo/chung-thu/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drafted(world, pages=1):
    code = at_step(world, 3)
    draft_result(code, name="giay.pdf", content=pdf(pages), by=world.lan, at=MORNING)
    dossiers.forward(code, by=world.lan, at=MORNING)
    dossiers.forward(code, by=world.anh, at=MORNING)
    looked_at(code)
    return code


def given(codes, certificate, pin=PIN):
    body = {"code": codes, "certificate": certificate, "pin": pin}
    for code in codes:
        body[f"v-{code}"] = Dossier.objects.get(code=code).version
        body[f"f-{code}"] = result_files([code])[code][-1].sha256
    return body


def upload(name, content):
    return SimpleUploadedFile(name, content)


def test_a_leader_signs_ten_with_one_press(world, caplog):
    trusted()
    codes = [drafted(world, pages) for pages in range(1, 11)]
    pk = certified(world.chu)
    leader = desk_of(world.chu)
    page = text_of(leader.get(SIGN))
    assert "giay.pdf" in page

    with caplog.at_level(logging.DEBUG):
        answer = leader.post(SIGN, given(codes, pk), follow=True)

    assert "Đã ký số và duyệt 10/10 hồ sơ" in text_of(answer)
    assert PIN not in caplog.text
    assert Signature.objects.count() == 10
    assert set(Dossier.objects.values_list("step_order", flat=True)) == {6}
    assert "Không có hồ sơ nào chờ ông/bà ký" in text_of(leader.get(SIGN))


def test_a_wrong_pin_is_told_beside_the_list(world):
    code = drafted(world)
    pk = certified(world.chu)

    answer = desk_of(world.chu).post(SIGN, given([code], pk, pin="sai-ma-pin"))

    assert answer.status_code == 422
    assert "Sai mã PIN, chưa ký gì. Còn 4 lần" in text_of(answer)
    assert b"sai-ma-pin" not in answer.content
    assert Key.objects.get().failures == 1


def test_nothing_ticked_is_told(world):
    drafted(world)
    pk = certified(world.chu)

    answer = desk_of(world.chu).post(SIGN, {"certificate": pk, "pin": PIN})

    assert answer.status_code == 422
    assert "Chưa chọn hồ sơ nào" in text_of(answer)


def test_the_list_without_a_certificate_leads_to_one(world):
    drafted(world)

    page = desk_of(world.chu).get(SIGN)

    assert "chưa có chứng thư số" in text_of(page)
    assert OWN in page.content.decode()


def test_the_list_says_what_is_missing_and_what_ends(world, django_assert_max_num_queries):
    code = at_step(world, 5)
    drafted(world)
    certified(world.chu, days=20)
    leader = desk_of(world.chu)
    leader.get(SIGN)

    with django_assert_max_num_queries(10):
        page = text_of(leader.get(SIGN))

    assert code in page
    assert "chưa có tệp kết quả" in page
    assert "còn 20 ngày" in page


def test_who_leads_nothing_has_no_list(world):
    assert desk_of(world.hieu).get(SIGN).status_code == 403


def test_a_run_is_shown_to_who_began_it(world):
    code = drafted(world)
    answer = desk_of(world.chu).post(SIGN, given([code], certified(world.chu)))

    assert desk_of(world.chu).get(answer.url).status_code == 200
    assert desk_of(world.anh).get(answer.url).status_code == 404


def test_signatures_in_words(world, django_assert_max_num_queries):
    trusted()
    code = drafted(world)
    leader = desk_of(world.chu)
    leader.post(SIGN, given([code], certified(world.chu)))
    leader.get(dossier_url(code))

    with django_assert_max_num_queries(10):
        page = text_of(leader.get(dossier_url(code) + "chu-ky/"))

    assert "Hợp lệ" in page
    assert "theo nhật ký của hệ thống" in page
    assert "Đã ký số" in text_of(leader.get(dossier_url(code)))


def test_a_changed_byte_in_the_store_is_told(world):
    code = drafted(world)
    leader = desk_of(world.chu)
    leader.post(SIGN, given([code], certified(world.chu)))
    path = store._path(Signature.objects.get().signed_sha256)
    with store.default_storage.open(path) as file:
        content = file.read()
    store.default_storage.delete(path)
    store.default_storage.save(path, BytesIO(content.replace(b"/MediaBox", b"/MediaBux", 1)))

    page = leader.get(dossier_url(code) + "chu-ky/")

    assert page.status_code == 200
    assert "Không toàn vẹn" in text_of(page)
    assert "Hợp lệ" not in text_of(page)


def test_signatures_before_there_is_a_file(world):
    page = desk_of(world.chu).get(dossier_url(at_step(world, 5)) + "chu-ky/")

    assert "chưa có tệp kết quả" in text_of(page)


def test_a_specialist_lays_down_the_file_to_be_signed(world):
    code = at_step(world, 3)
    specialist = desk_of(world.lan)
    assert "Đặt tệp trình ký" in text_of(specialist.get(dossier_url(code)))

    answer = specialist.post(
        dossier_url(code) + "trinh-ky/", {"file": upload("kq.pdf", pdf())}, follow=True
    )

    assert "Đã đặt tệp kết quả để trình ký" in text_of(answer)
    assert "kq.pdf" in text_of(answer)
    assert len(result_files([code])[code]) == 1


@pytest.mark.parametrize("content", [None, b"", picture(), b"rubbish"])
def test_what_can_not_be_signed_is_told_on_the_dossier(world, content):
    code = at_step(world, 3)
    body = {} if content is None else {"file": upload("kq.pdf", content)}

    answer = desk_of(world.lan).post(dossier_url(code) + "trinh-ky/", body, follow=True)

    assert answer.status_code == 200
    assert result_files([code]) == {}


def test_a_stranger_sees_no_signatures(world):
    code = drafted(world)

    assert desk_of(world.la).get(dossier_url(code) + "chu-ky/").status_code == 404
    body = {"file": upload("kq.pdf", pdf())}
    assert desk_of(world.la).post(dossier_url(code) + "trinh-ky/", body).status_code == 404


def test_one_brings_in_ones_certificate(world):
    leader = desk_of(world.chu)
    body = {"file": upload("chu.p12", key_file()), "pin": PIN, "kind": "personal"}

    answer = leader.post(OWN, body, follow=True)

    assert "Đã ghi chứng thư" in text_of(answer)
    assert "Còn hiệu lực" in text_of(answer)
    assert Certificate.objects.get().holder_id == world.chu.user_id


@pytest.mark.parametrize(
    ("content", "pin"),
    [(key_file(), "sai"), (b"rubbish", PIN), (b"", PIN), (b"0" * 70_000, PIN), (None, PIN)],
)
def test_what_is_no_key_file_is_told_in_place(world, content, pin):
    body = {"pin": pin, "kind": "personal"}
    if content is not None:
        body["file"] = upload("chu.p12", content)

    answer = desk_of(world.chu).post(OWN, body)

    assert answer.status_code == 422
    assert not Certificate.objects.exists()


def test_revoking_asks_first(world):
    pk = certified(world.chu)
    leader, url = desk_of(world.chu), f"{OWN}{pk}/thu-hoi/"

    assert "Không lấy lại được" in text_of(leader.get(url))
    assert leader.post(url, {"reason": ""}).status_code == 422
    assert Certificate.objects.get().revoked_at is None

    assert "Đã thu hồi" in text_of(leader.post(url, {"reason": "Mất máy"}, follow=True))
    assert desk_of(world.thu).get(url).status_code == 404


def test_an_administrator_sees_the_register_without_keys(world, django_assert_max_num_queries):
    certified(world.chu)
    trusted()
    admin = desk_of(world.quan)
    admin.get(OWN)

    with django_assert_max_num_queries(10):
        page = admin.get(OWN)

    assert "Sổ chứng thư của cơ quan" in text_of(page)
    assert "Vũ Đình Chu" in text_of(page)
    assert bytes(Key.objects.get().sealed)[:8].hex() not in page.content.decode()
    assert "Sổ chứng thư của cơ quan" not in text_of(desk_of(world.chu).get(OWN))


def test_an_administrator_trusts_a_root_and_drops_it(world):
    admin = desk_of(world.quan)

    body = {"file": upload("goc.pem", authority().root_pem)}
    assert "TRÌNH DIỄN" in text_of(admin.post(f"{OWN}goc/", body, follow=True))
    assert "không phải chứng thư gốc" in text_of(
        admin.post(f"{OWN}goc/", {"file": upload("a.pem", b"x")}, follow=True)
    )
    pk = Root.objects.get().pk
    assert "Chưa tin nơi cấp nào" in text_of(admin.post(f"{OWN}goc/{pk}/", follow=True))
    assert desk_of(world.chu).post(f"{OWN}goc/", body).status_code == 403
