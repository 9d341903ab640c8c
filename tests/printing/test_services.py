from dataclasses import replace
from functools import partial

import pytest
import segno

from motcua.printing.errors import NotPrintable
from motcua.printing.rules import Component, Counterpart, edition_named

from . import reading
from .papers import (
    APOLOGY,
    CONTROL,
    KHUE,
    OFFICE,
    RECEIPT,
    REFUSAL,
    SUPPLEMENT,
    URL,
    pdf_of,
)


OLD = edition_named("2018")
NEW = edition_named("2025")
PAPERS = [
    pytest.param(partial(pdf_of, data), id=type(data).__name__)
    for data in (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, CONTROL)
]


@pytest.fixture(scope="module", params=[OLD, NEW], ids=lambda edition: edition.key)
def edition(request):
    return request.param


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_one_page_of_a5_in_pdf_a(paper, edition):
    pdf = paper(edition=edition)

    assert len(reading.pages(pdf)) == 1
    assert reading.size_mm(pdf) == (148.0, 210.0)
    assert reading.conformance(pdf) == "2B"
    assert reading.language(pdf) == "vi-VN"
    assert all(embedded and "NotoSerif" in name for name, embedded in reading.fonts(pdf))


def test_the_title_names_the_paper_and_nobody():
    assert reading.title(pdf_of(RECEIPT, edition=NEW)) == (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    )


def test_the_same_paper_is_the_same_file():
    assert pdf_of(RECEIPT, edition=NEW) == pdf_of(RECEIPT, edition=NEW)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_qr_code_is_the_tracking_address_and_nothing_else(paper):
    expected = [list(row) for row in segno.make_qr(URL, error="m").matrix]

    assert reading.qr_modules(paper(edition=NEW), side=len(expected)) == expected


def test_without_an_address_there_is_no_qr_code_and_no_word_of_it():
    printed = reading.text(pdf_of(replace(RECEIPT, tracking_url=""), edition=NEW))

    assert "mã QR" not in printed
    assert "Xem tiến độ: nhập mã hồ sơ tại" in printed


def test_an_office_with_nothing_to_look_up_prints_no_note():
    silent = replace(REFUSAL, code="", tracking_url="", office=replace(OFFICE, phone=""))

    [page] = reading.pages(pdf_of(silent, edition=NEW))

    assert page.endswith("Nguyễn Văn Hiếu Mẫu số 03, Thông tư số 03/2025/TT-VPCP")


def test_each_side_of_the_counter_gets_its_own_counterpart():
    kept = replace(RECEIPT, counterpart=Counterpart.FILE)

    assert "Liên: Lưu" in reading.text(pdf_of(kept, edition=NEW))


def test_what_is_not_known_is_left_to_be_filled_in_by_hand():
    bare = replace(
        RECEIPT,
        applicant=replace(KHUE, phone="", email="", identity=""),
        due_at=None,
        fees="",
        register_book="",
        note="",
    )

    printed = reading.text(pdf_of(bare, edition=NEW))

    assert "Số điện thoại: ……" in printed
    assert "4. Thời gian trả kết quả giải quyết hồ sơ: ……" in printed
    assert "6. Phí, lệ phí (nếu có): ……" in printed
    assert "Quyển số: ……" in printed
    for label in ("Email", "căn cước/Mã số thuế", "Ghi chú"):
        assert label not in printed


def test_an_electronic_receipt_is_not_signed_with_a_pen():
    printed = reading.text(pdf_of(replace(RECEIPT, is_electronic=True), edition=NEW))

    assert "NGƯỜI NỘP HỒ SƠ (Nộp trực tuyến) Lê Minh Khuê" in printed
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký số) Nguyễn Văn Hiếu" in printed


def test_who_hands_in_for_another_signs_in_their_own_name():
    by_proxy = replace(RECEIPT, submitter="Phạm Thị Hòa")

    printed = reading.text(pdf_of(by_proxy, edition=NEW))

    assert "Tiếp nhận hồ sơ của: Lê Minh Khuê" in printed
    assert "NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên) Phạm Thị Hòa" in printed


def test_control_characters_are_refused_before_anything_is_printed():
    spoiled = replace(RECEIPT, components=(Component("Tờ khai\0"),))

    with pytest.raises(NotPrintable, match="U\\+0000"):
        pdf_of(spoiled, edition=NEW)


def test_eight_threads_print_their_own_papers(at_once):
    names = [f"Lê Minh Khuê {number}" for number in range(8)]
    waiting = iter(names)

    def print_five():
        mine = replace(RECEIPT, applicant=replace(KHUE, name=next(waiting)))
        return [pdf_of(mine, edition=NEW) for _ in range(5)]

    printed = {
        name for pdfs in at_once(8, print_five) for name in names if all(map(shows(name), pdfs))
    }

    assert printed == set(names)


def shows(name):
    return lambda pdf: f"Tiếp nhận hồ sơ của: {name}" in reading.text(pdf)
