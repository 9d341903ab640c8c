"""Strange things in every box: kept faithfully, or refused with a word; never a 500."""

import unicodedata

import pytest

from motcua.dossiers.models import Dossier, IntakeDraft
from tests.web.desk.conftest import desk_of, text_of
from tests.web.desk.intake import ALL_THERE, PERSON, START, begun, chosen, received


BELL, NUL = "a\x07b", "a\x00b"
STRANGE = [
    pytest.param(NUL, id="NUL"),
    pytest.param(BELL, id="control character"),
    pytest.param("ê" * 30_000, id="too long"),
    pytest.param("Nguyê\u0303n Thi\u0323 Hoa\u0300", id="decomposed"),
    pytest.param("\u202egnart nêuyugN", id="right to left override"),
    pytest.param("<script>alert(1)</script>", id="markup"),
    pytest.param("Robert'); DROP TABLE dossiers_dossier;--", id="SQL"),
    pytest.param("{{ settings.SECRET_KEY }}{% debug %}", id="template"),
    pytest.param("\ud83d", id="half a character"),
    pytest.param("👩‍👩‍👧‍👦 Trần", id="emoji"),
    pytest.param("H'Mây Niê Kdăm", id="a name of the highlands"),
    pytest.param("٠٩١٢٣٤٥٦٧٨", id="digits of another script"),
    pytest.param("\r\n\r\n", id="line ends"),
    pytest.param("|" * 100, id="bars"),
    pytest.param("%s %(x)s {0} {name}", id="formats"),
]
APPLICANT = [
    "kind",
    "channel",
    "name",
    "birth_date__d",
    "birth_date__y",
    "sex",
    "id_number",
    "phone",
    "email",
    "address",
    "scan",
    "do",
]
PAPERS = ["mark-c0", "kind-c0", "copies-c0", "extra", "advice", "do", "seen", "of"]
FORM = ["relation", "birth_date__y", "nationality", "home_town.commune", "copies.wanted", "part"]
FEES = ["delivery", "address", "summary", "do", "seen"]
LATER = {  # what is good, and the boxes in which something strange takes its place
    "to-khai": ({"do": "update"}, [*FORM, "do"]),
    "giay-to": (ALL_THERE | {"do": "next"}, PAPERS),
    "phi": ({"delivery": "post", "address": "Số 1", "do": "accept"}, FEES),
}
ANSWERED = (302, 400, 404, 409, 422, 200)


def sent(text):
    """As a browser sends it: half characters can't be."""
    return text.encode("utf-8", "replace").decode()


def is_escaped(answer):
    return b"<script>alert" not in answer.content and b"SECRET_KEY" not in answer.content.replace(
        b"{{ settings.SECRET_KEY }}", b""
    )


@pytest.mark.parametrize("text", STRANGE)
def test_the_applicant(world, text):
    client = desk_of(world.hieu)

    for box in APPLICANT:
        answer = client.post(START, PERSON | {box: sent(text)})
        assert answer.status_code in ANSWERED, box
        assert is_escaped(answer), box
    for draft in IntakeDraft.objects.all():
        page = client.get(f"{START}{draft.pk}/nguoi-nop/")
        assert page.status_code == 200
        assert is_escaped(page)


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("step", ["to-khai", "giay-to", "phi"])
def test_later_steps(world, step, text):
    good, boxes = LATER[step]
    intake = chosen(world.hieu)

    for box in boxes:
        answer = intake.post(step, good | {box: sent(text)})
        assert answer.status_code in ANSWERED, box
        assert is_escaped(answer), box
    page = intake.get(step)
    assert page.status_code == 200
    assert is_escaped(page)


@pytest.mark.parametrize("step", ["nguoi-nop", "to-khai", "giay-to", "phi"])
def test_two_megabytes_in_one_box(world, step):
    intake = chosen(world.hieu)
    box = {"nguoi-nop": "name", "to-khai": "relation", "giay-to": "extra", "phi": "summary"}[step]

    answer = intake.post(step, {"delivery": "counter", "do": "next", box: "x" * 1_900_000})
    larger = intake.post(step, {box: "x" * 3_000_000})

    assert (answer.status_code, larger.status_code) == (422, 400)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyê\u0303n Thi\u0323 Hoa\u0300",
        "H'Mây Niê Kdăm",
        "<b>Trần</b> & Lê",
        "Robert'); DROP TABLE dossiers_dossier;--",
        "Công ty TNHH 1TV “Hoa Sen” 50%",
        "👩‍👩‍👧‍👦 Trần",
    ],
)
def test_an_unusual_name_arrives_as_it_was_written(world, name):
    intake = chosen(world.hieu, name=name)

    assert received(intake).applicant_name == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", ["\u202egnart nêuyugN", NUL, BELL, "x" * 30_000])
def test_what_no_name_can_be_is_refused_with_a_word(world, name):
    answer = desk_of(world.hieu).post(START, PERSON | {"name": name})

    assert answer.status_code == 422
    assert "Họ tên người nộp" in text_of(answer)
    assert "Ông/bà gõ" not in text_of(answer)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("box", ["mark-c0", "kind-c0"])
def test_an_unknown_choice_changes_nothing(world, box):
    intake = chosen(world.hieu)
    intake.post("giay-to", ALL_THERE | {"kind-c0": "copy"})

    intake.post("giay-to", ALL_THERE | {box: "robot"})

    line = intake.content["papers"]["1.001193"]["lines"]["c0"]
    assert (line["mark"], line["kind"]) == ("present", "copy")


@pytest.mark.parametrize("url", ["giay-to/../", "%00/", "nguoi-nop/%0a"])
def test_strange_addresses(world, url):
    intake = begun(world.hieu)

    assert intake.client.get(f"{START}{intake.draft_id}/{url}").status_code in (404, 301, 302)
    assert intake.client.get(f"{START}{'9' * 30}/nguoi-nop/").status_code == 404
