"""`motcua report rebuild`, and what `motcua migrate` does of it."""

from argparse import Namespace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from motcua.cli import doctor_database, prepare, report_verify
from motcua.cli.findings import Mark
from motcua.cli.parser import read
from motcua.cli.report_rebuild import rebuild
from motcua.errors import Missing
from motcua.ledger.models import Position, Tally, Total
from tests.factories import MORNING, at_step, finished, office, received


pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate(MORNING)
PERIOD = Namespace(**{"from": f"{TODAY}", "to": f"{TODAY + timedelta(days=20)}"})


@pytest.fixture
def codes():
    world = office()
    return [finished(world), at_step(world, 3), received(world)]


def run(*words):
    return rebuild(read(["report", "rebuild", *words]))


def empty():
    for table in (Position, Tally, Total):
        table.objects.all().delete()


def test_sums_that_are_wrong(codes, capsys):
    Tally.objects.filter(received_direct=1).update(received_direct=4)
    assert report_verify.verify(PERIOD) == 1
    assert "chạy «motcua report rebuild --sums»" in capsys.readouterr().err

    assert run("--sums") == 0

    assert f"từ {Position.objects.count()} dòng của danh sách hồ sơ" in capsys.readouterr().out
    assert report_verify.verify(PERIOD) == 0


def test_a_dossier_that_is_wrong(codes, capsys):
    Position.objects.filter(code=codes[1]).update(due_on=TODAY + timedelta(days=300))
    assert report_verify.verify(PERIOD) == 1
    told = capsys.readouterr().err
    assert codes[1] in told
    assert "«motcua report rebuild --code MÃ»" in told
    assert "--missing" not in told

    assert run("--code", codes[1], "--sums") == 0

    assert f"Đã dựng lại số liệu của hồ sơ {codes[1]}" in capsys.readouterr().out
    assert report_verify.verify(PERIOD) == 0
    assert run("--code", codes[1]) == 0
    assert "không đổi gì" in capsys.readouterr().out


def test_dossiers_that_are_missing(codes, capsys):
    Position.objects.filter(code=codes[0]).delete()
    assert report_verify.verify(PERIOD) == 1
    assert "«motcua report rebuild --missing» (1 hồ sơ" in capsys.readouterr().err
    assert doctor_database._figures().mark is Mark.BAD

    assert run() == 0  # what is missing, then the sums, which still had it

    said = capsys.readouterr().out
    assert "1 hồ sơ chưa có trong sổ số liệu" in said
    assert "Đã ghi 1 hồ sơ vào sổ số liệu." in said
    assert report_verify.verify(PERIOD) == 0
    assert doctor_database._figures().mark is Mark.GOOD
    assert run("--missing") == 0
    assert "Sổ số liệu đã có đủ hồ sơ." in capsys.readouterr().out


@pytest.mark.parametrize("code", [" ", "H40", "H40.12.05-261121-9999", "\0", "\udce1", "x" * 900])
def test_a_code_that_is_none(codes, code):
    before = list(Position.objects.order_by("pk").values_list())
    with pytest.raises(Missing):
        rebuild(Namespace(code=code, missing=False, sums=False))
    assert list(Position.objects.order_by("pk").values_list()) == before


def test_after_an_update_the_ledger_is_filled(codes, capsys, monkeypatch):
    monkeypatch.setattr(prepare, "static_is_current", lambda: True)
    empty()

    prepare.migrate(Namespace())

    said = capsys.readouterr().out
    assert "3 hồ sơ chưa có trong sổ số liệu, đọc lại từ nhật ký:\n  đã ghi 3 hồ sơ\n" in said
    assert report_verify.verify(PERIOD) == 0
    assert "3 hồ sơ" in capsys.readouterr().out
    prepare.migrate(Namespace())
    assert "sổ số liệu: đã đúng bản." in capsys.readouterr().out


def test_where_nothing_is_missing_one_query_is_asked(codes, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not prepare.update_figures()


def test_a_dossier_the_journal_does_not_tell(codes, capsys):
    empty()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "DELETE FROM journal_entry WHERE subject = %s AND kind = 'dossier.accepted'",
            [codes[2]],
        )
        cursor.execute("SET session_replication_role = origin")

    assert run("--missing") == 1

    told = capsys.readouterr()
    assert "Đã ghi 2 hồ sơ" in told.out
    assert "Nhật ký không có lần tiếp nhận của 1 hồ sơ, số liệu còn thiếu" in told.err
    assert codes[2] in told.err
