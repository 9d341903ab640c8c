import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from motcua.cli import places
from tests.cli.conftest import ROOT, clean_environment, data_folder


@pytest.fixture(scope="module")
def home():
    with data_folder() as folder:
        yield folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_of(home):
    """All whose folder, command or environment names this data folder."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in told:
            yield told.replace(b"\0", b" ")[:120]


@pytest.fixture
def demo(home):
    """Start a demo; gives its process and, once it is ready, all that it said."""
    started = []

    def start(port):
        process = subprocess.Popen(
            [sys.executable, "-m", "motcua.cli", "demo"],
            cwd=ROOT,
            env=clean_environment(home) | {"PORT": str(port), "MOTCUA_DEMO": "small"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        watchdog = threading.Timer(120, process.kill)
        watchdog.start()
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        watchdog.cancel()
        return process, said

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=20)


def test_the_demo_starts_all_and_leaves_nothing(demo, home):
    port = free_port()
    process, said = demo(port)
    assert f"http://127.0.0.1:{port}" in said, said
    assert re.findall(r"\d+ trên \d+ hồ sơ", said)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
        assert answer.status == 200
    assert list(processes_of(home))

    second, refused = demo(port)
    assert second.wait(10) == 1
    assert re.search(rf"Cổng {port} .* «PORT=\d+ make demo»", refused)

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=15)

    assert process.returncode == 0
    assert list(processes_of(home)) == []
    assert not (home / "database_url").exists()


def test_again_it_makes_nothing_and_a_server_that_is_killed_ends_it_with_a_sentence(demo, home):
    process, said = demo(free_port())
    assert "sẵn sàng" in said, said
    assert re.findall(r"\d+ trên \d+ hồ sơ", said) == []
    postmaster = (places.base(home) / "data" / "postmaster.pid").read_text().split()[0]

    os.kill(int(postmaster), signal.SIGKILL)
    told = process.communicate(timeout=20)[0]

    assert process.returncode == 1
    assert "PostgreSQL đã dừng đột ngột" in told
    assert list(processes_of(home)) == []
