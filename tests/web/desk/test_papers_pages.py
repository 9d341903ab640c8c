"""Papers page by page, what is left to scan, the tray and the paper store, in the browser."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import services as dossiers
from motcua.papers import queries as papers
from motcua.papers import services
from motcua.papers.models import Paper, Scan
from motcua.papers.providers.reader import Looked
from motcua.papers.tasks import join, look
from tests.factories import MORNING, finished, received
from tests.papers import samples
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def send(desk, address, *contents, **fields):
    sent = [SimpleUploadedFile(f"{n}.pdf", content) for n, content in enumerate(contents)]
    return desk.post(address, {"file": sent, **fields}, follow=True)


def scan_url(code, position=2):
    return f"{dossier_url(code)}quet/{position}/"


def paper_url(code, position=2):
    return f"{dossier_url(code)}giay-to/{position}/"


def read_all():
    for scan in Scan.objects.order_by("pk"):
        look(scan.pk)


@pytest.fixture
def sent(world):
    """Two files that wait to be looked at."""
    code, desk = received(world), desk_of(world.hieu)
    page = send(desk, scan_url(code), samples.pdf(2), samples.picture(), xem="1")
    assert "Đã lưu 2 bản quét." in text_of(page)
    assert page.redirect_chain[-1][0] == paper_url(code)
    return code, desk


def do(desk, code, what, **fields):
    return desk.post(paper_url(code), {"lam": what, **fields}, follow=True)


def test_several_files_at_once_are_digitised_with_one_click(world):
    code, desk = received(world), desk_of(world.hieu)

    page = send(desk, scan_url(code), samples.pdf(1), samples.picture())

    assert "Đã lưu 2 bản quét." in text_of(page)
    card = papers.papers_of(code)[1]
    assert (len(card.scans), card.is_digitised) == (2, True)


def test_pages_are_looked_at_turned_and_confirmed(sent):
    code, desk = sent
    assert "Máy đang đọc tệp." in text_of(desk.get(paper_url(code)))
    read_all()
    first, second, third = papers.sheets_of(code, 2).sheets

    do(desk, code, f"turn_right:{first.id}")
    do(desk, code, f"later:{first.id}")
    do(desk, code, f"leave_out:{third.id}")
    page = text_of(do(desk, code, "confirm"))

    assert "Đã xác nhận bản số hóa." in page
    assert "2 trang giữ lại, trong 3 trang đã quét" in page
    join(Paper.objects.get(subject=code, position=2).pk)
    whole = desk.get(f"{paper_url(code)}ban-quet.pdf")
    assert samples.sizes(whole.content) == [(596, 842, 0), (842, 595, 90)]
    assert whole["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Mở cả giấy tờ (PDF)" in text_of(desk.get(paper_url(code)))
    assert "Xác nhận bản số hóa: Giấy chứng sinh" in text_of(desk.get(dossier_url(code)))
    assert "Đã mở lại để sửa." in text_of(do(desk, code, "reopen"))


def test_small_pictures_open_for_who_may_see_the_dossier(world, sent):
    code, desk = sent
    read_all()
    page_id = papers.sheets_of(code, 2).sheets[0].id
    address = f"{dossier_url(code)}trang/{page_id}.jpg"

    assert desk.get(address).content.startswith(b"\xff\xd8")
    assert desk_of(world.la).get(address).status_code == 404
    other = received(world)
    assert desk.get(f"{dossier_url(other)}trang/{page_id}.jpg").status_code == 404


@pytest.mark.parametrize(
    "what",
    ["", "turn_right", "turn_right:", "turn_right:x", "turn_right:٣", "turn_right:" + "9" * 40,
     "x:1", "except", "reopen"],
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(sent, what):
    code, desk = sent
    before = papers.sheets_of(code, 2)

    page = do(desk, code, what, vi="x")

    assert page.status_code == 200
    assert papers.sheets_of(code, 2) == before


def test_an_unsafe_file_is_named_and_not_opened(sent):
    code, desk = sent
    scan = Scan.objects.first()
    services.looked_into(scan.pk, Looked(1, is_active=True), at=MORNING)

    page = desk.get(paper_url(code))

    assert "Bị giữ lại vì không an toàn" in text_of(page)
    assert scan.sha256 not in page.content.decode()
    assert desk.get(f"{dossier_url(code)}tep/{scan.sha256}/").status_code == 409


def test_why_a_paper_is_not_scanned(world):
    code, desk = received(world), desk_of(world.hieu)

    assert "Ghi rõ vì sao" in text_of(do(desk, code, "except", vi="damaged"))
    page = text_of(do(desk, code, "except", vi="damaged", **{"ly-do": "Ướt, dính trang"}))

    assert "Không số hóa: hư hỏng, không quét được." in page
    assert "Ướt, dính trang" in page
    assert "Giấy tờ này cần số hóa." in text_of(do(desk, code, "end_exception"))


def test_who_has_it_not_in_hand_sees_pages_and_no_buttons(world, sent):
    code, _ = sent
    read_all()
    desk = desk_of(world.chu)

    page = desk.get(paper_url(code)).content.decode()

    assert 'name="lam"' not in page
    assert "Chỉ người đang giữ hồ sơ" in page
    page_id = papers.sheets_of(code, 2).sheets[0].id
    answer = desk.post(paper_url(code), {"lam": f"leave_out:{page_id}"})
    assert answer.status_code == 403


def test_no_such_paper(world):
    code, desk = received(world), desk_of(world.hieu)

    assert desk.get(paper_url(code, 9)).status_code == 404
    assert desk.get(paper_url(code, 0)).status_code == 404
    assert desk.get(f"{paper_url(code)}ban-quet.pdf").status_code == 404


def test_the_result_is_scanned_on_the_page_of_the_dossier(world):
    code = finished(world)
    dossiers.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    desk = desk_of(world.thu)
    assert 'id="tep-0"' in desk.get(dossier_url(code)).content.decode()
    assert 'id="tep-0"' not in desk_of(world.chu).get(dossier_url(code)).content.decode()

    page = text_of(send(desk, scan_url(code, 0), samples.pdf(1)))

    assert "Đã lưu bản quét." in page
    assert "Bản số hóa kết quả Đã số hóa" in page


def test_what_is_left_to_scan(world):
    code, desk = received(world), desk_of(world.hieu)

    page = text_of(desk.get("/can-bo/so-hoa/"))

    assert code in page
    assert "Tờ khai; Giấy chứng sinh" in page
    assert "0/1" in page
    for position in (1, 2):
        send(desk, scan_url(code, position), samples.pdf(1))
    page = text_of(desk.get("/can-bo/so-hoa/"))
    assert "Đã số hóa đủ." in page
    assert "1/1" in page
    assert "100%" in page


def test_from_the_tray_to_a_paper(world):
    code, desk = received(world), desk_of(world.hieu)
    tray = "/can-bo/so-hoa/khay/"
    assert "Khay trống." in text_of(desk.get(tray))
    assert "Đã để 2 tệp vào khay." in text_of(send(desk, tray, samples.pdf(1), samples.pdf(2)))
    first, second = papers.tray_of(world.one_stop.pk)
    where = f"{tray}{first.id}/"
    assert desk.get(where).content.startswith(b"%PDF")
    assert desk_of(world.lan).get(where).status_code == 404

    for wrong in ({"code": "x", "position": "1"}, {"code": code, "position": "9"}, {}):
        desk.post(where, wrong)
        assert len(papers.tray_of(world.one_stop.pk)) == 2
    page = desk.post(where, {"code": code.lower(), "position": "2"}, follow=True)

    assert f"Đã xếp vào hồ sơ {code}" in text_of(page)
    card = papers.papers_of(code)[1]
    assert (len(card.scans), card.is_unconfirmed) == (1, True)
    assert desk.post(where, {"code": code, "position": "2"}).status_code == 404
    desk.post(f"{tray}{second.id}/", {"lam": "bo"})
    assert papers.tray_of(world.one_stop.pk) == ()


def test_a_paper_dossier_is_placed_lent_and_taken_back(world, time_machine):
    code, desk = received(world), desk_of(world.hieu)
    where = f"{dossier_url(code)}kho-giay/"

    assert desk.post(where, {"lam": "place", "box": " "}).status_code == 422
    desk.post(where, {"lam": "place", "cabinet": "2", "box": "17"})
    assert desk.post(where, {"lam": "lend", "borrower": "Lan"}).status_code == 422
    late = {"lam": "lend", "borrower": "Lan", "due_on": "2026-08-23"}
    assert "từ hôm nay trở đi" in text_of(desk.post(where, late))
    page = desk.post(where, {**late, "due_on": "2026-08-30"}, follow=True)

    assert "Đang cho Lan mượn" in text_of(page)
    found = text_of(desk.get("/can-bo/kho-giay/?hop=17"))
    assert code in found
    assert "Không có hồ sơ giấy nào quá hẹn trả." in found
    time_machine.move_to(MORNING + timedelta(days=7))
    desk = desk_of(world.hieu)
    assert "Quá hẹn 30/08/2026" in text_of(desk.get("/can-bo/kho-giay/"))
    assert desk_of(world.lan).post(where, {"lam": "back"}, follow=True).status_code == 200
    assert papers.placement_of(code).loan
    assert "Đã nhận lại hồ sơ giấy." in text_of(desk.post(where, {"lam": "back"}, follow=True))
    assert "nằm ở kho của" in text_of(desk_of(world.lan).get(where))


def test_no_page_of_papers_asks_more_than_it_may(world, sent):
    code, desk = sent
    read_all()
    for address in (
        paper_url(code),
        "/can-bo/so-hoa/",
        "/can-bo/so-hoa/khay/",
        "/can-bo/kho-giay/?hop=17",
        f"{dossier_url(code)}kho-giay/",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        assert len(asked) <= 10, address
