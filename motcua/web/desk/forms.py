"""Forms of the desk: they check the shape of what was typed, not the law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from motcua.dossiers.rules import Delivery, Shown
from motcua.people.queries import Holder


class ActionForm(forms.Form):
    """What every action carries: which state of the dossier the official was looking at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)


class NoteForm(ActionForm):
    note = forms.CharField(
        label="Ý kiến",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ForwardForm(NoteForm):
    to_user = forms.TypedChoiceField(
        label="Giao cho",
        required=False,
        coerce=int,
        empty_value=None,
        choices=(),
        widget=forms.Select(attrs={"class": "input"}),
    )
    field_order = ("to_user", "note", "version")

    def hold(self, people: Sequence[Holder]) -> None:
        field = self.fields["to_user"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", "Cả bộ phận, ai rảnh nhận"),
            *((str(p.user_id), f"{p.name} · {p.title}") for p in people),
        ]


class ReasonForm(ActionForm):
    reason = forms.CharField(
        label="Lý do",
        max_length=4000,
        help_text="Viết để người nhận hiểu và biết phải làm gì.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi lý do để người nhận biết phải làm gì"},
    )


class SupplementForm(ReasonForm):
    items = forms.CharField(
        label="Giấy tờ, nội dung cần bổ sung",
        max_length=8000,
        help_text="Mỗi dòng một loại. Ghi đủ trong một lần: chỉ được yêu cầu một lần.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung"},
    )
    field_order = ("items", "reason", "version")


class ConcludeForm(ActionForm):
    result_number = forms.CharField(
        label="Số, ký hiệu kết quả",
        max_length=60,
        help_text="Ví dụ: 214/2026 hoặc 35/QĐ-UBND",
        error_messages={"required": "Ghi số, ký hiệu của kết quả để vào sổ"},
    )


class ChoiceOf(forms.TypedChoiceField):
    """One of a few named values, as radio buttons; none chosen is None."""

    def __init__(self, kinds: type[Delivery] | type[Shown], **options: Any) -> None:
        choices = [(kind.value, kind.label) for kind in kinds]
        options = {"coerce": kinds, "empty_value": None, "widget": forms.RadioSelect} | options
        super().__init__(choices=choices, **options)


class Way(ChoiceOf):
    """Always chosen on the page; a program that leaves it out lets the service conclude it."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class CounterOnly(ChoiceOf):
    only_for = Delivery.COUNTER.value


class CounterText(forms.CharField):
    only_for = Delivery.COUNTER.value


class PostText(forms.CharField):
    only_for = Delivery.POST.value


class ReturnForm(ActionForm):
    """Boxes with `only_for` belong to one way; the others are not shown and not kept then."""

    how = Way(
        Delivery,
        label="Trả bằng cách nào",
        error_messages={"invalid_choice": "Chọn một trong các cách trả có sẵn"},
    )
    handed_to = forms.CharField(
        label="Người nhận kết quả",
        max_length=200,
        help_text="Họ tên người ký nhận; trả qua bưu chính thì người nhận ghi trên bưu gửi.",
        error_messages={"required": "Ghi họ tên người nhận kết quả"},
    )
    shown = CounterOnly(
        Shown,
        label="Đã xem",
        required=False,
        error_messages={"invalid_choice": "Chọn giấy tờ đã xem"},
    )
    authority = CounterText(
        label="Giấy ủy quyền",
        required=False,
        max_length=200,
        help_text="Chỉ khi người khác nhận thay: số, ngày của giấy. Ví dụ: Giấy ủy quyền ngày "
        "20/11/2026, UBND phường chứng thực",
    )
    tracking_number = PostText(
        label="Số bưu gửi",
        required=False,
        max_length=60,
        help_text="Số trên phiếu gửi của bưu chính. Ví dụ: EB123456789VN",
    )
    fee_paid = forms.BooleanField(label="Đã thu đủ phí, lệ phí", required=False)
    field_order = ("how", "handed_to", "shown", "authority", "tracking_number", "fee_paid")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        how, number = given.get("how"), given.get("tracking_number")
        if how is Delivery.POST and not number and "tracking_number" not in self.errors:
            self.add_error("tracking_number", "Ghi số bưu gửi để người nộp theo dõi được")
        if how not in (None, Delivery.POST) and "tracking_number" in given:
            given["tracking_number"] = ""
        return given

    def owe(self, amount: str) -> None:
        """Ask for what is still owed, or for nothing."""
        if amount:
            self.fields["fee_paid"].label = f"Thu {amount} tiền mặt và lập biên lai khi trả"
        else:
            del self.fields["fee_paid"]


class ReassignForm(ForwardForm):
    pass


class NewDayForm(ReasonForm):
    new_due_on = forms.DateField(
        label="Ngày hẹn mới",
        help_text="Chỉ được hẹn lại một lần; chọn ngày chắc chắn trả được.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Chọn ngày hẹn mới",
            "invalid": "Ngày có dạng 25/11/2026",
        },
    )
    field_order = ("new_due_on", "reason", "version")


class PauseForm(ActionForm):
    source = forms.CharField(
        label="Thông báo nghĩa vụ tài chính",
        max_length=200,
        help_text="Số, ngày của thông báo. Ví dụ: Thông báo số 12/TB-CT ngày 20/11/2026",
        error_messages={"required": "Ghi số của thông báo nghĩa vụ tài chính"},
    )
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("source", "note", "version")


class VerifyForm(ActionForm):
    held_at = forms.DateTimeField(
        label="Thời điểm xác minh",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": "Ghi ngày giờ xác minh",
            "invalid": "Ngày giờ có dạng 25/11/2026 14:30",
        },
    )
    place = forms.CharField(
        label="Địa điểm",
        max_length=300,
        error_messages={"required": "Ghi nơi xác minh"},
    )
    participants = forms.CharField(
        label="Thành phần tham gia",
        max_length=500,
        help_text="Họ tên, chức vụ của từng người; người nộp nếu có mặt.",
        error_messages={"required": "Ghi ai có mặt"},
    )
    note = forms.CharField(
        label="Nội dung, kết quả xác minh",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi kết quả xác minh"},
    )
    field_order = ("held_at", "place", "participants", "note", "version")


class ReturnCorrectionForm(ConcludeForm):
    handed_to = forms.CharField(
        label="Người nhận bản đính chính",
        max_length=200,
        error_messages={"required": "Ghi họ tên người nhận"},
    )
    field_order = ("result_number", "handed_to", "version")


FORMS: dict[str, type[ActionForm]] = {
    "accept": ActionForm,
    "decline": ReasonForm,
    "ask_supplement": SupplementForm,
    "supply": ActionForm,
    "forward": ForwardForm,
    "send_back": ReasonForm,
    "approve": NoteForm,
    "refuse": ReasonForm,
    "conclude": ConcludeForm,
    "return_result": ReturnForm,
    "reassign": ReassignForm,
    "claim": ActionForm,
    "pause": PauseForm,
    "resume": NoteForm,
    "verify_site": VerifyForm,
    "extend": NewDayForm,
    "apologise": NewDayForm,
    "withdraw": ReasonForm,
    "stop": ReasonForm,
    "correct": ReasonForm,
    "return_correction": ReturnCorrectionForm,
}


def action_form(
    action: str, data: object = None, *, people: Sequence[Holder] = (), **initial: object
) -> ActionForm:
    form = FORMS[action](data, initial=initial)  # type: ignore[arg-type]  # a QueryDict or None
    if isinstance(form, ForwardForm):
        form.hold(people)
    return form
