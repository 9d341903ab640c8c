"""What templates need beyond Django's own: dates, money and states in Vietnamese."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from motcua.figures.rules import write_number
from motcua.web.icons import ICONS


register = template.Library()

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
NBSP = "\N{NO-BREAK SPACE}"
STATES = frozenset({"ok", "soon", "late", "wait", "pause", "done", "refused", "new"})
STANDING = frozenset({"wait", "pause"})


def _day(value: date) -> date:
    """The day in Vietnam of a moment; a day is itself."""
    return timezone.localdate(value) if isinstance(value, datetime) else value


@register.filter
def vn_day(value: date | None) -> str:
    """26/11/2026"""
    return f"{_day(value):%d/%m/%Y}" if value else ""


@register.filter
def vn_day_short(value: date | None) -> str:
    """26/11"""
    return f"{_day(value):%d/%m}" if value else ""


@register.filter
def vn_weekday(value: date | None) -> str:
    """thứ Năm"""
    return WEEKDAYS[_day(value).weekday()] if value else ""


@register.filter
def vn_date(value: date | None) -> str:
    """thứ Năm, 26/11/2026"""
    return f"{vn_weekday(value)}, {vn_day(value)}" if value else ""


@register.filter
def vn_time(value: datetime | None) -> str:
    """15:02"""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def vn_moment(value: datetime | None) -> str:
    """15:02 thứ Hai, 23/11/2026"""
    return f"{vn_time(value)} {vn_date(value)}" if value else ""


@register.filter
def vn_moment_short(value: datetime | None) -> str:
    """15:02 thứ Hai 23/11"""
    return f"{vn_time(value)} {vn_weekday(value)} {vn_day_short(value)}" if value else ""


@register.filter
def vn_number(value: Decimal | float | None) -> str:
    """1.284 and 96,4"""
    if value is None:
        return ""
    return write_number(value)


@register.filter
def vn_money(value: Decimal | int | None) -> str:
    """75.000 đồng"""
    return "" if value is None else f"{vn_number(value)}{NBSP}đồng"


@register.filter
def code(value: object) -> SafeString:
    """A code in figures of one width, never broken over two lines."""
    return format_html('<span class="code">{}</span>', value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing that says nothing by itself: the words beside it do."""
    drawing = mark_safe(ICONS.get(name, ICONS["other"]))
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing)


@register.simple_tag
def state(kind: str, words: str, *, chip: bool = False) -> SafeString:
    """Colour, word and shape: always the three."""
    if kind not in STATES:
        raise template.TemplateSyntaxError(f"unknown state {kind!r}")
    return format_html('<span class="state {}{}">{}</span>', kind, " chip" if chip else "", words)


@register.simple_tag
def due_bar(kind: str, share: float) -> SafeString:
    """The share of the time that is used, 0 to 1. The words beside it carry the meaning."""
    percent = min(max(round(share * 100), 0), 100)
    if kind in STANDING:
        shape = format_html('<line x2="{}%" y1="50%" y2="50%"/>', percent)
    else:
        shape = format_html('<rect width="{}%" height="100%" rx="3"/>', percent)
    return format_html('<svg class="due {}" aria-hidden="true">{}</svg>', kind, shape)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Label, hint, error and input, tied together by aria-describedby."""
    hint_id = f"{bound.auto_id}-h" if bound.help_text else ""
    error_id = f"{bound.auto_id}-e" if bound.errors else ""
    described = " ".join(filter(None, (hint_id, error_id)))
    widget = bound.field.widget
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    is_tick = isinstance(widget, CheckboxInput)
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if error_id:
        attrs["aria-invalid"] = "true"
    if not is_tick:
        attrs["class"] = f"input {widget.attrs.get('class', '')}".strip()
    return {
        "bound": bound,
        "hint_id": hint_id,
        "error_id": error_id,
        "described": described,
        "is_group": is_group,
        "is_tick": is_tick,
        "is_optional": not (bound.field.required or getattr(bound.field, "is_conditional", False)),
        "input": "" if is_group else bound.as_widget(attrs=attrs),
    }
