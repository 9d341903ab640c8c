"""Forms about internal processes, and their tables as rows to be typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import Role, UnitKind
from motcua.process.rules import APPLICANT, END, RUNNABLE, Action, Process, Step, SupplementMode
from motcua.web.admin_pages.fields import AdminForm, Day, Hour, Line, Text, reason_field


UNITS: Final = [("", "Không ghi"), *((unit.value, unit.label) for unit in LimitUnit)]
LEVELS: Final = (UnitKind.COMMUNE, UnitKind.PROVINCE, UnitKind.DISTRICT)
WAYS: Final = tuple(action for action in Action if action in RUNNABLE)
WAY: Final = "way_"
ROW: Final = ("name", "role", "office", "place", "amount", "unit", "counts", "output")
PLACES: Final[Mapping[str, str]] = {"người nộp": APPLICANT, "kết thúc": END}
OFFICES: Final = (
    ("one_stop", "Bộ phận Một cửa"),
    ("agency", "Lãnh đạo cơ quan"),
    ("office_clerk", "Văn thư"),
    ("department:culture_society", "Phòng Văn hóa – Xã hội"),
    ("department:economy|infrastructure", "Phòng Kinh tế, hạ tầng"),
    ("department:urban|economy|infrastructure", "Phòng Quản lý đô thị hoặc Kinh tế"),
    ("department:justice|office", "Tư pháp hoặc Văn phòng"),
    ("department:justice", "Tư pháp"),
    ("department:finance", "Tài chính"),
    ("department:office", "Văn phòng HĐND và UBND"),
    ("department:health", "Sở Y tế"),
    ("department:home_affairs", "Sở Nội vụ"),
    ("vertical:police", "Công an"),
)
OFFICE_NAMES: Final = dict(OFFICES)


def office_name(office: str) -> str:
    """«Phòng Văn hóa – Xã hội»; of others what stands behind the colon."""
    return OFFICE_NAMES.get(office) or office.partition(":")[2] or office


class Amount(forms.DecimalField):
    """«0,25» as well as «0.25»."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "amount", "autocomplete": "off"}
        super().__init__(
            min_value=0,
            max_value=10_000,
            max_digits=8,
            decimal_places=3,
            widget=forms.TextInput(attrs=attrs),
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class Ways(Line):
    """Where an action leads: «4», «2, 5», «người nộp», «kết thúc» or a leg («L1»)."""

    def clean(self, value: Any) -> Any:
        places = [" ".join(part.split()).lower() for part in super().clean(value).split(",")]
        return [_place(place) for place in places if place]

    def prepare_value(self, value: Any) -> Any:
        return ways_text(value) if isinstance(value, list) else value


def _place(text: str) -> int | str:
    if text in PLACES:
        return PLACES[text]
    if re.fullmatch(r"[1-9][0-9]{0,2}", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"l[0-9]{1,2}", text, re.ASCII):
        return text.upper()
    raise ValidationError("Ghi số của bước, «người nộp» hoặc «kết thúc».")


def ways_text(places: Iterable[int | str]) -> str:
    words = {value: name for name, value in PLACES.items()}
    return ", ".join(words.get(str(place), str(place)) for place in places)


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
    cutoff = Hour(label="Giờ chốt nhận trong ngày", required=False)
    transfer_cutoff = Hour(label="Giờ chốt chuyển trong ngày", required=False)
    notes = Text(
        label="Ghi chú", max_length=4000, required=False, help_text="Mỗi dòng một ghi chú."
    )

    def clean(self) -> dict[str, Any]:
        return _with_unit(self, super().clean() or self.cleaned_data)


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


class StepForm(AdminForm):
    """A row of the table. `was` is the number the step had when the page was opened."""

    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = Line(label="Tên bước", max_length=500)
    role = forms.ChoiceField(
        label="Người làm",
        choices=[(role.value, role.label) for role in Role if role is not Role.ADMIN],
    )
    office = forms.ChoiceField(label="Nơi thực hiện", choices=OFFICES)
    place = Line(label="Bộ phận như trong quyết định", max_length=500, required=False)
    amount = Amount(label="Thời gian", required=False)
    unit = forms.ChoiceField(label="Đơn vị", choices=UNITS, required=False)
    counts = forms.BooleanField(label="Tính vào thời hạn", required=False)
    output = Line(label="Kết quả của bước", max_length=500, required=False)

    def __init__(self, *given: Any, offices: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*given, **options)
        known = [*OFFICES, *((o, office_name(o)) for o in offices if o not in OFFICE_NAMES)]
        self.choose_from("office", known)
        for action in WAYS:
            self.fields[WAY + action.value] = Ways(
                label=action.label, max_length=40, required=False
            )

    def clean(self) -> dict[str, Any]:
        return _with_unit(self, super().clean() or self.cleaned_data)

    def row_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ROW]

    def way_fields(self) -> list[forms.BoundField]:
        return [self[WAY + action.value] for action in WAYS]


def _with_unit(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    """A number needs its unit, and a unit its number."""
    if data.get("amount") is not None and not data.get("unit"):
        form.add_error("unit", "Chọn đơn vị của thời gian.")
    if data.get("amount") is None and data.get("unit") and "amount" not in form.errors:
        form.add_error("amount", "Ghi số, hoặc chọn «Không ghi».")
    return data


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
        "cutoff": process.cutoff,
        "transfer_cutoff": process.transfer_cutoff,
        "notes": "\n".join(process.notes),
    }


def step_initial(step: Step) -> dict[str, Any]:
    return {
        "was": step.order,
        "name": step.name,
        "role": step.role.value,
        "office": str(step.office),
        "place": step.unit,
        "amount": step.allotted.amount if step.allotted else None,
        "unit": step.allotted.unit.value if step.allotted else "",
        "counts": step.counts,
        "output": step.output,
        **{WAY + action.value: [n.to for n in step.next if n.action is action] for action in WAYS},
    }
