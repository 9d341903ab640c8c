"""The columns of a file of procedures, by the name they have in JSON and on a sheet."""

from __future__ import annotations

from typing import Final


COLUMNS: Final = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "field": "Lĩnh vực",
    "levels": "Cấp thực hiện",
    "levels_before": "Cấp thực hiện trước 01/7/2025",
    "authorities": "Cơ quan thực hiện",
    "is_vertical": "Ngành dọc",
    "service_level": "Mức độ trực tuyến",
    "service_note": "Lý do chưa toàn trình",
    "limits": "Thời hạn",
    "fees": "Phí, lệ phí",
    "cases": "Thời hạn theo trường hợp",
    "unknown_because": "Lý do chưa nhận hồ sơ",
    "components": "Thành phần hồ sơ",
    "sets": "Số bộ hồ sơ",
    "result": "Kết quả",
    "result_codes": "Mã kết quả",
    "legal_basis": "Căn cứ pháp lý",
    "decision": "Quyết định công bố",
    "applicants": "Đối tượng thực hiện",
    "conditions": "Yêu cầu, điều kiện",
    "exemptions": "Miễn, giảm phí",
    "family": "Nhóm trình tự",
    "confidence": "Độ tin cậy",
    "note": "Ghi chú",
    "since": "Hiệu lực từ",
    "until": "Hiệu lực đến",
}

MOST_CHARACTERS: Final = {
    "code": 35,
    "name": 500,
    "field": 200,
    "result": 500,
    "decision": 100,
    "family": 40,
    "result_codes": 40,
    "legal_basis": 300,
    "unknown_because": 300,
    "service_note": 300,
    "text": 300,
    "source": 300,
    "per": 40,
    "key": 60,
    "title": 200,
    "form": 60,
    "commune": 200,
    "district": 200,
    "province": 200,
    "ministry": 200,
    "other": 200,
}
