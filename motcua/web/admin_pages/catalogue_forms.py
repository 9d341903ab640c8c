"""Forms about procedures: closing one, writing a new version of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from motcua.catalog.rules import (
    Channel,
    Content,
    Level,
    ServiceLevel,
    Terms,
    as_data,
    read_fee,
    read_limit,
)
from motcua.web.admin_pages.fields import AdminForm, Day, Hour, Line, Text, reason_field


LEVELS_NOW: Final = tuple(level for level in Level if level is not Level.DISTRICT)
LIMIT_HINT: Final = "Ghi như «3 ngày làm việc», «15 ngày» hoặc «trong ngày»."
LISTS: Final = ("result_codes", "legal_basis", "exemptions")
TEXTS: Final = (
    "name",
    "field",
    "service_note",
    "unknown_because",
    "result",
    "decision",
    "applicants",
    "conditions",
    "note",
)


class CloseProcedureForm(AdminForm):
    until = Day(label="Ngày nhận hồ sơ cuối cùng")
    reason = reason_field("Số, ký hiệu quyết định bãi bỏ. Lưu trong nhật ký.")


class ComponentForm(AdminForm):
    """A paper of the dossier."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name = Line(label="Tên giấy tờ", max_length=2000)
    note = Line(label="Ghi chú", max_length=2000, required=False)
    originals = forms.IntegerField(label="Bản chính", min_value=0, max_value=99)
    copies = forms.IntegerField(label="Bản sao", min_value=0, max_value=99)
    form = Line(label="Mẫu", max_length=60, required=False)
    is_required = forms.BooleanField(label="Bắt buộc", required=False)
    from_database = forms.BooleanField(label="Cơ quan tự tra cứu", required=False)


class ChannelForm(AdminForm):
    """How long and how much by one channel."""

    offered = forms.BooleanField(label="Nhận hồ sơ", required=False)
    limit = Line(label="Thời hạn", max_length=300, required=False)
    cutoff = Hour(label="Giờ chốt trong ngày", required=False)
    fee = Line(label="Phí, lệ phí", max_length=300, required=False)

    def clean_fee(self) -> str:
        text: str = self.cleaned_data["fee"]
        if "fee" in self.changed_data and read_fee(text) is None:
            raise forms.ValidationError(
                "Chưa đọc được mức thu. Ghi như «8.000 đồng/bản» hoặc «Không thu»."
            )
        return text

    def limit_data(self, before: Mapping[str, Any] | None, source: str) -> dict[str, Any]:
        """The limit as the catalogue takes it in; as before, where nothing of it was touched."""
        is_touched = bool({"limit", "cutoff"} & set(self.changed_data))
        if before and before["amount"] is not None and not is_touched:
            return {**before, "source": source or before["source"]}
        text, cutoff = self.cleaned_data["limit"], self.cleaned_data["cutoff"]
        read = read_limit(text, source=source)
        at = cutoff or read.cutoff
        return {
            "amount": str(read.limit.amount) if read.limit else None,
            "unit": read.limit.unit.value if read.limit else None,
            "cutoff": at.isoformat("minutes") if at else None,
            "text": text,
            "source": source,
            "mark": "found",
        }

    def why_not_read(self) -> str:
        """Why the limit can't be read; "" where it can, or none was typed."""
        read = read_limit(self.cleaned_data["limit"], source="")
        if read.limit is not None or not self.cleaned_data["limit"]:
            return ""
        return f"{read.unknown_because} {LIMIT_HINT}"

    def fee_data(self, before: Mapping[str, Any] | None) -> dict[str, Any]:
        if before and "fee" not in self.changed_data:
            return dict(before)
        fee = read_fee(self.cleaned_data["fee"])
        assert fee is not None  # clean_fee
        return {"amount": fee.amount, "per": fee.per, "text": self.cleaned_data["fee"]}


class VersionForm(AdminForm):
    """What one version of a procedure says, but for its channels and components."""

    code = Line(label="Mã thủ tục", max_length=35, help_text="Như 1.001193.")
    since = Day(label="Áp dụng từ ngày")
    name = Line(label="Tên thủ tục", max_length=500)
    field = Line(label="Lĩnh vực", max_length=200)
    decision = Line(label="Quyết định công bố", max_length=100, required=False)
    limit_source = Line(
        label="Văn bản quy định thời hạn",
        max_length=300,
        required=False,
        help_text="Bắt buộc khi có thời hạn.",
    )
    unknown_because = Line(
        label="Lý do chưa nhận hồ sơ",
        max_length=300,
        required=False,
        help_text="Còn lý do này thì không nộp được. Xóa đi khi đã đủ thời hạn.",
    )
    levels = forms.MultipleChoiceField(
        label="Cấp thực hiện",
        choices=[(level.value, level.label) for level in LEVELS_NOW],
        widget=forms.CheckboxSelectMultiple,
    )
    authorities = Text(
        label="Cơ quan thực hiện",
        max_length=1000,
        rows=2,
        help_text="Mỗi cấp một dòng, theo thứ tự các cấp đã chọn.",
    )
    service_level = forms.ChoiceField(
        label="Mức độ trực tuyến", choices=[(s.value, s.label) for s in ServiceLevel]
    )
    service_note = Line(label="Lý do chưa toàn trình", max_length=300, required=False)
    is_vertical = forms.BooleanField(label="Thuộc cơ quan ngành dọc", required=False)
    sets = forms.IntegerField(label="Số bộ hồ sơ", min_value=0, max_value=99, initial=1)
    result = Line(label="Kết quả", max_length=500, required=False)
    result_codes = Text(
        label="Mã kết quả", max_length=600, required=False, rows=1, help_text="Mỗi dòng một mã."
    )
    applicants = Text(label="Đối tượng thực hiện", max_length=2000, required=False, rows=2)
    conditions = Text(label="Yêu cầu, điều kiện", max_length=2000, required=False)
    exemptions = Text(
        label="Miễn, giảm phí",
        max_length=4000,
        required=False,
        help_text="Mỗi dòng một trường hợp.",
    )
    legal_basis = Text(
        label="Căn cứ pháp lý",
        max_length=8000,
        required=False,
        rows=5,
        help_text="Mỗi dòng một văn bản.",
    )
    note = Text(label="Ghi chú", max_length=2000, required=False)

    def data_over(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The row of the catalogue, but for limits, fees and components."""
        clean = self.cleaned_data
        levels = [level.value for level in LEVELS_NOW if level.value in clean["levels"]]
        lines = lines_of(clean["authorities"])
        return {
            **before,
            **{name: clean[name] for name in TEXTS},
            **{name: lines_of(clean[name]) for name in LISTS},
            "code": clean["code"],
            "levels": levels,
            "authorities": dict(zip(levels, lines, strict=False)) if lines else {},
            "service_level": clean["service_level"],
            "is_vertical": clean["is_vertical"],
            "sets": clean["sets"],
        }


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def version_initial(content: Content) -> dict[str, Any]:
    data = as_data(content)
    sources = [terms.limit.source for terms in content.by_channel if terms.limit]
    return {
        **{name: data[name] for name in TEXTS},
        **{name: "\n".join(data[name]) for name in LISTS},
        "levels": data["levels"],
        "authorities": "\n".join(content.authority_at(level) for level in content.levels),
        "service_level": content.service_level.value,
        "is_vertical": content.is_vertical,
        "sets": content.sets,
        "limit_source": sources[0] if sources else "",
    }


def channel_initial(content: Content | None, channel: Channel) -> dict[str, Any]:
    terms = next((t for t in content.by_channel if t.channel is channel), None) if content else None
    if terms is None:
        return {"offered": content is None}
    return {
        "offered": True,
        "limit": _limit_words(terms),
        "cutoff": terms.cutoff,
        "fee": terms.fee_label if terms.fee is not None else terms.charge.text,
    }


def _limit_words(terms: Terms) -> str:
    return terms.limit.label if terms.limit else terms.text
