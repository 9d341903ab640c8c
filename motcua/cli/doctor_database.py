"""The doctor's checks that ask the database and the code that is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from motcua.cli import house, prepare
from motcua.cli.findings import Finding, bad, good, note
from motcua.dossiers.queries.figuring import unentered
from motcua.journal import queries as journal
from motcua.web import assets


OLDEST_SERVER = 15_00_00
EXTENSIONS = ("btree_gist", "pg_trgm")
LATE_HEARTBEAT = timedelta(seconds=60)
CLOCKS_MAY_DIFFER = timedelta(seconds=5)
MANY_UNSEALED = 10_000


def findings(*, was_running: bool) -> Iterator[Finding]:
    yield _server()
    yield _extensions()
    yield _clock()
    yield _static()
    yield _fonts()
    if pending := house.pending_migrations():
        yield bad(f"Cơ sở dữ liệu còn {len(pending)} thay đổi chưa thực hiện", "«motcua migrate».")
        return
    yield good("Cơ sở dữ liệu đúng bản đang cài")
    yield _worker(was_running=was_running)
    yield _failed_jobs()
    yield _journal()
    yield _figures()


def _server() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        number = int(cursor.fetchone()[0])
        cursor.execute("SHOW server_version")
        what = f"PostgreSQL {cursor.fetchone()[0]}"
    if number < OLDEST_SERVER:
        return bad(what, "Cần PostgreSQL 15 trở lên: nâng cấp máy chủ cơ sở dữ liệu.")
    return good(what)


def _extensions() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_available_extensions")
        missing = sorted(set(EXTENSIONS) - {name for (name,) in cursor.fetchall()})
    if missing:
        return bad(
            f"PostgreSQL thiếu phần mở rộng {', '.join(missing)}",
            "Cài gói postgresql-contrib trên máy chủ cơ sở dữ liệu.",
        )
    return good(f"PostgreSQL có {', '.join(EXTENSIONS)}")


def _clock() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs(timezone.now() - cursor.fetchone()[0])
    if apart > CLOCKS_MAY_DIFFER:
        return bad(
            f"Đồng hồ máy này và máy chủ cơ sở dữ liệu lệch nhau {apart.total_seconds():.0f} giây",
            "Bật đồng bộ giờ (NTP) trên cả hai máy: thời hạn hồ sơ tính theo giờ.",
        )
    return good(f"Giờ đúng: {timezone.localtime():%H:%M ngày %d/%m/%Y} (giờ Việt Nam)")


def _static() -> Finding:
    if not prepare.static_is_current():
        return bad("Tệp giao diện chưa dựng hoặc đã cũ", "«motcua migrate».")
    return good("Tệp giao diện đúng bản")


def _fonts() -> Finding:
    if not list(Path(assets.TARGET).glob("*.woff2")):
        return bad("Thiếu phông chữ", "Chạy «make demo» một lần để dựng, hoặc «motcua migrate».")
    return good("Có phông chữ")


def _worker(*, was_running: bool) -> Finding:
    last = ProcrastinateWorker.objects.order_by("-last_heartbeat").first()
    if last and timezone.now() - last.last_heartbeat < LATE_HEARTBEAT:
        return good("Tiến trình nền đang chạy")
    if not was_running:
        return note("Hệ thống đang tắt", "«make demo», hoặc «motcua serve» và «motcua worker».")
    return bad("Tiến trình nền không chạy: niêm phong nhật ký đang chờ", "Chạy «motcua worker».")


def _failed_jobs() -> Finding:
    failed = ProcrastinateJob.objects.filter(status="failed")
    names = sorted(set(failed.values_list("task_name", flat=True)[:100]))
    if names:
        return bad(
            f"{failed.count()} việc nền bị lỗi: {', '.join(names)}",
            "Xem nhật ký của tiến trình nền, sửa nguyên nhân rồi cho chạy lại.",
        )
    return good("Không có việc nền nào bị lỗi")


def _journal() -> Finding:
    verdict = journal.verify(most=1)
    if verdict.broken:
        return bad(verdict.broken[0], "«motcua journal verify» cho biết đầy đủ.")
    if verdict.unsealed > MANY_UNSEALED:
        return bad(
            f"{verdict.unsealed} mục nhật ký chưa niêm phong",
            "Kiểm tra tiến trình nền có chạy không.",
        )
    return good(f"Nhật ký nguyên vẹn: {verdict.entries} mục, {verdict.unsealed} chờ niêm phong")


def _figures() -> Finding:
    if missing := unentered():
        return bad(
            f"{missing} hồ sơ chưa có trong sổ số liệu, báo cáo thiếu các hồ sơ đó",
            "«motcua report rebuild --missing».",
        )
    return good("Sổ số liệu có đủ hồ sơ")
