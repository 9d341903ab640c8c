"""Forms about days of the calendar and working hours."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from motcua.deadlines.rules import DayKind, HoursPeriod, Season
from motcua.deadlines.rules.calendar import Intervals
from motcua.deadlines.rules.days import DayEntry, HoursEntry
from motcua.web.admin_pages.fields import AdminForm, Day, Hour, Line, reason_field


class DayForm(AdminForm):
    on = Day(label="Ngày")
    kind = forms.ChoiceField(label="Ngày này là", choices=[(k.value, k.label) for k in DayKind])
    name = Line(label="Tên ngày", max_length=120, help_text="Như «Hoán đổi với thứ Bảy 10/01».")
    source = Line(
        label="Căn cứ", max_length=250, help_text="Số, ký hiệu và ngày của văn bản quyết định."
    )
    reason = reason_field("Vì sao ghi ngày này vào lịch. Lưu trong nhật ký.")

    def entry(self, province_code: str) -> DayEntry:
        data = self.cleaned_data
        return DayEntry(
            on=data["on"],
            kind=DayKind(data["kind"]),
            name=data["name"],
            source=data["source"],
            province_code=province_code,
        )


class ReasonForm(AdminForm):
    reason = reason_field("Lưu trong nhật ký.")


class EndHoursForm(AdminForm):
    until = Day(label="Ngày cuối cùng áp dụng")
    reason = reason_field("Lưu trong nhật ký.")


class DayOfYear(Line):
    """«16/4», as month and day."""

    widget = forms.TextInput(attrs={"class": "day", "inputmode": "numeric"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})", text, re.ASCII)
        if found is None:
            raise ValidationError("Ghi ngày và tháng như 16/4.")
        return int(found[2]), int(found[1])


class HoursForm(AdminForm):
    since = Day(label="Áp dụng từ ngày")
    until = Day(label="Đến hết ngày", required=False)
    season_first = DayOfYear(
        label="Chỉ theo mùa, từ",
        max_length=20,
        required=False,
        help_text="Ngày và tháng, như 16/4.",
    )
    season_last = DayOfYear(label="Hết mùa", max_length=20, required=False)
    morning_opens = Hour(label="Sáng từ", initial="07:30")
    morning_closes = Hour(label="Sáng đến", initial="11:30")
    afternoon_opens = Hour(label="Chiều từ", required=False, initial="13:00")
    afternoon_closes = Hour(label="Chiều đến", required=False, initial="17:00")
    saturday_opens = Hour(
        label="Thứ Bảy mở quầy từ",
        required=False,
        help_text="Để nhận và trả hồ sơ; không tính vào thời hạn.",
    )
    saturday_closes = Hour(label="Thứ Bảy đến", required=False)
    source = Line(label="Căn cứ", max_length=250)
    reason = reason_field("Lưu trong nhật ký.")

    PAIRS = (
        ("season_first", "season_last"),
        ("afternoon_opens", "afternoon_closes"),
        ("saturday_opens", "saturday_closes"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for first, last in self.PAIRS:
            if (data.get(first) is None) != (data.get(last) is None):
                missing = first if data.get(first) is None else last
                if missing not in self.errors:
                    self.add_error(missing, "Ghi đủ cả hai ô, hoặc để trống cả hai.")
        return data

    def entry(self, province_code: str) -> HoursEntry:
        data = self.cleaned_data
        season = None
        if data["season_first"] and data["season_last"]:
            season = Season(data["season_first"], data["season_last"])
        period = HoursPeriod(
            since=data["since"],
            until=data["until"],
            season=season,
            intervals=self._intervals("morning", "afternoon"),
            saturday=self._intervals("saturday"),
        )
        return HoursEntry(period, data["source"], province_code)

    def _intervals(self, *parts: str) -> Intervals:
        pairs: list[tuple[time, time]] = []
        for part in parts:
            opens = self.cleaned_data[f"{part}_opens"]
            closes = self.cleaned_data[f"{part}_closes"]
            if opens is not None and closes is not None:
                pairs.append((opens, closes))
        return tuple(pairs)
