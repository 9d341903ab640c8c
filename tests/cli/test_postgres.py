import os
import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest

from motcua.cli import places, postgres, server_user
from motcua.cli.errors import DataOfAnother, HomeNotWritable, OtherVersion, ServerDidNotStart


def ask(url, sql):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


def postmaster(home):
    return int((places.base(home) / "data" / "postmaster.pid").read_text().split()[0])


def wait_for_the_end_of(pid):
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.1)
    pytest.fail(f"{pid} still runs")


def test_the_server_is_started_once_and_keeps_its_data(home):
    url = postgres.start(home)
    ask(url, "CREATE TABLE kept AS SELECT 1 AS n")
    pid = postmaster(home)

    assert postgres.start(home) == url
    assert postmaster(home) == pid
    assert (home / "database_url").read_text().strip() == url

    postgres.stop(home)
    assert not postgres.running(home)
    assert not (home / "database_url").exists()
    wait_for_the_end_of(pid)

    assert ask(postgres.start(home), "SELECT n FROM kept") == 1


def test_a_server_that_was_killed_starts_again_with_all_that_was_committed(home):
    url = postgres.start(home)
    ask(url, "CREATE TABLE kept AS SELECT 1 AS n")
    os.kill(postmaster(home), signal.SIGKILL)
    time.sleep(0.1)

    assert not postgres.running(home)
    assert ask(postgres.start(home), "SELECT n FROM kept") == 1


def test_the_number_of_a_dead_server_may_have_gone_to_another_process(home):
    postgres.start(home)
    postgres.stop(home)
    (places.base(home) / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")

    assert not postgres.running(home)
    postgres.start(home)
    assert postgres.running(home)


def test_many_may_start_it_at_once(home):
    urls = []
    callers = [threading.Thread(target=lambda: urls.append(postgres.start(home))) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert len(urls) == 4
    assert len(set(urls)) == 1


def test_who_leaves_last_stops_the_server(home):
    with postgres.session(home):
        with postgres.session(home):
            pass
        assert postgres.running(home)

    assert not postgres.running(home)


def test_a_long_or_odd_folder_gets_a_short_socket(home):
    odd = home / ("thư mục có dấu cách " * 5).strip()

    with postgres.session(odd) as url:
        assert ask(url, "SELECT 1") == 1


def test_data_of_another_version_is_left_alone(home):
    postgres.start(home)
    postgres.stop(home)
    version = places.base(home) / "data" / "PG_VERSION"
    version.write_text("12\n")

    with pytest.raises(OtherVersion, match="PostgreSQL 12, bản đi kèm là 17"):
        postgres.start(home)

    assert version.read_text() == "12\n"


def test_a_server_that_does_not_start_says_why(home, monkeypatch):
    monkeypatch.setitem(postgres.SETTINGS, "shared_buffers", "0")

    with pytest.raises(ServerDidNotStart, match="shared_buffers"):
        postgres.start(home)


def test_a_data_folder_that_can_not_be_made(home):
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file in its place")

    with pytest.raises(HomeNotWritable, match="MOTCUA_HOME=/duong/dan"):
        postgres.start(home)

    home.unlink()


@pytest.mark.parametrize("name", server_user.SERVER_USERS)
def test_root_hands_the_server_to_a_user_that_exists(name, home, monkeypatch):
    known = [user for user in server_user.pwd.getpwall() if user.pw_name in (name, "root")]
    monkeypatch.setattr(server_user.pwd, "getpwall", lambda: known)
    monkeypatch.setattr(server_user.os, "geteuid", lambda: 0)

    if len(known) == 2:
        assert server_user.server_user(home).pw_name == name


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_where_the_servers_user_can_not_walk_the_data_lies_elsewhere(home):
    home.mkdir(parents=True)
    home.chmod(0o700)

    url = postgres.start(home)

    assert places.base(home).is_relative_to(places.ROOFS[0])
    assert places.base(home).stat().st_uid != 0
    assert ask(url, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave data that is not ours")
def test_an_ordinary_user_does_not_touch_the_data_of_another(home, monkeypatch):
    postgres.start(home)
    with monkeypatch.context() as patch:
        patch.setattr(places.os, "geteuid", lambda: 12345)

        with pytest.raises(DataOfAnother, match="thuộc người dùng"):
            places.find(home)
