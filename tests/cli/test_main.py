import re
import shlex
from pathlib import Path

import pytest

from motcua.cli.commands import COMMANDS
from motcua.cli.main import main
from motcua.cli.parser import read


REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "commands.md"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself_in_vietnamese_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as done:
        main([*command.name.split(), "--help"])

    told = capsys.readouterr().out
    assert done.value.code == 0
    assert told.startswith("Cách dùng: motcua")
    assert f"Ví dụ:\n  {command.example}" in told
    assert not re.search(r"usage|options:|positional|show this", told)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_example_of_a_command_can_be_read(command):
    words = shlex.split(re.sub(r"^\w+=\S+ ", "", command.example))

    assert read(words[1:]).command == command


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_in_the_reference(command):
    assert f"`motcua {command.name}" in REFERENCE.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(["catalog", "import"], "còn thiếu: FILE", id="an argument is missing"),
        pytest.param(["nope"], "không có lệnh «nope»", id="no such command"),
        pytest.param(["serve", "--fast"], "không hiểu: --fast", id="no such option"),
        pytest.param(["token", "create", "--user"], "cần một giá trị", id="a value is missing"),
    ],
)
def test_wrong_usage(words, complaint, capsys):
    with pytest.raises(SystemExit) as done:
        main(words)

    assert done.value.code == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["catalog"]])
def test_half_a_command_shows_what_there_is(words, capsys):
    assert main(words) == 2
    assert "Các lệnh" in capsys.readouterr().err


def test_a_refusal_is_a_sentence_and_no_traceback(motcua):
    done = motcua("serve", PORT="nine")

    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_does_not_answer(motcua):
    done = motcua("journal", "verify", DATABASE_URL="postgresql:///x?host=/nowhere")

    assert done.returncode == 1
    assert done.stderr.startswith("Không kết nối được cơ sở dữ liệu")


def test_a_setting_that_can_not_be(motcua):
    done = motcua("migrate", DEBUG="maybe")

    assert done.returncode == 1
    assert done.stderr == "DEBUG phải là True hoặc False, không phải 'maybe'.\n"


def test_a_database_that_is_behind_is_refused(motcua):
    done = motcua("journal", "verify")

    assert done.returncode == 1
    assert "«motcua migrate»" in done.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_what_runs_for_long_starts_no_server_of_its_own(motcua, command, home):
    done = motcua(command, PORT="8199")

    assert done.returncode == 1
    assert done.stderr.startswith("Chưa có cơ sở dữ liệu")
    assert not (home / "postgres").exists()
