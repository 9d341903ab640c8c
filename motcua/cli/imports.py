"""Taking over what an office has already: its procedures, its units."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from motcua.catalog import services as catalog
from motcua.cli import sheets
from motcua.people import services as people


UNIT_HEADINGS = {
    "code": "Mã",
    "name": "Tên đơn vị",
    "short_name": "Tên ngắn",
    "kind": "Loại",
    "parent_code": "Mã đơn vị cấp trên",
    "place_code": "Mã địa bàn",
    "province_code": "Mã tỉnh",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "since": "Từ ngày",
    "until": "Đến ngày",
}
MOST_SHOWN = 50


def import_catalog(arguments: Namespace) -> int:
    path = Path(arguments.file)
    print(f"Đang nhập {path.name} …", flush=True)
    report = catalog.import_file(
        path.name,
        sheets.content(path),
        by=None,
        at=timezone.now(),
        partial=arguments.partial,
    )
    _complain(
        [f"Dòng {p.row} ({p.code}), cột {p.column}: {p.message}" for p in report.problems],
    )
    if not report.is_done:
        print("Chưa nhập gì. Sửa tệp rồi nhập lại, hoặc thêm --partial.", file=sys.stderr)
        return 1
    changed = set(report.changed) - set(report.created)
    print(
        f"{len(report.created)} thủ tục mới, {len(changed)} thay đổi, "
        f"{len(report.unchanged)} giữ nguyên, {report.refused} dòng bị từ chối."
    )
    return 0


def import_units(arguments: Namespace) -> int:
    file = sheets.read(Path(arguments.file), UNIT_HEADINGS)
    print(f"Đang nhập {len(file.rows)} dòng …", flush=True)
    report = people.import_units(file.rows, by=None, at=timezone.now())
    _complain(
        [f"Dòng {f.row - 1 + file.first} ({f.code}): {f.message}" for f in report.faults],
    )
    if report.faults:
        print("Chưa nhập gì. Sửa tệp rồi nhập lại.", file=sys.stderr)
        return 1
    print(f"{report.created} đơn vị mới, {report.changed} thay đổi, {report.unchanged} giữ nguyên.")
    return 0


def _complain(lines: list[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        print(line, file=sys.stderr)
    if len(lines) > MOST_SHOWN:
        print(f"… và {len(lines) - MOST_SHOWN} lỗi khác.", file=sys.stderr)
