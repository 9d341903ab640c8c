"""`motcua doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from motcua.cli import house, places, postgres
from motcua.cli.findings import Finding, Mark, bad, good, note
from motcua.errors import DomainError


OLDEST_PYTHON = (3, 11)
LITTLE_SPACE_GB = 2
# What settings.py falls back to; nobody may serve people with it.
KNOWN_SECRET = "only-for-tests-and-builds"


def doctor(arguments: Namespace) -> int:
    """1 when anything is wrong."""
    found = []
    for finding in _all():
        print(finding.lines(), flush=True)
        found.append(finding)
    wrong = [finding for finding in found if finding.mark is Mark.BAD]
    print(f"\n{len(wrong)} chỗ cần sửa." if wrong else "\nMọi thứ đều ổn.")
    return 1 if wrong else 0


def _all() -> Iterator[Finding]:
    for check in (_python, _home, _space, _secret_file):
        yield check()
    yield from _settings()
    yield from _database()
    for last in (_port, _browser):
        yield last()


def _python() -> Finding:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return bad(f"Python {version}", "Cần Python 3.11 trở lên: cài rồi chạy «make clean demo».")
    return good(f"Python {version}")


def _home() -> Finding:
    folder = house.home()
    try:
        places.make_folder(folder)
    except DomainError as refusal:
        return bad(f"Thư mục dữ liệu {folder}", str(refusal))
    return good(f"Thư mục dữ liệu {folder} ghi được")


def _space() -> Finding:
    folder = next(path for path in (house.home(), *house.home().parents) if path.exists())
    free = shutil.disk_usage(folder).free / 1_000_000_000
    what = f"Ổ đĩa còn {free:.1f} GB".replace(".", ",")
    if free < LITTLE_SPACE_GB:
        return bad(what, f"Dọn ổ đĩa chứa {folder}, hoặc chuyển MOTCUA_HOME sang ổ đĩa khác.")
    return good(what)


def _secret_file() -> Finding:
    file = house.home() / "secret_key"
    if house.given("SECRET_KEY"):
        return good("Khóa bí mật lấy từ môi trường")
    if not file.exists():
        return note("Chưa có khóa bí mật", "«motcua demo» hoặc «motcua serve» sẽ tạo.")
    if file.stat().st_mode & 0o077:
        return bad(f"Người khác đọc được {file}", f"«chmod 600 {file}».")
    return good("Khóa bí mật chỉ chủ thư mục đọc được")


def _settings() -> Iterator[Finding]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
    if not house.has_own_database() and not postgres.running(house.home()):
        yield note("PostgreSQL đi kèm đang tắt; được bật tạm để kiểm tra")


def _database() -> Iterator[Finding]:
    """All that needs a database; where there is none, the one sentence why."""
    was_running = house.has_own_database() or postgres.running(house.home())
    try:
        with house.database(may_start=True):
            yield from _configuration()
            checks = import_module("motcua.cli.doctor_database")
            find: Callable[..., Iterator[Finding]] = checks.findings
            yield from find(was_running=was_running)
            house.let_go_of_the_database()
    except (DomainError, ImproperlyConfigured) as refusal:
        yield bad("Cơ sở dữ liệu", str(refusal))


def _configuration() -> Iterator[Finding]:
    if settings.SECRET_KEY == KNOWN_SECRET:
        yield bad(
            "SECRET_KEY là khóa ai cũng biết", "Xóa biến đó để motcua tự tạo, hoặc đặt khóa riêng."
        )
    if settings.DEBUG:
        yield bad("DEBUG đang bật", "Bỏ DEBUG=True: trang lỗi khi đó lộ thông tin nội bộ.")
    else:
        yield good("DEBUG tắt")
    if not settings.SESSION_COOKIE_SECURE and house.address() != "127.0.0.1":
        yield bad(
            f"Phục vụ ở {house.address()} mà không có HTTPS",
            "Đặt máy chủ chuyển tiếp có HTTPS phía trước và HTTPS=True.",
        )


def _port() -> Finding:
    try:
        return good(f"Cổng {house.check_port()} còn trống")
    except DomainError as refusal:
        return note(f"Cổng {house.given('PORT', '8000')}", str(refusal))


def _browser() -> Finding:
    if shutil.which("chromium"):
        return good("Có Chromium cho các phép thử trình duyệt")
    return note(
        "Không có Chromium: các phép thử trình duyệt sẽ được bỏ qua",
        "Chỉ cần khi phát triển: «apt-get install chromium».",
    )
