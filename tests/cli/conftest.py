import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from motcua.cli import places, postgres


ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def data_folder():
    """A folder that any user can walk to (pytest's own are closed); its server is stopped after."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "var"
    if (folder / "var").is_dir():
        postgres.stop(folder / "var")
    shutil.rmtree(folder)


@pytest.fixture
def home(monkeypatch):
    with data_folder() as folder, monkeypatch.context() as patch:
        patch.setattr(places, "ROOFS", (folder.with_name("roof"),))
        patch.setenv("MOTCUA_HOME", str(folder))
        yield folder


@pytest.fixture
def motcua(home):
    return command_line(home)


def command_line(home):
    """Run the command line as a person would; the finished process."""

    def run(*words, **environment):
        return subprocess.run(
            [sys.executable, "-m", "motcua.cli", *words],
            cwd=ROOT,
            env=clean_environment(home) | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def clean_environment(home):
    kept = {"PATH", "HOME", "LANG", "TMPDIR"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return environment | {"MOTCUA_HOME": str(home), "PYTHONUTF8": "1"}
