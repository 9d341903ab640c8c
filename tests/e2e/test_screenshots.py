"""The pictures of the documentation, taken of the demonstration.

MOTCUA_SCREENSHOTS=1 .venv/bin/python -m pytest tests/e2e/test_screenshots.py

writes docs/images/*.png; without it the same pages are only looked at.
"""

import os
from decimal import Decimal
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
from motcua.people import queries as people_queries
from motcua.process.queries import process_cards
from motcua.reports.queries.final import standing
from motcua.reports.rules.forms import Kind as Form
from motcua.reports.rules.periods import months
from motcua.reports.services.finalising import finalise
from motcua.targets import services as targets
from motcua.targets.rules.figures import Figure
from motcua.targets.rules.values import Draft, Kind, QuotaDraft
from tests.e2e.conftest import NOW, actor, check_papers, press
from tests.signing.people import looked_at
from tests.web.conftest import DESK, PHONE, overflow


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

IMAGES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
IS_TAKEN = os.environ.get("MOTCUA_SCREENSHOTS") == "1"
LARGEST = 150_000
NEW_YEAR = NOW.date().replace(month=1, day=1)
# A paragraph as offices write them; its sums do not all come out, and its share is rounded up.
PARAGRAPH = (
    "Từ ngày 01/01/2026 đến ngày 31/05/2026, UBND xã tiếp nhận 1.674 hồ sơ, trong đó: trực tiếp "
    "37, trực tuyến 1.389, từ kỳ trước chuyển sang 248; đã giải quyết 1.547 hồ sơ, trong đó: "
    "trước hạn 1.068, đúng hạn 497; đang giải quyết 127 hồ sơ. Đã số hóa 1.524/1.547 hồ sơ, "
    "đạt 99%."
)
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
    "lead-unit": ("vinh", "/dieu-hanh/don-vi/{agency}/?ky=2026-10", DESK),
    "lead-compare": ("vinh", "/dieu-hanh/so-sanh/{agency}/", DESK),
    "lead-report": ("vinh", "/dieu-hanh/bao-cao/?mau=by_field&ky=2026-10", DESK),
    "lead-report-cases": (
        "vinh",
        "/dieu-hanh/bao-cao/ho-so/?mau=by_field&ky=2026-10&dv={agency}&so=resolved_early",
        DESK,
    ),
    "lead-report-final": ("vinh", "/dieu-hanh/bao-cao/da-chot/{final}/", DESK),
    "lead-figures": ("vinh", "/dieu-hanh/kiem-so-lieu/", DESK),
    "lead-scorecard": ("vinh", "/dieu-hanh/chi-so/766/", DESK),
    "lead-target": ("vinh", "/dieu-hanh/chi-tieu/{target}/", DESK),
    "desk-figures": ("hoa", "/can-bo/so-lieu/", DESK),
    "published": ("", "/cong-khai/", DESK),
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
            "agency": vinh.agency_id,
            "final": signed_off(vinh),
            "target": assigned(vinh),
        }


def signed_off(leader):
    """October, unless another scenario signed it already."""
    october = months(2026, 10, 10)
    found = standing(leader.agency_id, Form.BY_FIELD, october.period, with_below=False)
    if found:
        return found[0]
    return finalise(Form.BY_FIELD, leader.agency_id, october, with_below=False, by=leader, at=NOW)


def assigned(leader):
    office = people_queries.unit_by_code("H42.105.02", NOW.date())
    draft = Draft(
        name="Hồ sơ nộp trực tuyến năm 2026",
        figure=Figure.RECEIVED_ONLINE,
        kind=Kind.COUNT_AT_LEAST,
        first=NEW_YEAR,
        due_on=NEW_YEAR.replace(month=12, day=31),
        number="12/QĐ-UBND",
    )
    quotas = (
        QuotaDraft(leader.agency_id, Decimal(150)),
        QuotaDraft(office.id, Decimal(30), "Hộ tịch"),
    )
    return targets.assign(draft, quotas, by=leader, at=NOW)


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
    if name == "lead-figures":
        page.fill("[name=text]", PARAGRAPH)
        press(page, "Kiểm đoạn này")
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
