"""What a scanner writes into a folder goes to its dossier, into the tray, or aside."""

import os
from contextlib import nullcontext

import pytest

from motcua.cli.main import main
from motcua.dossiers.services.paper_folder import take_in
from motcua.papers import queries
from motcua.papers.errors import VirusScannerDown
from motcua.papers.rules import Target, target_of
from tests.factories import MORNING, later, office, received
from tests.papers import samples


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("H40.12.05-260824-0001_2.pdf", Target("H40.12.05-260824-0001", 2)),
        ("h40.12.05-260824-0001_2.pdf", Target("H40.12.05-260824-0001", 2)),
        ("H40.12.05-260824-0001 12.jpg", Target("H40.12.05-260824-0001", 12)),
        ("H40.12.05-260824-0001_2_p3.jpg", Target("H40.12.05-260824-0001", 2)),
        ("H40.12.05-260824-0001_0.pdf", Target("H40.12.05-260824-0001", 0)),
        ("H40.12.05-260824-0001.pdf", None),
        ("scan0001.pdf", None),
        ("", None),
    ],
)
def test_a_file_says_by_its_name_whose_it_is(name, target):
    assert target_of(name) == target


@pytest.fixture
def filed(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    world = office()
    folder = tmp_path / "may-quet"
    folder.mkdir()
    return world, received(world), folder


def write(folder, name, content, *, at=MORNING):
    file = folder / name
    file.write_bytes(content)
    os.utime(file, (at.timestamp(), at.timestamp()))


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_named_file_waits_at_its_paper_to_be_confirmed(filed):
    world, code, folder = filed
    write(folder, f"{code}_2.pdf", samples.pdf(1))

    done = take_in(folder, by=world.hieu, at=later(minutes=1))

    assert [(taken.code, taken.refusal) for taken in done] == [(code, "")]
    card = queries.papers_of(code)[1]
    assert (len(card.scans), card.is_digitised) == (1, False)
    assert names(folder) == ["da-nhan"]
    assert names(folder / "da-nhan") == [f"{code}_2.pdf"]


@pytest.mark.parametrize(
    "name",
    ["scan0001.pdf", "H40.12.05-260824-9999_1.pdf", "{code}_9.pdf"],
    ids=["no name", "no such dossier", "no such paper"],
)
def test_what_has_no_place_goes_into_the_tray(filed, name):
    world, code, folder = filed
    write(folder, name.format(code=code), samples.pdf(1))

    take_in(folder, by=world.hieu, at=later(minutes=1))

    assert [loose.name for loose in queries.tray_of(world.one_stop.pk)] == [name.format(code=code)]
    assert queries.tray_of(world.culture.pk) == ()


def test_who_has_not_the_dossier_in_hand_fills_only_the_own_tray(filed):
    world, code, folder = filed
    write(folder, f"{code}_2.pdf", samples.pdf(1))

    take_in(folder, by=world.la, at=later(minutes=1))

    assert queries.papers_of(code)[1].scans == ()
    assert len(queries.tray_of(world.other_one_stop.pk)) == 1


def test_one_bad_file_stops_no_other_and_lies_aside_with_its_reason(filed):
    world, code, folder = filed
    write(folder, "a.exe", b"MZ")
    write(folder, f"{code}_1.pdf", samples.pdf(1))

    take_in(folder, by=world.hieu, at=later(minutes=1))

    assert queries.papers_of(code)[0].scans
    assert names(folder / "khong-nhan") == ["a.exe", "a.exe.txt"]
    assert "Chỉ nhận tệp PDF" in (folder / "khong-nhan" / "a.exe.txt").read_text("utf-8")


def test_a_file_still_being_written_a_hidden_one_and_a_link_are_left(filed):
    world, code, folder = filed
    write(folder, f"{code}_1.pdf", samples.pdf(1), at=later(minutes=1))
    write(folder, ".x.pdf", samples.pdf(1))
    (folder / "link.pdf").symlink_to("/etc/hostname")

    assert take_in(folder, by=world.hieu, at=later(minutes=1)) == []
    assert len(names(folder)) == 3


def test_the_same_name_again_overwrites_nothing(filed):
    world, _, folder = filed
    for pages in (1, 2):
        write(folder, "scan.pdf", samples.pdf(pages))
        take_in(folder, by=world.hieu, at=later(minutes=1))

    assert names(folder / "da-nhan") == ["scan-2.pdf", "scan.pdf"]


def test_nothing_moves_while_the_virus_scanner_is_down(filed, settings):
    world, code, folder = filed
    settings.CLAMD = "unix:/nowhere"
    write(folder, f"{code}_1.pdf", samples.pdf(1))

    with pytest.raises(VirusScannerDown):
        take_in(folder, by=world.hieu, at=later(minutes=1))

    assert names(folder) == [f"{code}_1.pdf"]


def test_the_command_takes_in_what_lies_there(filed, monkeypatch, capsys):
    world, code, folder = filed
    monkeypatch.setattr("motcua.cli.house.database", lambda **_: nullcontext())
    monkeypatch.setattr("motcua.cli.house.let_go_of_the_database", lambda: None)
    monkeypatch.setattr("motcua.cli.house.check_tables", lambda: None)
    write(folder, f"{code}_1.pdf", samples.pdf(1))

    assert main(["scans", "watch", str(folder), "--user", "hieu", "--once"]) == 0
    assert code in capsys.readouterr().out
    assert main(["scans", "watch", str(folder / "nowhere"), "--user", "hieu", "--once"]) == 1
