from dataclasses import replace
from functools import partial

import pytest
import segno

from motcua.printing import services
from motcua.printing.errors import NotPrintable
from motcua.printing.rules import Component, Counterpart, edition_named

from . import reading
from .papers import CODE, KHUE, OFFICE, RECEIPT, REFUSAL, SUPPLEMENT, URL


OLD = edition_named("2018")
NEW = edition_named("2025")
PAPERS = [
    pytest.param(partial(services.receipt, RECEIPT), id="receipt"),
    pytest.param(partial(services.supplement_request, SUPPLEMENT), id="supplement request"),
    pytest.param(partial(services.refusal, REFUSAL), id="refusal"),
]
# law.md §2.1 and §2.2: field of the form, what stands on the paper, the editions that print it.
MAU_01 = [
    ("cơ quan", "UBND PHƯỜNG AN THỊNH", "2018 2025"),
    ("bộ phận 2018", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "2018"),
    ("bộ phận 2025", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "2025"),
    ("số 2018", "Số: 1847/BPTNTKQ", "2018"),
    ("số 2025", "Số: 1847/TTPVHCC", "2025"),
    ("quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2018 2025"),
    ("tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", "2018 2025"),
    ("địa danh, ngày", "An Thịnh, ngày 23 tháng 11 năm 2026", "2018 2025"),
    ("tên giấy", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "2018 2025"),
    ("mã hồ sơ", f"Mã hồ sơ: {CODE}", "2018 2025"),
    ("liên", "Liên: Giao người nộp hồ sơ", "2018 2025"),
    ("nơi tiếp nhận", "Trung tâm Phục vụ hành chính công phường An Thịnh", "2018 2025"),
    ("người nộp", "Tiếp nhận hồ sơ của: Lê Minh Khuê", "2018 2025"),
    ("căn cước", "Số căn cước/Mã số thuế: 001300000417", "2018 2025"),
    ("địa chỉ", "Địa chỉ: Tổ 3, phường An Thịnh, tỉnh Đông Giang", "2018 2025"),
    ("số điện thoại", "Số điện thoại: 0900 000 417", "2018 2025"),
    ("email", "Email: khue@thu.example", "2018 2025"),
    ("nội dung", "giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân", "2018 2025"),
    ("thành phần", "1. Thành phần hồ sơ nộp gồm: STT Tên giấy tờ Loại Số lượng", "2018 2025"),
    ("dòng 1", "1 Tờ khai cấp Giấy xác nhận tình trạng hôn nhân Bản chính 01", "2018 2025"),
    ("dòng 2", "2 Trích lục ghi chú ly hôn Bản chứng thực 02", "2018 2025"),
    ("số bộ", "2. Số lượng hồ sơ: 01 bộ.", "2018 2025"),
    ("theo quy định", "3. Thời gian giải quyết hồ sơ theo quy định: 03 ngày làm việc.", "2018"),
    ("nhận 2018", "4. Thời gian nhận hồ sơ: 15 giờ 20 phút, ngày 23 tháng 11 năm 2026.", "2018"),
    ("nhận 2025", "3. Thời gian nhận hồ sơ: 15 giờ 20 phút, ngày 23 tháng 11 năm 2026.", "2025"),
    ("trả 2018", "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27", "2018"),
    ("trả 2025", "4. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 27", "2025"),
    ("nhận tại 2018", "6. Đăng ký nhận kết quả tại: Quầy 5, Trung tâm Phục vụ", "2018"),
    ("nhận tại 2025", "5. Đăng ký nhận kết quả tại: Quầy 5, Trung tâm Phục vụ", "2025"),
    ("phí, lệ phí", "6. Phí, lệ phí (nếu có): Không thu.", "2025"),
    ("ghi chú", "Ghi chú: Nhận kết quả thay cần có giấy ủy quyền", "2018 2025"),
    ("sổ", "Vào Sổ theo dõi hồ sơ, Quyển số: 04. Số thứ tự: 2031.", "2018 2025"),
    ("chữ ký người nộp", "NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên) Lê Minh Khuê", "2018 2025"),
    ("chữ ký", "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký, ghi rõ họ tên) Nguyễn Văn Hiếu", "2018 2025"),
    ("hai liên", "Giấy này lập hai liên", "2018 2025"),
    ("bưu chính", "đăng ký nhận kết quả qua bưu chính", "2018 2025"),
    ("mất giấy", "nếu mất, xuất trình căn cước", "2018 2025"),
    ("tra cứu", "nhập mã hồ sơ tại motcua.anthinh.example/tra-cuu. Tổng đài: 0218", "2018 2025"),
    ("mẫu 2018", "Mẫu số 01, Thông tư số 01/2018/TT-VPCP", "2018"),
    ("mẫu 2025", "Mẫu số 01, Thông tư số 03/2025/TT-VPCP", "2025"),
]


@pytest.fixture(scope="module", params=[OLD, NEW], ids=lambda edition: edition.key)
def edition(request):
    return request.param


@pytest.fixture(scope="module")
def receipt_text(edition):
    return reading.text(services.receipt(RECEIPT, edition=edition))


@pytest.mark.parametrize(("words", "keys"), [pytest.param(*rest, id=id) for id, *rest in MAU_01])
def test_the_receipt_has_each_field_of_its_edition_and_none_of_the_other(
    receipt_text, edition, words, keys
):
    assert (words in receipt_text) is (edition.key in keys.split())


@pytest.mark.parametrize(
    "words",
    [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Số: 212/HDHS",
        f"Mã hồ sơ: {CODE}",
        "Hồ sơ của: Lê Minh Khuê",
        "Địa chỉ: Tổ 3, phường An Thịnh, tỉnh Đông Giang",
        "Số điện thoại: 0900 000 417. Email: khue@thu.example",
        "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân",
        "Yêu cầu ông/bà hoàn thiện hồ sơ gồm những nội dung sau:",
        "TT Thành phần hồ sơ Bản chính Bản chứng thực Bản photo",
        "1 Trích lục ghi chú ly hôn 01 02 2 Tờ khai: ghi lại ngày sinh cho khớp với căn cước",
        "Lý do: Hồ sơ chưa có giấy tờ chứng minh tình trạng hôn nhân trước đây.",
        "Căn cứ: Điều 22 Nghị định số 123/2015/NĐ-CP",
        "Thời hạn hoàn thiện hồ sơ: ngày 14 tháng 12 năm 2026.",
        "nếu có vướng mắc, ông/bà liên hệ với bà Trần Mai Anh, số điện thoại 0218 000 2469",
        "NGƯỜI HƯỚNG DẪN (Ký, ghi rõ họ tên) Nguyễn Văn Hiếu",
    ],
)
def test_the_supplement_request_has_each_field_of_mau_02(edition, words):
    assert words in reading.text(services.supplement_request(SUPPLEMENT, edition=edition))


@pytest.mark.parametrize(
    "words",
    [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Số: 37",
        "Trung tâm Phục vụ hành chính công phường An Thịnh Tiếp nhận hồ sơ của: Lê Minh Khuê",
        "Địa chỉ: Tổ 3, phường An Thịnh, tỉnh Đông Giang",
        "Số điện thoại: 0900 000 417. Email: khue@thu.example",
        "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Ông/bà đăng ký",
        "do UBND phường Hòa Bình giải quyết. Ông/bà nộp hồ sơ tại Trung tâm",
        "Căn cứ: Điều 21 Nghị định số 123/2015/NĐ-CP",
        "Xin thông báo cho ông/bà được biết và thực hiện./.",
        "NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên) Lê Minh Khuê",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký, ghi rõ họ tên) Nguyễn Văn Hiếu",
    ],
)
def test_the_refusal_has_each_field_of_mau_03(edition, words):
    assert words in reading.text(services.refusal(REFUSAL, edition=edition))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_one_page_of_a5_in_pdf_a(paper, edition):
    pdf = paper(edition=edition)

    assert len(reading.pages(pdf)) == 1
    assert reading.size_mm(pdf) == (148.0, 210.0)
    assert reading.conformance(pdf) == "2B"
    assert reading.language(pdf) == "vi-VN"
    assert all(embedded and "NotoSerif" in name for name, embedded in reading.fonts(pdf))


def test_the_title_names_the_paper_and_nobody():
    assert reading.title(services.receipt(RECEIPT, edition=NEW)) == (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    )


def test_the_same_paper_is_the_same_file():
    assert services.receipt(RECEIPT, edition=NEW) == services.receipt(RECEIPT, edition=NEW)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_qr_code_is_the_tracking_address_and_nothing_else(paper):
    expected = [list(row) for row in segno.make_qr(URL, error="m").matrix]

    assert reading.qr_modules(paper(edition=NEW), side=len(expected)) == expected


def test_without_an_address_there_is_no_qr_code_and_no_word_of_it():
    printed = reading.text(services.receipt(replace(RECEIPT, tracking_url=""), edition=NEW))

    assert "mã QR" not in printed
    assert "Xem tiến độ: nhập mã hồ sơ tại" in printed


def test_an_office_with_nothing_to_look_up_prints_no_note():
    silent = replace(REFUSAL, code="", tracking_url="", office=replace(OFFICE, phone=""))

    [page] = reading.pages(services.refusal(silent, edition=NEW))

    assert page.endswith("Nguyễn Văn Hiếu Mẫu số 03, Thông tư số 03/2025/TT-VPCP")


def test_each_side_of_the_counter_gets_its_own_counterpart():
    kept = replace(RECEIPT, counterpart=Counterpart.FILE)

    assert "Liên: Lưu" in reading.text(services.receipt(kept, edition=NEW))


def test_what_is_not_known_is_left_to_be_filled_in_by_hand():
    bare = replace(
        RECEIPT,
        applicant=replace(KHUE, phone="", email="", identity=""),
        due_at=None,
        fees="",
        register_book="",
        note="",
    )

    printed = reading.text(services.receipt(bare, edition=NEW))

    assert "Số điện thoại: ……" in printed
    assert "4. Thời gian trả kết quả giải quyết hồ sơ: ……" in printed
    assert "6. Phí, lệ phí (nếu có): ……" in printed
    assert "Quyển số: ……" in printed
    for label in ("Email", "căn cước/Mã số thuế", "Ghi chú"):
        assert label not in printed


def test_an_electronic_receipt_is_not_signed_with_a_pen():
    printed = reading.text(services.receipt(replace(RECEIPT, is_electronic=True), edition=NEW))

    assert "NGƯỜI NỘP HỒ SƠ (Nộp trực tuyến) Lê Minh Khuê" in printed
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký số) Nguyễn Văn Hiếu" in printed


def test_who_hands_in_for_another_signs_in_their_own_name():
    by_proxy = replace(RECEIPT, submitter="Phạm Thị Hòa")

    printed = reading.text(services.receipt(by_proxy, edition=NEW))

    assert "Tiếp nhận hồ sơ của: Lê Minh Khuê" in printed
    assert "NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên) Phạm Thị Hòa" in printed


def test_control_characters_are_refused_before_anything_is_printed():
    spoiled = replace(RECEIPT, components=(Component("Tờ khai\0"),))

    with pytest.raises(NotPrintable, match="U\\+0000"):
        services.receipt(spoiled, edition=NEW)


def test_eight_threads_print_their_own_papers(at_once):
    names = [f"Lê Minh Khuê {number}" for number in range(8)]
    waiting = iter(names)

    def print_five():
        mine = replace(RECEIPT, applicant=replace(KHUE, name=next(waiting)))
        return [services.receipt(mine, edition=NEW) for _ in range(5)]

    printed = {
        name for pdfs in at_once(8, print_five) for name in names if all(map(shows(name), pdfs))
    }

    assert printed == set(names)


def shows(name):
    return lambda pdf: f"Tiếp nhận hồ sơ của: {name}" in reading.text(pdf)
