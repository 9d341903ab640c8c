"""The pictures of the documents, taken by a test: MOTCUA_SCREENSHOTS=1 writes docs/images.

Without it the pages are opened all the same: a picture of a page that is gone is a broken promise.
"""

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from motcua.dossiers.models import Dossier


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
MOST_BYTES = 150_000
COLOURS = 128
PHONE = {"width": 390, "height": 844}


def keep(name, picture):
    """Fewer colours make the files a third as large, and nobody sees it."""
    if os.environ.get("MOTCUA_SCREENSHOTS") != "1":
        return
    IMAGES.mkdir(exist_ok=True)
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(IMAGES / f"{name}.png", optimize=True)
    assert (IMAGES / f"{name}.png").stat().st_size <= MOST_BYTES


def take(page, name, path, *, ready):
    page.goto(path)
    page.wait_for_selector(ready)
    page.evaluate("document.fonts.ready")
    keep(name, Image.open(io.BytesIO(page.screenshot())))


@pytest.fixture
def dossiers(place, django_db_blocker):
    """Codes of what the pictures show: in hand, on its way."""
    with django_db_blocker.unblock():
        running = Dossier.objects.filter(status="in_process", step_role="specialist")
        own = running.filter(assignee__username="lan").order_by("due_at", "pk")
        return (own.first() or running.earliest("pk")).code


def test_what_everybody_sees(people, dossiers):
    page = people()

    take(page, "citizen-home", "/", ready="text=Việc hay làm nhất")
    take(page, "procedure", "/thu-tuc/1.001193/", ready="text=Giấy tờ cần có")
    take(page, "track", f"/tra-cuu/{dossiers}/", ready="text=Hồ sơ đang ở đâu")
    take(page, "sign-in", "/dang-nhap/", ready="text=Cán bộ, công chức")


def test_what_a_citizen_sees_on_a_telephone(people, dossiers):
    page = people(viewport=PHONE)

    take(page, "citizen-home-phone", "/", ready="text=Ông/bà cần làm thủ tục gì?")
    take(page, "track-phone", f"/tra-cuu/{dossiers}/", ready="text=Hồ sơ đang ở đâu")


def test_what_officials_see(people, dossiers):
    lan = people("lan")
    take(lan, "desk-dossier", f"/can-bo/ho-so/{dossiers}/", ready="text=Làm gì tiếp")

    vinh = people("vinh")
    take(vinh, "desk-inbox", "/can-bo/?ro=agency", ready="table a.code")
    take(vinh, "lead-board", "/dieu-hanh/", ready="text=Chờ tôi ký")
    take(people("admin"), "admin-home", "/quan-tri/", ready="text=Việc thường làm")


def test_the_counter_in_the_middle_of_an_intake(people):
    page = people("hieu")
    page.goto("/can-bo/tiep-nhan/")
    card = (
        "036198000234||Đặng Ngọc Quyên|14021998|Nữ|Xóm 3, xã Xuân Trường, tỉnh Ninh Bình|15042021"
    )
    page.get_by_label("Quét mã QR trên thẻ căn cước").fill(card)
    page.keyboard.press("Enter")
    page.wait_for_url("**/nguoi-nop/")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/thu-tuc/")
    page.get_by_role("searchbox").last.fill("tình trạng hôn nhân")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Cấp Giấy xác nhận tình trạng hôn nhân").or_(
        page.get_by_role("button", name="Cấp Giấy xác nhận tình trạng hôn nhân")
    ).first.click()
    page.locator(".deskbar .button", has_text="Đã có tờ khai giấy").click()
    page.wait_for_url("**/giay-to/")

    page.locator("input[value=present]").first.check(force=True)
    page.wait_for_timeout(300)
    keep("desk-intake", Image.open(io.BytesIO(page.screenshot())))


def test_the_receipt(people, dossiers):
    page = people("lan")
    answer = page.request.get(f"/can-bo/ho-so/{dossiers}/giay/tiep-nhan.pdf")

    assert answer.ok
    keep("receipt", pypdfium2.PdfDocument(answer.body())[0].render(scale=1.6).to_pil())
