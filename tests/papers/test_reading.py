"""Untrusted files, looked into by a process of its own."""

from io import BytesIO

import pytest
from PIL import Image

from motcua.papers.providers import reader, reading
from tests.papers import samples


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        pytest.param(samples.pdf(3), 3, id="pdf"),
        pytest.param(samples.picture("JPEG"), 1, id="photograph"),
        pytest.param(samples.picture("PNG"), 1, id="png"),
    ],
)
def test_the_pages_of_a_file_and_their_small_pictures(content, pages):
    found = reader.look(content)

    assert (found.pages, found.is_active, len(found.thumbs)) == (pages, False, pages)
    for thumb in found.thumbs:
        with Image.open(BytesIO(thumb)) as small:
            assert small.format == "JPEG"
            assert max(small.size) <= reading.THUMB + 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.7\nnothing", id="no pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, id="half a png"),
        pytest.param(b"\xff\xd8\xff\xe0" + b"\0" * 40, id="half a jpeg"),
        pytest.param(samples.pdf(301), id="more pages than anybody scans"),
    ],
)
def test_what_can_not_be_read_has_no_page(content):
    assert reader.look(content).pages == 0


def test_a_bomb_of_pixels_is_not_unpacked():
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")

    assert len(bomb.getvalue()) < 200_000
    assert reader.look(bomb.getvalue()).pages == 0


def test_cargo_is_found_where_no_search_of_the_bytes_finds_it(monkeypatch):
    assert reader.look(samples.pdf_with_cargo()).is_active


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reader, "PATIENCE", 0.001)

    assert reader.look(samples.pdf(1)).pages == 0


def test_the_process_has_no_secrets(monkeypatch):
    seen = {}
    monkeypatch.setenv("SECRET_KEY", "s")
    monkeypatch.setattr(
        reader.subprocess, "run", lambda *words, **given: seen.update(given) or _Done()
    )

    reader.look(b"x")

    assert set(seen["env"]) == {"LANG", "PYTHONPATH"}


class _Done:
    returncode = 1


def test_pages_of_several_files_become_one_pdf_in_the_order_of_the_plan():
    files = {"a": samples.pdf(2), "b": samples.picture(), "c": samples.picture("PNG", width=300)}

    made = reader.join(files, [("a", 2, 90), ("b", 1, 0), ("a", 1, 0), ("c", 1, 180)])

    assert samples.sizes(made) == [
        (842, 596, 90),
        (794, 595, 0),
        (595, 842, 0),
        (421, 842, 180),
    ]


def test_a_photograph_stands_upright_however_the_camera_was_held():
    made = reader.join({"a": samples.picture(held=6)}, [("a", 1, 0)])

    assert samples.sizes(made)[0][2] == 90


def test_what_can_not_be_joined_is_none():
    assert reader.join({"a": b"%PDF-1.7\nx"}, [("a", 1, 0)]) is None
