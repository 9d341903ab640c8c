"""The tables of a draft as rows to be typed: steps, ways by condition, legs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from motcua.people.rules import Role
from motcua.process.rules import Action, Condition, Leg, LegLevel, Next, Operator, Step
from motcua.web.admin_pages.fields import AdminForm, Line
from motcua.web.admin_pages.process_fields import (
    OFFICE_NAMES,
    OFFICES,
    UNITS,
    WAY,
    WAYS,
    Amount,
    Ways,
    office_name,
    with_unit,
)


ROW: Final = ("name", "role", "office", "place", "amount", "unit", "counts", "output")
ON_STEP: Final = {"inputmode": "numeric", "class": "order", "autocomplete": "off"}


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
        return with_unit(self, super().clean() or self.cleaned_data)

    def row_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ROW]

    def way_fields(self) -> list[forms.BoundField]:
        return [self[WAY + action.value] for action in WAYS]


class BranchForm(AdminForm):
    """A way that holds for some answers of the e-form only."""

    step = forms.IntegerField(
        label="Ở bước", min_value=1, max_value=999, widget=forms.TextInput(attrs=ON_STEP)
    )
    action = forms.ChoiceField(label="Việc", choices=[(a.value, a.label) for a in WAYS])
    field = forms.ChoiceField(label="Mục của tờ khai")
    operator = forms.ChoiceField(label="So sánh", choices=[(o.value, o.label) for o in Operator])
    values = Line(label="Giá trị, cách nhau bằng dấu ;", max_length=500, required=False)
    to = Ways(label="Dẫn đến bước", max_length=40)

    def __init__(self, *given: Any, asked: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.choose_from("field", (asked or {}).items())

    def clean_to(self) -> int | str:
        places: list[int | str] = self.cleaned_data["to"]
        if len(places) != 1:
            raise ValidationError("Ghi đúng một nơi đến; nơi khác thì thêm dòng khác.")
        return places[0]

    def clean_values(self) -> tuple[str, ...]:
        parts = (" ".join(part.split()) for part in self.cleaned_data["values"].split(";"))
        return tuple(part for part in parts if part)


class LegForm(AdminForm):
    """A part that another agency does, or an opinion that it is asked for."""

    id = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    agency = Line(label="Cơ quan được hỏi, phối hợp", max_length=500)
    level = forms.ChoiceField(label="Cấp", choices=[(k.value, k.label) for k in LegLevel])
    after_step = forms.IntegerField(
        label="Sau bước", min_value=1, max_value=999, widget=forms.TextInput(attrs=ON_STEP)
    )
    amount = Amount(label="Thời gian", required=False)
    unit = forms.ChoiceField(label="Đơn vị", choices=UNITS, required=False)
    request = Line(label="Gửi đi", max_length=500, required=False)
    response = Line(label="Nhận về", max_length=500, required=False)
    if_silent = Line(label="Hết hạn mà không trả lời thì", max_length=500, required=False)
    parallel = forms.BooleanField(label="Song song với các bước khác", required=False)
    counts = forms.BooleanField(label="Tính vào thời hạn", required=False)

    def clean_id(self) -> str:
        """A row of the page that was not there before has none; strange ones are none."""
        given = str(self.cleaned_data["id"])
        return given if re.fullmatch(r"L[0-9]{1,3}", given, re.ASCII) else ""

    def clean(self) -> dict[str, Any]:
        return with_unit(self, super().clean() or self.cleaned_data)


def _open_ways(step: Step, action: Action) -> list[int | str]:
    return [n.to for n in step.next if n.action is action and n.when is None]


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
        **{WAY + action.value: _open_ways(step, action) for action in WAYS},
    }


def branch_initials(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [_branch(s, n, n.when) for s in steps for n in s.next if n.when]


def _branch(step: Step, way: Next, when: Condition) -> dict[str, Any]:
    return {
        "step": step.order,
        "action": way.action.value,
        "field": when.field,
        "operator": when.operator.value,
        "values": "; ".join(when.values),
        "to": [way.to],
    }


def leg_initial(leg: Leg) -> dict[str, Any]:
    return {
        "id": leg.id,
        "agency": leg.agency,
        "level": leg.level.value,
        "after_step": leg.after_step,
        "amount": leg.allotted.amount if leg.allotted else None,
        "unit": leg.allotted.unit.value if leg.allotted else "",
        "request": leg.request,
        "response": leg.response,
        "if_silent": leg.if_silent,
        "parallel": leg.parallel,
        "counts": leg.counts,
    }
