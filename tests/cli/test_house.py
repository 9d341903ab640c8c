import socket
import stat

import pytest

from motcua.cli import house
from motcua.cli.errors import FileUnreadable, NotANumber, PortBusy, PortNotAllowed


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_busy_port_is_named_with_one_that_is_free(monkeypatch, busy_port):
    monkeypatch.setenv("PORT", str(busy_port))

    with pytest.raises(PortBusy, match=f"Cổng {busy_port} .* «PORT=\\d+ make demo»"):
        house.check_port()


@pytest.mark.parametrize("port", ["abc", "80", "70000", "８０００", "-1"])
def test_a_port_that_can_not_be(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(PortNotAllowed):
        house.check_port()


def test_the_secret_is_made_once_and_for_its_owner_only(home):
    house.lay_out()
    file = home / "secret_key"
    secret = file.read_text()
    house.lay_out()

    assert file.read_text() == secret
    assert len(secret) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_value_may_come_from_a_file(home, monkeypatch, tmp_path):
    (tmp_path / "port").write_text("8123\n")
    monkeypatch.setenv("PORT_FILE", str(tmp_path / "port"))
    assert house.port() == 8123

    monkeypatch.setenv("PORT_FILE", str(tmp_path / "nothing"))
    with pytest.raises(FileUnreadable, match="không có tệp"):
        house.port()


@pytest.mark.parametrize("text", ["0", "-1", "nhiều", "999"])
def test_a_number_that_can_not_be(monkeypatch, text):
    monkeypatch.setenv("WORKERS", text)

    with pytest.raises(NotANumber, match=f"WORKERS phải là số nguyên từ 1 đến 64, .*{text}"):
        house.number("WORKERS", 2, most=64)


def test_no_secret_is_made_where_one_is_given(home, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")

    house.lay_out()

    assert not (home / "secret_key").exists()
