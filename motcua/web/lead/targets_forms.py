"""The form of a target: what is counted, and a line for each unit that can have a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from motcua.catalog import queries as catalog
from motcua.figures.rules import write_exact
from motcua.people.queries import UnitCard
from motcua.people.rules import UnitKind
from motcua.targets.queries import QuotaCard
from motcua.targets.rules import (
    BASES,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_NUMBER,
    LONGEST_REASON,
    Draft,
    Figure,
    Kind,
    QuotaDraft,
    Reached,
    split,
)
from motcua.web.admin_pages.fields import AdminForm, Day, Line, Text
from motcua.web.lead.targets_parts import LEVEL_WORDS, typed_value


COUNT: Final = re.compile(r"\d{1,9}|\d{1,3}(\.\d{3}){1,2}", re.ASCII)
SHARE: Final = re.compile(r"\d{1,3}([.,]\d{1,6})?", re.ASCII)
LONGEST_TYPED: Final = 250
NOT_CHOSEN: Final = {"invalid_choice": "Chọn một mục trong danh sách."}


class TargetForm(AdminForm):
    name = Line(
        label="Tên chỉ tiêu",
        max_length=LONGEST_NAME,
        help_text="Như «Hồ sơ trực tuyến mức độ 4 năm 2026».",
    )
    figure = forms.TypedChoiceField(
        label="Đếm",
        coerce=Figure,
        choices=[(one.value, one.label) for one in Figure],
        error_messages=NOT_CHOSEN,
    )
    kind = forms.TypedChoiceField(
        label="Cách giao",
        coerce=Kind,
        choices=[(kind.value, kind.label) for kind in Kind],
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )
    base = forms.TypedChoiceField(
        label="Phần trăm của",
        required=False,
        coerce=Figure,
        empty_value=None,
        choices=[("", "Cách tính thường dùng")]
        + [(one.value, one.label) for one in dict.fromkeys(b for bs in BASES.values() for b in bs)],
        help_text="Chỉ dùng khi giao theo phần trăm.",
        error_messages=NOT_CHOSEN,
    )
    first = Day(label="Từ ngày")
    due_on = Day(label="Đến hạn ngày")
    service_level = forms.ChoiceField(
        label="Mức độ dịch vụ công",
        required=False,
        choices=[("", "Mọi mức độ")]
        + [(one.value, f"{words[:1].upper()}{words[1:]}") for one, words in LEVEL_WORDS.items()],
        error_messages=NOT_CHOSEN,
    )
    field = forms.ChoiceField(
        label="Lĩnh vực", required=False, choices=[("", "Mọi lĩnh vực")], error_messages=NOT_CHOSEN
    )
    procedure = Line(
        label="Mã thủ tục", required=False, max_length=60, help_text="Để trống là mọi thủ tục."
    )
    number = Line(label="Số văn bản giao", required=False, max_length=LONGEST_NUMBER)
    note = Text(label="Ghi chú", required=False, max_length=LONGEST_NOTE, rows=2)

    def __init__(self, *given: Any, fields: Sequence[str], **options: Any) -> None:
        super().__init__(*given, **options)
        self.choose_from("field", [("", "Mọi lĩnh vực"), *((one, one) for one in fields)])

    @property
    def draft(self) -> Draft:
        """Of a valid form."""
        return Draft(**self.cleaned_data)


class ReasonForm(AdminForm):
    reason = Text(
        label="Lý do",
        max_length=LONGEST_REASON,
        help_text="Đơn vị đọc được lý do cùng số cũ và số mới.",
    )


class ChangeForm(ReasonForm):
    number = Line(label="Số văn bản điều chỉnh", required=False, max_length=LONGEST_NUMBER)


def field_names(on: date) -> list[str]:
    """The fields of the catalogue, as a list of hints. One query."""
    return sorted(one.field for one in catalog.fields(on) if one.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit that can have a number, and what stands in its boxes. `key` is part of their names."""

    key: str
    unit_id: int
    agency_id: int
    name: str
    kind: UnitKind
    value: str = ""
    field: str = ""
    is_ticked: bool = False
    last_year: str = ""
    error: str = ""

    @property
    def is_office(self) -> bool:
        """Of whose agency's dossiers its field tells which are its own."""
        return self.unit_id != self.agency_id

    @property
    def quota_key(self) -> tuple[int, str]:
        return self.unit_id, self.field


@dataclass
class Table:
    """The lines of the form as they were typed; `quotas` is what they say."""

    rows: list[Row]
    quotas: list[QuotaDraft] = field(default_factory=list)

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [(f"so-{row.key}", f"{row.name}: {row.error}") for row in self.rows if row.error]


def blank_rows(
    units: Iterable[UnitCard], quotas: Collection[QuotaCard] = (), *, own_id: int
) -> list[Row]:
    """A line for each unit, with the numbers it has already; closed units keep theirs."""
    found: list[Row] = []
    held = Counter[int]()
    for one in quotas:
        held[one.unit_id] += 1
        count = held[one.unit_id]
        found.append(
            Row(
                key=f"{one.unit_id}" if count == 1 else f"{one.unit_id}-{count}",
                unit_id=one.unit_id,
                agency_id=one.agency_id,
                name=one.unit_name,
                kind=one.unit_kind,
                value=typed_value(one.value),
                field=one.field,
                is_ticked=True,
            )
        )
    rest = [
        Row(
            key=f"{unit.id}",
            unit_id=unit.id,
            agency_id=unit.agency_id,
            name=unit.short_name,
            kind=unit.kind,
            is_ticked=not quotas and unit.agency_id == unit.id and unit.id != own_id,
        )
        for unit in units
        if unit.id not in held
    ]
    return [*found, *rest]


def read_rows(rows: Iterable[Row], data: Mapping[str, str], kind: Kind | None) -> Table:
    """What was typed into the lines; without a kind the numbers are kept, not read."""
    table = Table([])
    for row in rows:
        typed = replace(
            row,
            value=_text(data, f"so-{row.key}"),
            field=_text(data, f"lv-{row.key}") if row.is_office else row.field,
            is_ticked=f"chia-{row.key}" in data,
        )
        if typed.value and kind is not None:
            value = read_number(typed.value, kind)
            if value is None:
                typed = replace(typed, error=_how_to(kind))
            else:
                table.quotas.append(QuotaDraft(row.unit_id, value, typed.field))
        table.rows.append(typed)
    return table


def _text(data: Mapping[str, str], name: str) -> str:
    return " ".join(data.get(name, "").split())[:LONGEST_TYPED]


def _how_to(kind: Kind) -> str:
    return (
        "Ghi phần trăm như 80 hoặc 80,5." if kind.is_share else "Ghi số hồ sơ như 120 hoặc 1.200."
    )


def read_number(text: str, kind: Kind) -> Decimal | None:
    """1.200 is a count, 80,5 a percentage; None for anything else."""
    clean = text.removesuffix("%").strip() if kind.is_share else text
    if kind.is_share:
        return Decimal(clean.replace(",", ".")) if SHARE.fullmatch(clean) else None
    return Decimal(clean.replace(".", "")) if COUNT.fullmatch(clean) else None


def proposed(
    rows: Sequence[Row], total: Decimal, kind: Kind, before: Mapping[tuple[int, str], Reached]
) -> list[Row]:
    """A total spread over the ticked lines in proportion to last year; a percentage for each."""
    chosen = [row for row in rows if row.is_ticked]
    weights = [before[row.quota_key].count for row in chosen]
    if kind.is_share:
        values = [write_exact(total)] * len(chosen)
    else:
        values = [write_exact(Decimal(part)) for part in split(int(total), weights)]
    given = dict(zip((row.key for row in chosen), values, strict=True))
    return [
        replace(
            row,
            value=given.get(row.key, row.value),
            last_year=_last_year(before.get(row.quota_key), kind),
        )
        for row in rows
    ]


def _last_year(found: Reached | None, kind: Kind) -> str:
    if found is None:
        return ""
    count = write_exact(Decimal(found.count))
    return f"{count} trên {write_exact(Decimal(found.base))}" if kind.is_share else count
