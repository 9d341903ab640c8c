"""The pages of targets."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest

from motcua.people.rules import Role
from motcua.targets import services
from motcua.targets.models import Quota, Target
from motcua.targets.rules import QuotaDraft
from tests import factories
from tests.factories import MORNING, later
from tests.targets.test_services import FIELD, NUMBER, SHARE, accepted
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world
from tests.web.strange import STRANGE


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

LIST = "/dieu-hanh/chi-tieu/"
NEW, OWN = f"{LIST}moi/", f"{LIST}cua-don-vi/"
QUERIES = 10


def assigned(world, *, draft=NUMBER, **values):
    places = {"commune": "", "culture": FIELD, "secretariat": FIELD}
    quotas = [
        QuotaDraft(getattr(world, name).pk, Decimal(value), places[name])
        for name, value in values.items()
    ]
    return services.assign(draft, quotas, by=world.chu, at=MORNING)


def target_of(world):
    """What the office of lan is to reach, for the tests of all pages."""
    made = assigned(world, culture=5)
    return {"target": made, "quota": Quota.objects.get(target=made).pk}


def page_of(target_id, rest=""):
    return f"{LIST}{target_id}/{rest}"


def typed(world, **more):
    return {
        "name": "Hồ sơ trực tuyến mức độ 4",
        "figure": "received_online",
        "kind": "count_at_least",
        "first": "01/01/2026",
        "due_on": "31/12/2026",
        "number": "12/QĐ-UBND",
        f"so-{world.commune.pk}": "1.200",
        f"so-{world.culture.pk}": "300",
        f"lv-{world.culture.pk}": FIELD,
    } | more


def test_a_leader_assigns_and_sees_it_in_the_list(world):
    browser = desk_of(world.chu)
    assert "Chưa có chỉ tiêu nào trong năm này." in text_of(browser.get(LIST))

    answer = browser.post(NEW, typed(world))

    row = Target.objects.get()
    assert answer["Location"] == page_of(row.pk)
    assert dict(row.quotas.values_list("unit", "value")) == {
        world.commune.pk: 1200,
        world.culture.pk: 300,
    }
    words = text_of(browser.get(LIST))
    assert "Hồ sơ trực tuyến mức độ 4" in words
    assert "0 trên 2 đơn vị" in words


def test_units_stand_in_the_order_of_rank_with_the_size_of_the_field(world):
    accepted(world)
    accepted(world, at=later(days=-3))
    made = assigned(world, commune=4, culture=2, secretariat=4)

    words = text_of(desk_of(world.chu).get(page_of(made)))

    first, second, third = re.findall(r"(\d/3) (\S+)", words)[:3]
    assert [first[0], second[0], third[0]] == ["1/3", "2/3", "2/3"]
    assert first[1] == "Phòng"
    assert "còn thiếu 2 hồ sơ, cần 1 hồ sơ một tuần" in words
    assert "12/QĐ-UBND" in words
    assert "Giao chỉ tiêu" in words


def test_judged_on_counts_not_on_the_rounded_share(world):
    accepted(world)
    draft = replace(SHARE, due_on=date(2026, 8, 20), first=date(2026, 8, 1))
    accepted(world, at=later(days=-10))
    accepted(world, channel=factories.Channel.DIRECT, at=later(days=-10))
    made = assigned(world, commune=100, draft=draft)

    words = text_of(desk_of(world.chu).get(page_of(made)))

    assert "Không đạt" in words
    assert "1 trên 2" in words
    assert "50%" in words
    assert "còn thiếu 1 hồ sơ" in words


def test_a_month_shows_what_came_in_it_and_how_far_it_was_then(world):
    accepted(world)
    accepted(world, at=later(days=-31))
    made = assigned(world, commune=100)
    browser = desk_of(world.chu)

    words = text_of(browser.get(page_of(made, "?thang=2026-07")))

    assert "Đến hết tháng 07/2026" in words
    assert "số liệu đến 31/07/2026" in words
    assert "ít nhất 100 hồ sơ 1 1 " in words
    assert "ít nhất 100 hồ sơ 1 2 " in text_of(browser.get(page_of(made, "?thang=2026-08")))
    for text in ("2026-09", "2025-12", "x", "2026-13"):
        answer = browser.get(page_of(made, f"?thang={text}"))
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_ranked_within_a_level_of_units(world):
    made = assigned(world, commune=4, culture=2, secretariat=4)

    words = text_of(desk_of(world.chu).get(page_of(made, "?cap=department")))

    assert "1/2" in words
    assert "1/3" not in words


def test_from_a_number_to_its_dossiers(world):
    online, direct = accepted(world), accepted(world, channel=factories.Channel.DIRECT)
    made = assigned(world, commune=80, draft=SHARE)
    quota = Quota.objects.get()
    there = page_of(made, f"ho-so/{quota.pk}/")
    browser = desk_of(world.chu)
    assert there in browser.get(page_of(made)).content.decode()

    shown = {part: text_of(browser.get(f"{there}?phan={part}")) for part in ("dat", "con-lai", "")}

    assert online in shown["dat"]
    assert direct not in shown["dat"]
    assert direct in shown["con-lai"]
    assert online not in shown["con-lai"]
    whole = text_of(browser.get(f"{there}?phan=tat-ca"))
    assert online in whole
    assert direct in whole


def test_a_total_is_proposed_by_last_years_intake_and_can_be_edited(world, morning):
    for _ in range(3):
        accepted(world)
    browser = desk_of(world.chu)
    asked = typed(
        world,
        first="01/01/2027",
        due_on="31/12/2027",
        tong="10",
        viec="chia",
        **{
            f"chia-{world.commune.pk}": "on",
            f"chia-{world.culture.pk}": "on",
        },
    )

    page = browser.post(NEW, asked)

    assert page.status_code == HTTPStatus.OK
    assert not Target.objects.exists()
    boxes = re.findall(r'name="(so-\d+)"[^>]*value="([^"]*)"', page.content.decode())
    assert dict(boxes) == {
        f"so-{world.commune.pk}": "5",
        f"so-{world.culture.pk}": "5",
        f"so-{world.secretariat.pk}": "",
    }
    browser.post(NEW, asked | dict(boxes) | {"viec": "giao", f"so-{world.culture.pk}": "4"})
    assert sorted(Quota.objects.values_list("value", flat=True)) == [4, 5]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"tong": "", "viec": "chia"}, "Ghi tổng số cần chia"),
        ({"tong": "10", "viec": "chia"}, "Đánh dấu những đơn vị cần chia"),
        ({"tong": "1e9", "viec": "chia"}, "Ghi tổng số cần chia"),
        ({"name": ""}, "Ghi tên chỉ tiêu"),
        ({"due_on": "31/12/2025"}, "Ngày đến hạn trước ngày bắt đầu"),
        ({"due_on": "30/02/2026"}, "Ngày này không có trong lịch"),
        ({"figure": "resolved", "kind": "share_at_least"}, "chỉ giao được bằng số hồ sơ"),
        ({"procedure": "9.999999"}, "Không có thủ tục mang mã này"),
        ({"kind": "about"}, "Chọn một mục trong danh sách"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world, more, words):
    answer = desk_of(world.chu).post(NEW, typed(world, **more))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in text_of(answer)
    assert 'value="1.200"' in answer.content.decode()
    assert not Target.objects.exists()


@pytest.mark.parametrize("value", ["abc", "1,5", "-3", "1.2", "99999999999", "NaN", "0", "²"])
def test_a_number_that_is_none_is_named_at_its_box(world, value):
    answer = desk_of(world.chu).post(NEW, typed(world, **{f"so-{world.commune.pk}": value}))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'href="#so-{world.commune.pk}"' in answer.content.decode()
    assert not Target.objects.exists()


def test_an_office_without_a_field_is_asked_for_it(world):
    answer = desk_of(world.chu).post(NEW, typed(world, **{f"lv-{world.culture.pk}": ""}))

    assert "Ghi lĩnh vực của Phòng Văn hóa - Xã hội" in text_of(answer)
    assert not Target.objects.exists()


def test_copied_for_the_year_after(world):
    made = assigned(world, commune=100, culture=7)

    page = desk_of(world.chu).get(f"{NEW}?chep={made}").content.decode()

    assert 'value="01/01/2027"' in page
    assert re.search(rf'name="so-{world.culture.pk}"[^>]*value="7"', page)
    assert re.search(rf'name="lv-{world.culture.pk}"[^>]*value="{FIELD}"', page)
    for strange in ("x", "9" * 30, "99999"):
        assert desk_of(world.chu).get(f"{NEW}?chep={strange}").status_code in (200, 404)


def test_changed_with_a_reason_and_the_old_number_stays_readable(world):
    made = assigned(world, commune=100, culture=7)
    browser, there = desk_of(world.chu), page_of(made, "sua/")
    given = {
        f"so-{world.commune.pk}": "150",
        f"so-{world.culture.pk}": "7",
        f"lv-{world.culture.pk}": FIELD,
    }

    refused = browser.post(there, given)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ghi lý do" in text_of(refused)
    browser.post(there, given | {"reason": "Dân số tăng"})

    words = text_of(browser.get(page_of(made)))
    assert "ít nhất 150 hồ sơ" in words
    assert "Dân số tăng" in words
    assert "100 → 150" in words
    assert "7 → 7" not in words
    again = browser.post(there, given | {"reason": "Lần nữa"})
    assert "Các số giao vẫn như cũ" in text_of(again)


def test_withdrawn_after_being_asked(world):
    made = assigned(world, commune=100)
    browser, there = desk_of(world.chu), page_of(made, "rut/")

    assert "không hoàn tác được" in text_of(browser.get(there))
    assert browser.post(there, {"reason": " "}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Target.objects.get().withdrawn_at is None
    browser.post(there, {"reason": "Giao nhầm năm"})

    assert "Đã rút" in text_of(browser.get(LIST))
    assert "Giao nhầm năm" in text_of(browser.get(page_of(made)))
    assert browser.post(there, {"reason": "Lại"}).status_code == HTTPStatus.CONFLICT


def test_an_official_reads_the_numbers_of_their_unit_and_changes_none(world):
    made = assigned(world, culture=5)
    accepted(world)
    reader = desk_of(world.lan)

    words = text_of(reader.get(OWN))
    assert "ít nhất 5 hồ sơ" in words
    assert "1/1" in words
    assert "Sửa số giao" not in text_of(reader.get(page_of(made)))
    assert reader.get(LIST).status_code == HTTPStatus.FORBIDDEN
    for rest in ("sua/", "rut/"):
        assert reader.get(page_of(made, rest)).status_code == HTTPStatus.FORBIDDEN
    stranger = desk_of(world.hieu)
    assert "chưa được giao chỉ tiêu nào" in text_of(stranger.get(OWN))
    assert stranger.get(page_of(made)).status_code == HTTPStatus.NOT_FOUND
    assert desk_of(world.la).get(page_of(made)).status_code == HTTPStatus.NOT_FOUND


def test_a_head_reads_all_of_the_agency_and_assigns_nothing(world):
    made = assigned(world, commune=5)
    head = desk_of(world.anh)

    assert "ít nhất 5 hồ sơ" in text_of(head.get(page_of(made)))
    assert "Sửa số giao" not in text_of(head.get(page_of(made)))
    for address in (NEW, page_of(made, "sua/"), page_of(made, "rut/")):
        assert head.get(address).status_code == HTTPStatus.FORBIDDEN
        assert head.post(address, typed(world, reason="x")).status_code == HTTPStatus.FORBIDDEN
    assert Target.objects.count() == 1


def test_who_assigned_it_from_above_sees_all_units_and_opens_no_dossier_page(world):
    chief = factories.person("tinh", "Đinh Văn Tỉnh", world.province, "Chủ tịch", Role.LEADER)
    code = accepted(world)
    quotas = [QuotaDraft(unit.pk, Decimal(9)) for unit in (world.commune, world.other_commune)]
    made = services.assign(NUMBER, quotas, by=chief, at=MORNING)
    there = page_of(made, f"ho-so/{Quota.objects.get(unit=world.commune).pk}/")

    page = desk_of(chief).get(there)

    assert code in text_of(page)
    assert f"/can-bo/ho-so/{code}/" not in page.content.decode()
    assert "cấp trên giao" in text_of(desk_of(world.chu).get(LIST))
    other = page_of(made, f"ho-so/{Quota.objects.get(unit=world.other_commune).pk}/")
    assert desk_of(world.chu).get(other).status_code == HTTPStatus.NOT_FOUND


def test_the_print_has_no_links_to_dossiers_and_a_place_to_sign(world):
    made = assigned(world, commune=5)

    page = desk_of(world.chu).get(page_of(made, "in/"))

    assert "Thủ trưởng cơ quan" in text_of(page)
    assert "Vũ Đình Chu" in text_of(page)
    assert "/ho-so/" not in page.content.decode().partition("<main")[2]


def test_pages_cost_ten_queries_at_most(world, django_assert_max_num_queries):
    accepted(world)
    for month in range(1, 7):
        draft = replace(NUMBER, first=date(2026, month, 1), service_level="whole")
        made = assigned(world, commune=5, culture=3, draft=draft)
    quota = Quota.objects.filter(target=made).first()
    browser = desk_of(world.chu)
    addresses = [
        LIST,
        OWN,
        NEW,
        f"{NEW}?chep={made}",
        page_of(made),
        page_of(made, "?thang=2026-08"),
        page_of(made, "in/"),
        page_of(made, "sua/"),
        page_of(made, "rut/"),
        page_of(made, f"ho-so/{quota.pk}/"),
    ]
    for address in addresses:
        browser.get(address)
        with django_assert_max_num_queries(QUERIES):
            assert browser.get(address).status_code == HTTPStatus.OK, address


def test_all_targets_are_found_page_by_page(world):
    for month in range(1, 9):
        assigned(world, commune=5, draft=replace(NUMBER, first=date(2026, month, 1)))
    browser, there, seen = desk_of(world.chu), LIST, []
    while there:
        page = browser.get(there).content.decode()
        seen += re.findall(rf'href="({LIST}\d+/)"', page)
        following = re.search(r'href="([^"]*)" rel="next"', page)
        there = following[1].replace("&amp;", "&") if following else ""

    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize("name", STRANGE)
def test_strange_words_are_kept_or_refused(world, name):
    text = STRANGE[name].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    made = assigned(world, commune=5)
    browser = desk_of(world.chu)
    fine = (302, 200, 400, 413, 422)
    for box in ("name", "note", "procedure", f"so-{world.commune.pk}", f"lv-{world.culture.pk}"):
        assert browser.post(NEW, typed(world, **{box: text})).status_code in fine
    given = {f"so-{world.commune.pk}": "6", "reason": text}
    assert browser.post(page_of(made, "sua/"), given).status_code in fine


@pytest.mark.parametrize("year", ["0", "2017", "99999", "abc", "２０２６", "9" * 30])
def test_a_year_that_is_none(world, year):
    for address in (LIST, OWN):
        answer = desk_of(world.chu).get(f"{address}?nam={year}")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
