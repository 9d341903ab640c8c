import pytest

from motcua.journal import queries as journal
from motcua.papers import queries, services
from motcua.papers.errors import (
    ActiveContent,
    FileEmpty,
    FileKindRefused,
    FileTooLarge,
    NoSuchPaper,
    TooManyScans,
)
from motcua.papers.models import Scan
from motcua.papers.rules import LARGEST, MOST_SCANS, Mark, media_type, safe_name
from tests.factories import MORNING, office, received


PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg")],
)
def test_a_file_is_what_its_content_says(content, kind):
    assert media_type(content) == kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", FileEmpty, id="empty"),
        pytest.param(b"MZ\x90\x00", FileKindRefused, id="a program"),
        pytest.param(b"<html>%PDF-</html>", FileKindRefused, id="HTML that mentions PDF"),
        pytest.param(b"PK\x03\x04", FileKindRefused, id="an archive"),
        pytest.param(PDF + b"/JavaScript (x)", ActiveContent, id="PDF with a script"),
        pytest.param(PDF + b"/J#61vaScript (x)", ActiveContent, id="PDF that hides its script"),
        pytest.param(PDF + b"/Launch", ActiveContent, id="PDF that starts something"),
        pytest.param(b"%PDF-" + b"0" * LARGEST, FileTooLarge, id="too large"),
    ],
)
def test_what_is_not_kept(content, refusal):
    with pytest.raises(refusal):
        media_type(content)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("Giấy chứng sinh.pdf", "Giấy chứng sinh.pdf"),
        ("a\x00b\r\n.pdf", "a b .pdf"),
        ("", "tep"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_file_name_is_only_a_name(name, shown):
    assert safe_name(name) == shown


@pytest.fixture
def filed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = office()
    return world, received(world)


@pytest.mark.django_db
def test_a_scan_digitises_its_paper_once(filed):
    world, code = filed

    def attach():
        return services.attach(
            code, 2, content=PDF, name="chung-sinh.pdf", by=world.hieu.user_id, at=MORNING
        )

    assert attach() == attach()

    assert Scan.objects.count() == 1
    form, birth = queries.papers_of(code)
    assert (form.is_digitised, birth.is_digitised) == (False, True)
    assert queries.scan_content(code, birth.scans[0].sha256)[1] == PDF
    assert [e.kind for e in journal.history(code)].count("paper.scanned") == 1


@pytest.mark.django_db
def test_a_scan_belongs_to_its_dossier_alone(filed):
    world, code = filed
    other = received(world)
    digest = services.attach(code, 1, content=PNG, name="x.png", by=world.hieu.user_id, at=MORNING)

    with pytest.raises(NoSuchPaper):
        queries.scan_content(other, digest)
    with pytest.raises(NoSuchPaper):
        services.attach(code, 9, content=PDF, name="x", by=world.hieu.user_id, at=MORNING)


@pytest.mark.django_db
def test_a_paper_has_so_many_scans_and_no_more(filed):
    world, code = filed

    def attach(n):
        services.attach(
            code, 1, content=PNG + bytes([n]), name="x", by=world.hieu.user_id, at=MORNING
        )

    for n in range(MOST_SCANS):
        attach(n)
    with pytest.raises(TooManyScans, match="Gộp các trang"):
        attach(MOST_SCANS)

    assert Scan.objects.count() == MOST_SCANS


@pytest.mark.django_db
def test_checking_counts_what_was_found(filed):
    world, code = filed

    services.check(code, {1: Mark.MISSING}, by=world.hieu.user_id, at=MORNING)

    assert queries.missing_names(code) == ["Tờ khai"]
    assert journal.history(code)[-1].facts == {"present": 1, "missing": 1, "not_needed": 0}


@pytest.mark.django_db
def test_reading_the_papers_costs_one_query(filed, django_assert_num_queries):
    _, code = filed

    with django_assert_num_queries(1):
        queries.papers_of(code)
