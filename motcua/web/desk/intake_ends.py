"""Two other ends of an intake: refused with its reason, or settled and handed over at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse

from motcua.dossiers import services
from motcua.errors import Invalid
from motcua.web.desk.intake_check import Case, case_of, objection
from motcua.web.desk.intake_draft import applicant_in, intake_in
from motcua.web.desk.intake_forms import ApplicantForm
from motcua.web.desk.intake_turn import APPLICANT, DECLINE, DONE, FEES, PAPERS, SETTLE, Turn
from motcua.web.templatetags.motcua import vn_money


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="Lý do từ chối",
        max_length=4000,
        help_text="In trên Mẫu 03: căn cứ nào, người nộp phải làm gì tiếp.",
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        error_messages={"required": "Ghi lý do để người nộp biết phải làm gì"},
    )


class SettleForm(forms.Form):
    result_number = forms.CharField(
        label="Số, ký hiệu kết quả",
        max_length=60,
        help_text="Ví dụ: 214/2026",
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        error_messages={"required": "Ghi số, ký hiệu của kết quả để vào sổ"},
    )
    handed_to = forms.CharField(
        label="Người nhận kết quả",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Ghi họ tên người nhận kết quả"},
    )
    fee_paid = forms.BooleanField(required=False)

    def owe(self, amount: int | None) -> None:
        """Ask for the fee, or for nothing where none is owed."""
        if amount:
            self.fields["fee_paid"].label = f"Thu {vn_money(amount)} tiền mặt và lập biên lai"
        else:
            del self.fields["fee_paid"]


def decline(turn: Turn) -> HttpResponse:
    """Not accepted: registered with what was entered, refused in writing (Mẫu 03)."""
    form = DeclineForm(turn.request.POST if turn.is_post else None)
    return _end(turn, case_of(turn), form, DECLINE, services.decline_draft)


def settle(turn: Turn) -> HttpResponse:
    """Decided and handed over now. NĐ 61/2018/NĐ-CP, Điều 17.4, 17.5."""
    case = case_of(turn)
    if why := objection(case, "accept"):
        messages.warning(turn.request, why)
        return turn.to(PAPERS)
    initial = {"handed_to": applicant_in(turn.content).name}
    form = SettleForm(turn.request.POST if turn.is_post else None, initial=initial)
    form.owe(case.fee)
    return _end(turn, case, form, SETTLE, services.settle_draft)


TITLES: Final = {DECLINE: "Từ chối tiếp nhận", SETTLE: "Giải quyết và trả ngay"}
WARNINGS: Final = {
    DECLINE: "Hồ sơ được ghi nhận là không tiếp nhận, người nộp nhận phiếu ghi rõ lý do. "
    "Việc này không hoàn tác được.",
    SETTLE: "Hồ sơ được tiếp nhận, có kết quả và trả ngay lúc này. Việc này không hoàn tác được.",
}


def _end(
    turn: Turn, case: Case, form: forms.Form, step: str, service: Callable[..., str]
) -> HttpResponse:
    """Asked first; then done once, or said on the same page why not."""
    if not ApplicantForm(turn.content.get("applicant", {}), today=turn.today).is_valid():
        messages.warning(turn.request, "Xem lại phần người nộp trước.")
        return turn.to(APPLICANT, then="?xem-lai=1")
    if form.is_valid():
        lines = case.checklist.lines
        intake = intake_in(turn.content, unit_id=turn.actor.unit_id, lines=lines)
        try:
            service(turn.draft_id, intake, by=turn.actor, at=turn.now, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            return turn.to(DONE)
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "deed": TITLES[step],
        "warning": WARNINGS[step],
        "is_danger": step == DECLINE,
        "end_action": turn.url(step),
        "checklist": case.checklist,
    }
    status = 422 if form.errors else 200
    return turn.page(FEES, "desk/intake/end.html", context, status=status)
