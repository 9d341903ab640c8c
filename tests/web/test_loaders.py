from django.template import Engine, Origin

from motcua.web.loaders import Loader


def loaded(tmp_path, source):
    file = tmp_path / "page.html"
    file.write_text(source, encoding="utf-8")
    return Loader(Engine()).get_contents(Origin(str(file)))


def test_indentation_stays_at_home(tmp_path):
    assert loaded(tmp_path, "<p>\n    một\n    hai  ba\n</p>\n") == "<p>\nmột\nhai  ba\n</p>\n"


def test_a_button_ends_where_its_words_end(tmp_path):
    source = "<button>\n  Mở\n</button><i>\n  <button>\n    Bỏ\n  </button>\n</i>"

    assert loaded(tmp_path, source) == "<button>\nMở</button><i>\n<button>\nBỏ</button>\n</i>"


def test_no_template_holds_text_that_needs_its_blanks(settings):
    (folder,) = settings.TEMPLATES[0]["DIRS"]
    pages = {file: file.read_text("utf-8") for file in folder.rglob("*.html")}

    assert len(pages) > 200
    assert [file for file, page in pages.items() if "<pre" in page] == []
