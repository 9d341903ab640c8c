"""Why a paper was not printed."""

from __future__ import annotations

from motcua.errors import Invalid, Missing


class NoEdition(Missing):
    message = "Chưa có mẫu giấy cho {wanted}. Kiểm tra lại ngày tiếp nhận hồ sơ."


class NotPrintable(Invalid):
    message = "Nội dung cần in có ký tự không in được ({character}). Xóa ký tự đó rồi in lại."
