import pytest
from django.http import QueryDict

from motcua.catalog.queries import procedure
from motcua.catalog.rules import Component
from motcua.papers import queries as papers
from motcua.papers.rules import Mark, PaperKind
from motcua.web.desk.intake_draft import Checklist, PaperLine, checklist_in
from motcua.web.desk.intake_forms import read_checklist
from tests import factories
from tests.web.desk.conftest import text_of
from tests.web.desk.intake import ALL_THERE, ONE_MISSING, chosen, received


LINES = (PaperLine("c0", "Tờ khai"), PaperLine("c1", "Giấy chứng sinh"))


def read(before=LINES, **sent):
    data = QueryDict(mutable=True)
    data.update({key.replace("_", "-"): value for key, value in sent.items()})
    return read_checklist(data, Checklist(before))


def test_the_page_counts_and_names_what_is_missing(world):
    intake = chosen(world.hieu)
    intake.post("giay-to", ONE_MISSING)

    words = text_of(intake.get("giay-to"))

    assert "Đủ 1 · Thiếu 1 · Không cần 0 · Chưa kiểm 0" in words
    assert "Thiếu 1 giấy. Hướng dẫn một lần, đầy đủ: Giấy chứng sinh ." in words
    assert "Còn thiếu 1 giấy nên chưa tiếp nhận được" in words


def test_the_button_that_is_not_allowed_stays_with_its_reason(world):
    intake = chosen(world.hieu)
    page = intake.get("giay-to").content.decode()

    accept = page[page.index('value="accept"') :][:200]
    assert 'aria-disabled="true"' in accept
    assert 'aria-describedby="vi-sao"' in accept
    assert "Còn 2 giấy tờ chưa kiểm" in page
    assert "hidden disabled" in page[page.index('value="ask"') :][:200]


def test_kinds_and_numbers_of_copies_arrive_in_the_dossier(world):
    intake = chosen(world.hieu)
    sent = ALL_THERE | {"kind-c0": "shown", "copies-c1": "3", "kind-c1": "certified"}

    kept = papers.papers_of(received(intake, sent).code)

    assert [(p.kind, p.copies) for p in kept] == [(PaperKind.SHOWN, 1), (PaperKind.CERTIFIED, 3)]


def test_a_paper_that_the_law_does_not_list_is_added_and_dropped(world):
    intake = chosen(world.hieu)
    intake.post("giay-to", ALL_THERE | {"extra": "Văn bản ủy quyền", "do": "add"})
    intake.post("giay-to", ALL_THERE | {"extra": "Hộ chiếu", "do": "add"})
    assert "Văn bản ủy quyền" in text_of(intake.get("giay-to"))

    intake.post("giay-to", ALL_THERE | {"do": "drop:extra.1"})

    names = [p.name for p in papers.papers_of(received(intake).code)]
    assert names == ["Tờ khai", "Giấy chứng sinh", "Hộ chiếu"]


def test_a_required_line_can_t_be_dropped():
    assert len(read(do="drop:c0").checklist.lines) == 2


@pytest.mark.parametrize("copies", ["", "-1", "100", "1.5", "²", "x", "9" * 50])
def test_a_number_of_copies_that_is_none(copies):
    found = read(copies_c0=copies)

    assert found.checklist.lines[0].copies == 1
    assert list(found.errors) == ["copies-c0"]


def test_no_more_than_so_many_papers_are_added():
    lines = (*LINES, *(PaperLine(f"extra.{n}", f"Giấy {n}") for n in range(1, 11)))

    found = read(lines, extra="Một giấy nữa")

    assert "extra" in found.errors
    assert len(found.checklist.lines) == 12


def test_an_added_paper_has_a_key_of_its_own():
    lines = (*LINES, PaperLine("extra.2", "Hộ chiếu"))

    assert read(lines, extra="Ảnh").checklist.lines[-1].key == "extra.3"


@pytest.mark.parametrize(
    ("component", "mark", "kind", "note"),
    [
        pytest.param({}, Mark.UNCHECKED, PaperKind.ORIGINAL, "", id="an original"),
        pytest.param(
            {"originals": 0, "copies": 1}, Mark.UNCHECKED, PaperKind.COPY, "", id="a copy"
        ),
        pytest.param(
            {"from_database": True, "originals": 0},
            Mark.NOT_NEEDED,
            PaperKind.ELECTRONIC,
            "Có trong cơ sở dữ liệu, không yêu cầu người nộp",
            id="the State has it",
        ),
        pytest.param(
            {"note": "xuất trình bản chính"},
            Mark.UNCHECKED,
            PaperKind.SHOWN,
            "Xuất trình bản chính",
            id="only shown",
        ),
        pytest.param(
            {"is_required": False},
            Mark.UNCHECKED,
            PaperKind.ORIGINAL,
            "Chỉ khi thuộc trường hợp này",
            id="in some cases",
        ),
    ],
)
def test_a_line_begins_as_the_law_has_it(world, component, mark, kind, note):
    asked = procedure(factories.BIRTH, on=factories.MONDAY)
    object.__setattr__(asked, "components", (Component("c0", "Giấy", **component),))

    [line] = checklist_in({}, asked).lines

    assert (line.mark, line.kind, line.note) == (mark, kind, note)
