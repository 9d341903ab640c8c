"""The first steps of an installation for work: what comes with it, agency, administrator."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files

from django.db import transaction
from django.utils import timezone

from motcua.catalog import services as catalog
from motcua.cli.errors import AlreadySetUp
from motcua.people import queries as people_queries
from motcua.people import services as people
from motcua.people.rules import Role, UnitDraft, UnitKind
from motcua.process import services as process
from motcua.web.admin_pages.passwords import new_password


def setup(arguments: Namespace) -> None:
    """All or nothing; refused where there are units already. The password is shown once."""
    password = new_password()
    with transaction.atomic():
        if people_queries.unit_tree(timezone.localdate()):
            raise AlreadySetUp()
        _found_house(arguments, password)
        for words, step in (("Địa danh", _places), ("Thủ tục", _procedures), ("Quy trình", _steps)):
            print(f"  {words} … ", end="", flush=True)
            step()
            print("xong.", flush=True)
    print(
        f"\nĐăng nhập bằng {arguments.admin}, mật khẩu {password} (chỉ hiện lần này; phải đổi khi "
        "đăng nhập).\nTiếp theo: nhập đơn vị bằng «motcua units import» hoặc ở trang /quan-tri/."
    )


def _found_house(arguments: Namespace, password: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    draft = UnitDraft(
        code=arguments.code,
        name=arguments.agency,
        kind=UnitKind.PROVINCE,
        since=today,
        province_code=arguments.province,
    )
    unit_id = people.create_unit(draft, by=None, at=now)
    people.create_account(
        arguments.admin, arguments.name or arguments.admin, password=password, by=None, at=now
    )
    people.appoint(
        arguments.admin,
        unit_id,
        title="Quản trị hệ thống",
        roles=[Role.ADMIN],
        since=today,
        by=None,
        at=now,
    )


def _places() -> None:
    people.load_places(at=timezone.now())


def _procedures() -> None:
    delivered = files("motcua.catalog").joinpath("data", "procedures.json")
    catalog.import_file("procedures.json", delivered.read_bytes(), by=None, at=timezone.now())


def _steps() -> None:
    process.load_processes(at=timezone.now())
