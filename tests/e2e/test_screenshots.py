"""The pictures of the documentation, taken of the demonstration.

MOTCUA_SCREENSHOTS=1 .venv/bin/python -m pytest tests/e2e/test_screenshots.py

writes docs/images/*.png; without it the same pages are only looked at.
"""

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import time_machine
from PIL import Image

from motcua.coordination.models import Request
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.queries import Box
from motcua.dossiers.rules import TimeState
from motcua.lateness.queries import late_list
from motcua.process.queries import process_cards
from tests.e2e.conftest import NOW, actor, check_papers
from tests.signing.people import looked_at
from tests.web.conftest import DESK, PHONE, overflow


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

IMAGES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
IS_TAKEN = os.environ.get("MOTCUA_SCREENSHOTS") == "1"
LARGEST = 150_000
NEW_YEAR = NOW.date().replace(month=1, day=1)
# name: who looks, where, on what screen.
PICTURES = {
    "citizen-home": ("", "/", DESK),
    "citizen-home-phone": ("", "/", PHONE),
    "procedure": ("", "/thu-tuc/1.001193/", DESK),
    "track": ("", "/tra-cuu/{code}/", DESK),
    "track-phone": ("", "/tra-cuu/{code}/", PHONE),
    "sign-in": ("", "/dang-nhap/", DESK),
    "desk-inbox": ("vinh", "/can-bo/?ro=agency", DESK),
    "desk-dossier": ("lan", "/can-bo/ho-so/{code}/", DESK),
    "desk-intake": ("hieu", "/can-bo/tiep-nhan/{draft}/giay-to/", DESK),
    "desk-records": ("lan", "/can-bo/ho-so/{asked}/", DESK),
    "desk-coordination": ("lan", "/can-bo/phoi-hop/?ro=sent", DESK),
    "desk-late": ("vinh", "/can-bo/qua-han/", DESK),
    "desk-explanation": ("vinh", "/can-bo/ho-so/{late}/giai-trinh/", DESK),
    "desk-bulk": ("lan", "/can-bo/hang-loat/?viec=forward&chon={mine}", DESK),
    "desk-register": ("hieu", "/can-bo/so-theo-doi/", DESK),
    "desk-day-end": ("hieu", "/can-bo/cuoi-ngay/", DESK),
    "desk-digitise": ("hieu", "/can-bo/so-hoa/", DESK),
    "desk-calling": ("hieu", "/can-bo/goi-so/", DESK),
    "wall": ("", "/bang-so/H42.105.01/", DESK),
    "lead-signing": ("vinh", "/can-bo/ky-so/", DESK),
    "lead-backlog": ("vinh", "/dieu-hanh/ton-dong/", DESK),
    "lead-grading": ("vinh", "/dieu-hanh/xep-loai/", DESK),
    "admin-process": ("admin", "/quan-tri/quy-trinh/{process}/", DESK),
    "lead-board": ("vinh", "/dieu-hanh/", DESK),
    "admin-home": ("admin", "/quan-tri/", DESK),
}


@pytest.fixture(scope="package")
def subjects(place, django_db_blocker):
    """A dossier in hand, whoever has it by now, and an intake half way through."""
    applicant = {
        "kind": "citizen",
        "name": "Đặng Ngọc Quyên",
        "birth_date": "1998-05-12",
        "sex": "Nữ",
        "id_number": "036198000123",
        "phone": "0900000318",
        "address": "Xóm 4, xã Xuân Trường, tỉnh Ninh Bình",
        "channel": "direct",
    }
    labels = {
        "name": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "limit": "trong ngày",
        "agency": "UBND xã Xuân Trường",
        "fee": "Không thu phí",
    }
    with django_db_blocker.unblock():
        hieu, vinh = actor("hieu"), actor("vinh")
        content = {
            "applicant": applicant,
            "procedure": "1.001193",
            "agency": hieu.agency_id,
            "labels": labels,
            "forms": {"1.001193": {"state": "paper", "values": {}}},
        }
        draft = services.start_draft(by=hieu, at=NOW, content=content)
        in_hand = dossiers.work_list(vinh, Box.AGENCY, now=NOW).rows
        code = next(row.code for row in in_hand if row.state is TimeState.OK)
        lan = actor("lan")
        mine = dossiers.work_list(lan, Box.MINE, now=NOW).rows
        for row in dossiers.work_list(vinh, Box.MINE, now=NOW).rows:
            looked_at(row.code)
        return {
            "draft": draft,
            "code": code,
            "asked": Request.objects.filter(from_unit=lan.unit_id).first().subject,
            "late": late_list(vinh, now=NOW, since=NEW_YEAR).late[0].row.code,
            "mine": mine[0].code if mine else code,
            "process": process_cards(text="1.012796")[0].id,
        }


@pytest.fixture
def five_past_three():
    """The clock of the server stands still for the pictures."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_page(people, subjects, five_past_three, name):
    who, address, screen = PICTURES[name]
    page = people(who, viewport=screen, color_scheme="light")
    answer = page.goto(address.format(**subjects), wait_until="networkidle")
    if name == "desk-intake":
        check_papers(page, missing="Giấy chứng sinh")
    page.evaluate("document.fonts.ready")

    assert answer.status == 200
    assert page.locator("h1").first.is_visible()
    assert overflow(page) <= 0
    keep(name, Image.open(BytesIO(page.screenshot())))


def test_a_picture_of_the_receipt(people, subjects, five_past_three):
    paper = f"/can-bo/ho-so/{subjects['code']}/giay/tiep-nhan.pdf"
    answer = people("lan").request.get(paper, headers={"Host": "localhost"})
    pdf = pypdfium2.PdfDocument(answer.body())

    assert len(pdf) == 1
    keep("receipt", pdf[0].render(scale=1.6).to_pil())


def keep(name, picture):
    """In few colours: the pages have few, and the documentation stays light."""
    buffer = BytesIO()
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
        buffer, "PNG", optimize=True
    )
    assert len(buffer.getvalue()) <= LARGEST, name
    if IS_TAKEN:
        IMAGES.mkdir(parents=True, exist_ok=True)
        (IMAGES / f"{name}.png").write_bytes(buffer.getvalue())
