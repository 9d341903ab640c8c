"""Fields of the administration forms: they refuse what can't be read, in our own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from motcua.people.rules import has_control_characters


UNREADABLE: Final = "{label} có ký tự không đọc được. Gõ lại thay vì dán."
DAY_HINT: Final = "Ghi như 26/11/2026."
DAY_FORMATS: Final = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d")
LATEST: Final = date(2200, 1, 1)


class Line(forms.CharField):
    """One line of text."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if has_control_characters(text.translate(self.allowed)):
            raise ValidationError(UNREADABLE.format(label=self.label))
        return text

    allowed: dict[int, None] = {}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [v for v in self.validators if not _forbids_null(v)]


def _forbids_null(validator: object) -> bool:
    return type(validator).__name__ == "ProhibitNullCharactersValidator"


class Text(Line):
    """Several lines of text."""

    allowed = {ord(char): None for char in "\n\r\t"}

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "day", "maxlength": "10"}
        options.setdefault("help_text", DAY_HINT)
        super().__init__(
            widget=forms.DateInput(format="%d/%m/%Y", attrs=attrs),
            input_formats=DAY_FORMATS,
            error_messages={"invalid": "Ngày này không có trong lịch. " + DAY_HINT},
            **options,
        )

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and day > LATEST:
            raise ValidationError("Năm quá xa. " + DAY_HINT)
        return day


class Hour(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "hour", "maxlength": "5"}
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs=attrs),
            input_formats=("%H:%M", "%Hh%M", "%H.%M"),
            error_messages={"invalid": "Ghi giờ như 07:30."},
            **options,
        )


class AdminForm(forms.Form):
    """Says what is missing by its name, in our own voice."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for field in self.fields.values():
            verb = "Chọn" if isinstance(field, forms.ChoiceField) else "Ghi"
            field.error_messages["required"] = f"{verb} {_lowered(str(field.label or ''))}."

    def choose_from(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() or " " in label[:3] else label


def reason_field(help_text: str) -> Text:
    return Text(label="Lý do", max_length=500, help_text=help_text)
