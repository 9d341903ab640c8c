"""Forms about units."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from motcua.people.queries import UnitNode
from motcua.people.rules import UnitDraft, UnitKind
from motcua.people.services import UnitChanges
from motcua.web.admin_pages.fields import AdminForm, Day, Line


def tree_choices(nodes: Sequence[UnitNode], *, by_id: bool = False) -> list[tuple[str, str]]:
    """Units under one another, as a select can show it."""
    return [
        (
            str(node.card.id) if by_id else node.card.code,
            "\N{NO-BREAK SPACE}" * 4 * node.depth + node.card.name,
        )
        for node in nodes
    ]


class UnitDetailsForm(AdminForm):
    """What may be changed in a unit that stands."""

    name = Line(label="Tên đơn vị", max_length=200)
    short_name = Line(
        label="Tên gọi tắt",
        max_length=100,
        required=False,
        help_text="Hiện ở danh sách và đầu trang. Để trống thì dùng tên đầy đủ.",
    )
    parent_code = forms.ChoiceField(label="Trực thuộc")
    address = Line(label="Địa chỉ", max_length=250, required=False)
    phone = Line(label="Điện thoại", max_length=40, required=False)
    place_code = Line(
        label="Mã đơn vị hành chính",
        max_length=5,
        required=False,
        help_text="Tỉnh 2 chữ số, xã 5 chữ số.",
    )
    province_code = Line(
        label="Mã tỉnh của lịch làm việc",
        max_length=2,
        required=False,
        help_text="Để trống thì theo đơn vị cấp trên.",
    )

    def changes(self) -> UnitChanges:
        data = self.cleaned_data
        parent = data.get("parent_code")
        return UnitChanges(
            name=data["name"],
            short_name=data["short_name"] or data["name"][:100],
            address=data["address"],
            phone=data["phone"],
            place_code=data["place_code"],
            province_code=data["province_code"] or None,
            parent_code=None if parent == self.initial.get("parent_code") else parent,
        )


class UnitForm(UnitDetailsForm):
    code = Line(
        label="Mã đơn vị",
        max_length=35,
        help_text="Theo Quyết định 20/2020/QĐ-TTg, như H40.12.05.04. Không đổi được về sau.",
    )
    kind = forms.ChoiceField(
        label="Loại đơn vị", choices=[("", "Chọn"), *((k.value, k.label) for k in UnitKind)]
    )
    since = Day(label="Hoạt động từ ngày")
    until = Day(label="Đến hết ngày", required=False)
    field_order = (
        "parent_code",
        "kind",
        "code",
        "name",
        "short_name",
        "since",
        "until",
        "address",
        "phone",
        "place_code",
        "province_code",
    )

    def draft(self) -> UnitDraft:
        data = self.cleaned_data
        return UnitDraft(**{**data, "kind": UnitKind(data["kind"])})


class CloseUnitForm(AdminForm):
    until = Day(label="Ngày hoạt động cuối cùng")
