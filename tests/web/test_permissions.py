"""Who may open what: every address of the house, every kind of caller. Denied by default.

A route that is not in the table fails the test; so does a line of the table without a route.
What programs with a token may do is in tests/web/api/test_permissions.py; a browser's cookie opens
nothing of the API.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.alerts import services as alerts
from motcua.alerts.queries import alerts_of
from motcua.alerts.rules import Kind
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers import services
from motcua.papers.models import LooseScan, Page, Paper, Scan
from motcua.papers.providers.reader import Looked
from motcua.papers.providers.store import keep
from motcua.papers.rules import content_hash
from motcua.papers.services import attach, drop, looked_into, vet
from motcua.payments.models import DayClose
from motcua.payments.rules import Kind as Charged
from motcua.payments.rules import Method
from motcua.payments.services import Charge, close_day, collect
from motcua.people.models import ApiToken
from motcua.people.rules import Role, SubstitutionKind, UnitKind
from motcua.people.services import create_token, set_substitute
from motcua.process.models import ProcessVersion
from motcua.process.rules import Draft, Supplement, SupplementMode
from motcua.process.services import create_draft
from motcua.reports.rules.forms import Kind as FormKind
from motcua.reports.rules.periods import months
from motcua.reports.services import finalise
from motcua.staff.rules import Grade
from motcua.staff.services import propose_grade
from motcua.surveys import services as surveys
from motcua.tickets import services as tickets
from motcua.work import services as work
from motcua.work.rules import Deed
from tests import factories
from tests.deadlines import entries
from tests.factories import BIRTH, MORNING
from tests.web.desk.conftest import desk_of, morning, one_office, world
from tests.web.lead.test_targets import target_of


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

# hieu has the dossier and the draft; khue works at the same counter; lan in another office of the
# same agency; chu leads the agency; la works at the counter of another agency; quan administers
# the agency and no more; doi administers another one; ban has an account and no post.
CALLERS = ("hieu", "khue", "lan", "chu", "la", "quan", "doi", "ban", "visitor")


def answers(text: str) -> dict[str, int]:
    """By caller. Where all are answered the same, three of them speak for all."""
    found = [int(status) for status in text.split()]
    if len(found) == 1:
        return dict.fromkeys(("hieu", "quan", "visitor"), found[0])
    return dict(zip(CALLERS, found, strict=True))


def admin(mine: int, of_another_agency: int | None = None) -> str:
    return f"403 403 403 403 403 {mine} {of_another_agency or mine} 403 302"


NOT_SO = "405"
EVERYBODY = "200"
NO_COOKIES = "401"
#          hieu khue lan chu la quan doi ban visitor
AT_WORK = "200 200 200 200 200 403 403 403 302"
ANYBODYS = "422 422 422 422 422 403 403 403 302"
COUNTER = "200 200 403 403 200 403 403 403 302"
AT_COUNTER = "200 200 403 403 404 403 403 403 302"
TAKES = "422 422 403 403 404 403 403 403 302"
CASHIERS = "200 200 403 200 200 403 403 403 302"
REGISTER = "200 200 403 200 200 403 403 403 302"
LEADING = "403 403 403 200 403 403 403 403 302"
LEAD_OR_ADMIN = "403 403 403 200 403 200 200 403 302"
AGENCYS = "200 200 200 200 404 403 403 403 302"
MY_OWN_ = "200 404 403 403 404 403 403 403 302"
OFFICER = "200 200 200 200 200 200 200 403 302"
ADMINS_ = admin(200)
WRITES = admin(422, 403)
OF_ONES = admin(200, 403)  # only of the administrator's own agency

LEADER_WRITES = "403 403 403 422 403 403 403 403 302"
OF_LANS_OFFICE = "404 404 200 200 404 403 403 403 302"

TARGET = "dieu-hanh/chi-tieu/<int:target_id>/"
PERSON = "quan-tri/tai-khoan/ten/<str:username>/"
PROCEDURE = "quan-tri/thu-tuc/ma/<str:code>/"
PROCESS = "quan-tri/quy-trinh/<int:process_id>/"

# route: address, what GET is answered, what POST is answered; see `answers`.
TABLE = {
    # Citizens
    "": ("", EVERYBODY, NOT_SO),
    "thu-tuc/": ("thu-tuc/", EVERYBODY, NOT_SO),
    "thu-tuc/<str:code>/": (f"thu-tuc/{BIRTH}/", EVERYBODY, NOT_SO),
    "thu-tuc/<str:code>/in/": (f"thu-tuc/{BIRTH}/in/", EVERYBODY, NOT_SO),
    "thu-tuc/<str:code>/to-khai/": (f"thu-tuc/{BIRTH}/to-khai/", EVERYBODY, NOT_SO),
    "viec/<str:key>/": ("viec/birth/", EVERYBODY, NOT_SO),
    "tra-cuu/": ("tra-cuu/", EVERYBODY, NOT_SO),
    "tra-cuu/<str:code>/": ("tra-cuu/{code}/", EVERYBODY, NOT_SO),
    "tra-cuu/<str:code>/danh-gia/": ("tra-cuu/{returned}/danh-gia/", EVERYBODY, "422"),
    "danh-gia/<str:token>/": ("danh-gia/{token}/", EVERYBODY, "422"),
    "hien-thi/": ("hien-thi/", "302", NOT_SO),
    # The waiting room
    "lay-so/<str:unit_code>/": ("lay-so/H40.12.05.01/", EVERYBODY, "422"),
    "lay-so/<str:unit_code>/<str:code>/": ("lay-so/H40.12.05.01/{ticket}/", EVERYBODY, NOT_SO),
    "bang-so/<str:unit_code>/": ("bang-so/H40.12.05.01/", EVERYBODY, NOT_SO),
    # The door
    "dang-nhap/": ("dang-nhap/", "302 302 302 302 302 302 302 302 200", "422"),
    "dang-xuat/": ("dang-xuat/", NOT_SO, "302"),
    "vi-tri/": ("vi-tri/", NOT_SO, "302 302 302 302 302 302 302 403 302"),
    "mat-khau/": ("mat-khau/", OFFICER, "422 422 422 422 422 422 422 403 302"),
    # The desk
    "can-bo/": ("can-bo/", "200 200 200 200 200 302 302 403 302", NOT_SO),
    "can-bo/tim/": ("can-bo/tim/?q=quyen", AT_WORK, NOT_SO),
    "can-bo/tra-ket-qua/": ("can-bo/tra-ket-qua/", COUNTER, NOT_SO),
    "can-bo/so-theo-doi/": ("can-bo/so-theo-doi/", REGISTER, NOT_SO),
    "can-bo/so-theo-doi/so.pdf": ("can-bo/so-theo-doi/so.pdf", REGISTER, NOT_SO),
    "can-bo/so-theo-doi/so.xlsx": ("can-bo/so-theo-doi/so.xlsx", REGISTER, NOT_SO),
    "can-bo/ho-so/<str:code>/": ("can-bo/ho-so/{code}/", AGENCYS, NOT_SO),
    "can-bo/ho-so/<str:code>/giay/<str:kind>.pdf": (
        "can-bo/ho-so/{code}/giay/tiep-nhan.pdf",
        AGENCYS,
        NOT_SO,
    ),
    "can-bo/ho-so/<str:code>/giay/<str:kind>/": (
        "can-bo/ho-so/{code}/giay/kiem-soat/",
        AGENCYS,
        NOT_SO,
    ),
    "can-bo/ho-so/<str:code>/quet/<int:position>/": (
        "can-bo/ho-so/{code}/quet/1/",
        NOT_SO,
        "302 302 302 302 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/tep/<str:sha256>/": (
        "can-bo/ho-so/{code}/tep/{sha256}/",
        AGENCYS,
        NOT_SO,
    ),
    "can-bo/ho-so/<str:code>/giay-to/<int:position>/": (
        "can-bo/ho-so/{code}/giay-to/1/",
        AGENCYS,
        "302 302 302 302 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/giay-to/<int:position>/ban-quet.pdf": (
        "can-bo/ho-so/{code}/giay-to/1/ban-quet.pdf",
        AGENCYS,
        NOT_SO,
    ),
    "can-bo/ho-so/<str:code>/trang/<int:page_id>.jpg": (
        "can-bo/ho-so/{code}/trang/{page}.jpg",
        AGENCYS,
        NOT_SO,
    ),
    "can-bo/ho-so/<str:code>/kho-giay/": (
        "can-bo/ho-so/{code}/kho-giay/",
        AGENCYS,
        "422 422 422 422 404 403 403 403 302",
    ),
    "can-bo/qua-han/": ("can-bo/qua-han/", AT_WORK, NOT_SO),
    "can-bo/ho-so/<str:code>/giai-trinh/": (
        "can-bo/ho-so/{code}/giai-trinh/",
        AGENCYS,
        "409 409 409 409 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/giai-trinh/quyet-dinh/": (
        "can-bo/ho-so/{code}/giai-trinh/quyet-dinh/",
        NOT_SO,
        "403 403 403 409 404 403 403 403 302",
    ),
    "can-bo/so-hoa/": ("can-bo/so-hoa/", AT_WORK, NOT_SO),
    "can-bo/so-hoa/khay/": (
        "can-bo/so-hoa/khay/",
        AT_WORK,
        "302 302 302 302 302 403 403 403 302",
    ),
    "can-bo/so-hoa/khay/<int:loose_id>/": (
        "can-bo/so-hoa/khay/{loose}/",
        "200 200 404 404 404 403 403 403 302",
        "302 302 404 404 404 403 403 403 302",
    ),
    "can-bo/kho-giay/": ("can-bo/kho-giay/", AT_WORK, NOT_SO),
    "can-bo/ho-so/<str:code>/viec/<str:action>/": (
        "can-bo/ho-so/{code}/viec/forward/",
        AGENCYS,
        "302 403 403 403 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/ghi-chu/": (
        "can-bo/ho-so/{code}/ghi-chu/",
        AGENCYS,
        "422 422 422 422 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/ghi-chu/<int:note_id>/rut/": (
        "can-bo/ho-so/{code}/ghi-chu/{note}/rut/",
        "200 403 403 403 404 403 403 403 302",
        "302 403 403 403 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/theo-doi/": (
        "can-bo/ho-so/{code}/theo-doi/",
        NOT_SO,
        "302 302 302 302 404 403 403 403 302",
    ),
    "can-bo/nhac-viec/": ("can-bo/nhac-viec/", OFFICER, NOT_SO),
    "can-bo/nhac-viec/doc-het/": (
        "can-bo/nhac-viec/doc-het/",
        NOT_SO,
        "302 302 302 302 302 302 302 403 302",
    ),
    "can-bo/nhac-viec/<int:alert_id>/": (
        "can-bo/nhac-viec/{alert}/",
        NOT_SO,
        "302 404 404 404 404 404 404 403 302",
    ),
    "can-bo/ky-so/": ("can-bo/ky-so/", LEADING, "403 403 403 422 403 403 403 403 302"),
    "can-bo/ky-so/<int:batch_id>/": (
        "can-bo/ky-so/0/",
        "403 403 403 404 403 403 403 403 302",
        NOT_SO,
    ),
    "can-bo/chung-thu/": (
        "can-bo/chung-thu/",
        OFFICER,
        "422 422 422 422 422 422 422 403 302",
    ),
    "can-bo/chung-thu/<int:certificate_id>/thu-hoi/": (
        "can-bo/chung-thu/0/thu-hoi/",
        "404 404 404 404 404 404 404 403 302",
        "404 404 404 404 404 404 404 403 302",
    ),
    "can-bo/chung-thu/goc/": ("can-bo/chung-thu/goc/", NOT_SO, admin(302)),
    "can-bo/chung-thu/goc/<int:root_id>/": ("can-bo/chung-thu/goc/0/", NOT_SO, admin(302)),
    "can-bo/ho-so/<str:code>/trinh-ky/": (
        "can-bo/ho-so/{code}/trinh-ky/",
        NOT_SO,
        "302 302 302 302 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/chu-ky/": ("can-bo/ho-so/{code}/chu-ky/", AGENCYS, NOT_SO),
    "can-bo/nguoi-thay/": ("can-bo/nguoi-thay/", OFFICER, NOT_SO),
    "can-bo/nguoi-thay/moi/": (
        "can-bo/nguoi-thay/moi/",
        OFFICER,
        "422 422 422 422 422 422 422 403 302",
    ),
    "can-bo/nguoi-thay/<int:substitution_id>/": (
        "can-bo/nguoi-thay/{substitution}/",
        "403 403 200 200 403 200 403 403 302",
        "403 403 302 302 403 302 403 403 302",
    ),
    "can-bo/hang-loat/": (
        "can-bo/hang-loat/?viec=claim",
        AT_WORK,
        "404 404 404 404 404 403 403 403 302",
    ),
    "can-bo/hang-loat/<int:run_id>/": (
        "can-bo/hang-loat/{bulk}/",
        "200 404 404 404 404 404 404 403 302",
        NOT_SO,
    ),
    "can-bo/lay-viec/": ("can-bo/lay-viec/", NOT_SO, "302 302 302 302 302 403 403 403 302"),
    "can-bo/khoi-luong/": ("can-bo/khoi-luong/", LEADING, NOT_SO),
    "can-bo/ban-giao/": ("can-bo/ban-giao/", AT_WORK, "422 422 422 422 422 403 403 403 302"),
    "can-bo/ban-giao/<int:handover_id>/": (
        "can-bo/ban-giao/{handover}/",
        "200 200 404 404 404 403 403 403 302",
        NOT_SO,
    ),
    "can-bo/ho-so/<str:code>/thu-phi/": ("can-bo/ho-so/{code}/thu-phi/", AT_COUNTER, TAKES),
    "can-bo/ho-so/<str:code>/mien-giam/": ("can-bo/ho-so/{code}/mien-giam/", AT_COUNTER, TAKES),
    "can-bo/ho-so/<str:code>/bien-lai/": ("can-bo/ho-so/{code}/bien-lai/", AGENCYS, NOT_SO),
    "can-bo/ho-so/<str:code>/bien-lai/huy/": (
        "can-bo/ho-so/{code}/bien-lai/huy/",
        AT_COUNTER,
        TAKES,
    ),
    "can-bo/ho-so/<str:code>/bien-lai/hoan/": (
        "can-bo/ho-so/{code}/bien-lai/hoan/",
        AT_COUNTER,
        TAKES,
    ),
    "can-bo/bien-lai/": ("can-bo/bien-lai/", COUNTER, NOT_SO),
    "can-bo/bien-lai/quyen/": (
        "can-bo/bien-lai/quyen/",
        COUNTER,
        "422 422 403 403 422 403 403 403 302",
    ),
    "can-bo/bien-lai/thang/": ("can-bo/bien-lai/thang/", CASHIERS, NOT_SO),
    "can-bo/bien-lai/thang.<str:ending>": ("can-bo/bien-lai/thang.csv", CASHIERS, NOT_SO),
    "can-bo/bien-lai/<int:receipt_id>/": (
        "can-bo/bien-lai/{receipt}/",
        "200 200 403 403 404 403 403 403 302",
        NOT_SO,
    ),
    "can-bo/cuoi-ngay/": (
        "can-bo/cuoi-ngay/",
        CASHIERS,
        "422 422 403 200 422 403 403 403 302",  # a leader counts no drawer: the page, no more
    ),
    "can-bo/cuoi-ngay/ban-giao/": ("can-bo/cuoi-ngay/ban-giao/", CASHIERS, NOT_SO),
    "can-bo/cuoi-ngay/da-nhan/": ("can-bo/cuoi-ngay/da-nhan/", CASHIERS, NOT_SO),
    "can-bo/cuoi-ngay/mo-lai/<int:close_id>/": (
        "can-bo/cuoi-ngay/mo-lai/{close}/",
        LEADING,
        "403 403 403 422 403 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/hoi-y-kien/": (
        "can-bo/ho-so/{code}/hoi-y-kien/",
        AGENCYS,
        "422 403 403 403 404 403 403 403 302",
    ),
    "can-bo/ho-so/<str:code>/lien-thong/": (
        "can-bo/ho-so/{code}/lien-thong/",
        AGENCYS,
        "422 403 403 403 404 403 403 403 302",
    ),
    "can-bo/phoi-hop/": ("can-bo/phoi-hop/", AT_WORK, NOT_SO),
    "can-bo/phoi-hop/<int:request_id>/": ("can-bo/phoi-hop/{request}/", AGENCYS, NOT_SO),
    "can-bo/phoi-hop/<int:request_id>/phieu/": (
        "can-bo/phoi-hop/{request}/phieu/",
        AGENCYS,
        NOT_SO,
    ),
    "can-bo/phoi-hop/<int:request_id>/viec/<str:deed>/": (
        "can-bo/phoi-hop/{request}/viec/answer/",
        AGENCYS,
        "403 403 422 403 404 403 403 403 302",
    ),
    "can-bo/huong-dan/": ("can-bo/huong-dan/", CASHIERS, NOT_SO),
    "can-bo/huong-dan/thu-tuc/<str:code>/": (
        f"can-bo/huong-dan/thu-tuc/{BIRTH}/",
        COUNTER,
        "422 422 403 403 422 403 403 403 302",
    ),
    "can-bo/huong-dan/<int:guidance_id>/": (
        "can-bo/huong-dan/{guidance}/",
        AT_COUNTER,
        NOT_SO,
    ),
    "can-bo/goi-so/": ("can-bo/goi-so/", COUNTER, "422 422 403 403 422 403 403 403 302"),
    "can-bo/ho-so/<str:code>/danh-gia/": (
        "can-bo/ho-so/{returned}/danh-gia/",
        AT_COUNTER,
        "302 302 403 403 404 403 403 403 302",
    ),
    "can-bo/tiep-nhan/": ("can-bo/tiep-nhan/", COUNTER, "422 422 403 403 422 403 403 403 302"),
    "can-bo/tiep-nhan/giay-de-trong/": ("can-bo/tiep-nhan/giay-de-trong/", COUNTER, NOT_SO),
    "can-bo/tiep-nhan/<int:draft_id>/huy/": (
        "can-bo/tiep-nhan/{draft}/huy/",
        MY_OWN_,
        "302 404 403 403 404 403 403 403 302",
    ),
    "can-bo/tiep-nhan/<int:draft_id>/<str:step>/": (
        "can-bo/tiep-nhan/{draft}/nguoi-nop/",
        MY_OWN_,
        "422 404 403 403 404 403 403 403 302",
    ),
    "dieu-hanh/cho-quyet-dinh/": ("dieu-hanh/cho-quyet-dinh/", LEADING, NOT_SO),
    "dieu-hanh/don-vi/<int:unit_id>/": ("dieu-hanh/don-vi/{agency}/", LEADING, NOT_SO),
    "dieu-hanh/can-bo/": ("dieu-hanh/can-bo/", LEADING, NOT_SO),
    "dieu-hanh/can-bo/<int:user_id>/": ("dieu-hanh/can-bo/{lan}/", LEADING, NOT_SO),
    "dieu-hanh/can-bo/<int:user_id>/ho-so/": (
        "dieu-hanh/can-bo/{lan}/ho-so/?so=received",
        LEADING,
        NOT_SO,
    ),
    "dieu-hanh/so-sanh/": ("dieu-hanh/so-sanh/", LEADING, NOT_SO),
    "dieu-hanh/so-sanh/<int:unit_id>/": ("dieu-hanh/so-sanh/{agency}/", LEADING, NOT_SO),
    "can-bo/so-lieu/": ("can-bo/so-lieu/", AT_WORK, NOT_SO),
    "can-bo/so-lieu/ho-so/": ("can-bo/so-lieu/ho-so/?so=received", AT_WORK, NOT_SO),
    "cong-khai/": ("cong-khai/", EVERYBODY, NOT_SO),
    "cong-khai/so-lieu.<str:ending>": ("cong-khai/so-lieu.csv", EVERYBODY, NOT_SO),
    "dieu-hanh/hai-long/": ("dieu-hanh/hai-long/", LEADING, NOT_SO),
    "dieu-hanh/ton-dong/": ("dieu-hanh/ton-dong/", LEADING, NOT_SO),
    "dieu-hanh/chi-tieu/": ("dieu-hanh/chi-tieu/", LEADING, NOT_SO),
    "dieu-hanh/chi-tieu/moi/": ("dieu-hanh/chi-tieu/moi/", LEADING, LEADER_WRITES),
    "dieu-hanh/chi-tieu/cua-don-vi/": ("dieu-hanh/chi-tieu/cua-don-vi/", AT_WORK, NOT_SO),
    # of the office of lan, assigned by chu
    f"{TARGET}": ("dieu-hanh/chi-tieu/{target}/", OF_LANS_OFFICE, NOT_SO),
    f"{TARGET}in/": ("dieu-hanh/chi-tieu/{target}/in/", OF_LANS_OFFICE, NOT_SO),
    f"{TARGET}sua/": ("dieu-hanh/chi-tieu/{target}/sua/", LEADING, LEADER_WRITES),
    f"{TARGET}rut/": ("dieu-hanh/chi-tieu/{target}/rut/", LEADING, LEADER_WRITES),
    f"{TARGET}ho-so/<int:quota_id>/": (
        "dieu-hanh/chi-tieu/{target}/ho-so/{quota}/",
        OF_LANS_OFFICE,
        NOT_SO,
    ),
    "dieu-hanh/chi-so/766/": ("dieu-hanh/chi-so/766/", LEAD_OR_ADMIN, NOT_SO),
    "dieu-hanh/chi-so/766/xep-hang/": ("dieu-hanh/chi-so/766/xep-hang/", LEAD_OR_ADMIN, NOT_SO),
    "dieu-hanh/chi-so/766/ho-so/": (
        "dieu-hanh/chi-so/766/ho-so/?chi-so=2.1",
        LEAD_OR_ADMIN,
        NOT_SO,
    ),
    "dieu-hanh/kiem-so-lieu/": ("dieu-hanh/kiem-so-lieu/", AT_WORK, ANYBODYS),
    "dieu-hanh/kiem-so-lieu/bang/": ("dieu-hanh/kiem-so-lieu/bang/", AT_WORK, ANYBODYS),
    "dieu-hanh/bao-cao/": ("dieu-hanh/bao-cao/", LEAD_OR_ADMIN, NOT_SO),
    "dieu-hanh/bao-cao/pdf/": ("dieu-hanh/bao-cao/pdf/", LEAD_OR_ADMIN, NOT_SO),
    "dieu-hanh/bao-cao/xlsx/": ("dieu-hanh/bao-cao/xlsx/", LEAD_OR_ADMIN, NOT_SO),
    "dieu-hanh/bao-cao/ho-so/": (
        "dieu-hanh/bao-cao/ho-so/?so=received",
        LEAD_OR_ADMIN,
        NOT_SO,
    ),
    "dieu-hanh/bao-cao/chot/": (
        "dieu-hanh/bao-cao/chot/",
        LEADING,
        "403 403 403 409 403 403 403 403 302",
    ),
    "dieu-hanh/bao-cao/da-chot/": ("dieu-hanh/bao-cao/da-chot/", LEAD_OR_ADMIN, NOT_SO),
    **{
        f"dieu-hanh/bao-cao/da-chot/<int:report_id>/{ending}": (
            f"dieu-hanh/bao-cao/da-chot/{{report}}/{ending}",
            "403 403 403 200 403 200 404 403 302",
            NOT_SO,
        )
        for ending in ("", "pdf/", "xlsx/", "so-sanh/")
    },
    "dieu-hanh/xep-loai/": ("dieu-hanh/xep-loai/", LEADING, NOT_SO),
    "dieu-hanh/xep-loai/in/": ("dieu-hanh/xep-loai/in/", LEADING, NOT_SO),
    "dieu-hanh/xep-loai/ky/": (
        "dieu-hanh/xep-loai/ky/",
        LEADING,
        "403 403 403 422 403 403 403 403 302",
    ),
    "dieu-hanh/xep-loai/cua-toi/": ("dieu-hanh/xep-loai/cua-toi/", AT_WORK, NOT_SO),
    # of lan, proposed by anh
    "dieu-hanh/xep-loai/de-nghi/<int:grading_id>/": (
        "dieu-hanh/xep-loai/de-nghi/{grading}/",
        "404 404 200 200 404 403 403 403 302",
        NOT_SO,
    ),
    "dieu-hanh/xep-loai/de-nghi/<int:grading_id>/ho-so/": (
        "dieu-hanh/xep-loai/de-nghi/{grading}/ho-so/",
        "404 404 200 200 404 403 403 403 302",
        NOT_SO,
    ),
    "dieu-hanh/xep-loai/de-nghi/<int:grading_id>/tra-lai/": (
        "dieu-hanh/xep-loai/de-nghi/{grading}/tra-lai/",
        NOT_SO,
        "403 403 403 422 403 403 403 403 302",
    ),
    "dieu-hanh/xep-loai/<int:year>/<int:post_id>/": (
        "dieu-hanh/xep-loai/2025/{graded_post}/",
        LEADING,
        "403 403 403 422 403 403 403 403 302",
    ),
    "dieu-hanh/xep-loai/<int:year>/<int:post_id>/ho-so/": (
        "dieu-hanh/xep-loai/2025/{graded_post}/ho-so/",
        LEADING,
        NOT_SO,
    ),
    "dieu-hanh/": ("dieu-hanh/", LEADING, NOT_SO),
    # Administration
    "quan-tri/": ("quan-tri/", ADMINS_, NOT_SO),
    "quan-tri/don-vi/": ("quan-tri/don-vi/", ADMINS_, NOT_SO),
    "quan-tri/don-vi/moi/": ("quan-tri/don-vi/moi/", ADMINS_, admin(422)),
    "quan-tri/don-vi/nhap/": ("quan-tri/don-vi/nhap/", ADMINS_, admin(422)),
    "quan-tri/don-vi/<int:unit_id>/": ("quan-tri/don-vi/{unit}/", OF_ONES, NOT_SO),
    "quan-tri/don-vi/<int:unit_id>/sua/": ("quan-tri/don-vi/{unit}/sua/", OF_ONES, WRITES),
    "quan-tri/don-vi/<int:unit_id>/dong/": ("quan-tri/don-vi/{unit}/dong/", OF_ONES, WRITES),
    "quan-tri/tai-khoan/": ("quan-tri/tai-khoan/", ADMINS_, NOT_SO),
    "quan-tri/tai-khoan/moi/": ("quan-tri/tai-khoan/moi/", ADMINS_, admin(422)),
    PERSON: ("quan-tri/tai-khoan/ten/lan/", ADMINS_, NOT_SO),
    f"{PERSON}sua/": ("quan-tri/tai-khoan/ten/lan/sua/", OF_ONES, WRITES),
    f"{PERSON}ngung/": ("quan-tri/tai-khoan/ten/lan/ngung/", OF_ONES, admin(302, 403)),
    f"{PERSON}mo-lai/": ("quan-tri/tai-khoan/ten/lan/mo-lai/", OF_ONES, admin(302, 403)),
    f"{PERSON}mo-khoa/": ("quan-tri/tai-khoan/ten/lan/mo-khoa/", NOT_SO, admin(302, 403)),
    f"{PERSON}mat-khau/": ("quan-tri/tai-khoan/ten/lan/mat-khau/", OF_ONES, OF_ONES),
    f"{PERSON}vi-tri/moi/": ("quan-tri/tai-khoan/ten/lan/vi-tri/moi/", ADMINS_, admin(422)),
    f"{PERSON}vi-tri/<int:post_id>/": (
        "quan-tri/tai-khoan/ten/lan/vi-tri/{post}/",
        ADMINS_,
        admin(422),
    ),
    f"{PERSON}khoa/moi/": ("quan-tri/tai-khoan/ten/lan/khoa/moi/", OF_ONES, WRITES),
    f"{PERSON}khoa/<int:key_id>/": (
        "quan-tri/tai-khoan/ten/lan/khoa/{key}/",
        OF_ONES,
        admin(302, 403),
    ),
    "quan-tri/lich/": ("quan-tri/lich/", ADMINS_, NOT_SO),
    "quan-tri/lich/tinh-lai/": ("quan-tri/lich/tinh-lai/", ADMINS_, admin(422)),
    "quan-tri/lich/nhat-ky/": ("quan-tri/lich/nhat-ky/", ADMINS_, NOT_SO),
    "quan-tri/lich/gio/moi/": ("quan-tri/lich/gio/moi/", ADMINS_, admin(422)),
    "quan-tri/lich/gio/<int:hours_id>/ket-thuc/": (
        "quan-tri/lich/gio/{hours}/ket-thuc/",
        ADMINS_,
        admin(422),
    ),
    "quan-tri/lich/gio/<int:hours_id>/bo/": ("quan-tri/lich/gio/{hours}/bo/", ADMINS_, admin(422)),
    "quan-tri/lich/<int:year>/": ("quan-tri/lich/2026/", ADMINS_, NOT_SO),
    "quan-tri/lich/<int:year>/ngay/moi/": ("quan-tri/lich/2026/ngay/moi/", ADMINS_, admin(422)),
    "quan-tri/lich/<int:year>/ngay/<int:day_id>/sua/": (
        "quan-tri/lich/2026/ngay/{day}/sua/",
        ADMINS_,
        admin(422),
    ),
    "quan-tri/lich/<int:year>/ngay/<int:day_id>/bo/": (
        "quan-tri/lich/2026/ngay/{day}/bo/",
        ADMINS_,
        admin(422),
    ),
    "quan-tri/thu-tuc/": ("quan-tri/thu-tuc/", ADMINS_, NOT_SO),
    "quan-tri/thu-tuc/moi/": ("quan-tri/thu-tuc/moi/", ADMINS_, admin(422)),
    "quan-tri/thu-tuc/nhap/": ("quan-tri/thu-tuc/nhap/", ADMINS_, admin(422)),
    "quan-tri/thu-tuc/xuat.xlsx": ("quan-tri/thu-tuc/xuat.xlsx", ADMINS_, NOT_SO),
    PROCEDURE: (f"quan-tri/thu-tuc/ma/{BIRTH}/", ADMINS_, NOT_SO),
    f"{PROCEDURE}noi-dung-moi/": (
        f"quan-tri/thu-tuc/ma/{BIRTH}/noi-dung-moi/",
        ADMINS_,
        admin(422),
    ),
    f"{PROCEDURE}bai-bo/": (f"quan-tri/thu-tuc/ma/{BIRTH}/bai-bo/", ADMINS_, admin(422)),
    "quan-tri/quy-trinh/": ("quan-tri/quy-trinh/", ADMINS_, NOT_SO),
    "quan-tri/quy-trinh/nhap/": ("quan-tri/quy-trinh/nhap/", ADMINS_, admin(422)),
    "quan-tri/quy-trinh/moi/": ("quan-tri/quy-trinh/moi/", ADMINS_, admin(422)),
    PROCESS: ("quan-tri/quy-trinh/{draft_process}/", ADMINS_, NOT_SO),
    f"{PROCESS}hinh.svg": ("quan-tri/quy-trinh/{draft_process}/hinh.svg", ADMINS_, NOT_SO),
    f"{PROCESS}bang.xlsx": ("quan-tri/quy-trinh/{draft_process}/bang.xlsx", ADMINS_, NOT_SO),
    f"{PROCESS}bpmn.bpmn": ("quan-tri/quy-trinh/{draft_process}/bpmn.bpmn", ADMINS_, NOT_SO),
    f"{PROCESS}sua/": ("quan-tri/quy-trinh/{draft_process}/sua/", ADMINS_, admin(422)),
    f"{PROCESS}du-thao-moi/": (
        "quan-tri/quy-trinh/{process}/du-thao-moi/",
        ADMINS_,
        admin(302),
    ),
    f"{PROCESS}duyet/": ("quan-tri/quy-trinh/{draft_process}/duyet/", ADMINS_, admin(302)),
    f"{PROCESS}ho-so/": (
        "quan-tri/quy-trinh/{process}/ho-so/",
        "403 403 403 200 403 200 200 403 302",
        "403 403 403 422 403 422 422 403 302",
    ),
    f"{PROCESS}bai-bo/": ("quan-tri/quy-trinh/{process}/bai-bo/", ADMINS_, admin(422)),
    # Programs
    "healthz": ("healthz", EVERYBODY, NOT_SO),
    "readyz": ("readyz", "503", NOT_SO),  # no worker runs beside the tests
    "metrics": ("metrics", EVERYBODY, NOT_SO),
    "api/v1/openapi.json": ("api/v1/openapi.json", EVERYBODY, EVERYBODY),
    "api/v1/calendar/<year>": ("api/v1/calendar/2026", NO_COOKIES, NOT_SO),
    "api/v1/figures/check": ("api/v1/figures/check", NOT_SO, NO_COOKIES),
    "api/v1/deadlines/compute": ("api/v1/deadlines/compute", NOT_SO, NO_COOKIES),
    "api/v1/procedures": ("api/v1/procedures", NO_COOKIES, NOT_SO),
    "api/v1/procedures/<code>": (f"api/v1/procedures/{BIRTH}", NO_COOKIES, NOT_SO),
    "api/v1/dossiers": ("api/v1/dossiers", NO_COOKIES, NO_COOKIES),
    "api/v1/dossiers/<code>": ("api/v1/dossiers/{code}", NO_COOKIES, NOT_SO),
    "api/v1/dossiers/<code>/journal": ("api/v1/dossiers/{code}/journal", NO_COOKIES, NOT_SO),
    "api/v1/dossiers/<code>/actions": ("api/v1/dossiers/{code}/actions", NOT_SO, NO_COOKIES),
    "api/v1/public/dossiers/<code>": ("api/v1/public/dossiers/{code}", EVERYBODY, NOT_SO),
    "api/v1/reports/dossiers": ("api/v1/reports/dossiers", NO_COOKIES, NOT_SO),
    "api/v1/scorecards/766": ("api/v1/scorecards/766", NO_COOKIES, NOT_SO),
    "api/v1/public/procedures": ("api/v1/public/procedures", EVERYBODY, NOT_SO),
    "api/v1/public/statistics": ("api/v1/public/statistics", EVERYBODY, NOT_SO),
    "api/v1/": ("api/v1/", "404", "404"),
    "^api/": ("api/nothing", "404", "404"),
}
PDF = b"%PDF-1.7\n%%EOF\n"
SENT = {"nothing": "of what the form asks for"}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def test_every_route_is_in_the_table():
    assert set(routes(get_resolver())) == set(TABLE)


@dataclass(frozen=True)
class House:
    things: dict[str, object]
    cookies: dict[str, str]
    browser: Client


@pytest.fixture(scope="module")
def house(one_office, django_db_blocker, tmp_path_factory):
    """One of everything, and the session of every caller; laid out once for all lines."""
    store = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with store, django_db_blocker.unblock(), transaction.atomic():
        yield lay_out(one_office)
        transaction.set_rollback(True)


def lay_out(world):
    people = {name: getattr(world, name) for name in ("hieu", "khue", "lan", "chu", "la", "quan")}
    people["doi"] = factories.person("doi", "Lê Đối", world.other_commune, "Quản trị", Role.ADMIN)
    cookies = {name: cookie_of(desk_of(actor)) for name, actor in people.items()}
    account = factories.Account.objects.create(username="ban", name="Lý Bân")
    without_post = Client()
    without_post.force_login(account)
    cookies |= {"ban": cookie_of(without_post), "visitor": ""}
    code = factories.received(world)
    create_token("lan", "Phần mềm", at=MORNING)
    draft = {"applicant": {"name": "Quyên"}, "procedure": BIRTH}
    close_day({}, shown=0, by=world.khue, at=MORNING)
    things = {
        "receipt": collect(
            Charge(
                subject=code,
                about="Đăng ký khai sinh",
                agency_id=world.commune.pk,
                amount=1000,
                kind=Charged.FEE,
                method=Method.CASH,
                payer="Quyên",
            ),
            by=world.hieu,
            at=MORNING,
        ),
        "close": DayClose.objects.get().pk,
        "code": code,
        "sha256": attach(code, 1, content=PDF, name="a.pdf", by=world.hieu.user_id, at=MORNING),
        **scanned_pages(world, code),
        "draft": services.start_draft(by=world.hieu, at=MORNING, content=draft),
        "request": ask_culture(world, code),
        "guidance": services.guide(
            BIRTH, reason="Nơi khác", sent_to="Xã", by=world.hieu, at=MORNING
        ),
        "unit": world.one_stop.pk,
        "post": world.lan.post_id,
        "key": ApiToken.objects.get().pk,
        "day": entries.add(entries.day(province="36"), world.quan.user_id),
        "hours": entries.add(entries.hours(province="36"), world.quan.user_id),
        "process": ProcessVersion.objects.get().pk,
        "report": finalise(
            FormKind.BY_FIELD,
            world.commune.pk,
            months(2026, 7, 7),
            with_below=False,
            by=world.chu,
            at=MORNING,
        ),
        "graded_post": world.son.post_id,
        "grading": propose_grade(
            world.lan.post_id, 2025, grade=Grade.GOOD, comment="Tốt", by=world.anh, at=MORNING
        ),
    }
    things |= target_of(world) | work_of(world, code) | waiting_room(world)
    draft_process = create_draft(better_process(), by=world.quan, at=MORNING)
    return House({**things, "draft_process": draft_process}, cookies, Client())


def scanned_pages(world, code):
    """A page with its picture, a paper put together, a file in the tray."""
    looked_into(Scan.objects.get().pk, Looked(1, thumbs=(b"JPEG",)), at=MORNING)
    keep(content_hash(PDF), PDF)
    Paper.objects.filter(subject=code, position=1).update(whole_sha256=content_hash(PDF))
    drop(world.one_stop.pk, [vet("x.pdf", PDF)], by=world.hieu.user_id, at=MORNING)
    return {"page": Page.objects.get().pk, "loose": LooseScan.objects.get().pk}


def work_of(world, code):
    """A note of hieu's, a reminder for hieu, somebody who stands in for lan, a hand-over."""
    note = work.write_note(code, text="Đã gọi", by=world.hieu, at=MORNING)
    alerts.tell({world.hieu.user_id}, kind=Kind.WATCH, subject=code, text="a", key="a", at=MORNING)
    substitution = set_substitute(
        world.lan.post_id,
        substitute_id=world.son.user_id,
        kind=SubstitutionKind.SUBSTITUTE,
        since=factories.MONDAY,
        until=factories.MONDAY,
        reason="Nghỉ phép",
        by=world.lan,
        at=MORNING,
    )
    giving = {"from_user": world.hieu.user_id, "to_user": world.khue.user_id, "reason": "Nghỉ"}
    return {
        "note": note,
        "alert": alerts_of(world.hieu.user_id).rows[0].id,
        "substitution": substitution,
        "bulk": work.begin_bulk(Deed.CLAIM, [work.Chosen("H40-1")], by=world.hieu, at=MORNING),
        "handover": work.hand_over(["H40-1"], **giving, by=world.hieu, at=MORNING),
    }


def ask_culture(world, code):
    """hieu asks the office of lan about the dossier."""
    units = [world.culture.pk]
    made = services.consult(
        code, units=units, content="Nơi ở", days=Decimal(1), by=world.hieu, at=MORNING
    )
    return made[0]


def waiting_room(world):
    """A number that was given, a result that was returned and is to be rated."""
    unit, returned = world.one_stop.pk, factories.finished(world)
    tickets.set_line(unit, "A", name="Hộ tịch", by=world.quan, at=MORNING)
    services.return_result(returned, handed_to="Quyên", by=world.hieu, at=MORNING)
    return {
        "ticket": tickets.issue(unit, "A", at=MORNING),
        "returned": returned,
        "agency": world.commune.pk,
        "lan": world.lan.user_id,
        "token": surveys.invite(returned, at=MORNING),
    }


def better_process():
    return Draft(
        procedure=BIRTH,
        title="Quy trình mới",
        level=UnitKind.COMMUNE,
        since=factories.MONDAY,
        steps=factories.chain(),
        limit=Limit(Decimal(3), LimitUnit.WORKING_DAY, "QĐ ví dụ"),
        supplement=Supplement(mode=SupplementMode.RESTART, source="NĐ 61/2018/NĐ-CP, Điều 19"),
    )


def cookie_of(client):
    return client.cookies["sessionid"].value


def ask(house, name, method, address):
    """One request of one caller; what it changed is undone."""
    house.browser.cookies.clear()
    if house.cookies[name]:
        house.browser.cookies["sessionid"] = house.cookies[name]
    cache.clear()
    with transaction.atomic():
        response = getattr(house.browser, method)(f"/{address}", SENT if method == "post" else None)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.parametrize("route", TABLE)
def test_every_caller_is_answered_as_the_table_says(house, db, route):
    address, *expected = TABLE[route]
    address = address.format(**house.things)
    for method, statuses in zip(("get", "post"), map(answers, expected), strict=True):
        found = {name: ask(house, name, method, address) for name in statuses}

        assert found == statuses, method
