"""Forms of the intake: the shape of what was typed; faults are worded by the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict

from motcua.dossiers.errors import FieldRefused
from motcua.dossiers.rules import (
    Applicant,
    ApplicantKind,
    Channel,
    Delivery,
    Intake,
    checked_intake,
    checked_text,
)
from motcua.eforms.rules import Field, FieldType, objection_to_number, read_answer
from motcua.eforms.rules.values import Limits
from motcua.papers.rules import Mark, PaperKind
from motcua.web.desk.eform_fields import boxes
from motcua.web.desk.eform_sent import typed_date
from motcua.web.desk.intake_draft import (
    MOST_EXTRA,
    ON_PAPER,
    WAYS,
    Checklist,
    PaperLine,
    kept,
    next_extra,
)


SEXES: Final = ("Nam", "Nữ")
LONGEST_ADVICE: Final = 1000
_BIRTH: Final = Field(
    key="birth_date",
    label="Ngày sinh",
    type=FieldType.DATE,
    partial=True,
    limits=Limits(not_after_today=True),
)
_ARRIVAL: Final = Field(
    key="arrived_on",
    label="Ngày hồ sơ đến",
    type=FieldType.DATE,
    limits=Limits(not_after_today=True),
)
# A filing without fault; one typed value at a time takes its place in it to be checked.
_SOUND: Final = Intake("", Channel.DIRECT, 0, Applicant(ApplicantKind.CITIZEN, "An"))


class DateBoxes(forms.Widget):
    """Day, month and year in three boxes."""

    template_name = "desk/intake/_boxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        day, month, year = boxes(value or "")
        return {**context, "name": name, "day": day, "month": month, "year": year} | {
            "id": context["widget"]["attrs"].get("id", ""),
            "described": context["widget"]["attrs"].get("aria-describedby", ""),
        }

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        return typed_date(data, name)


class Line(forms.CharField):
    """One line as it was typed: what is wrong with it is said by the rules, not by Django.

    `is_conditional`: now and then it is needed; its hint says when.
    """

    def __init__(
        self,
        label: str,
        *,
        longest: int,
        hint: str = "",
        is_conditional: bool = False,
        **attrs: str,
    ) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": longest, **attrs})
        super().__init__(label=label, required=False, widget=widget, help_text=hint)
        self.validators = []
        self.is_conditional = is_conditional


class ApplicantForm(forms.Form):
    kind = forms.ChoiceField(
        label="Người nộp là",
        choices=[(kind.value, kind.label) for kind in ApplicantKind],
        widget=forms.RadioSelect,
        initial=ApplicantKind.CITIZEN.value,
        error_messages={
            "required": "Chọn người nộp là ai",
            "invalid_choice": "Chọn trong các mục có sẵn",
        },
    )
    name = Line("Họ và tên, hoặc tên tổ chức", longest=200)
    birth_date = forms.CharField(label="Ngày sinh", required=False, widget=DateBoxes)
    sex = forms.ChoiceField(
        label="Giới tính",
        required=False,
        choices=[(sex, sex) for sex in SEXES],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Chọn Nam hoặc Nữ"},
    )
    id_number = Line("Số căn cước, mã số thuế", longest=30, spellcheck="false")
    phone = Line("Số điện thoại", longest=30, inputmode="tel")
    email = Line("Thư điện tử", longest=120, inputmode="email", spellcheck="false")
    address = Line("Địa chỉ", longest=300)
    channel = forms.ChoiceField(
        label="Kênh nộp",
        choices=[(key, way.label) for key, way in WAYS.items()],
        widget=forms.RadioSelect,
        initial=Channel.DIRECT.value,
        error_messages={
            "required": "Chọn cách hồ sơ đến",
            "invalid_choice": "Chọn một trong các kênh nộp có sẵn",
        },
    )
    arrived_on = forms.CharField(label="Ngày hồ sơ đến", required=False, widget=DateBoxes)
    arrived_hour = Line(
        "Giờ hồ sơ đến",
        longest=5,
        hint="Để trống thì tính từ đầu giờ làm việc.",
        placeholder="09:30",
    )
    arrival_note = Line(
        "Lý do nhập muộn",
        longest=300,
        hint="Nhận trên giấy thì luôn ghi; bưu gửi thì ghi khi đến đã quá 2 ngày làm việc.",
        is_conditional=True,
    )

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.today = today
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Ghi họ và tên người nộp."
        self.fields["birth_date"].validators = []
        self.fields["arrived_on"].validators = []

    def clean_name(self) -> str:
        return _checked(self, "name")

    def clean_id_number(self) -> str:
        number = _checked(self, "id_number")
        if len(number) == 12 and number.isdigit():
            fault = objection_to_number(number, today=self.today, may_be_old=True)
            if fault:
                raise forms.ValidationError(fault)
        return number

    def clean_phone(self) -> str:
        return _checked(self, "phone")

    def clean_email(self) -> str:
        return _checked(self, "email")

    def clean_address(self) -> str:
        return _checked(self, "address")

    def clean_birth_date(self) -> str:
        return self._day("birth_date", _BIRTH)

    def clean_arrived_on(self) -> str:
        day = self._day("arrived_on", _ARRIVAL) if self._is_earlier else ""
        if not day and self["channel"].value() == ON_PAPER:
            raise forms.ValidationError("Ghi ngày đã nhận hồ sơ, như trên giấy tiếp nhận viết tay.")
        return day

    def clean_arrived_hour(self) -> str:
        text: str = self.cleaned_data["arrived_hour"].strip()
        if not (self._is_earlier and text):
            return ""
        found = re.fullmatch(r"([01]?\d|2[0-3])[:hg.]?([0-5]\d)", text, re.ASCII)
        if found is None:
            raise forms.ValidationError("Giờ có dạng 09:30")
        return f"{int(found[1]):02d}:{found[2]}"

    def clean_arrival_note(self) -> str:
        if not self._is_earlier:
            return ""
        return _checked_line("arrival_note", self.cleaned_data["arrival_note"], longest=300)

    @property
    def _is_earlier(self) -> bool:
        way = WAYS.get(self["channel"].value())
        return way is not None and way.is_earlier

    def _day(self, name: str, field: Field) -> str:
        text: str = self.cleaned_data[name].strip()
        if not text:
            return ""
        value, fault = read_answer(field, text, today=self.today)
        if fault:
            raise forms.ValidationError(fault)
        return value

    def to_keep(self) -> dict[str, str]:
        """For the draft: as the rules keep it when all is good, else as it was typed."""
        if self.is_valid():
            return {name: self.cleaned_data[name] for name in self.fields}
        return as_typed(self)


def as_typed(form: forms.Form) -> dict[str, str]:
    """What was typed into each box, as far as it can be kept."""
    return {name: kept(str(form[name].value() or "")) for name in form.fields}


def _checked(form: ApplicantForm, name: str) -> str:
    """The value as the rules keep it; their sentence where they refuse it."""
    typed = form.cleaned_data[name]
    applicant = replace(_SOUND.applicant, **{name: typed})
    try:
        value: str = getattr(checked_intake(replace(_SOUND, applicant=applicant)).applicant, name)
    except FieldRefused as refusal:
        raise forms.ValidationError(str(refusal)) from None
    return value


class WayBackForm(forms.Form):
    """How the applicant wants the result, and a note about the filing."""

    delivery = forms.ChoiceField(
        label="Nhận kết quả",
        choices=[(delivery.value, delivery.label) for delivery in Delivery],
        widget=forms.RadioSelect,
        initial=Delivery.COUNTER.value,
        error_messages={
            "required": "Chọn cách nhận kết quả",
            "invalid_choice": "Chọn một trong các cách nhận có sẵn",
        },
    )
    address = Line("Địa chỉ nhận qua bưu chính", longest=300)
    summary = Line("Nội dung hồ sơ, ghi chú", longest=500)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["address"].help_text = "Chỉ ghi khi trả kết quả qua bưu chính."

    def clean_address(self) -> str:
        address = _checked_line("delivery_address", self.cleaned_data["address"], longest=300)
        if not address and self.cleaned_data.get("delivery") == Delivery.POST:
            raise forms.ValidationError("Ghi địa chỉ để bưu chính trả kết quả.")
        return address

    def clean_summary(self) -> str:
        return _checked_line("summary", self.cleaned_data["summary"], longest=500)

    def to_keep(self) -> dict[str, str]:
        return as_typed(self)


def _checked_line(field: str, typed: str, *, longest: int) -> str:
    try:
        return checked_text(field, typed, longest=longest)
    except FieldRefused as refusal:
        raise forms.ValidationError(str(refusal)) from None


@dataclass(frozen=True, slots=True)
class ReadChecklist:
    """The checklist as it was sent, and faults by the id of the box to mend."""

    checklist: Checklist
    errors: Mapping[str, str]


def read_checklist(data: QueryDict, before: Checklist) -> ReadChecklist:
    """What can't be read stays as it was before, with a fault."""
    errors: dict[str, str] = {}
    lines = [_read_line(data, line, errors) for line in before.lines]
    dropped = data.get("do", "").removeprefix("drop:")
    lines = [line for line in lines if not (line.is_extra and line.key == dropped)]
    if added := _text(data, "extra", 500, errors):
        if sum(line.is_extra for line in lines) >= MOST_EXTRA:
            errors["extra"] = f"Đã thêm {MOST_EXTRA} giấy tờ. Gộp các giấy còn lại vào một dòng."
        else:
            lines.append(PaperLine(key=next_extra(lines), name=added, mark=Mark.PRESENT))
    advice = _text(data, "advice", LONGEST_ADVICE, errors) if "advice" in data else before.advice
    return ReadChecklist(Checklist(tuple(lines), advice=advice), errors)


def _read_line(data: QueryDict, line: PaperLine, errors: dict[str, str]) -> PaperLine:
    mark, kind = data.get(f"mark-{line.key}", ""), data.get(f"kind-{line.key}", "")
    copies = data.get(f"copies-{line.key}", str(line.copies)).strip()
    if not (copies.isascii() and copies.isdigit() and int(copies[:9]) <= 99):
        errors[f"copies-{line.key}"] = f"Số bản của “{line.name}” là một số từ 0 đến 99."
        copies = str(line.copies)
    return replace(
        line,
        mark=Mark(mark) if mark in set(Mark) else line.mark,
        kind=PaperKind(kind) if kind in set(PaperKind) else line.kind,
        copies=int(copies),
    )


def _text(data: QueryDict, name: str, longest: int, errors: dict[str, str]) -> str:
    try:
        return checked_text(name, data.get(name, ""), longest=longest, many_lines=name == "advice")
    except FieldRefused as refusal:
        errors[name] = str(refusal)
        return ""
