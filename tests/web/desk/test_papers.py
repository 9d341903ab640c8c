"""Scans in and out, and the official papers as PDF."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossiers import services
from motcua.papers import queries as papers
from motcua.papers.rules import LARGEST, content_hash
from tests.factories import MORNING, at_step, filing, finished, received, submitted
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def scan_url(code, position=1):
    return f"{dossier_url(code)}quet/{position}/"


def file_url(code, content):
    return f"{dossier_url(code)}tep/{content_hash(content)}/"


def send(desk, code, content, *, position=1, name="to-khai.pdf", kind="application/pdf"):
    file = SimpleUploadedFile(name, content, content_type=kind)
    return desk.post(scan_url(code, position), {"file": file}, follow=True)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(PDF, "application/pdf", id="pdf"),
        pytest.param(PNG, "image/png", id="png"),
        pytest.param(JPEG, "image/jpeg", id="jpeg"),
    ],
)
def test_a_scan_is_kept_and_opened_again(world, content, media_type):
    code, desk = received(world), desk_of(world.hieu)

    page = send(desk, code, content, kind="text/html")  # what it claims to be counts for nothing

    assert "Đã lưu bản quét." in text_of(page)
    assert papers.papers_of(code)[0].is_digitised
    answer = desk.get(file_url(code, content))
    assert answer.content == content
    assert answer["Content-Type"] == media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "Tệp rỗng.", id="empty"),
        pytest.param(b"MZ\x90\0", "Chỉ nhận tệp PDF, JPEG hoặc PNG.", id="a program"),
        pytest.param(b"<svg onload=alert(1)>", "Chỉ nhận tệp PDF", id="a drawing with a script"),
        pytest.param(b"<html>%PDF-1.7", "Chỉ nhận tệp PDF", id="a page that hides as a pdf"),
        pytest.param(
            b"%PDF-1.7\n<</OpenAction<</S/JavaScript/JS(x)>>>>",
            "Tệp PDF có chương trình chạy kèm",
            id="a pdf with a script",
        ),
        pytest.param(
            b"%PDF-1.7\n<</S/Launch>>", "Tệp PDF có chương trình chạy kèm", id="one that launches"
        ),
        pytest.param(
            b"%PDF-1.7\n<</Type/EmbeddedFile>>", "Tệp PDF có chương trình", id="one with cargo"
        ),
        pytest.param(
            PDF + b"\0" * (LARGEST - len(PDF) + 1), "Tệp nặng 11 MB, quá mức 10 MB.", id="too large"
        ),
    ],
)
def test_what_is_no_scan_is_refused_with_its_reason(world, files, content, said):
    code = received(world)

    page = send(desk_of(world.hieu), code, content)

    assert page.status_code == HTTPStatus.OK
    assert said in text_of(page)
    assert not papers.papers_of(code)[0].scans
    assert list(files.rglob("*")) == []


def test_a_scan_of_the_largest_size_is_kept(world):
    code = received(world)

    send(desk_of(world.hieu), code, PDF + b"\0" * (LARGEST - len(PDF)))

    assert papers.papers_of(code)[0].scans[0].size == LARGEST


def test_a_form_without_a_file_is_refused(world):
    code = received(world)

    page = desk_of(world.hieu).post(scan_url(code), follow=True)

    assert "Tệp rỗng." in text_of(page)


def test_the_same_scan_twice_is_one(world):
    code, desk = received(world), desk_of(world.hieu)
    send(desk, code, PDF)
    send(desk, code, PDF, name="lan-hai.pdf")

    assert [scan.name for scan in papers.papers_of(code)[0].scans] == ["to-khai.pdf"]


def test_the_name_of_a_file_is_only_a_name(world):
    code, desk = received(world), desk_of(world.hieu)

    page = send(desk, code, PDF, name='..\\..\\"><script>alert(1)</script>.pdf')

    assert "<script>alert" not in page.content.decode()
    assert "/" not in papers.papers_of(code)[0].scans[0].name


def test_a_paper_that_is_none_takes_no_scan(world):
    code = received(world)
    file = SimpleUploadedFile("a.pdf", PDF)

    answer = desk_of(world.hieu).post(scan_url(code, 9), {"file": file})

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["la", "quan"])
def test_a_file_opens_only_for_who_may_see_the_dossier(world, who):
    code = received(world)
    send(desk_of(world.hieu), code, PDF)
    stranger = desk_of(getattr(world, who))

    assert stranger.get(file_url(code, PDF)).status_code in (403, 404)
    assert stranger.post(
        scan_url(code), {"file": SimpleUploadedFile("a.pdf", PDF)}
    ).status_code in (
        403,
        404,
    )


def test_a_file_belongs_to_its_dossier(world):
    """Who knows the name of a file does not reach it through another dossier."""
    code, other = received(world), received(world)
    send(desk_of(world.hieu), code, PDF)

    assert desk_of(world.lan).get(file_url(code, PDF)).status_code == HTTPStatus.OK
    assert desk_of(world.lan).get(file_url(other, PDF)).status_code == HTTPStatus.NOT_FOUND


def asked_for(world):
    code = services.submit(filing(world, missing=("Giấy chứng sinh",)), by=None, at=MORNING)
    services.ask_supplement(
        code, items=["Giấy chứng sinh"], reason="Thiếu", by=world.hieu, at=MORNING
    )
    return code


def declined(world):
    code = submitted(world)
    services.decline(code, reason="Không thuộc địa bàn", by=world.hieu, at=MORNING)
    return code


@pytest.mark.parametrize(
    ("situation", "kind"),
    [
        pytest.param(received, "tiep-nhan", id="receipt"),
        pytest.param(finished, "tiep-nhan", id="receipt again at the end"),
        pytest.param(asked_for, "yeu-cau-bo-sung", id="what is to be supplied"),
        pytest.param(declined, "tu-choi", id="refusal"),
    ],
)
def test_an_official_paper_is_printed(world, situation, kind):
    code = situation(world)

    answer = desk_of(world.hieu).get(f"{dossier_url(code)}giay/{kind}.pdf")

    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{kind}-{code}.pdf"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("situation", "kind", "status"),
    [
        pytest.param(submitted, "tiep-nhan", 409, id="no receipt before it is received"),
        pytest.param(received, "yeu-cau-bo-sung", 409, id="nothing was asked for"),
        pytest.param(received, "tu-choi", 409, id="it was not declined"),
        pytest.param(received, "hoa-don", 404, id="no such paper"),
    ],
)
def test_a_paper_that_there_is_not_is_not_printed(world, situation, kind, status):
    code = situation(world)

    answer = desk_of(world.hieu).get(f"{dossier_url(code)}giay/{kind}.pdf")

    assert answer.status_code == status


def test_no_page_offers_a_paper_that_there_is_not(world):
    """Every link under «In» leads to a paper."""
    desk = desk_of(world.hieu)
    for situation in (submitted, received, asked_for, declined, finished):
        page = desk.get(dossier_url(situation(world))).content.decode()
        links = [part.partition('"')[0] for part in page.split('href="') if ".pdf" in part[:90]]

        assert {desk.get(link).status_code for link in links} <= {HTTPStatus.OK}, situation


def test_papers_of_a_step_further_on_are_scanned_too(world):
    code = at_step(world, 3)

    page = send(desk_of(world.lan), code, PDF, position=2)

    assert "Đã lưu bản quét." in text_of(page)


def test_who_does_not_have_it_in_hand_adds_no_scan_and_is_offered_no_box(world):
    code, desk = received(world), desk_of(world.chu)

    answer = desk.post(scan_url(code), {"file": SimpleUploadedFile("x.pdf", PDF)})

    assert answer.status_code == 403
    assert not papers.papers_of(code)[0].scans
    assert 'type="file"' not in desk.get(dossier_url(code)).content.decode()
    assert 'type="file"' in desk_of(world.hieu).get(dossier_url(code)).content.decode()
