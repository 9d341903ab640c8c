"""What needs an administrator's attention, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from motcua.catalog import queries as catalog
from motcua.deadlines import queries as deadlines
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.process import queries as process
from motcua.process.rules import State
from motcua.web.admin_pages.calendar import province_of
from motcua.web.admin_pages.catalogue import unfiled_count
from motcua.web.admin_pages.frame import admin_only, show
from motcua.web.admin_pages.post_lines import is_locked


MOST_ACCOUNTS = 500
MOST_DRAFTS = 50
NEXT_YEAR_MATTERS_FROM = 10  # October: limits reach into the next year


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    figure: str
    words: str
    look: str  # of the state beside it: ok, soon
    state: str
    url: str
    link: str


@require_GET
@admin_only
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    cards = [
        _accounts(actor, today, now),
        _calendar(province_of(actor), today),
        _procedures(today),
        _processes(),
    ]
    context = {"cards": cards, "today": today, "waiting": sum(c.look != "ok" for c in cards)}
    return show(request, actor, "home.html", context, section="home")


def _accounts(actor: Actor, today: date, now: datetime) -> Card:
    rows = people.accounts(on=today, top_id=actor.agency_id, limit=MOST_ACCOUNTS).rows
    locked = [row for row in rows if is_locked(row.locked_until, now)]
    url = reverse("admin_pages:accounts")
    if len(locked) == 1:
        url = reverse("admin_pages:account", args=[locked[0].username])
    return Card(
        title="Tài khoản đang khóa",
        figure=str(len(locked)),
        words=f"trên {len(rows)} người có vị trí ở cơ quan",
        look="soon" if locked else "ok",
        state="Cần xem lại" if locked else "Không ai bị khóa",
        url=url,
        link="Mở tài khoản",
    )


def _calendar(province: str, today: date) -> Card:
    year = today.year + (today.month >= NEXT_YEAR_MATTERS_FROM)
    is_provisional = deadlines.calendar_year(year, province).is_provisional
    return Card(
        title="Lịch làm việc",
        figure=str(year),
        words="ngày nghỉ theo luật, tạm tính" if is_provisional else "ngày nghỉ đã có thông báo",
        look="soon" if is_provisional else "ok",
        state="Còn tạm tính" if is_provisional else "Đã chốt",
        url=reverse("admin_pages:calendar_year", args=[year]),
        link=f"Mở lịch năm {year}",
    )


def _procedures(today: date) -> Card:
    fields = catalog.fields(today)
    unfiled = unfiled_count(fields)
    total = sum(field.count for field in fields)
    return Card(
        title="Thủ tục chưa nộp được",
        figure=str(unfiled),
        words=f"trên {total} thủ tục đang có hiệu lực",
        look="soon" if unfiled else "ok",
        state="Thiếu thời hạn" if unfiled else "Nộp được hết",
        url=f"{reverse('admin_pages:procedures')}?{urlencode({'loc': 'chua-nop'})}",
        link="Xem thủ tục chưa nộp được",
    )


def _processes() -> Card:
    drafts = process.process_cards(state=State.DRAFT, limit=MOST_DRAFTS + 1)
    count = f"hơn {MOST_DRAFTS}" if len(drafts) > MOST_DRAFTS else str(len(drafts))
    return Card(
        title="Quy trình còn dự thảo",
        figure=count,
        words="chờ sửa cho đúng hoặc chờ duyệt",
        look="soon" if drafts else "ok",
        state="Chờ duyệt" if drafts else "Không còn dự thảo",
        url=f"{reverse('admin_pages:processes')}?{urlencode({'tt': State.DRAFT.value})}",
        link="Xem dự thảo",
    )
