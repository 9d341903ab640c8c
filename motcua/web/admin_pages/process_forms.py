"""Forms about internal processes: the head of a draft, beginning, withdrawing."""

from __future__ import annotations

from typing import Any

from django import forms

from motcua.process.rules import Assignment, Process, SupplementMode
from motcua.web.admin_pages.fields import AdminForm, Day, Hour, Line, Text, reason_field
from motcua.web.admin_pages.process_fields import LEVELS, UNITS, Amount, with_unit


class WithdrawForm(AdminForm):
    reason = reason_field("Số, ký hiệu quyết định bãi bỏ, hoặc vì sao không dùng dự thảo này.")


class DraftForm(AdminForm):
    """The head of a process. Procedure, level and case are fixed when the draft is begun."""

    title = Line(label="Tên quy trình", max_length=500)
    since = Day(label="Áp dụng từ ngày")
    until = Day(label="Đến hết ngày", required=False)
    amount = Amount(label="Tổng thời hạn", required=False)
    unit = forms.ChoiceField(label="Đơn vị thời hạn", choices=UNITS, required=False)
    limit_source = Line(label="Căn cứ của thời hạn", max_length=500, required=False)
    source = Line(label="Quyết định phê duyệt", max_length=500, required=False)
    supplement = forms.ChoiceField(
        label="Khi yêu cầu bổ sung",
        choices=[
            (SupplementMode.RESTART.value, "Tính lại thời hạn từ đầu"),
            (SupplementMode.SUSPEND.value, "Dừng đồng hồ rồi chạy tiếp"),
            (SupplementMode.NONE.value, "Không được yêu cầu bổ sung"),
        ],
    )
    assignment = forms.ChoiceField(
        label="Khi chưa chỉ định người làm", choices=[(a.value, a.label) for a in Assignment]
    )
    four_eyes = forms.BooleanField(
        label="Người đã thụ lý hồ sơ không được duyệt, ký hồ sơ đó", required=False
    )
    cutoff = Hour(label="Giờ chốt nhận trong ngày", required=False)
    transfer_cutoff = Hour(label="Giờ chốt chuyển trong ngày", required=False)
    notes = Text(
        label="Ghi chú", max_length=4000, required=False, help_text="Mỗi dòng một ghi chú."
    )

    def clean(self) -> dict[str, Any]:
        return with_unit(self, super().clean() or self.cleaned_data)


class BeginForm(AdminForm):
    """A process from nothing."""

    procedure = Line(
        label="Mã thủ tục",
        max_length=35,
        required=False,
        help_text="Để trống để lập quy trình mặc định cho thủ tục chưa có quy trình riêng.",
    )
    level = forms.ChoiceField(label="Cấp", choices=[(k.value, k.label) for k in LEVELS])
    title = Line(label="Tên quy trình", max_length=500)
    case = Line(label="Trường hợp", max_length=500, required=False)
    since = Day(label="Áp dụng từ ngày")


def draft_initial(process: Process) -> dict[str, Any]:
    return {
        "title": process.title,
        "since": process.since,
        "until": process.until,
        "amount": process.limit.amount if process.limit else None,
        "unit": process.limit.unit.value if process.limit else "",
        "limit_source": process.limit.source if process.limit else "",
        "source": process.source,
        "supplement": process.supplement.mode.value,
        "assignment": process.options.assignment.value,
        "four_eyes": process.options.four_eyes,
        "cutoff": process.cutoff,
        "transfer_cutoff": process.transfer_cutoff,
        "notes": "\n".join(process.notes),
    }
