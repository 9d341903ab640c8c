"""Time of each official paper in a process that has printed before: python -m bench printing"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from statistics import quantiles

from motcua.dossiers.rules.register import RegisterLine
from motcua.printing import rules, services


PAPERS = 100
AT = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
EDITION = rules.edition(AT.date())
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
OFFICE = rules.Office(
    agency="UBND phường An Thịnh",
    name="Trung tâm Phục vụ hành chính công phường An Thịnh",
    place="An Thịnh",
    phone="0218 000 2468",
    look_up_at="motcua.anthinh.example/tra-cuu",
)
NAMES = (
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
    "Trích lục ghi chú ly hôn",
    "Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế",
    "Văn bản xác nhận về hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế",
)
REASON = "Hồ sơ chưa có giấy tờ chứng minh tình trạng hôn nhân trước đây."


def common(number: int) -> dict[str, object]:
    """No two are the same, so that nothing is answered from a cache."""
    code = f"H40.12.05-261123-{number:04}"
    return {
        "office": OFFICE,
        "applicant": rules.Applicant(
            name=f"Lê Minh Khuê {number}",
            address="Tổ 3, phường An Thịnh, tỉnh Đông Giang",
            phone="0900 000 417",
        ),
        "procedure": "Cấp Giấy xác nhận tình trạng hôn nhân",
        "officer": "Nguyễn Văn Hiếu",
        "code": code,
        "number": str(number),
        "tracking_url": f"https://motcua.anthinh.example/tra-cuu/{code}",
    }


def components(count: int) -> tuple[rules.Component, ...]:
    return tuple(rules.Component(NAMES[n % 4]) for n in range(count))


def receipt(number: int, count: int = 2) -> rules.Sheet:
    data = rules.Receipt(
        **common(number),
        components=components(count),
        received_at=AT,
        due_at=DUE,
        return_place="Quầy 5, Trung tâm Phục vụ hành chính công phường An Thịnh",
        fees="Không thu",
        register_book="2026",
        register_number=str(number),
    )
    return rules.receipt_sheet(data, EDITION)


def supplement(number: int) -> rules.Sheet:
    items = tuple(rules.SupplementItem(name=name, originals=1) for name in NAMES)
    data = rules.SupplementRequest(**common(number), items=items, reason=REASON, issued_at=AT)
    return rules.supplement_request_sheet(data, EDITION)


def refusal(number: int) -> rules.Sheet:
    data = rules.Refusal(**common(number), reason=REASON, issued_at=AT)
    return rules.refusal_sheet(data, EDITION)


def apology(number: int) -> rules.Sheet:
    data = rules.Apology(
        **common(number),
        received_at=AT,
        first_due_at=DUE,
        due_at=DUE,
        new_due_at=DUE,
        reason=REASON,
        issued_at=AT,
        is_timely=True,
    )
    return rules.apology_sheet(data, EDITION)


def stop(number: int) -> rules.Sheet:
    data = rules.StopNotice(
        **common(number),
        asked_at=AT,
        received_at=AT,
        reached="Thụ lý",
        reason=REASON,
        components=components(4),
        fee="Không thu",
        issued_at=AT,
    )
    return rules.stop_sheet(data, EDITION)


def control(number: int) -> rules.Sheet:
    one = rules.HandOver(
        giver="Phòng Văn hóa - Xã hội",
        taker="UBND phường An Thịnh",
        at=AT,
        given_by="Trần Mai Anh",
        taken_by="Vũ Đình Chu",
        result="Đúng hạn",
    )
    data = rules.ControlSlip(
        **common(number),
        received_at=AT,
        due_at=DUE,
        resolved_by="UBND phường An Thịnh",
        with_help_of=(),
        hand_overs=(one,) * 7,
    )
    return rules.control_sheet(data, EDITION)


LINE = RegisterLine(
    year=2026,
    number=1,
    code="",
    procedure_name=NAMES[3],
    sets=1,
    applicant_name="Lê Minh Khuê",
    applicant_address="Tổ 3, phường An Thịnh, tỉnh Đông Giang",
    applicant_phone="0900 000 417",
    agency="UBND phường An Thịnh",
    accepted_at=AT,
    due_at=DUE,
    sent_at=AT,
    finished_at=DUE,
    returned_at=DUE,
    delivery="Tại quầy",
    handed_to="Lê Minh Khuê",
    note="",
)


def line(number: int) -> RegisterLine:
    return replace(LINE, number=number, code=f"H40.12.05-261123-{number:04}")


def register(lines: int) -> rules.Sheet:
    data = rules.Register(
        office=OFFICE,
        since=NOVEMBER[0],
        until=NOVEMBER[1],
        lines=tuple(map(line, range(1, lines + 1))),
        made_at=AT,
    )
    return rules.register_sheet(data, EDITION)


def milliseconds(make: Callable[[], object]) -> float:
    start = time.perf_counter()
    make()
    return (time.perf_counter() - start) * 1000


def spread(name: str, sheet: Callable[[int], rules.Sheet]) -> None:
    times = [milliseconds(lambda n=n: services.pdf(sheet(n))) for n in range(1, PAPERS + 1)]
    cuts = quantiles(times, n=20)
    print(f"{name:28} p50 {cuts[9]:5.1f} ms  p95 {cuts[18]:5.1f} ms")


def book(lines: int) -> None:
    with tempfile.TemporaryFile() as target:
        services.register_book(target, OFFICE, *NOVEMBER, map(line, range(1, lines + 1)))


def main(_words: list[str]) -> None:
    print(f"first paper of the process: {milliseconds(lambda: services.pdf(receipt(0))):.0f} ms")
    for count in (2, 8, 15):
        spread(f"01, {count} components", lambda n, count=count: receipt(n, count))
    spread("02, 4 items", supplement)
    spread("03", refusal)
    spread("04", apology)
    spread("05 (2025)", stop)
    spread("06 (2025), 7 hand-overs", control)
    for lines in (50, 500, rules.MOST_PRINTED):
        time_taken = milliseconds(lambda lines=lines: services.pdf(register(lines)))
        print(f"07, {lines:5} lines, PDF          {time_taken:7.0f} ms")
    for lines in (1000, 20_000):
        print(f"07, {lines:5} lines, XLSX         {milliseconds(lambda n=lines: book(n)):7.0f} ms")
    tracemalloc.start()
    book(20_000)
    print(f"07, 20000 lines, XLSX          {tracemalloc.get_traced_memory()[1] / 2**20:7.1f} MB")
