"""Forms about accounts, posts and keys."""

from __future__ import annotations

from datetime import timedelta

from django import forms

from motcua.people.rules import Role
from motcua.web.admin_pages.fields import AdminForm, Day, Line


class ContactForm(AdminForm):
    name = Line(label="Họ và tên", max_length=120)
    phone = Line(label="Điện thoại", max_length=20, required=False)
    email = Line(label="Thư điện tử", max_length=254, required=False)


class AccountForm(ContactForm):
    username = Line(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, chữ số; như lan.pt. Không đổi được về sau.",
    )
    field_order = ("name", "username", "phone", "email")


class AppointForm(AdminForm):
    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    title = Line(label="Chức vụ", max_length=100, help_text="Như «Chuyên viên», «Cán bộ quầy 2».")
    roles = forms.MultipleChoiceField(
        label="Vai trò",
        choices=[(role.value, role.label) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="Vai trò quyết định làm được việc gì ở mỗi bước.",
    )
    since = Day(label="Từ ngày")
    until = Day(label="Đến hết ngày", required=False)


class EndPostForm(AdminForm):
    until = Day(label="Ngày giữ vị trí cuối cùng")


class ConfirmForm(AdminForm):
    """Nothing to type: only a yes."""


class KeyForm(AdminForm):
    name = Line(label="Dùng cho", max_length=100, help_text="Tên phần mềm hoặc máy sẽ dùng khóa.")
    days = forms.TypedChoiceField(
        label="Có hiệu lực",
        coerce=int,
        choices=[("30", "30 ngày"), ("90", "90 ngày"), ("365", "365 ngày")],
        initial="90",
    )

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
