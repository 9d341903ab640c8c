import shutil

import brotli
import pytest
from fontTools.ttLib import TTFont

from motcua.web import assets


STATIC = assets.TARGET.parent
FONTS = ["be-vietnam-pro-400", "be-vietnam-pro-600"]
FIGURES = ["figures-400", "figures-600"]


def weight(*names):
    return sum((assets.TARGET / f"{name}.woff2").stat().st_size for name in names)


@pytest.fixture
def built(tmp_path):
    return shutil.copytree(assets.TARGET, tmp_path / "build")


def test_fonts_that_are_up_to_date_are_left_alone(built):
    fonts = {file: file.stat().st_mtime_ns for file in built.glob("*.woff2")}

    assert not assets.build(built)
    assert {file: file.stat().st_mtime_ns for file in built.glob("*.woff2")} == fonts


def test_only_what_is_missing_is_made_again(built):
    missing, *others = sorted(built.glob("*.woff2"))
    fonts = {file: file.stat().st_mtime_ns for file in others}
    missing.unlink()

    assert assets.build(built)
    assert missing.exists()
    assert {file: file.stat().st_mtime_ns for file in others} == fonts


def test_the_fonts_of_citizens_are_light():
    assert weight(*FONTS) <= 23_500
    assert weight(*FIGURES) <= 3_500


@pytest.mark.parametrize("name", [*FONTS, *(f"{name}-hinted" for name in FONTS)])
def test_a_font_holds_every_vietnamese_letter(name):
    letters = TTFont(assets.TARGET / f"{name}.woff2").getBestCmap()

    assert {ord(c) for c in "ẾỀỂỄỆặẵỡợựỹđĐ–«»"} <= letters.keys()


@pytest.mark.parametrize("name", FIGURES)
def test_all_figures_are_of_one_width(name):
    font = TTFont(assets.TARGET / f"{name}.woff2")
    letters = font.getBestCmap()

    assert letters.keys() == assets.FIGURES
    assert len({font["hmtx"][letters[ord(c)]][0] for c in "0123456789"}) == 1


def test_only_the_desk_keeps_hinting():
    assert "fpgm" not in TTFont(assets.TARGET / "be-vietnam-pro-400.woff2")
    assert "fpgm" in TTFont(assets.TARGET / "be-vietnam-pro-400-hinted.woff2")


@pytest.mark.parametrize(
    ("names", "most"),
    [
        pytest.param(["tokens.css", "motcua.css"], 7_000, id="citizens"),
        pytest.param(["tokens.css", "motcua.css", "desk.css"], 10_500, id="the desk"),
    ],
)
def test_style_sheets_are_light(names, most):
    sheets = [(STATIC / "motcua" / name).read_bytes() for name in names]

    assert sum(len(brotli.compress(sheet)) for sheet in sheets) <= most
