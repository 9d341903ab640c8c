"""What a new password has to be."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from motcua.people.errors import WeakPassword
from motcua.people.rules import own_faults


_REASONS = {
    "password_too_short": "cần ít nhất {min_length} ký tự",
    "password_too_common": "quá dễ đoán",
    "password_entirely_numeric": "chỉ gồm chữ số",
    "password_too_similar": "quá giống thông tin của tài khoản",
}


def check_new_password(password: str, username: str, *, old: str | None = None) -> None:
    """Raises WeakPassword with all that is wrong, by the validators of the settings and our own."""
    faults = own_faults(password, username)
    if password == old:
        faults.append("trùng với mật khẩu hiện tại")
    try:
        validate_password(password)
    except ValidationError as error:
        faults += [
            _REASONS.get(fault.code or "", "không đạt quy định của cơ quan").format(
                **(fault.params or {})
            )
            for fault in error.error_list
        ]
    if faults:
        raise WeakPassword(reasons=", ".join(faults))
