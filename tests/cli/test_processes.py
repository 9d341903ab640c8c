import os
import signal
import sys
import time
from pathlib import Path

import pytest

from motcua.cli import processes
from motcua.cli.processes import Interruption


STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen(["sleep", "100"])
print("began", grandchild.pid, flush=True)
grandchild.wait()
"""


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_lines_carry_the_name_of_who_said_them(capsys):
    child = processes.start("web", sys.executable, "-c", "print('xin chào')", environment={})
    child.process.wait()
    child.stop()

    assert capsys.readouterr().out == "web │ xin chào\n"


def test_a_stubborn_child_is_ended_with_all_that_it_started(capsys, monkeypatch):
    monkeypatch.setattr(processes, "SECONDS_TO_STOP", 0.2)
    child = processes.start("web", sys.executable, "-c", STUBBORN, environment={})
    while not (said := capsys.readouterr().out):
        time.sleep(0.05)
    grandchild = int(said.split()[-1])
    assert runs(grandchild)

    child.stop()

    assert child.code is not None
    time.sleep(0.1)
    assert not runs(grandchild)


@pytest.fixture
def interruption():
    before = {number: signal.getsignal(number) for number in processes.SIGNALS}
    interruption = Interruption()
    interruption.listen()
    yield interruption
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", processes.SIGNALS)
def test_the_first_signal_interrupts_and_the_next_do_not(interruption, number):
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)

    os.kill(os.getpid(), number)
    assert interruption.came


def test_an_interruption_waits_for_the_end_of_what_must_not_be_cut(interruption):
    done = []

    def must_not_be_cut():
        with interruption.held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        must_not_be_cut()

    assert done == ["all of it"]


def test_while_all_is_being_stopped_nothing_interrupts(interruption):
    interruption.is_over()

    os.kill(os.getpid(), signal.SIGTERM)
