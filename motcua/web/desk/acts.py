"""One action on one dossier: its page with what it needs, and the deed itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.rules import Action, Money
from motcua.errors import Invalid
from motcua.people import queries as people
from motcua.people.rules import Actor
from motcua.web.desk.forms import ActionForm, ReturnForm, action_form
from motcua.web.staff import WORK_ROLES, render_desk, staff_page
from motcua.web.templatetags.motcua import vn_money


DONE_WORDS = {
    Action.ACCEPT: "Đã tiếp nhận {code}.",
    Action.DECLINE: "Đã từ chối tiếp nhận {code}. In phiếu cho người nộp.",
    Action.ASK_SUPPLEMENT: "Đã lập yêu cầu bổ sung {code}. In phiếu cho người nộp.",
    Action.SUPPLY: "Đã nhận giấy tờ bổ sung của {code}.",
    Action.FORWARD: "Đã chuyển {code} sang bước sau.",
    Action.SEND_BACK: "Đã trả {code} về bước trước.",
    Action.APPROVE: "Đã ký duyệt {code}.",
    Action.REFUSE: "Đã ký từ chối giải quyết {code}.",
    Action.CONCLUDE: "Đã phát hành kết quả {code}.",
    Action.RETURN_RESULT: "Đã trả kết quả {code}.",
    Action.REASSIGN: "Đã giao {code} cho người khác.",
    Action.CLAIM: "Đã nhận {code}, từ nay là việc của ông/bà.",
    Action.PAUSE: "Đã dừng đồng hồ của {code} cho đến khi nộp xong.",
    Action.RESUME: "Đã nhận chứng từ, {code} được giải quyết tiếp.",
    Action.VERIFY_SITE: "Đã ghi kết quả xác minh của {code}.",
    Action.EXTEND: "Đã hẹn lại {code}. In văn bản xin lỗi cho người nộp.",
    Action.APOLOGISE: "Đã hẹn lại {code}. In văn bản xin lỗi cho người nộp.",
    Action.WITHDRAW: "Đã rút {code}. In thông báo dừng cho người nộp.",
    Action.STOP: "Đã dừng {code}. In thông báo dừng cho người nộp.",
    Action.CORRECT: "Đã nhận đính chính kết quả của {code}.",
    Action.RETURN_CORRECTION: "Đã trả bản đính chính của {code}.",
}
# What can't be undone says so before it is done.
WARNINGS = {
    Action.DECLINE: "Người nộp sẽ nhận phiếu ghi rõ lý do. Việc này không hoàn tác được.",
    Action.REFUSE: "Người nộp sẽ nhận văn bản từ chối ghi rõ lý do. Việc này không hoàn tác được.",
    Action.ASK_SUPPLEMENT: "Chỉ được yêu cầu một lần. Đồng hồ dừng cho đến khi nhận đủ.",
    Action.CONCLUDE: "Thời gian giải quyết dừng lại ở lúc này. Việc này không hoàn tác được.",
    Action.RETURN_RESULT: "Hồ sơ kết thúc. Việc này không hoàn tác được.",
    Action.PAUSE: "Không tính thời gian từ lúc này đến khi người nộp thực hiện xong nghĩa vụ.",
    Action.EXTEND: "Chỉ được hẹn lại một lần, kèm lời xin lỗi. Ngày hẹn đầu vẫn được giữ.",
    Action.APOLOGISE: "Chỉ được hẹn lại một lần. Hồ sơ vẫn tính là quá hạn.",
    Action.WITHDRAW: "Hồ sơ kết thúc theo yêu cầu của người nộp. Việc này không hoàn tác được.",
    Action.STOP: "Hồ sơ kết thúc mà không có kết quả. Việc này không hoàn tác được.",
}


DANGERS = frozenset({Action.DECLINE, Action.REFUSE, Action.WITHDRAW, Action.STOP})


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def act(request: HttpRequest, actor: Actor, code: str, action: str) -> HttpResponse:
    if action not in set(Action):
        raise Http404
    deed = Action(action)
    page = dossiers.dossier_page(code, actor, now=timezone.now())
    holders = _people(deed, page)
    data = request.POST if request.method == "POST" else None
    form = action_form(action, data, people=holders, **_initial(deed, page))
    if isinstance(form, ReturnForm):
        form.owe(vn_money(page.fee) if page.money is Money.OWED and page.fee else "")
    if form.is_valid():
        try:
            _do(deed, page.code, form, by=actor, at=timezone.now())
        except Invalid as refusal:
            form.add_error(None, str(refusal))  # keep what was typed
        else:
            messages.success(request, DONE_WORDS[deed].format(code=page.code))
            return redirect("desk:dossier", page.code)
    why = next((card.why for card in page.actions if card.action is deed), "")
    context = {
        "page": page,
        "form": form,
        "action": deed,
        "why": why,
        "warning": WARNINGS.get(deed, ""),
        "latest": page.moments[:5],
        "is_danger": deed in DANGERS,
        "hint": early_hint(page) if deed is Action.RETURN_RESULT else "",
    }
    status = 422 if form.errors else 200
    return render_desk(request, actor, "desk/act.html", context, current="dossiers", status=status)


def early_hint(page: dossiers.DossierPage) -> str:
    """NĐ 61/2018/NĐ-CP, Điều 20: who comes on the promised day need not have waited for it."""
    if page.due_at is None or timezone.localdate() >= timezone.localdate(page.due_at):
        return ""
    return (
        f"Kết quả có trước ngày hẹn {timezone.localdate(page.due_at):%d/%m/%Y}. Báo người nộp biết "
        "trước khi trả, qua điện thoại hoặc thư điện tử đã ghi ở hồ sơ."
    )


def _people(action: Action, page: dossiers.DossierPage) -> Any:
    if action is Action.FORWARD:
        return page.next_people
    if action is Action.REASSIGN and page.step_unit_id and page.step_role:
        return people.holders(page.step_unit_id, page.step_role, timezone.localdate())
    return ()


def _initial(action: Action, page: dossiers.DossierPage) -> dict[str, object]:
    initial: dict[str, object] = {"version": page.version}
    if action in (Action.RETURN_RESULT, Action.RETURN_CORRECTION):
        initial["handed_to"] = page.applicant_name
        initial["how"] = page.delivery.value
    if action is Action.ASK_SUPPLEMENT:
        initial["items"] = "\n".join(page.missing_papers)
    return initial


def _do(action: Action, code: str, form: ActionForm, *, by: Actor, at: datetime) -> None:
    given = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    if action is Action.ASK_SUPPLEMENT:
        given["items"] = [line.strip() for line in given["items"].splitlines() if line.strip()]
    SERVICES[action](code, by=by, at=at, expect_version=form.cleaned_data.get("version"), **given)


SERVICES: dict[Action, Callable[..., None]] = {
    Action.ACCEPT: services.accept,
    Action.DECLINE: services.decline,
    Action.ASK_SUPPLEMENT: services.ask_supplement,
    Action.SUPPLY: services.supply,
    Action.FORWARD: services.forward,
    Action.SEND_BACK: services.send_back,
    Action.APPROVE: services.approve,
    Action.REFUSE: services.refuse,
    Action.CONCLUDE: services.conclude,
    Action.RETURN_RESULT: services.return_result,
    Action.REASSIGN: services.reassign,
    Action.CLAIM: services.claim,
    Action.PAUSE: services.pause,
    Action.RESUME: services.resume,
    Action.VERIFY_SITE: services.verify_site,
    Action.EXTEND: services.extend,
    Action.APOLOGISE: services.apologise,
    Action.WITHDRAW: services.withdraw,
    Action.STOP: services.stop,
    Action.CORRECT: services.correct,
    Action.RETURN_CORRECTION: services.return_correction,
}
