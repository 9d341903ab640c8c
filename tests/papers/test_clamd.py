"""The virus scanner: the real one where it is installed, and one that answers as it does."""

import shutil
import socket
import struct
import subprocess
import threading
import time

import pytest

from motcua.papers import services
from motcua.papers.errors import FileInfected, VirusScannerDown
from motcua.papers.models import Scan
from motcua.papers.providers.clamd import NoScanner, virus_scanner
from tests.factories import MORNING, office, received


CLEAN = b"%PDF-1.7\n%%EOF\n"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")


class Pretended:
    """Speaks INSTREAM: reads the chunks to the empty one, then answers."""

    def __init__(self, folder):
        self.path = folder / "c"
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(self.path))
        self.server.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as sent:
                assert sent.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!L", sent.read(4))[0]:
                    content += sent.read(size)
                found = b"Eicar.Test FOUND" if EICAR in content else b"OK"
                line.sendall(b"stream: " + found + b"\0")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """clamd with a signature file of our own: no database of anybody is needed."""
    if CLAMD is None:
        pytest.skip("clamd is not installed (Debian: clamav-daemon)")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "local.ndb").write_text(f"Eicar.Test:0:*:{EICAR.hex()}\n")
    path = folder / "c"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {path}\nDatabaseDirectory {folder}\nForeground yes\n"
        "StreamMaxLength 25M\nConcurrentDatabaseReload no\n"
    )
    for item in (folder, *folder.iterdir()):
        item.chmod(0o755 if item.is_dir() else 0o644)
    server = subprocess.Popen(
        [CLAMD, "-c", folder / "clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            if path.exists() or server.poll() is not None:
                break
            time.sleep(0.1)
        assert path.exists(), "clamd did not start"
        yield f"unix:{path}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(params=["pretended", "real"])
def address(request, tmp_path):
    if request.param == "real":
        yield request.getfixturevalue("real")
        return
    pretended = Pretended(tmp_path)
    yield f"unix:{pretended.path}"
    pretended.server.close()


def test_what_is_clean_passes(address):
    virus_scanner(address).check(CLEAN + b"\0" * 300_000)


def test_what_is_infected_is_named(address):
    with pytest.raises(FileInfected, match="Eicar.Test"):
        virus_scanner(address).check(b"%PDF-1.7\n" + b" " * 200_000 + EICAR)


@pytest.mark.parametrize("nowhere", ["unix:/nowhere/c", "tcp:127.0.0.1:1", "tcp:127.0.0.1", "x"])
def test_no_answer_is_no_permission(nowhere):
    with pytest.raises(VirusScannerDown):
        virus_scanner(nowhere).check(CLEAN)


def test_without_one_every_file_passes():
    assert isinstance(virus_scanner(""), NoScanner)
    virus_scanner("").check(EICAR)


@pytest.mark.django_db
@pytest.mark.parametrize("infected", [True, False], ids=["infected", "no scanner"])
def test_nothing_is_left_of_a_file_that_is_not_taken(address, infected, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD = address if infected else "unix:/nowhere/c"
    world = office()
    code = received(world)

    with pytest.raises((FileInfected, VirusScannerDown)):
        services.attach(code, 1, content=CLEAN + EICAR, name="x", by=world.hieu.user_id, at=MORNING)

    assert not Scan.objects.exists()
    assert not settings.MEDIA_ROOT.exists()
