"""Whatever is typed into whatever box: it is kept as it was, or refused clearly; never an error.

The forms are not listed: they are read from the pages, so a new box is tried without a word.
"""

import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from motcua.dossiers import services
from motcua.dossiers.models import Dossier, IntakeDraft, StepRun, Supplement
from motcua.journal import queries as journal
from motcua.papers import services as papers
from motcua.papers.models import LooseScan, Scan
from motcua.staff.rules import Grade
from motcua.staff.services import propose_grade
from motcua.surveys import services as surveys
from motcua.targets.models import Quota, Target
from motcua.tickets import services as tickets
from tests.factories import (
    BIRTH,
    MORNING,
    PASSWORD,
    at_step,
    finished,
    received,
    submitted,
)
from tests.tickets.conftest import lay_out_counters
from tests.web.desk.conftest import act_url, desk_of, dossier_url, morning, one_office, world
from tests.web.lead.test_targets import target_of
from tests.web.strange import MIXED, SCRIPT, STRANGE


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

FINE = {200, 204, 302, 400, 403, 404, 405, 409, 413, 422, 429}
KIND = "application/x-www-form-urlencoded"
SKIPPED = {"csrfmiddlewaretoken"}
MOST_BOXES = 8  # of the declarations, whose boxes are all read by the same hand
LONGEST_ADDRESS = 30_000  # a web server refuses more before we see it


@dataclass
class Form:
    method: str
    action: str
    has_file: bool = False
    fields: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """The forms of a page, with the values that a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.found.append(Form(given.get("method", "get"), given.get("action") or ""))
        elif self.found and tag in ("input", "textarea", "select", "button") and name:
            here = self.found[-1]
            if given.get("type") == "file":
                here.has_file = True
            elif name not in SKIPPED:
                here.fields.setdefault(name, given.get("value") or "")


@dataclass(frozen=True)
class House:
    """Pages with forms, who opens them, and a dossier in each situation."""

    forms: tuple[tuple[str, str, Form], ...]
    cookies: dict[str, str]
    browser: Client
    code: str
    draft: int
    post: int
    target: int
    quota: int


@pytest.fixture(scope="module")
def house(one_office, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield lay_out(one_office)
        transaction.set_rollback(True)


def asked(world):
    """lan asks the office of thu about a dossier."""
    return services.consult(
        at_step(world, 3),
        units=[world.secretariat.pk],
        content="Nơi ở",
        days=Decimal(1),
        by=world.lan,
        at=MORNING,
    )[0]


def proposed(world):
    """anh proposes a grade for lan."""
    return propose_grade(
        world.lan.post_id, 2025, grade=Grade.GOOD, comment="Tốt", by=world.anh, at=MORNING
    )


def returned(world):
    code = finished(world)
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    return code


def waiting_room(world):
    """hieu serves a number at a counter, another was passed over; the machine's address."""
    lay_out_counters(world)
    tickets.sit_at(2, by=world.hieu, at=MORNING)
    for deed in (tickets.skip, tickets.serve):
        tickets.issue(world.one_stop.pk, "A", at=MORNING)
        tickets.call_next(by=world.hieu, at=MORNING)
        deed(by=world.hieu, at=MORNING)
    return f"/lay-so/{world.one_stop.code}/"


def lay_out(world):
    cookies = {
        name: desk_of(getattr(world, name)).cookies["sessionid"].value
        for name in ("hieu", "anh", "lan", "chu", "thu", "quan")
    }
    online, counter = submitted(world), received(world)
    papers.place(
        counter,
        world.one_stop.pk,
        cabinet="",
        shelf="",
        box="17",
        by=world.hieu.user_id,
        at=MORNING,
    )
    LooseScan.objects.create(
        unit=world.one_stop,
        sha256="0" * 64,
        name="x.pdf",
        media_type="application/pdf",
        size=1,
        added_at=MORNING,
        added_by_id=world.hieu.user_id,
    )
    draft = services.start_draft(
        by=world.hieu,
        at=MORNING,
        content={"applicant": {"name": "Quyên"}, "procedure": BIRTH, "agency": world.commune.pk},
    )
    intake = f"/can-bo/tiep-nhan/{draft}/"
    pages = (
        ("", "/"),
        ("", "/thu-tuc/"),
        ("", "/tra-cuu/"),
        ("", "/dang-nhap/?next=/can-bo/"),
        ("hieu", "/mat-khau/"),
        ("hieu", "/can-bo/?tt=ok&q=a"),
        ("hieu", dossier_url(counter)),
        ("hieu", f"{dossier_url(counter)}ghi-chu/"),
        ("hieu", f"/can-bo/ban-giao/?nguoi={world.hieu.user_id}"),
        ("hieu", f"/can-bo/hang-loat/?viec=forward&chon={counter}"),
        ("lan", "/can-bo/nguoi-thay/moi/"),
        ("chu", "/can-bo/ky-so/"),
        ("chu", "/can-bo/chung-thu/"),
        ("hieu", f"{dossier_url(counter)}giay-to/1/"),
        ("hieu", f"{dossier_url(counter)}kho-giay/"),
        ("hieu", "/can-bo/so-hoa/khay/"),
        ("hieu", "/can-bo/so-theo-doi/"),
        ("hieu", "/can-bo/kho-giay/?hop=17"),
        ("hieu", act_url(online, "decline")),
        ("hieu", act_url(online, "ask_supplement")),
        ("hieu", act_url(counter, "forward")),
        ("anh", act_url(at_step(world, 2), "reassign")),
        ("anh", act_url(at_step(world, 4), "send_back")),
        ("chu", act_url(at_step(world, 5), "refuse")),
        ("thu", act_url(at_step(world, 6), "conclude")),
        ("hieu", act_url(finished(world), "return_result")),
        ("hieu", f"/can-bo/huong-dan/thu-tuc/{BIRTH}/"),
        ("hieu", "/can-bo/tiep-nhan/"),
        ("hieu", f"{intake}nguoi-nop/"),
        ("hieu", f"{intake}thu-tuc/"),
        ("hieu", f"{intake}to-khai/"),
        ("hieu", f"{intake}giay-to/"),
        ("hieu", f"{intake}phi/"),
        ("lan", f"{dossier_url(at_step(world, 3))}hoi-y-kien/"),
        ("thu", f"/can-bo/phoi-hop/{asked(world)}/"),
        ("lan", f"/can-bo/phoi-hop/{asked(world)}/viec/cancel/"),
        ("anh", f"/dieu-hanh/xep-loai/2025/{world.son.post_id}/"),
        ("chu", f"/dieu-hanh/xep-loai/de-nghi/{proposed(world)}/"),
        ("chu", "/dieu-hanh/xep-loai/ky/?nam=2025"),
        ("chu", "/dieu-hanh/kiem-so-lieu/"),
        ("lan", "/dieu-hanh/kiem-so-lieu/bang/"),
        ("chu", "/dieu-hanh/bao-cao/"),
        ("chu", "/dieu-hanh/bao-cao/chot/?thay=1"),
        ("chu", "/dieu-hanh/chi-tieu/moi/"),
        ("chu", f"/dieu-hanh/chi-tieu/{target_of(world)['target']}/sua/"),
        ("chu", f"/dieu-hanh/chi-tieu/{Target.objects.get().pk}/rut/"),
        ("", waiting_room(world)),
        ("", f"/danh-gia/{surveys.invite(rated := returned(world), at=MORNING)}/"),
        ("", f"/tra-cuu/{rated}/danh-gia/"),
        ("hieu", "/can-bo/goi-so/?doi-quay=1"),
        ("quan", "/quan-tri/don-vi/moi/"),
        ("quan", "/quan-tri/tai-khoan/moi/"),
        ("quan", "/quan-tri/tai-khoan/ten/lan/vi-tri/moi/"),
        ("quan", "/quan-tri/lich/2026/ngay/moi/"),
        ("quan", "/quan-tri/lich/gio/moi/"),
        ("quan", "/quan-tri/thu-tuc/moi/"),
        ("quan", "/quan-tri/quy-trinh/moi/"),
        ("quan", "/quan-tri/quy-trinh/nhap/"),
        ("quan", "/quan-tri/thu-tuc/"),
        ("quan", "/quan-tri/tai-khoan/"),
    )
    target = Target.objects.get().pk
    quota = Quota.objects.get().pk
    house = House((), cookies, Client(), counter, draft, world.lan.post_id, target, quota)
    forms = tuple((who, page, form) for who, page in pages for form in forms_of(house, who, page))
    return replace(house, forms=forms)


def ask(house, who, method, address, pairs=()):
    """One request as a browser sends it, half surrogates and all; what it changed is undone."""
    house.browser.cookies.clear()
    if who:
        house.browser.cookies["sessionid"] = house.cookies[who]
    cache.clear()
    sent = urlencode(list(pairs), errors="surrogatepass")
    before = transaction.savepoint()
    if method == "get":
        response = house.browser.get(f"{address.partition('?')[0]}?{sent}")
    else:
        response = house.browser.generic("POST", address, sent, KIND)
    transaction.savepoint_rollback(before)
    return response


def forms_of(house, who, page):
    response = open_page(house, who, page)
    assert response.status_code == HTTPStatus.OK, page
    found = Forms(response.content.decode()).found
    return [form for form in found if form.fields and form.action != "/dang-xuat/"]


def open_page(house, who, page):
    house.browser.cookies.clear()
    if who:
        house.browser.cookies["sessionid"] = house.cookies[who]
    cache.clear()
    return house.browser.get(page)


def judge(response, where):
    assert response.status_code in FINE, where
    if "text/html" in response.get("Content-Type", ""):
        page = response.content.decode()
        assert SCRIPT not in page, where
        assert "only-for-tests-and-builds" not in page, where


@pytest.mark.parametrize("name", MIXED)
def test_every_box_of_every_form_takes_it_or_refuses_it(house, db, name):
    for who, page, form in house.forms:
        typed = MIXED[name][:LONGEST_ADDRESS] if form.method == "get" else MIXED[name]
        where = (page, form.action, list(form.fields))
        pairs = dict.fromkeys(form.fields, typed).items()
        judge(ask(house, who, form.method, form.action or page, pairs), where)


def test_each_box_by_itself_with_the_others_as_they_are(house, db):
    for who, page, form in house.forms:
        for box in list(form.fields)[:MOST_BOXES]:
            pairs = {**form.fields, box: STRANGE["NUL"]}.items()
            judge(ask(house, who, form.method, form.action or page, pairs), (page, box))


def test_a_megabyte_in_a_box_is_refused(house, db):
    for who, page, form in house.forms:
        if form.method == "post":
            box = list(form.fields)[-1]
            pairs = {**form.fields, box: STRANGE["a megabyte"]}.items()
            judge(ask(house, who, "post", form.action or page, pairs), (page, box))


def test_forms_were_found(house):
    pages = {page for _, page, _ in house.forms}
    boxes = {box for _, _, form in house.forms for box in form.fields}

    assert len(pages) >= 25
    assert {"q", "ma", "username", "note", "reason", "items", "result_number"} <= boxes
    assert {"handed_to", "name", "id_number", "advice", "summary", "new"} <= boxes


ADDRESSES = [
    ("", "/thu-tuc/{}/"),
    ("", "/thu-tuc/{}/in/"),
    ("", "/thu-tuc/{}/to-khai/"),
    ("", "/viec/{}/"),
    ("", "/tra-cuu/{}/"),
    ("", "/tra-cuu/?ma={}"),
    ("", "/lay-so/{}/"),
    ("", "/lay-so/H40.12.05.01/{}/"),
    ("", "/bang-so/{}/"),
    ("", "/danh-gia/{}/"),
    ("", "/tra-cuu/{}/danh-gia/"),
    ("hieu", "/can-bo/ho-so/{}/danh-gia/"),
    ("", "/thu-tuc/?q={0}&linh-vuc={0}&cap={0}&sau={0}"),
    ("", f"/thu-tuc/{BIRTH}/?on={{}}"),
    ("", "/hien-thi/?co={0}&nen={0}&ve={0}"),
    ("", "/dang-nhap/?next={}"),
    ("hieu", "/can-bo/?ro={0}&tt={0}&lv={0}&kn={0}&q={0}&sau={0}"),
    ("hieu", "/can-bo/?sau={}"),
    ("hieu", "/can-bo/tim/?q={}"),
    ("hieu", "/can-bo/ho-so/{}/"),
    ("hieu", "/can-bo/ho-so/{}/giay/tiep-nhan.pdf"),
    ("hieu", "/can-bo/ho-so/{}/viec/forward/"),
    ("hieu", "/can-bo/ho-so/{}/tep/{}/"),
    ("hieu", "/can-bo/ho-so/CODE/tep/{}/"),
    ("hieu", "/can-bo/ho-so/CODE/giay/{}.pdf"),
    ("hieu", "/can-bo/ho-so/CODE/giay/{}/"),
    ("hieu", "/can-bo/so-theo-doi/?quay={0}&tu={0}&den={0}&q={0}&sau={0}"),
    ("hieu", "/can-bo/so-theo-doi/?quay={0}&q={0}&sau={0}"),
    ("hieu", "/can-bo/so-theo-doi/so.pdf?quay={0}&tu={0}"),
    ("hieu", "/can-bo/so-theo-doi/so.xlsx?quay={0}&den={0}"),
    ("hieu", "/can-bo/ho-so/CODE/viec/{}/"),
    ("hieu", "/can-bo/tiep-nhan/DRAFT/{}/"),
    ("hieu", "/can-bo/tiep-nhan/DRAFT/thu-tuc/?q={}"),
    ("hieu", "/can-bo/tiep-nhan/1/{}/"),
    ("hieu", "/can-bo/tiep-nhan/{}/nguoi-nop/"),
    ("hieu", "/can-bo/ho-so/{}/ghi-chu/"),
    ("hieu", "/can-bo/nhac-viec/?sau={0}&loc={0}"),
    ("hieu", "/can-bo/hang-loat/?viec={0}&chon={0}&lai={0}"),
    ("hieu", "/can-bo/hang-loat/?viec=claim&chon={0}&lai={0}"),
    ("hieu", "/can-bo/nguoi-thay/{}/"),
    ("chu", "/can-bo/ky-so/{}/"),
    ("chu", "/can-bo/chung-thu/{}/thu-hoi/"),
    ("hieu", "/can-bo/ban-giao/?nguoi={}"),
    ("hieu", "/can-bo/ban-giao/{}/"),
    ("chu", "/dieu-hanh/?q={}"),
    ("chu", "/dieu-hanh/so-sanh/?ky={0}&theo={0}"),
    ("chu", "/dieu-hanh/so-sanh/?theo={}"),
    ("chu", "/dieu-hanh/so-sanh/{}/"),
    ("chu", "/dieu-hanh/don-vi/1/?ky={0}&rieng={0}"),
    ("chu", "/dieu-hanh/can-bo/?ky={}"),
    ("chu", "/dieu-hanh/can-bo/{}/"),
    ("hieu", "/can-bo/so-lieu/?ky={}"),
    ("hieu", "/cong-khai/?ky={0}&don_vi={0}"),
    ("hieu", "/cong-khai/?don_vi={}"),
    ("hieu", "/cong-khai/so-lieu.csv?ky={}"),
    ("hieu", "/cong-khai/so-lieu.json?don_vi={}"),
    ("hieu", "/cong-khai/so-lieu.{}"),
    ("chu", "/dieu-hanh/xep-loai/?nam={}"),
    ("chu", "/dieu-hanh/xep-loai/in/?nam={}"),
    ("chu", "/dieu-hanh/xep-loai/ky/?nam=2025&chon={}"),
    ("chu", "/dieu-hanh/xep-loai/{}/{}/"),
    ("chu", "/dieu-hanh/xep-loai/2025/POST/ho-so/?cs={0}&diem={0}"),
    ("chu", "/dieu-hanh/xep-loai/de-nghi/{}/"),
    ("chu", "/dieu-hanh/bao-cao/?mau={0}&dv={0}&ky={0}"),
    ("chu", "/dieu-hanh/bao-cao/?ky={0}&tu={0}&den={0}"),
    ("chu", "/dieu-hanh/bao-cao/ho-so/?so={0}&theo={0}"),
    ("chu", "/dieu-hanh/bao-cao/ho-so/?so=received&theo=field&cua={0}&sau={0}"),
    ("chu", "/dieu-hanh/bao-cao/ho-so/?so=received&cap={}"),
    ("chu", "/dieu-hanh/bao-cao/chot/?ky={0}&thay={0}"),
    ("chu", "/dieu-hanh/bao-cao/da-chot/?sau={}"),
    ("chu", "/dieu-hanh/bao-cao/da-chot/{}/"),
    ("chu", "/dieu-hanh/bao-cao/da-chot/0/so-sanh/?voi={}"),
    ("chu", "/dieu-hanh/chi-tieu/?nam={0}&sau={0}"),
    ("chu", "/dieu-hanh/chi-tieu/?sau={}"),
    ("chu", "/dieu-hanh/chi-tieu/cua-don-vi/?nam={0}&sau={0}"),
    ("chu", "/dieu-hanh/chi-tieu/moi/?chep={}"),
    ("chu", "/dieu-hanh/chi-tieu/{}/"),
    ("chu", "/dieu-hanh/chi-tieu/TARGET/?thang={0}&cap={0}"),
    ("chu", "/dieu-hanh/chi-tieu/TARGET/?cap={}"),
    ("chu", "/dieu-hanh/chi-tieu/TARGET/in/?thang={0}"),
    ("chu", "/dieu-hanh/chi-tieu/TARGET/ho-so/{}/"),
    ("chu", "/dieu-hanh/chi-tieu/TARGET/ho-so/QUOTA/?phan={0}&sau={0}"),
    ("quan", "/quan-tri/tai-khoan/?q={0}&sau={0}"),
    ("quan", "/quan-tri/tai-khoan/ten/{}/"),
    ("quan", "/quan-tri/thu-tuc/ma/{}/"),
    ("quan", "/quan-tri/lich/{}/"),
    ("quan", "/quan-tri/don-vi/{}/"),
]


@pytest.mark.parametrize("name", MIXED)
def test_every_address_takes_it_or_refuses_it(house, db, name):
    text = quote(MIXED[name][:3000], safe="", errors="surrogatepass")
    for who, address in ADDRESSES:
        there = address.format(text, text).replace("CODE", house.code)
        there = there.replace("POST", str(house.post)).replace("QUOTA", str(house.quota))
        there = there.replace("TARGET", str(house.target))
        judge(open_page(house, who, there.replace("DRAFT", str(house.draft))), address)


# What a deed keeps of what was typed: where it is typed, and where it is found again.


def note(code):
    return StepRun.objects.filter(dossier__code=code).exclude(left_at=None).latest("left_at").note


KEPT = {
    "note of a step": (received, "hieu", "forward", "note", {}, note),
    "reason of a refusal": (
        submitted,
        "hieu",
        "decline",
        "reason",
        {},
        lambda code: Dossier.objects.get(code=code).closing_reason,
    ),
    "what is to be supplied": (
        lambda world: at_step(world, 3),
        "lan",
        "ask_supplement",
        "items",
        {"reason": "Mờ"},
        lambda code: "\n".join(Supplement.objects.get(dossier__code=code).items),
    ),
    "number of a result": (
        lambda world: at_step(world, 6),
        "thu",
        "conclude",
        "result_number",
        {},
        lambda code: Dossier.objects.get(code=code).result_number,
    ),
    "who took it": (
        finished,
        "hieu",
        "return_result",
        "handed_to",
        {},
        lambda code: Dossier.objects.get(code=code).handed_to,
    ),
}


def lines(text):
    """A text without the spaces around its lines, and its lines ended in one way."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("place", KEPT)
def test_what_is_kept_is_what_was_typed(world, place):
    build, who, action, box, rest, found = KEPT[place]
    code, desk = build(world), desk_of(getattr(world, who))
    entries, outcomes = len(journal.history(code)), {}
    for name, text in STRANGE.items():
        with transaction.atomic():
            sent = urlencode({box: text, **rest}, errors="surrogatepass")
            response = desk.generic("POST", act_url(code, action), sent, KIND)
            outcomes[name] = response.status_code
            if response.status_code == HTTPStatus.FOUND:
                typed = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
                assert lines(found(code)) == lines(unicodedata.normalize("NFC", typed)), name
            else:
                assert 400 <= response.status_code < 500, name
                assert len(journal.history(code)) == entries, name
            transaction.set_rollback(True)

    refused = {name for name, status in outcomes.items() if status != HTTPStatus.FOUND}
    assert {"NUL", "bell and escape", "right to left by force", "a megabyte"} <= refused
    assert {"every tone", "html", "sql", "a family of emoji", "templates"}.isdisjoint(refused)


def test_a_scan_with_such_a_name_is_kept_under_one_that_can_be_shown(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    code, desk = received(world), desk_of(world.hieu)
    for name, text in STRANGE.items():
        before = transaction.savepoint()
        file = SimpleUploadedFile("x", b"%PDF-1.7\n%%EOF\n")
        file.name = text[:200].encode("utf-8", "replace").decode() or "x"

        answer = desk.post(f"{dossier_url(code)}quet/1/", {"file": file})

        assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST), name
        for scan in Scan.objects.filter(paper__subject=code):
            assert scan.name.strip(), name
            assert not set(scan.name) & set("/\\\x00\r\n"), name
        assert SCRIPT not in desk.get(dossier_url(code)).content.decode(), name
        transaction.savepoint_rollback(before)


def test_nobody_signs_in_by_it(world, client):
    for name, text in STRANGE.items():
        for username, password in ((text, PASSWORD), ("hieu", text)):
            before = transaction.savepoint()
            sent = urlencode({"username": username, "password": password}, errors="surrogatepass")
            answer = client.generic("POST", "/dang-nhap/", sent, KIND)
            transaction.savepoint_rollback(before)

            assert answer.status_code in (422, 400), name
            assert "sessionid" not in client.cookies, name


def test_more_than_a_form_may_weigh_is_refused(world):
    desk, code = desk_of(world.hieu), received(world)

    answer = desk.post(act_url(code, "forward"), {"note": "x" * 3_000_000})
    many = desk.post(act_url(code, "forward"), {f"box{n}": "x" for n in range(3000)})

    assert answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    assert many.status_code == HTTPStatus.BAD_REQUEST


def test_what_was_typed_into_an_intake_is_kept_in_its_draft(world):
    desk = desk_of(world.hieu)
    name = unicodedata.normalize("NFD", "Nguyễn Thị  Đượm")

    desk.post("/can-bo/tiep-nhan/", {"kind": "citizen", "channel": "direct", "name": name})

    assert IntakeDraft.objects.latest("pk").content["applicant"]["name"] == "Nguyễn Thị Đượm"
