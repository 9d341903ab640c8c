"""`motcua figures check`, as it is typed."""

import json
from pathlib import Path

import pytest

from motcua.cli.main import main


REPORTED = Path(__file__).parents[1] / "figures" / "data" / "reported_figures.json"
RIGHT = "UBND huyện tiếp nhận 100 hồ sơ, đã giải quyết 90 hồ sơ, đang giải quyết 10 hồ sơ."
WRONG = RIGHT.replace("90", "91")


def file_of(tmp_path, text, name="doan.txt"):
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return str(file)


def test_the_articles_fail_and_say_where(capsys):
    assert main(["figures", "check", str(REPORTED)]) == 1

    told = capsys.readouterr().out
    assert "24 phép kiểm: 12 khớp, 3 không khớp, 7 tính ra, 2 chưa đạt mục tiêu." in told
    assert "✗ K12" in told


def test_as_json(capsys):
    assert main(["figures", "check", str(REPORTED), "--format", "json"]) == 1

    found = {one["id"]: one for one in json.loads(capsys.readouterr().out)["checks"]}
    assert len(found) == 24
    assert found["K12"].keys() == {"id", "verdict", "left", "right", "difference", "message"}


@pytest.mark.parametrize(("text", "code"), [(RIGHT, 0), (WRONG, 1), ("Không có số nào.", 0)])
def test_a_paragraph(tmp_path, capsys, text, code):
    assert main(["figures", "check", file_of(tmp_path, text)]) == code
    assert "phép kiểm" in capsys.readouterr().out


def test_a_paragraph_as_json_with_its_day(tmp_path, capsys):
    text = f"Trong quý I năm 2021, {RIGHT}"
    file = file_of(tmp_path, text)

    assert main(["figures", "check", file, "--format", "json", "--on", "2021-03-19"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert [one["value"] for one in told["numbers"]] == [100, 90, 10]
    assert {one["mark"] for one in told["numbers"]} == {"holds"}
    assert "unfinished" in {one["code"] for one in told["warnings"]}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["bao-cao.txt", "--format", "xml"], "--format là text hoặc json"),
        (["bao-cao.txt", "--on", "hôm qua"], "--on là một ngày"),
        (["bao-cao.docx"], "đuôi .json hoặc .txt"),
    ],
)
def test_wrong_usage(words, complaint, capsys):
    with pytest.raises(SystemExit) as done:
        main(["figures", "check", *words])

    assert done.value.code == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff\xfe", "không phải chữ UTF-8"),
        (b"{", "không phải JSON hợp lệ"),
        (b"[" * 100_000, "không phải JSON hợp lệ"),
        (b'{"figures": [{"id": "a", "value": NaN}], "checks": []}', "JSON không có NaN"),
        (b'{"figures": [], "checks": [{}]}', "checks.0.kind"),
        (b"1" * 10_000, "không phải JSON hợp lệ"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, content, complaint, capsys):
    file = tmp_path / "a.json"
    file.write_bytes(content)

    assert main(["figures", "check", str(file)]) == 1
    assert complaint in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert main(["figures", "check", str(tmp_path / "a.txt")]) == 1
    assert "không có tệp" in capsys.readouterr().err
