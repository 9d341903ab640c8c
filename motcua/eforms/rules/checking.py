"""A whole form against the answers given: what is kept, and what to mend, field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from motcua.eforms.rules.answers import clean, number_of, read_answer
from motcua.eforms.rules.conditions import rows_of, visible, with_row
from motcua.eforms.rules.dates import read_date, years_later
from motcua.eforms.rules.values import Checked, Field, FieldType, Form


_CHOSEN: Final = (FieldType.CHOICE, FieldType.MULTI_CHOICE, FieldType.YES_NO, FieldType.PLACE)


def check(form: Form, answers: Mapping[str, str], *, today: date) -> Checked:
    """Read every answer to a field that is shown; others are left out, as are unknown keys.

    Files are not looked at here. Where nothing is wrong the rows of repeated groups are numbered
    from 0 on, without gaps.
    """
    given = {key: cleaned for key, text in answers.items() if (cleaned := clean(text))}
    shown = visible(form, given, today=today)
    blank_rows = _blank_rows(shown, given)
    kept: dict[str, str] = {}
    errors: dict[str, str] = {}
    for field in shown:
        fault = ""
        if field.type is FieldType.REPEATED_GROUP:
            fault = _rows_fault(field, rows_of(field, given))
        elif field.type is not FieldType.FILE and field.key not in blank_rows:
            fault = _read_into(kept, field, given.get(field.key, ""), today)
        if fault:
            errors[field.key] = fault
    errors |= _between_fields(shown, kept, today)
    if not errors:
        kept = _closed_up(form, kept)
    return Checked(answers={k: v for k, v in kept.items() if k not in errors}, errors=errors)


def _read_into(kept: dict[str, str], field: Field, text: str, today: date) -> str:
    if not text:
        return _missing(field) if field.required else ""
    value, fault = read_answer(field, text, today=today)
    if not fault:
        kept[field.key] = value
    return fault


def _missing(field: Field) -> str:
    if field.limits.must_be_yes:
        return "Cần chọn “Có” ở mục này thì tờ khai mới nộp được."
    verb = "chọn" if field.type in _CHOSEN else "ghi"
    return f"Chưa {verb} “{field.label}”."


def _blank_rows(shown: Sequence[Field], given: Mapping[str, str]) -> set[str]:
    """Keys in rows where nothing at all is answered: such a row is no row."""
    blank: set[str] = set()
    for group in shown:
        if group.type is not FieldType.REPEATED_GROUP:
            continue
        answered = set(rows_of(group, given))
        for row in range(group.least_rows):
            if row not in answered:
                blank |= {with_row(field.key, row) for field in group.fields}
    return blank


def _rows_fault(group: Field, rows: Sequence[int]) -> str:
    if group.most_rows and len(rows) > group.most_rows:
        return f"“{group.label}” có nhiều nhất {group.most_rows} dòng. Ông/bà đã ghi {len(rows)}."
    if (group.required or rows) and len(rows) < max(group.least_rows, int(group.required)):
        return f"“{group.label}” cần ít nhất {max(group.least_rows, 1)} dòng."
    return ""


def _between_fields(shown: Sequence[Field], kept: Mapping[str, str], today: date) -> dict[str, str]:
    """What one answer says about another; only asked of answers that are good by themselves."""
    labels = {field.key: field.label for field in shown}
    faults = {
        field.key: _order_fault(field, kept, labels) or _years_fault(field, kept, today)
        for field in shown
        if field.key in kept
    }
    return {key: fault for key, fault in faults.items() if fault}


def _order_fault(field: Field, kept: Mapping[str, str], labels: Mapping[str, str]) -> str:
    limits = field.limits
    if limits.after_field in kept:
        day, other = read_date(kept[field.key]), read_date(kept[limits.after_field])
        if day and other and day <= other:
            return f"Ngày này phải sau “{labels[limits.after_field]}”, {other:%d/%m/%Y}."
    if limits.not_below_field in kept:
        amount, least = number_of(kept[field.key]), number_of(kept[limits.not_below_field])
        if amount is not None and least is not None and amount < least:
            return f"Không nhỏ hơn “{labels[limits.not_below_field]}”."
    return ""


def _years_fault(field: Field, kept: Mapping[str, str], today: date) -> str:
    limits = field.limits
    day = read_date(kept[field.key]) if limits.most_years else None
    if day is None or limits.most_years is None:
        return ""
    start = read_date(kept.get(limits.years_from_field, "")) or today
    latest = years_later(start, limits.most_years)
    if day > latest:
        return f"Thời hạn dài nhất là {limits.most_years} năm, đến {latest:%d/%m/%Y}."
    return "" if day > start else f"Ngày này phải sau {start:%d/%m/%Y}."


def _closed_up(form: Form, kept: dict[str, str]) -> dict[str, str]:
    moved: dict[str, str] = {}
    for group in form.fields():
        for to, row in enumerate(rows_of(group, kept) if group.fields else ()):
            start = f"{group.key}.{row}."
            for key in [k for k in kept if k.startswith(start)]:
                moved[f"{group.key}.{to}.{key.removeprefix(start)}"] = kept.pop(key)
    return kept | moved
