"""The pages of Index 766: points that were won of points that were measured."""

from datetime import date
from http import HTTPStatus

import pytest

from motcua.people.models import Unit
from motcua.people.rules import Role
from tests.factories import at_step, person
from tests.scorecards.conftest import lay, month, ran
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

CARD = "/dieu-hanh/chi-so/766/"
RANKS = "/dieu-hanh/chi-so/766/xep-hang/"
BEHIND = "/dieu-hanh/chi-so/766/ho-so/"


@pytest.fixture
def loaded(world):
    """The clock stands at 24 August: the month isn't over."""
    month(world.commune)
    return world


@pytest.fixture
def boss(world):
    return person("tinh", "Lý Văn Tỉnh", world.province, "Chủ tịch", Role.LEADER)


def test_points_are_of_what_was_measured_and_never_of_a_hundred(loaded):
    words = text_of(desk_of(loaded.chu).get(CARD))

    assert "Bộ chỉ số 766: Tháng 8/2026" in words
    assert "kỳ chưa kết thúc" in words
    assert "trên 100 điểm chưa đo được ở đây" in words
    assert "2.1 Hồ sơ giải quyết đúng hạn, trước hạn" in words
    assert "4 / 6" in words  # the seventh comes on the 28th
    assert "66,67%" in words
    assert "13,33 / 20" in words


def test_what_cannot_be_known_says_why_and_gives_nothing(loaded):
    words = text_of(desk_of(loaded.chu).get(CARD))

    assert "Chưa kết nối đồng bộ trạng thái hồ sơ với Cổng Dịch vụ công quốc gia." in words
    assert "Chưa đo được / 6" in words
    assert "chưa được tiếp nhận ở đây nên không biết có hay không" in words
    assert "6 / 6" not in words


def test_what_would_raise_the_score_most_comes_first(loaded):
    words = text_of(desk_of(loaded.chu).get(CARD))
    todo = words[words.index("Việc nâng điểm nhiều nhất") :]

    assert todo.index("Giữ đúng hạn thêm 2 hồ sơ") < todo.index("Số hóa trước khi có kết quả")
    assert "+6,67 điểm" in todo
    assert "Với hồ sơ tới" in todo


def test_each_formula_names_its_version_and_source(loaded):
    words = text_of(desk_of(loaded.chu).get(CARD))

    assert "766/2.1/2022-06-23" in words
    assert "QĐ 766/QĐ-TTg, chỉ số 2.1" in words
    assert "đủ điểm từ 50%" in words


@pytest.mark.parametrize(
    ("asked", "title"),
    [("2026-08", "Tháng 8/2026"), ("2026-Q3", "Quý III/2026"), ("2026", "Năm 2026")],
)
def test_month_quarter_and_year(loaded, asked, title):
    page = desk_of(loaded.chu).get(CARD, {"ky": asked})

    assert title in text_of(page)
    assert f'value="{asked}" selected' in page.content.decode()


def test_the_next_period_is_offered_only_when_it_has_begun(loaded):
    now = desk_of(loaded.chu).get(CARD).content.decode()
    before = desk_of(loaded.chu).get(CARD, {"ky": "2026-07"}).content.decode()

    assert "Tháng 9/2026 →" not in now
    assert "Tháng 8/2026 →" in before
    assert "← Tháng 6/2026" in before


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"ky": "2026-09"}, 422),
        ({"ky": "hôm nay"}, 422),
        ({"ky": "2026-08\x00"}, 422),
        ({"ky": "2021"}, 404),
        ({"don-vi": "H40.13.01"}, 403),
        ({"don-vi": "H40"}, 403),
        ({"don-vi": "H99"}, 404),
        ({"don-vi": "\x00"}, 422),
        ({"don-vi": "'" * 300}, 422),
    ],
)
@pytest.mark.parametrize("page", [CARD, RANKS, BEHIND])
def test_what_makes_no_sense_is_refused_clearly(world, page, query, status):
    asked = {"chi-so": "2.1", **query}

    assert desk_of(world.chu).get(page, asked).status_code == status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 404),
        ({"chi-so": "9.9"}, 404),
        ({"chi-so": "1.4"}, 404),  # not measured: nothing behind it
        ({"chi-so": "2.2"}, 404),
        ({"chi-so": "2.1", "phan": "khong-co"}, 404),
        ({"chi-so": "2.1", "sau": "x'--"}, 200),
        ({"chi-so": "2.1", "sau": "2026-08-01:99999999999999999999999"}, 200),
        ({"chi-so": "4.1", "sau": "2026-08-01:99999999999999999999999"}, 200),
        ({"chi-so": "2.1" * 9}, 422),
    ],
)
def test_a_list_that_is_none_is_refused(loaded, query, status):
    assert desk_of(loaded.chu).get(BEHIND, query).status_code == status


def test_behind_a_number_lie_its_dossiers(loaded):
    page = desk_of(loaded.chu).get(BEHIND, {"chi-so": "2.1", "phan": "ket-thuc-qua-han"})
    words = text_of(page)

    assert "H40.12.05-260801-0005" in words
    assert "Đăng ký khai sinh" in words
    assert "10/08/2026" in words
    assert "H40.12.05-260801-0001" not in words
    assert '/can-bo/ho-so/H40.12.05-260801-0005/"' in page.content.decode()


def test_a_procedure_that_costs_points_is_listed_with_its_reason(loaded):
    words = text_of(desk_of(loaded.chu).get(BEHIND, {"chi-so": "3.1"}))

    assert "1.001193" in words
    assert "Chỉ cung cấp thông tin" in words


def test_an_empty_list_says_so(world):
    words = text_of(desk_of(world.chu).get(BEHIND, {"chi-so": "2.1"}))

    assert "Không có mục nào trong danh sách này." in words


def test_a_long_list_has_a_next_page(world):
    for number in range(1, 53):
        lay(world.commune, number, *ran(1, due=3, ended=5))
    client = desk_of(world.chu)
    first = client.get(BEHIND, {"chi-so": "2.1"}).content.decode()
    href = first[: first.index('" rel="next"')].rpartition('href="')[2]

    second = text_of(client.get(BEHIND + href.replace("&amp;", "&")))

    assert first.count("H40.12.05-260801-") == 50 * 2  # the address and the words
    assert second.count("H40.12.05-260801-") == 2


def test_a_commune_sees_its_rank_and_only_its_own_card(loaded):
    month(loaded.other_commune, start=50)
    lay(loaded.other_commune, 70, *ran(3, due=4, ended=9))

    page = desk_of(loaded.chu).get(RANKS)

    words = text_of(page)
    assert "1/2 UBND phường An Thịnh" in words
    assert "2/2 UBND xã Bình Minh" in words
    assert "don-vi=H40.13.01" not in page.content.decode()
    assert desk_of(loaded.chu).get(CARD, {"don-vi": "H40.13.01"}).status_code == 403


def test_a_province_ranks_what_lies_below_and_opens_each(loaded, boss):
    page = desk_of(boss).get(RANKS, {"ky": "2026-08"})

    assert "don-vi=H40.13.01" in page.content.decode()
    assert "Các cơ quan thuộc UBND tỉnh Đông Giang" in text_of(page)


def test_a_province_sees_all_below_together_or_itself_alone(loaded, boss):
    client = desk_of(boss)

    together = text_of(client.get(CARD))
    alone = text_of(client.get(CARD, {"pham-vi": "rieng"}))

    assert "và cơ quan cấp dưới" in together
    assert "4 / 6" in together
    assert "4 / 6" not in alone


def test_dossiers_of_another_agency_are_named_but_not_opened(loaded, boss):
    page = desk_of(boss).get(BEHIND, {"chi-so": "2.1"}).content.decode()

    assert "H40.12.05-260801-0005" in page
    assert "/can-bo/ho-so/H40.12.05-260801-0005/" not in page


def test_an_agency_that_was_there_then_can_still_be_read(loaded, boss):
    Unit.objects.filter(pk=loaded.commune.pk).update(until=date(2026, 8, 20))

    assert desk_of(boss).get(CARD, {"don-vi": "H40.12.05"}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("page", [CARD, RANKS, f"{BEHIND}?chi-so=2.1", f"{BEHIND}?chi-so=3.2"])
def test_a_page_costs_ten_queries_at_most(loaded, boss, page, django_assert_max_num_queries):
    at_step(loaded, 3)
    for who in (loaded.chu, boss):
        client = desk_of(who)
        client.get(page)
        with django_assert_max_num_queries(10):
            client.get(page)


@pytest.mark.parametrize("page", [CARD, RANKS, BEHIND])
def test_they_are_pages_to_read(world, page):
    assert desk_of(world.chu).post(page).status_code == HTTPStatus.METHOD_NOT_ALLOWED
