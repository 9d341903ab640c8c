"""Time of a receipt in a process that has printed before: python bench/printing.py"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles


sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from motcua.printing import rules, services  # noqa: E402  the path comes first


PAPERS = 200
AT = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)
EDITION = rules.edition(AT.date())
RECEIPT = rules.Receipt(
    office=rules.Office(
        agency="UBND phường An Thịnh",
        name="Trung tâm Phục vụ hành chính công phường An Thịnh",
        place="An Thịnh",
        phone="0218 000 2468",
        look_up_at="motcua.anthinh.example/tra-cuu",
    ),
    applicant=rules.Applicant(
        name="Lê Minh Khuê",
        address="Tổ 3, phường An Thịnh, tỉnh Đông Giang",
        phone="0900 000 417",
    ),
    procedure="Cấp Giấy xác nhận tình trạng hôn nhân",
    officer="Nguyễn Văn Hiếu",
    components=(),
    received_at=AT,
    due_at=datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    return_place="Quầy 5, Trung tâm Phục vụ hành chính công phường An Thịnh",
    fees="Không thu",
    register_book="04",
)
NAMES = (
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
    "Trích lục ghi chú ly hôn",
    "Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế",
    "Văn bản xác nhận về hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế",
)


def receipt(number: int, components: int) -> rules.Receipt:
    """No two are the same, so that nothing is answered from a cache."""
    code = f"H40.12.05-261123-{number:04}"
    return replace(
        RECEIPT,
        code=code,
        number=str(number),
        register_number=str(number),
        tracking_url=f"https://motcua.anthinh.example/tra-cuu/{code}",
        components=tuple(rules.Component(f"{NAMES[n % 4]} số {number}") for n in range(components)),
    )


def milliseconds(number: int, components: int) -> float:
    data = receipt(number, components)
    start = time.perf_counter()
    services.receipt(data, edition=EDITION)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    print(f"first paper of the process: {milliseconds(0, 2):.0f} ms")
    for components in (2, 8, 15):
        times = [milliseconds(number, components) for number in range(1, PAPERS + 1)]
        cuts = quantiles(times, n=20)
        print(f"{components:2} components: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms")


if __name__ == "__main__":
    main()
