"""The text an office writes: the figures that the articles print, and what those leave open.

Of the articles only numbers are here; the words around them are ours.
"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.figures.rules.reading.paragraph import read_paragraph
from motcua.figures.rules.values import Verdict
from motcua.ledger.rules import Cell, Counts
from motcua.reports.rules import Row, parse
from motcua.reports.rules.paragraph import Part, Style, below_name, paragraph
from tests.reports.test_rules_figures import histories


def part(name: str, **cells: int) -> Part:
    counts = Counts({Cell(cell): number for cell, number in cells.items()})
    return Part(name, Row("", name, counts).figures())


XUAN_TRUONG = part(
    "UBND huyện Xuân Trường",
    received_direct=37,
    received_online=1389,
    carried_over=248,
    granted_early=1068,
    granted_on_time=479,
    open_in_time=86,
    awaiting_supplement=26,
    refused_on_time=15,
    digitised=1524,
)
ITS_COMMUNES = part(
    "UBND các xã, thị trấn",
    received_direct=1,
    received_online=8209,
    granted_early=7056,
    granted_on_time=1144,
    granted_late=2,
    refused_on_time=6,
    open_in_time=2,
    digitised=8184,
)
FIVE_MONTHS = parse("2024-01..2024-05").title()


def test_xuan_truong():
    text = paragraph(FIVE_MONTHS, [XUAN_TRUONG, ITS_COMMUNES])

    district, communes = text.paragraphs
    assert district == (
        "Trong 5 tháng đầu năm 2024 (1/1/2024–31/5/2024), UBND huyện Xuân Trường tiếp nhận "
        "1.674 hồ sơ, gồm: trực tiếp 37 hồ sơ, trực tuyến 1.389 hồ sơ, từ kỳ trước chuyển sang "
        "248 hồ sơ; đã giải quyết 1.547 hồ sơ, gồm: trước hạn 1.068 hồ sơ, đúng hạn 479 hồ sơ, "
        "không có hồ sơ quá hạn; đang giải quyết 86 hồ sơ; chờ bổ sung 26 hồ sơ; không đủ điều "
        "kiện giải quyết 15 hồ sơ; số hóa 1.524/1.547 hồ sơ (98,5%)."
    )
    assert communes == (
        "UBND các xã, thị trấn tiếp nhận 8.210 hồ sơ, gồm: trực tiếp 1 hồ sơ, trực tuyến 8.209 "
        "hồ sơ; đã giải quyết 8.202 hồ sơ, gồm: trước hạn 7.056 hồ sơ, đúng hạn 1.144 hồ sơ, "
        "quá hạn 2 hồ sơ; đang giải quyết 2 hồ sơ; không đủ điều kiện giải quyết 6 hồ sơ; "
        "số hóa 8.184/8.202 hồ sơ (99,78%)."
    )


@pytest.mark.parametrize(
    "remark",
    [
        "UBND huyện Xuân Trường: số hóa 98,5% (1.524/1.547). Không đạt 100%: "
        "còn 23 hồ sơ chưa số hóa.",
        "UBND các xã, thị trấn: số hóa 99,78% (8.184/8.202). Không đạt 100%: "
        "còn 18 hồ sơ chưa số hóa.",
        "UBND huyện Xuân Trường: tỷ lệ trực tuyến 97,4% (1.389/1.426) tính trên hồ sơ nhận "
        "trong kỳ, không tính hồ sơ từ kỳ trước.",
        "UBND các xã, thị trấn: 2 hồ sơ giải quyết quá hạn; từng hồ sơ cần văn bản giải trình. "
        "Tỷ lệ trước hạn và đúng hạn 99,98% (8.206/8.208).",
        "UBND huyện Xuân Trường: Biểu II.06 tính cả hồ sơ kết thúc không có kết quả "
        "(không đủ điều kiện 15) vào số đã giải quyết, là 1.562 hồ sơ.",
    ],
)
def test_what_the_signer_must_know(remark):
    assert remark in paragraph(FIVE_MONTHS, [XUAN_TRUONG, ITS_COMMUNES]).remarks


def test_meo_vac_the_whole_district_and_of_it_the_communes():
    whole = part("Toàn huyện Mèo Vạc", received_direct=3985, granted_on_time=3951, open_in_time=34)
    communes = part("các xã, thị trấn", received_direct=3600, granted_early=3600)
    style = Style(is_merged=True, is_whole=True, shows_channels=False)

    text = paragraph(parse("2021-Q1").title(), [whole, communes], style)

    assert "tiếp nhận 3.985 hồ sơ; đã giải quyết 3.951 hồ sơ, gồm: sớm và đúng hạn 3.951" in str(
        text
    )
    assert "đang giải quyết 34 hồ sơ" in text.paragraphs[0]
    assert text.paragraphs[1].startswith(
        "Trong đó, các xã, thị trấn tiếp nhận 3.600 hồ sơ; đã giải quyết 3.600 hồ sơ, "
        "gồm: sớm và đúng hạn 3.600 hồ sơ, không có hồ sơ quá hạn"
    )


def test_bo_trach_from_the_start_of_the_year_to_a_day():
    district = part(
        "Huyện Bố Trạch", received_online=10_890, received_direct=1_219, granted_early=10_539
    )
    figures = {**district.figures, "being_resolved": 1570, "in_progress": 1570}

    text = paragraph(parse("2024-01-01..2024-06-13").title(), [Part("huyện Bố Trạch", figures)])

    (said,) = text.paragraphs
    assert said.startswith("Từ đầu năm 2024 đến ngày 13/6/2024, huyện Bố Trạch tiếp nhận 12.109")
    assert "đã giải quyết 10.539 hồ sơ" in said
    assert "đang giải quyết 1.570 hồ sơ" in said


def test_received_and_resolved_are_never_one_number():
    """Q06, Q08: «tiếp nhận và giải quyết» leaves no room for what is still open."""
    text = str(paragraph(FIVE_MONTHS, [XUAN_TRUONG, ITS_COMMUNES]))

    assert "tiếp nhận và giải quyết" not in text


def test_a_period_that_runs_says_to_which_day():
    title = parse("2024-01..2024-05").title(date(2024, 5, 20))

    assert (
        paragraph(title, [XUAN_TRUONG])
        .paragraphs[0]
        .startswith(
            "Trong 5 tháng đầu năm 2024, đến ngày 20/5/2024 (1/1/2024–20/5/2024), UBND huyện"
        )
    )


def test_an_office_without_dossiers_says_so():
    text = paragraph(FIVE_MONTHS, [part("UBND xã Bình Minh")])

    assert text.paragraphs == (
        "Trong 5 tháng đầu năm 2024 (1/1/2024–31/5/2024), UBND xã Bình Minh không tiếp nhận hồ sơ "
        "nào và không có hồ sơ từ kỳ trước chuyển sang.",
    )
    assert text.remarks == ()


def test_what_is_late_and_what_nobody_finished():
    late = part(
        "UBND xã Bình Minh",
        received_postal=9,
        open_late=3,
        open_in_time=1,
        paused=2,
        withdrawn=1,
        stopped_late=2,
    )

    text = paragraph(FIVE_MONTHS, [late])

    assert "qua bưu chính 9 hồ sơ; chưa có hồ sơ được giải quyết xong" in text.paragraphs[0]
    assert "đang giải quyết 4 hồ sơ, trong đó 3 hồ sơ đã quá hạn" in text.paragraphs[0]
    assert "người nộp rút 1 hồ sơ; dừng giải quyết 2 hồ sơ." in text.paragraphs[0]
    assert any("2 hồ sơ giải quyết quá hạn, 3 hồ sơ đang quá hạn" in r for r in text.remarks)


def test_a_sum_that_does_not_come_out_is_said_first():
    """The article's own numbers, without a class for those carried over (K12)."""
    figures = {**XUAN_TRUONG.figures, "carried_over": 0}

    text = paragraph(FIVE_MONTHS, [Part("UBND huyện Xuân Trường", figures)])

    assert text.remarks[0].startswith("Số liệu chưa khớp. UBND huyện Xuân Trường: Số hồ sơ tiếp")
    assert "lệch 248 hồ sơ" in text.remarks[0]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["UBND xã Pả Vi", "UBND thị trấn Mèo Vạc", "UBND xã Sủng Trà"], "UBND các xã, thị trấn"),
        (["UBND phường An Thịnh", "UBND xã Bình Minh"], "UBND các xã, phường"),
        (["UBND thành phố Bắc Kạn", "UBND huyện Ba Bể"], "UBND các huyện, thành phố"),
        (["Chi cục Thuế khu vực"], "Các đơn vị trực thuộc"),
        ([], "Các đơn vị trực thuộc"),
    ],
)
def test_who_lies_below(names, said):
    assert below_name(names) == said


@given(histories())
def test_the_classes_of_the_paragraph_add_up_to_what_was_received(counts):
    figures = Row("", "", counts).figures()
    classes = (
        "granted",
        "being_resolved",
        "awaiting_supplement",
        "paused",
        "not_eligible",
        "withdrawn",
        "stopped",
    )

    assert sum(figures[name] for name in classes) == figures["received"]
    assert "chưa khớp" not in str(paragraph(FIVE_MONTHS, [Part("UBND xã", figures)]))


@settings(max_examples=40, deadline=None)
@given(histories(), histories(), st.booleans(), st.booleans(), st.booleans())
def test_who_checks_figures_by_reading_finds_nothing_wrong(own, below, merged, whole, channels):
    """The house's own reader of reports, on the house's own reports."""
    first = own + below if whole else own
    name = "toàn huyện Mèo Vạc" if whole else "UBND huyện Mèo Vạc"
    parts = [
        Part(name, Row("", "", first).figures()),
        Part("UBND các xã, thị trấn", Row("", "", below).figures()),
    ]
    style = Style(is_merged=merged, is_whole=whole, shows_channels=channels)

    text = "\n".join(paragraph(FIVE_MONTHS, parts, style).paragraphs)

    found = [tested.judged for tested in read_paragraph(text).tested]
    assert [judged.message for judged in found if judged.verdict is Verdict.FAILS] == []


def test_and_would_find_a_number_that_was_changed():
    text = "\n".join(paragraph(FIVE_MONTHS, [XUAN_TRUONG]).paragraphs).replace("248", "249")

    verdicts = {tested.judged.verdict for tested in read_paragraph(text).tested}

    assert Verdict.FAILS in verdicts
