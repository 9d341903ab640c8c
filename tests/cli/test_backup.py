import shutil

import psycopg
import pytest

from motcua.cli import postgres
from tests.cli.conftest import command_line, data_folder


@pytest.fixture(scope="module")
def home():
    with data_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def motcua(home):
    return command_line(home)


@pytest.fixture(scope="module")
def saved(motcua, home):
    """A backup of an installation with one row and one file."""
    assert motcua("migrate").returncode == 0
    ask(home, "CREATE TABLE people AS SELECT 'Nguyễn Thị Hoa' AS name")
    (home / "files").mkdir()
    (home / "files" / "scan.pdf").write_bytes(b"%PDF-1.7")
    folder = home.with_name("saved")
    done = motcua("backup", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def ask(home, sql, database="motcua"):
    with postgres.session(home) as url:
        address = url.replace("/motcua?", f"/{database}?")
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(sql)
            return [row[0] for row in cursor] if cursor.description else []


def test_a_backup_never_overwrites(motcua, saved):
    done = motcua("backup", str(saved))

    assert done.returncode == 1
    assert "đã có nội dung" in done.stderr


def test_a_backup_that_was_changed_is_refused(motcua, saved, tmp_path):
    shutil.copytree(saved, tmp_path / "changed")
    (tmp_path / "changed" / "files" / "scan.pdf").write_bytes(b"%PDF-1.4")

    done = motcua("restore", str(tmp_path / "changed"))

    assert done.returncode == 1
    assert "tệp files/scan.pdf đã bị thay đổi" in done.stderr


def test_nothing_is_restored_under_people_at_work(motcua, home, saved):
    with postgres.session(home) as url, psycopg.connect(url):
        done = motcua("restore", str(saved))

    assert done.returncode == 1
    assert "đang có 1 kết nối" in done.stderr


def test_what_was_saved_comes_back_and_what_was_there_is_kept(motcua, home, saved):
    ask(home, "UPDATE people SET name = 'Ai đó'")
    (home / "files" / "scan.pdf").unlink()

    done = motcua("restore", str(saved))

    assert done.returncode == 0, done.stderr
    assert ask(home, "SELECT name FROM people") == ["Nguyễn Thị Hoa"]
    assert (home / "files" / "scan.pdf").read_bytes() == b"%PDF-1.7"
    (kept,) = ask(home, "SELECT datname FROM pg_database WHERE datname LIKE 'motcua\\_2%'")
    assert ask(home, "SELECT name FROM people", kept) == ["Ai đó"]
