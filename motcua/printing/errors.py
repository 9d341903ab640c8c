"""Why a paper was not printed."""

from __future__ import annotations

from motcua.errors import Invalid, Missing


class NoEdition(Missing):
    message = "Chưa có mẫu giấy cho {wanted}. Kiểm tra lại ngày tiếp nhận hồ sơ."


class NotPrintable(Invalid):
    message = "Nội dung cần in có ký tự không in được ({character}). Xóa ký tự đó rồi in lại."


class BadKeptEdition(Invalid):
    message = (
        "PAPER_EDITIONS có phần không hiểu được: “{entry}”. Ghi mã cơ quan, dấu bằng, bộ mẫu và, "
        "nếu có, ngày cuối, như H40=2018:2026-12-31."
    )


class BadPeriod(Invalid):
    message = "{why} Chọn lại từ ngày và đến ngày."


class TooManyLines(Invalid):
    message = (
        "Sổ của thời gian này có hơn {most} dòng, in ra một tệp PDF thì quá dày. Chọn thời gian "
        "ngắn hơn, hoặc tải bảng tính."
    )
