"""Forms of requests to other offices: they check the shape of what was typed, not the law."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import forms

from motcua.coordination.rules import Deed, Result
from motcua.dossiers.queries import Asking, LegCard
from motcua.papers.queries import PaperCard


LEAST_DAYS, MOST_DAYS = Decimal("0.25"), Decimal(120)
OWN = "Trong cơ quan"


def _text(label: str, *, rows: int = 3, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": "Ghi nội dung để nơi nhận biết phải làm gì"},
    )


def _days(label: str, hint: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        step_size=LEAST_DAYS,
        max_digits=6,
        decimal_places=2,
        help_text=hint,
        widget=forms.NumberInput(attrs={"class": "amount"}),
        error_messages={
            "required": "Ghi thời hạn trả lời",
            "invalid": "Ghi một số, ví dụ 2 hoặc 0.5",
            "min_value": "Thời hạn ít nhất 0,25 ngày làm việc",
            "max_value": "Thời hạn nhiều nhất 120 ngày làm việc",
            "step_size": "Ghi theo từng phần tư ngày: 0.25, 0.5, 0.75, 1…",
        },
    )


class ConsultForm(forms.Form):
    units = forms.TypedMultipleChoiceField(
        label="Hỏi đơn vị trong cơ quan",
        coerce=int,
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.TypedChoiceField(
        label="Hỏi cơ quan khác",
        coerce=int,
        required=False,
        empty_value=None,
        choices=(),
    )
    agency = forms.CharField(
        label="Cơ quan chưa dùng phần mềm này",
        max_length=300,
        required=False,
        help_text="Ghi tên. Khi cơ quan đó trả lời, ông/bà ghi câu trả lời vào đây.",
    )
    content = _text("Nội dung cần hỏi", rows=4)
    days = _days("Trả lời trong bao nhiêu ngày làm việc", "Từ 0,25 ngày, tức 2 giờ làm việc.")
    if_silent = forms.CharField(
        label="Quá hạn không trả lời thì hiểu là",
        max_length=500,
        required=False,
        help_text="Ví dụ: Coi như đồng ý. Chỉ ghi khi quy định có nói.",
    )
    papers = forms.TypedMultipleChoiceField(
        label="Giấy tờ gửi kèm",
        coerce=int,
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def offer(self, asking: Asking, papers: Sequence[PaperCard]) -> None:
        own = next((units for name, units in asking.groups if name == OWN), ())
        others = [(name, units) for name, units in asking.groups if name != OWN and units]
        _choose(self, "units", [(str(u.id), u.name) for u in own])
        _choose(
            self,
            "other",
            [
                ("", "Không hỏi"),
                *((name, [(str(u.id), u.name) for u in units]) for name, units in others),
            ],
        )
        _choose(self, "papers", [(str(p.position), p.name) for p in papers])


class LegsForm(forms.Form):
    legs = forms.MultipleChoiceField(
        label="Chuyển đến",
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một cơ quan"},
    )
    in_turn = forms.TypedChoiceField(
        label="Thứ tự",
        choices=(("1", "Lần lượt từng nơi, theo hồ sơ giấy"), ("0", "Cùng lúc, hồ sơ điện tử")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = _text("Ghi thêm", rows=2, required=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def offer(self, legs: Sequence[LegCard]) -> None:
        _choose(self, "legs", [(leg.id, _leg_words(leg)) for leg in legs])
        for leg in legs:
            if leg.limit is None:
                field = _days(f"Thời hạn của {leg.agency}, ngày làm việc", "Quy trình không ghi.")
                field.required = False
                self.fields[f"days_{leg.id}"] = field

    def days(self) -> dict[str, Decimal]:
        return {
            name.removeprefix("days_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("days_") and value is not None
        }


def _leg_words(leg: LegCard) -> str:
    limit = leg.limit.label if leg.limit else "quy trình không ghi thời hạn"
    via = f", qua {leg.via.name}" if leg.via else ""
    return f"{leg.agency}{via} · {limit} · {leg.content}"


def _choose(form: forms.Form, name: str, choices: Sequence[object]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices  # type: ignore[assignment]  # pairs, or a group and its pairs


class DeedForm(forms.Form):
    """Nothing to write: taking, passing on."""


class AnswerForm(DeedForm):
    result = forms.TypedChoiceField(
        label="Kết quả",
        choices=[(r.value, r.label) for r in Result],
        coerce=Result,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một kết quả"},
    )
    text = _text("Nội dung trả lời", rows=4)
    result_number = forms.CharField(
        label="Số, ký hiệu văn bản",
        max_length=60,
        required=False,
        help_text="Ví dụ: 12/CV-KT",
    )


class RemindForm(DeedForm):
    note = _text("Lời nhắn", rows=2, required=False)


class SilenceForm(DeedForm):
    note = _text("Ghi chú", rows=2, required=False)


class CancelForm(DeedForm):
    reason = _text("Lý do hủy", rows=2)


DEED_FORMS: dict[Deed, type[DeedForm]] = {
    Deed.TAKE: DeedForm,
    Deed.HAND_ON: DeedForm,
    Deed.ANSWER: AnswerForm,
    Deed.REMIND: RemindForm,
    Deed.RECORD_SILENCE: SilenceForm,
    Deed.CANCEL: CancelForm,
}
