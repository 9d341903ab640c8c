"""What happens on the paper when there is much to say, or something strange."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.printing.rules import Component, CopyKind, SupplementItem, edition_named

from . import reading
from .papers import CODE, KHUE, OFFICE, RECEIPT, REFUSAL, SUPPLEMENT, pdf_of


NEW = edition_named("2025")
NAMES = (
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
    "Trích lục ghi chú ly hôn",
    "Bản sao Hộ chiếu, Thẻ căn cước hoặc giấy tờ có giá trị thay thế",
    "Văn bản xác nhận hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế do Ủy ban nhân dân "
    "cấp xã nơi người nhận con nuôi thường trú cấp",
)
TABLE_HEAD = "STT Tên giấy tờ Loại Số lượng"


def components(count):
    kinds = list(CopyKind)
    return tuple(Component(NAMES[n % 4], kinds[n % 4], 1 + n % 3) for n in range(count))


def receipt(**changes):
    return pdf_of(replace(RECEIPT, **changes), edition=NEW)


@pytest.mark.parametrize("count", [0, 1, 4, 8])
def test_up_to_eight_components_take_one_page(count):
    assert len(reading.pages(receipt(components=components(count)))) == 1


def test_more_components_go_on_under_a_repeated_head():
    first, second, *more = reading.pages(receipt(components=components(24)))

    assert more == []
    assert TABLE_HEAD in first
    assert second.startswith(TABLE_HEAD)
    assert f"{CODE} · Trang 1/2" in first
    assert f"{CODE} · Trang 2/2" in second
    assert "Vào Sổ theo dõi hồ sơ" in second
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in second


@pytest.mark.parametrize("count", range(9, 34))
def test_the_last_page_has_a_line_the_signatures_and_the_note(count):
    *_, last = reading.pages(receipt(components=components(count)))

    for words in ("Vào Sổ theo dõi hồ sơ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Giấy này lập hai liên"):
        assert words in last


def test_long_names_and_addresses_stay_on_one_page():
    company = "Công ty trách nhiệm hữu hạn một thành viên Thương mại Dịch vụ Nguyễn Hoàng Phương"
    address = "Số 1234/56/78A, ngõ 90, đường Nguyễn Thị Minh Khai kéo dài, khu dân cư Đông Bắc, "
    pdf = receipt(
        applicant=replace(KHUE, name=company, address=address * 2),
        office=replace(OFFICE, agency="UBND đặc khu kinh tế Đông Bắc An Thịnh Hòa Bình"),
        procedure="Giải quyết việc người nước ngoài cư trú ở khu vực biên giới nước láng giềng "
        "nhận trẻ em Việt Nam làm con nuôi thuộc thẩm quyền của Ủy ban nhân dân cấp xã",
    )

    [page] = reading.pages(pdf)

    assert f"Tiếp nhận hồ sơ của: {company}" in page
    assert (address * 2).strip() in page


@pytest.mark.parametrize("data", [RECEIPT, replace(RECEIPT, components=components(8))])
def test_a_paper_is_black_on_white_with_free_margins(data):
    image = reading.grey(pdf_of(data, edition=NEW))
    shades = image.histogram()
    inside = image.point(lambda grey: 255 * (grey < 250)).getbbox()

    assert sum(shades[:64]) > sum(shades[64:192])  # letters are black; grey is only their edge
    assert inside[0] >= 11 * 8
    assert inside[2] <= (148 - 10) * 8
    assert inside[1] >= 7 * 8
    assert inside[3] <= (210 - 5) * 8


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param('#eval("1+1")', '#eval("1+1")', id="code"),
        pytest.param('#include "/etc/passwd"', '#include "/etc/passwd"', id="file"),
        pytest.param("*đậm* _nghiêng_ = Tiêu đề", "*đậm* _nghiêng_ = Tiêu đề", id="markup"),
        pytest.param("$x^2$ @ref <label> // ghi chú", "$x^2$ @ref <label> // ghi chú", id="math"),
        pytest.param("\"Lê\" 'Khuê' «An»", "\"Lê\" 'Khuê' «An»", id="quotes stay straight"),
        pytest.param(r"C:\giấy\n \u{41} ~ --", r"C:\giấy\n \u{41} ~ --", id="backslashes"),
        pytest.param("https://x.example/a%20b?c=d", "https://x.example/a%20b?c=d", id="address"),
        pytest.param("Nguye\u0302\u0303n Đa\u0323\u0306ng", "Nguyễn Đặng", id="decomposed"),
        pytest.param("A\nB", "A B", id="line break"),
        pytest.param("{{ khuê }} {% x %} </p>&amp;", "{{ khuê }} {% x %} </p>&amp;", id="html"),
        pytest.param("שלום Khuê", "\ufffd\ufffd\ufffd\ufffd Khuê", id="right to left, no glyph"),
        pytest.param("Khuê 😀 中", "Khuê \ufffd \ufffd", id="emoji, no glyph"),
    ],
)
def test_what_people_typed_is_text_and_never_source(typed, shown):
    printed = reading.text(
        receipt(
            applicant=replace(KHUE, name=typed, address=typed),
            components=(Component(typed),),
            return_place=typed,
        )
    )

    assert f"Tiếp nhận hồ sơ của: {shown}" in printed
    assert f"Địa chỉ: {shown}" in printed
    assert f"1 {shown} Bản chính 01" in printed


def test_a_word_longer_than_the_page_is_broken_and_whole():
    word = "Khuê" * 60

    pdf = receipt(applicant=replace(KHUE, name=word), components=(Component(word),))

    assert reading.text(pdf).replace(" ", "").count(word) >= 2
    assert reading.grey(pdf).point(lambda grey: 255 * (grey < 250)).getbbox()[2] <= 138 * 8


def test_a_long_reason_takes_the_pages_it_needs():
    reason = "\n".join(f"{number}. Giấy tờ này đã hết hiệu lực." for number in range(1, 81))

    pages = reading.pages(pdf_of(replace(REFUSAL, reason=reason), edition=NEW))

    assert len(pages) > 1
    assert "80. Giấy tờ này đã hết hiệu lực." in " ".join(pages)
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in pages[-1]


def test_many_things_to_supply_go_on_under_a_repeated_head():
    items = tuple(SupplementItem(name=NAMES[n % 4], certified=1) for n in range(24))

    pages = reading.pages(pdf_of(replace(SUPPLEMENT, items=items), edition=NEW))

    assert [page.count("Thành phần hồ sơ Bản chính") for page in pages] == [1, 1]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_no_text_stops_the_printer(typed):
    assert receipt(applicant=replace(KHUE, name=typed), note=typed).startswith(b"%PDF-")
