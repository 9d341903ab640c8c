from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from motcua.catalog import queries
from motcua.catalog.errors import TextNotReadable


pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def found(text, **filters):
    return [hit.code for hit in queries.search(text, on=TODAY, **filters).hits]


# What people type → the procedure that must be among the first three.
TYPED = [
    ("khai sinh", "1.001193"),
    ("dang ky khai sinh", "1.001193"),
    ("giấy khai sinh", "1.001193"),
    ("lam giay khai sinh cho con", "1.001193"),
    ("kai sihn", "1.001193"),
    ("khai xinh", "1.001193"),
    ("khaisinh", "1.001193"),
    ("dangkykethon", "1.000894"),
    ("ddawng kys khai sinh", "1.001193"),
    ("cawn cuwowcs coong daan", "1.014061"),
    ("d9ang ky1 ke1t ho6n", "1.000894"),
    ("đăng ký khai sinh cho cháu nội", "1.001193"),
    ("sinh con", "1.001193"),
    ("khai sinh co yeu to nuoc ngoai", "2.000528"),
    ("lam lai giay khai sinh", "1.004884"),
    ("trích lục khai sinh", "2.000635"),
    ("sua ten trong giay khai sinh", "1.004859"),
    ("cai chinh ho tich", "1.004859"),
    ("đăng ký kết hôn", "1.000894"),
    ("dang ki ket hon", "1.000894"),
    ("ket hom", "1.000894"),
    ("kết hôn với người nước ngoài", "2.000806"),
    ("giay doc than", "1.004873"),
    ("xác nhận tình trạng hôn nhân", "1.004873"),
    ("khai tử", "1.000656"),
    ("giấy chứng tử", "1.000656"),
    ("mai táng phí", "1.001731"),
    ("sao y bản chính", "2.000815"),
    ("công chứng căn cước", "2.000815"),
    ("chứng thuc ban sao", "2.000815"),
    ("chứng thực chữ ký", "2.000884"),
    ("so yeu ly lich", "2.000884"),
    ("làm di chúc", "2.001019"),
    ("hợp đồng mua bán nhà đất", "2.001035"),
    ("sổ đỏ", "1.013978"),
    ("làm sổ đỏ lần đầu", "1.013978"),
    ("so hong", "1.013978"),
    ("tranh chap dat dai", "1.012812"),
    ("chuyen muc dich su dung dat", "1.013949"),
    ("hiến đất làm đường", "1.013979"),
    ("làm hộ khẩu", "1.004222"),
    ("nhập khẩu cho con", "1.004222"),
    ("thuong tru", "1.004222"),
    ("tạm trú", "1.004194"),
    ("dang ky tam chu", "1.004194"),
    ("gia han tam tru", "1.002755"),
    ("tách khẩu", "1.010038"),
    ("CT07", "1.010041"),
    ("cccd", "1.014061"),
    ("lam can cuoc cong dan", "1.014061"),
    ("mat can cuoc", "1.014064"),
    ("căn cước cho trẻ em dưới 14 tuổi", "1.014062"),
    ("vneid muc 2", "3.000228"),
    ("mở quán cà phê", "1.001612"),
    ("giay phep kinh doanh", "1.001612"),
    ("dang ky ho kinh doang", "1.001612"),
    ("tạm ngừng kinh doanh", "1.001570"),
    ("dẹp quán", "1.001266"),
    ("xin phép xây nhà", "1.013225"),
    ("giay phep xay dung", "1.013225"),
    ("sửa nhà", "1.013229"),
    ("thue via he ban hang", "1.013274"),
    ("chặt cây xanh", "1.002693"),
    ("tro cap nguoi cao tuoi", "1.014027"),
    ("tiền cho người già", "1.014027"),
    ("giấy khuyết tật", "1.001699"),
    ("xin hộ nghèo", "1.011607"),
    ("thờ cúng liệt sỹ", "1.010803"),
    ("nhận con nuôi", "2.001263"),
    ("bao hiem y te cho be", "2.000986"),
    ("hop tac xa", "1.005280"),
    ("khoan gieng", "1.001662"),
    ("1.001193", "1.001193"),
    ("1001193", "1.001193"),
    ("1.00119", "1.001193"),
    ("DANG KY KHAI SINH!!!", "1.001193"),
    ("tạm tr", "1.004194"),
]


@pytest.mark.parametrize(("text", "code"), TYPED, ids=[text for text, _ in TYPED])
def test_what_people_type_is_found(whole_catalog, text, code):
    assert code in found(text)[:3]


def test_most_are_found_in_the_first_place(whole_catalog):
    first = sum(found(text, limit=1) == [code] for text, code in TYPED)

    assert first / len(TYPED) >= 0.9


def test_a_hit_names_the_words_that_were_asked_for(whole_catalog):
    results = queries.search("kai sihn", on=TODAY)

    assert results.hits[0].matched == ("khai", "sinh")
    assert results.mended == "khai sinh"
    assert queries.search("khai sinh", on=TODAY).mended == ""


def test_nothing_found_is_answered_with_what_looks_alike(whole_catalog):
    results = queries.search("xyzzy qwerty", on=TODAY)
    assert results.hits == results.did_you_mean == ()

    results = queries.search("trichhh lucccc", on=TODAY)
    assert results.hits == ()
    assert "Trích lục" in results.did_you_mean[0].name


@pytest.mark.parametrize(
    ("text", "most"), [("", 1), ("khai sinh", 5), ("1.00", 1), ("zzzz zzzz", 6)]
)
def test_the_number_of_queries_is_fixed(whole_catalog, text, most, django_assert_max_num_queries):
    for limit in (1, 100):
        with django_assert_max_num_queries(most):
            queries.search(text, on=TODAY, limit=limit)


def test_filters(whole_catalog):
    assert "1.001193" not in found("khai sinh", field="Đất đai")
    assert set(found("dang ky", field="Hộ tịch", limit=100)) <= set(
        found("", field="Hộ tịch", limit=100)
    )
    assert len(found("", level="province", limit=200)) == 16
    assert found("ket hon", level="district") == []
    past = queries.search("ket hon nuoc ngoai", on=date(2025, 1, 1), level="district")
    assert [hit.code for hit in past.hits] == ["2.000806"]


@pytest.mark.parametrize("text", ["", "dang ky", "1."])
def test_pages_follow_each_other_without_gap_or_repetition(whole_catalog, text):
    whole = found(text, limit=200)
    pages, after = [], None
    while True:
        page = queries.search(text, on=TODAY, limit=7, after=after)
        pages += [hit.code for hit in page.hits]
        after = page.next_after
        if after is None:
            break

    assert pages == whole
    assert len(set(pages)) == len(pages) > 20


def test_without_a_search_all_stand_in_alphabetical_order(whole_catalog):
    names = [hit.name for hit in queries.search("", on=TODAY, limit=200).hits]

    assert len(names) == 157
    assert names[0].startswith("Áp dụng biện pháp")
    assert names[-1].startswith("Xóa đăng ký thường trú")
    assert names.index("Đăng ký khai sinh") > names.index("Công nhận Ban quản trị nhà chung cư")


@pytest.mark.parametrize(
    "filters",
    [
        {"text": "khai\x00sinh"},
        {"text": "\ud800"},
        {"text": "khai sinh", "field": "Hộ\x00tịch"},
        {"text": "", "after": "1.\x00"},
        {"text": "", "level": "\x01"},
    ],
)
def test_unreadable_characters_are_refused(whole_catalog, filters):
    with pytest.raises(TextNotReadable, match="không đọc được"):
        queries.search(**filters, on=TODAY)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80))
@example(text="%' OR 1=1 --")
@example(text="_%_%_%")
@example(text="khai " * 500)
@example(text="a" * 5000)
@example(text="Đăng ký khai sinh")
@example(text="١.٠٠١")
@example(text="²³¹ ５.０")
@example(text="𝒦𝒽𝒶𝒾")
def test_anything_can_be_typed(whole_catalog, text):
    results = queries.search(text, on=TODAY, field=text, after=text[:20])
    assert results.next_after is None or results.hits

    queries.search(text, on=TODAY)
