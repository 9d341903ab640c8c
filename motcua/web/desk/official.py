"""The official papers of a dossier: which of them there are, and what each says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.queries import DossierPage
from motcua.dossiers.rules import Outcome, Status
from motcua.errors import Conflict
from motcua.people.rules import Actor
from motcua.printing import rules
from motcua.web.desk import official_ends, official_starts


class NothingToPrint(Conflict):
    message = "Hồ sơ này chưa có giấy để in. Mở hồ sơ để xem những giấy đã có."


@dataclass(frozen=True, slots=True)
class Official:
    """`exists`: whether the dossier has come so far; `sheet` gets the tracking address."""

    kind: str
    label: str
    exists: Callable[[DossierPage], bool]
    sheet: Callable[[DossierPage, str], rules.Sheet]


def is_settled_at_once(page: DossierPage) -> bool:
    """NĐ 61/2018/NĐ-CP, Điều 17.4: then a receipt is made only when the applicant asks for it."""
    return page.accepted_at is not None and page.accepted_at == page.returned_at


def _is_declined(page: DossierPage) -> bool:
    ending = page.records.ending
    return page.status is Status.DECLINED and not (ending and ending.is_unanswered)


def _is_not_granted(page: DossierPage) -> bool:
    return page.outcome is Outcome.REFUSED and page.finished_at is not None


def _is_stopped(page: DossierPage) -> bool:
    return page.records.ending is not None and not _is_declined(page)


OFFICIAL: Final[Mapping[str, Official]] = {
    one.kind: one
    for one in (
        Official(
            "tiep-nhan",
            "Giấy tiếp nhận và hẹn trả",
            lambda page: page.accepted_at is not None,
            official_starts.receipt,
        ),
        Official(
            "yeu-cau-bo-sung",
            "Phiếu yêu cầu bổ sung",
            lambda page: bool(page.supplements),
            official_starts.supplement_request,
        ),
        Official("tu-choi", "Phiếu từ chối tiếp nhận", _is_declined, official_starts.refusal),
        Official(
            "khong-du-dieu-kien",
            "Phiếu từ chối giải quyết",
            _is_not_granted,
            official_ends.not_granted,
        ),
        Official(
            "xin-loi",
            "Văn bản xin lỗi, hẹn lại",
            lambda page: page.records.promise is not None,
            official_ends.apology,
        ),
        Official("dung", "Thông báo dừng giải quyết", _is_stopped, official_ends.stop_notice),
        Official(
            "kiem-soat",
            "Phiếu kiểm soát quá trình",
            lambda page: page.accepted_at is not None,
            official_ends.control_slip,
        ),
    )
}


def sheet_of(kind: str, page: DossierPage, tracking_url: str) -> rules.Sheet:
    """Raises KeyError for a paper that nobody has, NothingToPrint for one that is not there yet."""
    wanted = OFFICIAL[kind]
    if not wanted.exists(page):
        raise NothingToPrint()
    return wanted.sheet(page, tracking_url)


def prints_panel(page: DossierPage, actor: Actor, now: datetime) -> Mapping[str, Any]:
    """No query."""
    return {
        "prints": [one for one in OFFICIAL.values() if one.exists(page)],
        "is_settled_at_once": is_settled_at_once(page),
    }
