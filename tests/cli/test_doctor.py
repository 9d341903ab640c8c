import pytest
from django.db import connection

from motcua.cli import doctor, doctor_database, house
from motcua.cli.findings import Mark


def marks(findings):
    return {finding.what: finding.mark for finding in findings}


def test_a_new_installation_is_told_what_to_do(motcua):
    done = motcua("doctor")

    assert done.returncode == 1
    assert "✓ Python" in done.stdout
    assert "→ «motcua migrate»." in done.stdout
    assert "chỗ cần sửa" in done.stdout
    assert done.stderr == ""


def test_without_a_database_the_rest_is_still_looked_at(motcua):
    done = motcua("doctor", DATABASE_URL="postgresql:///x?host=/nowhere", PORT="1")

    assert done.returncode == 1
    assert "✗ Cơ sở dữ liệu\n    → Không kết nối được cơ sở dữ liệu" in done.stdout
    assert "· Cổng 1\n    → PORT phải là số" in done.stdout


def test_a_secret_that_others_can_read(home):
    house.lay_out()
    assert doctor._secret_file().mark is Mark.GOOD

    (home / "secret_key").chmod(0o644)
    found = doctor._secret_file()
    assert found.mark is Mark.BAD
    assert f"chmod 600 {home}/secret_key" in found.mend


def test_a_data_folder_that_can_not_be_written_to(home, monkeypatch):
    monkeypatch.setenv("MOTCUA_HOME", "/proc/nowhere")

    assert doctor._home().mark is Mark.BAD


@pytest.mark.django_db
def test_what_the_database_tells():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) "
            "VALUES ('house', 'motcua.x', 'failed', '{}')"
        )

    found = marks(doctor_database.findings(was_running=True))

    assert found["1 việc nền bị lỗi: motcua.x"] is Mark.BAD
    assert found["Cơ sở dữ liệu đúng bản đang cài"] is Mark.GOOD
    assert any("Tiến trình nền không chạy" in what for what in found)


@pytest.mark.django_db
def test_a_worker_that_beats_is_well():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")

    assert doctor_database._worker(was_running=True).mark is Mark.GOOD
