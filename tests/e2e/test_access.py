"""No page stands in anybody's way: axe against WCAG 2.2 AA on every page, light and dark.

A route that is neither here nor known to answer without HTML fails the test.
"""

import pytest
from django.urls import get_resolver

from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.queries import CardFilter
from motcua.people import queries as people_queries
from motcua.people import services as accounts
from motcua.process import queries as processes
from tests.deadlines import entries
from tests.e2e.conftest import NOW, actor
from tests.web.conftest import AXE, RULES
from tests.web.test_permissions import routes


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TALL = {"width": 1366, "height": 3000}  # so that the bar at the foot hides nothing of the page
DOSSIER = "can-bo/ho-so/<str:code>/"
INTAKE = "can-bo/tiep-nhan/<int:draft_id>/"
PERSON = "quan-tri/tai-khoan/ten/<str:username>/"
PROCEDURE = "quan-tri/thu-tuc/ma/<str:code>/"
PROCESS = "quan-tri/quy-trinh/<int:process_id>/"
DAY = "quan-tri/lich/<int:year>/ngay/<int:day_id>/"
HOURS = "quan-tri/lich/gio/<int:hours_id>/"

# The menu of a person lies over the page, so it is opened only where nothing lies under it.
OPENED = "main details, body:has([name=new]) details"

# Whose browser, and for each route the addresses that show all it can show.
PAGES = {
    "": {
        "": ["/"],
        "thu-tuc/": ["/thu-tuc/", "/thu-tuc/?q=khai", "/thu-tuc/?q=zzzz"],
        "thu-tuc/<str:code>/": ["/thu-tuc/1.001193/", "/thu-tuc/9.999999/"],
        "thu-tuc/<str:code>/in/": ["/thu-tuc/1.001193/in/"],
        "thu-tuc/<str:code>/to-khai/": ["/thu-tuc/1.001193/to-khai/"],
        "viec/<str:key>/": ["/viec/birth/"],
        "tra-cuu/": ["/tra-cuu/", "/tra-cuu/?ma=nhầm"],
        "tra-cuu/<str:code>/": ["/tra-cuu/{in_process}/", "/tra-cuu/{returned}/"],
        "dang-nhap/": ["/dang-nhap/"],
    },
    "hieu": {
        "can-bo/": ["/can-bo/?ro=unit", "/can-bo/?ro=intake", "/can-bo/?tt=late&kn=postal"],
        "can-bo/tim/": ["/can-bo/tim/?q=nguyen", "/can-bo/tim/?q="],
        "can-bo/tra-ket-qua/": ["/can-bo/tra-ket-qua/"],
        DOSSIER: ["/can-bo/ho-so/{returned}/", "/can-bo/ho-so/{finished}/"],
        f"{DOSSIER}viec/<str:action>/": [
            "/can-bo/ho-so/{finished}/viec/return_result/",
            "/can-bo/ho-so/{registered}/viec/ask_supplement/",
            "/can-bo/ho-so/{registered}/viec/decline/",
            "/can-bo/ho-so/{returned}/viec/forward/",
        ],
        "can-bo/tiep-nhan/": ["/can-bo/tiep-nhan/"],
        f"{INTAKE}huy/": ["/can-bo/tiep-nhan/{draft}/huy/"],
        f"{INTAKE}<str:step>/": [
            f"/can-bo/tiep-nhan/{{draft}}/{step}/"
            for step in ("nguoi-nop", "thu-tuc", "to-khai", "giay-to", "phi")
        ],
        "mat-khau/": ["/mat-khau/"],
    },
    "anh": {
        "can-bo/": ["/can-bo/?ro=unit"],
        DOSSIER: ["/can-bo/ho-so/{in_process}/", "/can-bo/ho-so/{awaiting_supplement}/"],
    },
    "vinh": {"dieu-hanh/": ["/dieu-hanh/"], "can-bo/": ["/can-bo/?ro=agency"]},
    "admin": {
        "quan-tri/": ["/quan-tri/"],
        "quan-tri/don-vi/": ["/quan-tri/don-vi/"],
        "quan-tri/don-vi/moi/": ["/quan-tri/don-vi/moi/"],
        "quan-tri/don-vi/nhap/": ["/quan-tri/don-vi/nhap/"],
        "quan-tri/don-vi/<int:unit_id>/": ["/quan-tri/don-vi/{unit}/"],
        "quan-tri/don-vi/<int:unit_id>/sua/": ["/quan-tri/don-vi/{unit}/sua/"],
        "quan-tri/don-vi/<int:unit_id>/dong/": ["/quan-tri/don-vi/{unit}/dong/"],
        "quan-tri/tai-khoan/": ["/quan-tri/tai-khoan/"],
        "quan-tri/tai-khoan/moi/": ["/quan-tri/tai-khoan/moi/"],
        PERSON: ["/quan-tri/tai-khoan/ten/lan/"],
        f"{PERSON}sua/": ["/quan-tri/tai-khoan/ten/lan/sua/"],
        f"{PERSON}ngung/": ["/quan-tri/tai-khoan/ten/lan/ngung/"],
        f"{PERSON}mo-lai/": ["/quan-tri/tai-khoan/ten/lan/mo-lai/"],
        f"{PERSON}mat-khau/": ["/quan-tri/tai-khoan/ten/lan/mat-khau/"],
        f"{PERSON}vi-tri/moi/": ["/quan-tri/tai-khoan/ten/lan/vi-tri/moi/"],
        f"{PERSON}vi-tri/<int:post_id>/": ["/quan-tri/tai-khoan/ten/lan/vi-tri/{post}/"],
        f"{PERSON}khoa/moi/": ["/quan-tri/tai-khoan/ten/lan/khoa/moi/"],
        f"{PERSON}khoa/<int:key_id>/": ["/quan-tri/tai-khoan/ten/lan/khoa/{key}/"],
        "quan-tri/lich/": ["/quan-tri/lich/"],
        "quan-tri/lich/nhat-ky/": ["/quan-tri/lich/nhat-ky/"],
        "quan-tri/lich/gio/moi/": ["/quan-tri/lich/gio/moi/"],
        f"{HOURS}ket-thuc/": ["/quan-tri/lich/gio/{hours}/ket-thuc/"],
        f"{HOURS}bo/": ["/quan-tri/lich/gio/{hours}/bo/"],
        "quan-tri/lich/<int:year>/": ["/quan-tri/lich/2026/"],
        "quan-tri/lich/<int:year>/ngay/moi/": ["/quan-tri/lich/2026/ngay/moi/"],
        f"{DAY}sua/": ["/quan-tri/lich/2026/ngay/{day}/sua/"],
        f"{DAY}bo/": ["/quan-tri/lich/2026/ngay/{day}/bo/"],
        "quan-tri/thu-tuc/": ["/quan-tri/thu-tuc/"],
        "quan-tri/thu-tuc/moi/": ["/quan-tri/thu-tuc/moi/"],
        "quan-tri/thu-tuc/nhap/": ["/quan-tri/thu-tuc/nhap/"],
        PROCEDURE: ["/quan-tri/thu-tuc/ma/1.001193/"],
        f"{PROCEDURE}noi-dung-moi/": ["/quan-tri/thu-tuc/ma/1.001193/noi-dung-moi/"],
        f"{PROCEDURE}bai-bo/": ["/quan-tri/thu-tuc/ma/1.001193/bai-bo/"],
        "quan-tri/quy-trinh/": ["/quan-tri/quy-trinh/"],
        "quan-tri/quy-trinh/moi/": ["/quan-tri/quy-trinh/moi/"],
        PROCESS: ["/quan-tri/quy-trinh/{process}/"],
        f"{PROCESS}sua/": ["/quan-tri/quy-trinh/{process}/sua/"],
        f"{PROCESS}du-thao-moi/": ["/quan-tri/quy-trinh/{process}/du-thao-moi/"],
        f"{PROCESS}duyet/": ["/quan-tri/quy-trinh/{process}/duyet/"],
        f"{PROCESS}bai-bo/": ["/quan-tri/quy-trinh/{process}/bai-bo/"],
    },
}
WITHOUT_HTML = {
    "hien-thi/",  # leads back where one was
    "dang-xuat/",
    "vi-tri/",
    f"{PERSON}mo-khoa/",
    f"{DOSSIER}giay/<str:kind>.pdf",
    f"{DOSSIER}quet/<int:position>/",
    f"{DOSSIER}tep/<str:sha256>/",
    "quan-tri/thu-tuc/xuat.xlsx",
    "healthz",
    "readyz",
    "metrics",
    "^api/",
}


def test_every_route_is_looked_at():
    looked_at = {route for pages in PAGES.values() for route in pages}
    known = {route for route in routes(get_resolver()) if not route.startswith("api/v1/")}

    assert known == looked_at | WITHOUT_HTML


@pytest.fixture(scope="package")
def things(place, online, django_db_blocker):
    """One of everything that an address can name."""
    with django_db_blocker.unblock():
        return lay_out(online)


def lay_out(online):
    unit = people_queries.unit_by_code("H42.105.01", NOW.date())
    admin, hieu, anh = (actor(name) for name in ("admin", "hieu", "anh"))
    accounts.create_token("lan", "Phần mềm", at=NOW)
    lan = people_queries.account_card("lan")
    content = {
        "applicant": {"name": "Bùi Thị Mùa", "kind": "citizen"},
        "procedure": "1.001193",
        "agency": unit.agency_id,
        "labels": {"name": "Đăng ký khai sinh", "field": "Hộ tịch", "limit": "trong ngày"},
    }
    by_status = {}
    for who in (hieu, anh):
        cards, _ = dossiers.dossier_cards(who, CardFilter(), now=NOW, limit=200)
        by_status |= {card.status: card.code for card in cards}
    process = processes.process_cards(text="1.001193")[0]
    return {
        **by_status,
        "registered": online,
        "draft": services.start_draft(by=hieu, at=NOW, content=content),
        "unit": unit.id,
        "post": lan.posts[0].id,
        "key": lan.tokens[0].id,
        "day": entries.add(entries.day(province="37"), admin.user_id),
        "hours": entries.add(entries.hours(province="37"), admin.user_id),
        "process": process.id,
    }


@pytest.mark.parametrize("who", PAGES)
def test_nothing_stands_in_the_way(people, things, who):
    page = people(who, viewport=TALL)
    faults = set()
    for address in sum(PAGES[who].values(), []):
        there = address.format(**things)
        answer = page.goto(there)
        assert answer.status < 500, there
        page.evaluate("open => document.querySelectorAll(open).forEach(d => d.open = true)", OPENED)
        faults |= {(there, fault) for fault in found_by_axe(page)}

    assert faults == set()


def found_by_axe(page):
    page.evaluate(AXE)
    yield from run(page, {"runOnly": RULES})
    page.emulate_media(color_scheme="dark")
    yield from run(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    page.emulate_media(color_scheme="light")


def run(page, options):
    for violation in page.evaluate("options => axe.run(options)", options)["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
