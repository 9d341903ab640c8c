"""Forms of money: they check the shape of what was typed, not what is owed."""

from __future__ import annotations

from typing import Any

from django import forms

from motcua.payments.rules import DENOMINATIONS, LARGEST, MOST_NOTES, Kind, Method


class DongField(forms.IntegerField):
    """Whole đồng, typed with or without dots: 75000, 75.000 or 75 000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").replace(".", "").replace(" ", "").replace("\u00a0", "")
        return super().to_python(typed)


def _dong(**more: Any) -> DongField:
    return DongField(
        max_value=LARGEST,
        error_messages={
            "required": "Ghi số tiền",
            "invalid": "Số tiền chỉ gồm chữ số, ví dụ 75.000",
            "max_value": "Số tiền quá lớn",
            "min_value": "Số tiền phải lớn hơn 0",
        },
        **more,
    )


def _reason(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Lý do",
        max_length=1000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do"},
    )


class MoneyForm(forms.Form):
    """What every form of money of a dossier carries: the state of it that was looked at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)


class CollectForm(MoneyForm):
    amount = _dong(label="Số tiền (đồng)", min_value=1)
    kind = forms.TypedChoiceField(
        label="Khoản thu",
        coerce=Kind,
        choices=[(k.value, k.label) for k in Kind],
        widget=forms.RadioSelect,
    )
    method = forms.TypedChoiceField(
        label="Hình thức",
        coerce=Method,
        choices=[(m.value, m.label) for m in Method],
        widget=forms.RadioSelect,
    )
    payer = forms.CharField(
        label="Người nộp tiền",
        max_length=200,
        error_messages={"required": "Ghi họ tên người nộp tiền"},
    )


class RelieveForm(MoneyForm):
    due = _dong(
        label="Còn phải nộp (đồng)", min_value=0, help_text="Miễn hoàn toàn thì ghi 0.", initial=0
    )
    reason = _reason("Ghi đối tượng và căn cứ, ví dụ: người có công, Luật Phí và lệ phí, Điều 10.")


class CancelForm(MoneyForm):
    reason = _reason("Ví dụ: ghi sai họ tên người nộp. Biên lai giữ nguyên số, đánh dấu đã hủy.")


class RefundForm(MoneyForm):
    method = forms.TypedChoiceField(
        label="Trả lại bằng",
        coerce=Method,
        choices=[(m.value, m.label) for m in Method],
        widget=forms.RadioSelect,
    )
    reason = _reason("Ví dụ: hồ sơ không được tiếp nhận; người nộp rút hồ sơ.")


class BookForm(forms.Form):
    symbol = forms.CharField(
        label="Ký hiệu",
        max_length=20,
        help_text="Như in trên quyển biên lai, ví dụ AB-26T.",
        error_messages={"required": "Ghi ký hiệu của quyển"},
    )
    volume = forms.IntegerField(label="Quyển số", min_value=1, max_value=1_000_000)
    first = forms.IntegerField(label="Từ số", min_value=1, max_value=9_999_999, initial=1)
    last = forms.IntegerField(
        label="Đến số",
        min_value=1,
        max_value=9_999_999,
        required=False,
        help_text="Bỏ trống nếu phần mềm tự cấp số đến hết năm.",
    )


class ReopenForm(forms.Form):
    reason = _reason("Ví dụ: sót một biên lai. Lần chốt cũ vẫn được giữ lại.")


class CountForm(forms.Form):
    """How many notes of each denomination, and why the sum differs."""

    reason = forms.CharField(
        label="Lý do chênh lệch",
        max_length=1000,
        required=False,
        help_text="Chỉ khi số đếm được khác số phải có.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shown = forms.IntegerField(widget=forms.HiddenInput, min_value=-(10**15), max_value=10**15)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for note in DENOMINATIONS:
            self.fields[f"n{note}"] = forms.IntegerField(
                label=f"{note:,}".replace(",", "."),
                required=False,
                min_value=0,
                max_value=MOST_NOTES,
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "autocomplete": "off", "class": "amount"}
                ),
            )

    @property
    def notes(self) -> list[tuple[forms.BoundField, int]]:
        """The boxes of the count in order, each with what its notes make together."""
        counts = self.counts if self.is_bound else {}
        return [(self[f"n{note}"], note * counts.get(note, 0)) for note in DENOMINATIONS]

    @property
    def counts(self) -> dict[int, int]:
        given = getattr(self, "cleaned_data", {})
        return {note: given.get(f"n{note}") or 0 for note in DENOMINATIONS}
