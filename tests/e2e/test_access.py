"""No page stands in anybody's way: axe against WCAG 2.2 AA on every page, light and dark.

A route that is neither here nor known to answer without HTML fails the test.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import get_resolver

from motcua.coordination.models import Request
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.queries import CardFilter
from motcua.lateness.queries import late_list
from motcua.payments.models import DayClose, Receipt
from motcua.people import queries as people_queries
from motcua.people import services as accounts
from motcua.process import queries as processes
from motcua.reports.rules.forms import Kind as FormKind
from motcua.reports.rules.periods import months
from motcua.reports.services import finalise
from motcua.signing.models import Certificate
from motcua.staff.models import Grading
from motcua.surveys import services as surveys
from motcua.targets import services as targets
from motcua.targets.models import Quota
from motcua.targets.rules import Draft, Figure, Kind, QuotaDraft
from motcua.work import services as notes
from tests.deadlines import entries
from tests.e2e.conftest import NOW, actor
from tests.web.conftest import AXE, RULES
from tests.web.test_permissions import routes


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FAR = date(2030, 1, 1)
TALL = {"width": 1366, "height": 3000}  # so that the bar at the foot hides nothing of the page
DOSSIER = "can-bo/ho-so/<str:code>/"
INTAKE = "can-bo/tiep-nhan/<int:draft_id>/"
PERSON = "quan-tri/tai-khoan/ten/<str:username>/"
PROCEDURE = "quan-tri/thu-tuc/ma/<str:code>/"
PROCESS = "quan-tri/quy-trinh/<int:process_id>/"
DAY = "quan-tri/lich/<int:year>/ngay/<int:day_id>/"
REQUEST = "can-bo/phoi-hop/<int:request_id>/"
GRADES = "dieu-hanh/xep-loai/"
TARGETS = "dieu-hanh/chi-tieu/"
REPORTS = "dieu-hanh/bao-cao/"
FINAL = f"{REPORTS}da-chot/<int:report_id>/"
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
        "cong-khai/": ["/cong-khai/", "/cong-khai/?ky=2026"],
        "tra-cuu/": ["/tra-cuu/", "/tra-cuu/?ma=nhầm"],
        "tra-cuu/<str:code>/": ["/tra-cuu/{in_process}/", "/tra-cuu/{returned}/"],
        "dang-nhap/": ["/dang-nhap/"],
        "tra-cuu/<str:code>/danh-gia/": ["/tra-cuu/{returned}/danh-gia/"],
        "danh-gia/<str:token>/": ["/danh-gia/{survey}/"],
        "lay-so/<str:unit_code>/": ["/lay-so/H42.105.01/"],
        "lay-so/<str:unit_code>/<str:code>/": ["/lay-so/H42.105.01/A001/"],
        "bang-so/<str:unit_code>/": ["/bang-so/H42.105.01/"],
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
        "can-bo/goi-so/": ["/can-bo/goi-so/"],
        "can-bo/so-theo-doi/": ["/can-bo/so-theo-doi/"],
        "can-bo/so-hoa/": ["/can-bo/so-hoa/"],
        "can-bo/so-hoa/khay/": ["/can-bo/so-hoa/khay/"],
        "can-bo/kho-giay/": ["/can-bo/kho-giay/"],
        "can-bo/bien-lai/": ["/can-bo/bien-lai/"],
        "can-bo/bien-lai/quyen/": ["/can-bo/bien-lai/quyen/"],
        "can-bo/bien-lai/thang/": ["/can-bo/bien-lai/thang/"],
        "can-bo/bien-lai/<int:receipt_id>/": ["/can-bo/bien-lai/{receipt}/"],
        "can-bo/cuoi-ngay/": ["/can-bo/cuoi-ngay/"],
        "can-bo/cuoi-ngay/ban-giao/": ["/can-bo/cuoi-ngay/ban-giao/"],
        "can-bo/cuoi-ngay/da-nhan/": ["/can-bo/cuoi-ngay/da-nhan/"],
        "can-bo/huong-dan/": ["/can-bo/huong-dan/"],
        "can-bo/huong-dan/<int:guidance_id>/": ["/can-bo/huong-dan/{guidance}/"],
        "can-bo/huong-dan/thu-tuc/<str:code>/": ["/can-bo/huong-dan/thu-tuc/1.001193/"],
        "can-bo/nhac-viec/": ["/can-bo/nhac-viec/"],
        f"{DOSSIER}giay-to/<int:position>/": ["/can-bo/ho-so/{returned}/giay-to/1/"],
        f"{DOSSIER}giay/<str:kind>/": ["/can-bo/ho-so/{returned}/giay/tiep-nhan/"],
        f"{DOSSIER}danh-gia/": ["/can-bo/ho-so/{returned}/danh-gia/"],
        f"{DOSSIER}kho-giay/": ["/can-bo/ho-so/{returned}/kho-giay/"],
        f"{DOSSIER}bien-lai/": ["/can-bo/ho-so/{paid}/bien-lai/"],
        f"{DOSSIER}bien-lai/huy/": ["/can-bo/ho-so/{paid}/bien-lai/huy/"],
        f"{DOSSIER}bien-lai/hoan/": ["/can-bo/ho-so/{paid}/bien-lai/hoan/"],
        f"{DOSSIER}thu-phi/": ["/can-bo/ho-so/{paid}/thu-phi/"],
        f"{DOSSIER}mien-giam/": ["/can-bo/ho-so/{paid}/mien-giam/"],
        f"{DOSSIER}ghi-chu/": ["/can-bo/ho-so/{returned}/ghi-chu/"],
        f"{DOSSIER}ghi-chu/<int:note_id>/rut/": ["/can-bo/ho-so/{returned}/ghi-chu/{note}/rut/"],
    },
    "lan": {
        "can-bo/phoi-hop/": ["/can-bo/phoi-hop/", "/can-bo/phoi-hop/?ro=sent"],
        REQUEST: ["/can-bo/phoi-hop/{request}/"],
        f"{REQUEST}phieu/": ["/can-bo/phoi-hop/{request}/phieu/"],
        f"{REQUEST}viec/<str:deed>/": ["/can-bo/phoi-hop/{request}/viec/remind/"],
        f"{DOSSIER}hoi-y-kien/": ["/can-bo/ho-so/{asked}/hoi-y-kien/"],
        f"{DOSSIER}lien-thong/": ["/can-bo/ho-so/{asked}/lien-thong/"],
        f"{DOSSIER}chu-ky/": ["/can-bo/ho-so/{asked}/chu-ky/"],
        "can-bo/chung-thu/": ["/can-bo/chung-thu/"],
        "can-bo/so-lieu/": ["/can-bo/so-lieu/"],
        "can-bo/so-lieu/ho-so/": ["/can-bo/so-lieu/ho-so/?so=received"],
        f"{GRADES}cua-toi/": ["/dieu-hanh/xep-loai/cua-toi/"],
        f"{TARGETS}cua-don-vi/": ["/dieu-hanh/chi-tieu/cua-don-vi/"],
    },
    "anh": {
        "can-bo/": ["/can-bo/?ro=unit", "/can-bo/?ro=pool"],
        DOSSIER: ["/can-bo/ho-so/{in_process}/", "/can-bo/ho-so/{awaiting_supplement}/"],
        "can-bo/qua-han/": ["/can-bo/qua-han/"],
        "can-bo/hang-loat/": ["/can-bo/hang-loat/?viec=reassign&chon={asked}"],
        "can-bo/khoi-luong/": ["/can-bo/khoi-luong/"],
        "can-bo/ban-giao/": ["/can-bo/ban-giao/"],
        "can-bo/nguoi-thay/": ["/can-bo/nguoi-thay/"],
        "can-bo/nguoi-thay/moi/": ["/can-bo/nguoi-thay/moi/"],
    },
    "vinh": {
        "dieu-hanh/": ["/dieu-hanh/"],
        "dieu-hanh/cho-quyet-dinh/": ["/dieu-hanh/cho-quyet-dinh/"],
        "dieu-hanh/don-vi/<int:unit_id>/": ["/dieu-hanh/don-vi/{agency}/?ky=2026"],
        "dieu-hanh/can-bo/": ["/dieu-hanh/can-bo/"],
        "dieu-hanh/can-bo/<int:user_id>/": ["/dieu-hanh/can-bo/{lan}/"],
        "dieu-hanh/can-bo/<int:user_id>/ho-so/": [
            "/dieu-hanh/can-bo/{lan}/ho-so/?so=received,carried_over"
        ],
        "dieu-hanh/so-sanh/": ["/dieu-hanh/so-sanh/?theo=online"],
        "dieu-hanh/so-sanh/<int:unit_id>/": ["/dieu-hanh/so-sanh/{agency}/"],
        "dieu-hanh/ton-dong/": ["/dieu-hanh/ton-dong/"],
        "dieu-hanh/hai-long/": ["/dieu-hanh/hai-long/"],
        "dieu-hanh/chi-so/766/": ["/dieu-hanh/chi-so/766/?ky=2026"],
        "dieu-hanh/chi-so/766/xep-hang/": ["/dieu-hanh/chi-so/766/xep-hang/?ky=2026"],
        "dieu-hanh/chi-so/766/ho-so/": ["/dieu-hanh/chi-so/766/ho-so/?ky=2026&chi-so=2.1"],
        "dieu-hanh/kiem-so-lieu/": ["/dieu-hanh/kiem-so-lieu/"],
        "dieu-hanh/kiem-so-lieu/bang/": ["/dieu-hanh/kiem-so-lieu/bang/"],
        REPORTS: [
            *(f"/dieu-hanh/bao-cao/?mau={kind.value}&ky=2026&duoi=1" for kind in FormKind),
            "/dieu-hanh/bao-cao/?ky=2026&tu=01/01/2026",
        ],
        f"{REPORTS}ho-so/": ["/dieu-hanh/bao-cao/ho-so/?so=received&ky=2026&duoi=1"],
        f"{REPORTS}chot/": ["/dieu-hanh/bao-cao/chot/?ky=2026-10"],
        f"{REPORTS}da-chot/": ["/dieu-hanh/bao-cao/da-chot/"],
        FINAL: ["/dieu-hanh/bao-cao/da-chot/{report}/"],
        f"{FINAL}so-sanh/": [
            "/dieu-hanh/bao-cao/da-chot/{report}/so-sanh/",
            "/dieu-hanh/bao-cao/da-chot/{report}/so-sanh/?voi=truoc",
        ],
        TARGETS: ["/dieu-hanh/chi-tieu/", "/dieu-hanh/chi-tieu/?nam=2020"],
        f"{TARGETS}moi/": ["/dieu-hanh/chi-tieu/moi/", "/dieu-hanh/chi-tieu/moi/?chep={target}"],
        f"{TARGETS}<int:target_id>/": [
            "/dieu-hanh/chi-tieu/{target}/",
            "/dieu-hanh/chi-tieu/{target}/?thang=2026-11&cap=department",
        ],
        f"{TARGETS}<int:target_id>/in/": ["/dieu-hanh/chi-tieu/{target}/in/"],
        f"{TARGETS}<int:target_id>/sua/": ["/dieu-hanh/chi-tieu/{target}/sua/"],
        f"{TARGETS}<int:target_id>/rut/": ["/dieu-hanh/chi-tieu/{target}/rut/"],
        f"{TARGETS}<int:target_id>/ho-so/<int:quota_id>/": [
            "/dieu-hanh/chi-tieu/{target}/ho-so/{quota}/?phan=tat-ca"
        ],
        GRADES: ["/dieu-hanh/xep-loai/"],
        f"{GRADES}in/": ["/dieu-hanh/xep-loai/in/"],
        f"{GRADES}ky/": ["/dieu-hanh/xep-loai/ky/"],
        f"{GRADES}<int:year>/<int:post_id>/": ["/dieu-hanh/xep-loai/2026/{head_post}/"],
        f"{GRADES}<int:year>/<int:post_id>/ho-so/": ["/dieu-hanh/xep-loai/2026/{head_post}/ho-so/"],
        f"{GRADES}de-nghi/<int:grading_id>/": ["/dieu-hanh/xep-loai/de-nghi/{grading}/"],
        f"{GRADES}de-nghi/<int:grading_id>/ho-so/": [
            "/dieu-hanh/xep-loai/de-nghi/{grading}/ho-so/"
        ],
        "can-bo/": ["/can-bo/?ro=agency"],
        "can-bo/ky-so/": ["/can-bo/ky-so/"],
        "can-bo/chung-thu/<int:certificate_id>/thu-hoi/": ["/can-bo/chung-thu/{key_card}/thu-hoi/"],
        "can-bo/cuoi-ngay/mo-lai/<int:close_id>/": ["/can-bo/cuoi-ngay/mo-lai/{close}/"],
        f"{DOSSIER}giai-trinh/": ["/can-bo/ho-so/{late}/giai-trinh/"],
    },
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
        f"{PROCESS}ho-so/": ["/quan-tri/quy-trinh/{process}/ho-so/"],
        "quan-tri/quy-trinh/nhap/": ["/quan-tri/quy-trinh/nhap/"],
        "quan-tri/lich/tinh-lai/": ["/quan-tri/lich/tinh-lai/"],
        "can-bo/chung-thu/": ["/can-bo/chung-thu/"],
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
    f"{DOSSIER}giay-to/<int:position>/ban-quet.pdf",
    f"{DOSSIER}trang/<int:page_id>.jpg",
    f"{DOSSIER}trinh-ky/",
    f"{DOSSIER}theo-doi/",
    f"{DOSSIER}giai-trinh/quyet-dinh/",
    "can-bo/lay-viec/",
    "can-bo/nhac-viec/<int:alert_id>/",
    "can-bo/nhac-viec/doc-het/",
    "can-bo/bien-lai/thang.<str:ending>",
    "cong-khai/so-lieu.<str:ending>",
    "can-bo/so-theo-doi/so.pdf",
    "can-bo/tiep-nhan/giay-de-trong/",
    "can-bo/so-theo-doi/so.xlsx",
    "can-bo/chung-thu/goc/",
    "can-bo/chung-thu/goc/<int:root_id>/",
    f"{GRADES}de-nghi/<int:grading_id>/tra-lai/",
    f"{REPORTS}pdf/",
    f"{REPORTS}xlsx/",
    f"{FINAL}pdf/",
    f"{FINAL}xlsx/",
    f"{PROCESS}bang.xlsx",
    f"{PROCESS}bpmn.bpmn",
    f"{PROCESS}hinh.svg",
    "quan-tri/thu-tuc/xuat.xlsx",
    "healthz",
    "readyz",
    "metrics",
    "^api/",
}

# Looked at by the tests of their own pages: the demonstration has none of these.
ELSEWHERE = {
    "can-bo/hang-loat/<int:run_id>/",
    "can-bo/ban-giao/<int:handover_id>/",
    "can-bo/nguoi-thay/<int:substitution_id>/",
    "can-bo/so-hoa/khay/<int:loose_id>/",
    "can-bo/ky-so/<int:batch_id>/",
}

# Pages that say why not.
REFUSED = {
    "/thu-tuc/9.999999/",
    "/tra-cuu/?ma=nhầm",
    "/quan-tri/quy-trinh/{process}/sua/",
    "/dieu-hanh/bao-cao/?ky=2026&tu=01/01/2026",
}


def test_every_route_is_looked_at():
    looked_at = {route for pages in PAGES.values() for route in pages}
    known = {route for route in routes(get_resolver()) if not route.startswith("api/v1/")}

    assert known == looked_at | WITHOUT_HTML | ELSEWHERE


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
    request = Request.objects.filter(from_unit=anh.unit_id).first()
    receipt = Receipt.objects.first()
    late = late_list(actor("vinh"), now=NOW, since=NOW.date().replace(month=1, day=1)).late
    process = processes.process_cards(text="1.001193")[0]
    return {
        **by_status,
        "registered": online,
        "draft": services.start_draft(by=hieu, at=NOW, content=content),
        "unit": unit.id,
        "post": lan.posts[0].id,
        "key": lan.tokens[0].id,
        # far away: by this day and these hours everybody's deadlines would be others
        "day": entries.add(entries.day(on=date(2026, 12, 31), province="37"), admin.user_id),
        "hours": entries.add(entries.hours(province="37", since=FAR), admin.user_id),
        "process": process.id,
        "survey": surveys.invite(by_status["returned"], at=NOW),
        "receipt": receipt.pk,
        "paid": receipt.subject,
        "guidance": services.guide("1.001193", reason="Nơi khác", sent_to="Xã", by=hieu, at=NOW),
        "note": notes.write_note(by_status["returned"], text="Đã gọi điện", by=hieu, at=NOW),
        "request": request.pk,
        "asked": request.subject,
        "agency": actor("vinh").agency_id,
        "lan": actor("lan").user_id,
        "head_post": anh.post_id,
        "grading": Grading.objects.first().pk,
        "key_card": Certificate.objects.get(holder=actor("vinh").user_id).pk,
        "close": DayClose.objects.first().pk,
        "late": late[0].row.code,
        "report": finalise(
            FormKind.BY_FIELD,
            actor("vinh").agency_id,
            months(2026, 9, 9),  # October is for SC11 to sign
            with_below=False,
            by=actor("vinh"),
            at=NOW,
        ),
        **target_of(actor("vinh"), people_queries.unit(lan.posts[0].unit_id)),
    }


def target_of(leader, office):
    """A share of what comes in, for the agency and for one of its offices."""
    draft = Draft(
        name="Tỷ lệ hồ sơ trực tuyến năm 2026",
        figure=Figure.RECEIVED_ONLINE,
        kind=Kind.SHARE_AT_LEAST,
        first=date(2026, 1, 1),
        due_on=date(2026, 12, 31),
    )
    quotas = [
        QuotaDraft(leader.agency_id, Decimal(80)),
        QuotaDraft(office.id, Decimal("90.5"), "Hộ tịch"),
    ]
    made = targets.assign(draft, quotas, by=leader, at=NOW)
    return {"target": made, "quota": Quota.objects.filter(target=made).first().pk}


@pytest.mark.parametrize("who", PAGES)
def test_nothing_stands_in_the_way(people, things, who):
    page = people(who, viewport=TALL)
    faults = set()
    for address in sum(PAGES[who].values(), []):
        there = address.format(**things)
        answer = page.goto(there)
        assert answer.status < 400 or address in REFUSED, (there, answer.status)
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
