"""Fields of the forms about processes: amounts, places in the table, offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import UnitKind
from motcua.process.rules import APPLICANT, END, RUNNABLE, Action
from motcua.web.admin_pages.fields import Line


UNITS: Final = [("", "Không ghi"), *((unit.value, unit.label) for unit in LimitUnit)]
LEVELS: Final = (UnitKind.COMMUNE, UnitKind.PROVINCE, UnitKind.DISTRICT)
WAYS: Final = tuple(action for action in Action if action in RUNNABLE)
WAY: Final = "way_"
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


def with_unit(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    """A number needs its unit, and a unit its number."""
    if data.get("amount") is not None and not data.get("unit"):
        form.add_error("unit", "Chọn đơn vị của thời gian.")
    if data.get("amount") is None and data.get("unit") and "amount" not in form.errors:
        form.add_error("amount", "Ghi số, hoặc chọn «Không ghi».")
    return data
