"""The places of the release, loaded once for this module."""

import unicodedata
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.journal.queries import history
from motcua.people import errors, queries, services
from motcua.people.models import Place, Succession
from motcua.people.rules import PlaceKind, PlaceLevel, Share


MORNING = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
EVE = date(2025, 6, 30)
REFORM = date(2025, 7, 1)
IN_2024 = date(2024, 5, 20)


@pytest.fixture(scope="module", autouse=True)
def _gazetteer(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        services.load_places(at=MORNING)
        yield
        with connection.cursor() as cursor:  # what the load committed, its journal entry too
            cursor.execute("TRUNCATE people_place, people_succession, journal_entry CASCADE")


pytestmark = pytest.mark.django_db


def kinds(on, level):
    rows = Place.objects.in_force(on).filter(level=level).values_list("kind", flat=True)
    return dict(Counter(map(PlaceKind, rows)))


@pytest.mark.parametrize(
    ("on", "level", "expected"),
    [
        (TODAY, PlaceLevel.PROVINCE, {PlaceKind.PROVINCE: 25, PlaceKind.CITY: 9}),
        (REFORM, PlaceLevel.PROVINCE, {PlaceKind.PROVINCE: 28, PlaceKind.CITY: 6}),
        (EVE, PlaceLevel.PROVINCE, {PlaceKind.PROVINCE: 57, PlaceKind.CITY: 6}),
        (TODAY, PlaceLevel.DISTRICT, {}),
        (
            EVE,
            PlaceLevel.DISTRICT,
            {
                PlaceKind.RURAL_DISTRICT: 508,
                PlaceKind.TOWN: 52,
                PlaceKind.DISTRICT_CITY: 87,
                PlaceKind.URBAN_DISTRICT: 49,
            },
        ),
        (
            TODAY,
            PlaceLevel.COMMUNE,
            {PlaceKind.COMMUNE: 2599, PlaceKind.WARD: 709, PlaceKind.SPECIAL_ZONE: 13},
        ),
        (
            REFORM,
            PlaceLevel.COMMUNE,
            {PlaceKind.COMMUNE: 2621, PlaceKind.WARD: 687, PlaceKind.SPECIAL_ZONE: 13},
        ),
        (
            EVE,
            PlaceLevel.COMMUNE,
            {PlaceKind.COMMUNE: 7692, PlaceKind.WARD: 1726, PlaceKind.TOWNSHIP: 617},
        ),
    ],
)
def test_how_many_there_are(on, level, expected):
    assert kinds(on, level) == expected


def test_every_former_commune_has_a_successor():
    former = Place.objects.filter(level="commune", until=EVE)

    assert not former.filter(successions=None).exists()
    # 10,565 from communes, 5 from island districts, 63 from provinces, 25 changes of kind in 2026.
    assert Succession.objects.count() == 10_565 + 5 + 63 + 25


def test_loading_again_writes_nothing(django_assert_max_num_queries):
    entries = len(history("places"))

    with django_assert_max_num_queries(6):
        again = services.load_places(at=MORNING)

    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert again.places == 14_174
    assert len(history("places")) == entries


def test_loading_mends_what_differs_from_the_release():
    Place.objects.filter(code="00004", until=None).update(name="Ba Đinh")
    Place.objects.filter(code="00008").delete()
    Place.objects.create(
        code="99999",
        level="commune",
        kind="ward",
        name="Không Có",
        name_key="khong co",
        search=" phuong khong co",
        sort_key="x",
        province_code="01",
        since=REFORM,
    )

    mended = services.load_places(at=MORNING)

    assert (mended.added, mended.changed, mended.removed) == (2, 1, 1)
    assert queries.place("00004", TODAY).name == "Ba Đình"
    assert queries.address_on("00006", IN_2024, TODAY).settled.name == "Ngọc Hà"


@pytest.mark.parametrize(
    ("code", "on", "address"),
    [
        ("00004", EVE, "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"),
        ("00004", REFORM, "Phường Ba Đình, Thành phố Hà Nội"),
        ("08", EVE, "Tỉnh Tuyên Quang"),
        ("02", EVE, "Tỉnh Hà Giang"),
        ("75", date(2026, 4, 29), "Tỉnh Đồng Nai"),
        ("75", date(2026, 4, 30), "Thành phố Đồng Nai"),
        ("22", date(2026, 8, 31), "Tỉnh Quảng Ninh"),
        ("22", date(2026, 9, 1), "Thành phố Quảng Ninh"),
        ("07294", EVE, "Thị trấn Bố Hạ, Huyện Yên Thế, Tỉnh Bắc Giang"),
        ("07294", date(2026, 9, 19), "Xã Bố Hạ, Tỉnh Bắc Ninh"),
        ("07294", date(2026, 9, 20), "Phường Bố Hạ, Thành phố Bắc Ninh"),
        ("11948", TODAY, "Đặc khu Bạch Long Vĩ, Thành phố Hải Phòng"),
        ("001", EVE, "Quận Ba Đình, Thành phố Hà Nội"),
    ],
)
def test_a_place_on_a_day(code, on, address, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert queries.place(code, on).address == address


@pytest.mark.parametrize(
    ("code", "on"),
    [
        pytest.param("001", TODAY, id="a district of today"),
        pytest.param("02", TODAY, id="a province that merged"),
        pytest.param("00001", TODAY, id="a code not given again"),
        pytest.param("00002", EVE, id="never given"),
        pytest.param("", TODAY, id="nothing"),
        pytest.param("0000\x00", TODAY, id="NUL"),
        pytest.param("0" * 200, TODAY, id="too long"),
    ],
)
def test_there_is_no_such_place_that_day(code, on):
    with pytest.raises(errors.NoSuchPlace):
        queries.place(code, on)
    with pytest.raises(errors.NoSuchPlace):
        queries.address_on(code, on, TODAY)


@pytest.mark.parametrize(
    ("code", "written_on", "today", "address"),
    [
        pytest.param(
            "00004", IN_2024, TODAY, "Phường Ba Đình, Thành phố Hà Nội", id="one of those merged"
        ),
        pytest.param(
            "00004", TODAY, TODAY, "Phường Ba Đình, Thành phố Hà Nội", id="the same code of today"
        ),
        pytest.param("02", IN_2024, TODAY, "Tỉnh Tuyên Quang", id="a province that merged"),
        pytest.param(
            "70", IN_2024, date(2026, 1, 1), "Tỉnh Đồng Nai", id="Bình Phước, before the change"
        ),
        pytest.param("70", IN_2024, TODAY, "Thành phố Đồng Nai", id="Bình Phước, after it"),
        pytest.param(
            "07294", IN_2024, date(2026, 9, 19), "Xã Bố Hạ, Tỉnh Bắc Ninh", id="before its new kind"
        ),
        pytest.param(
            "07294", IN_2024, TODAY, "Phường Bố Hạ, Thành phố Bắc Ninh", id="two changes in a row"
        ),
        pytest.param(
            "07294", REFORM, TODAY, "Phường Bố Hạ, Thành phố Bắc Ninh", id="the kind changed only"
        ),
        pytest.param(
            "318", IN_2024, TODAY, "Đặc khu Bạch Long Vĩ, Thành phố Hải Phòng", id="island"
        ),
        pytest.param(
            "00004",
            IN_2024,
            EVE,
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
            id="read before the reform",
        ),
    ],
)
def test_an_address_with_one_answer(
    code, written_on, today, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):
        found = queries.address_on(code, written_on, today)

    assert found.settled.address == address
    assert found.home == found.settled


@pytest.mark.parametrize(
    ("code", "choices"),
    [
        pytest.param(
            "00007", {"Ngọc Hà": Share.PART, "Giảng Võ": Share.PART}, id="Cống Vị, parts of no size"
        ),
        pytest.param(
            "18796",
            {
                "Hoành Sơn": Share.PART_PEOPLE,
                "Sông Trí": Share.PART_PEOPLE,
                "Vũng Áng": Share.ALL_AREA,
            },
            id="Kỳ Lợi, the land to one and the people to two",
        ),
    ],
)
def test_an_address_that_somebody_must_choose(code, choices):
    found = queries.address_on(code, IN_2024, TODAY)

    assert {choice.place.name: choice.share for choice in found.choices} == choices
    assert found.settled is None
    assert found.home is None


def test_where_all_people_went_to_one_place_their_address_follows():
    found = queries.address_on("00118", IN_2024, TODAY)  # Ngọc Lâm, Long Biên

    assert len(found.choices) > 1
    assert found.settled is None
    assert found.home.name == "Bồ Đề"


def test_a_district_has_no_successor():
    assert queries.address_on("001", IN_2024, TODAY).choices == ()


@pytest.mark.parametrize(
    ("text", "on", "best"),
    [
        ("ba đình", TODAY, "Phường Ba Đình, Thành phố Hà Nội"),
        ("Ba Dinh", TODAY, "Xã Ba Dinh, Tỉnh Quảng Ngãi"),
        ("BA ĐÌNH HÀ NỘI", TODAY, "Phường Ba Đình, Thành phố Hà Nội"),
        ("P. Ba Đình, TP. Hà Nội", TODAY, "Phường Ba Đình, Thành phố Hà Nội"),
        ("hà nội", TODAY, "Thành phố Hà Nội"),
        ("TPHCM", TODAY, "Thành phố Hồ Chí Minh"),
        ("xã hoà lạc", TODAY, "Xã Hòa Lạc, Thành phố Hà Nội"),
        ("biên hòa, tỉnh đồng nai", TODAY, "Phường Biên Hòa, Thành phố Đồng Nai"),
        ("Đắk R’Lấp", EVE, "Huyện Đắk R'Lấp, Tỉnh Đắk Nông"),
        ("Đăk RLấp", EVE, "Huyện Đắk R'Lấp, Tỉnh Đắk Nông"),
        ("nông trường phong hải", EVE, "Thị trấn N.T Phong Hải, Huyện Bảo Thắng, Tỉnh Lào Cai"),
        ("NT Phong Hải", EVE, "Thị trấn N.T Phong Hải, Huyện Bảo Thắng, Tỉnh Lào Cai"),
        ("kì lợi", EVE, "Xã Kỳ Lợi, Thị xã Kỳ Anh, Tỉnh Hà Tĩnh"),
        ("phuong ba dinnh", TODAY, "Phường Ba Đình, Thành phố Hà Nội"),
        ("trúc bạch", EVE, "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"),
    ],
)
def test_a_place_is_found(text, on, best, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = queries.find_places(text, on, limit=5)
    decomposed = queries.find_places(unicodedata.normalize("NFD", text), on, limit=5)

    assert found[0].address == best
    assert decomposed == found


@pytest.mark.parametrize(
    "text",
    ["", "   ", "...", "%", "\\", "_", "\x00", "zzqqxx", "'; DROP TABLE", "a" * 5000, "\ud800"],
)
def test_strange_texts_find_nothing_and_break_nothing(text):
    assert queries.find_places(text, TODAY) == ()


def test_what_is_found_lies_within_and_at_the_level_asked_for():
    communes = queries.find_places("ba", TODAY, PlaceLevel.COMMUNE, within="01", limit=50)
    former = queries.find_places("phường", EVE, PlaceLevel.COMMUNE, within="001", limit=50)

    assert {card.province_code for card in communes} == {"01"}
    assert {card.level for card in communes} == {PlaceLevel.COMMUNE}
    assert {card.district_code for card in former} == {"001"}
    assert len(former) == 13
    assert len(queries.find_places("xã", TODAY, limit=7)) == 7
    assert queries.find_places("ba", TODAY, within="01\x00") == ()


def test_lists_stand_in_alphabetical_order(django_assert_num_queries):
    with django_assert_num_queries(1):
        provinces = [card.name for card in queries.provinces(TODAY)]
    with django_assert_num_queries(2):
        communes = queries.communes_of("24", TODAY)

    assert provinces[:4] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng"]
    assert provinces[-1] == "Vĩnh Long"
    assert len(communes) == 99
    assert communes[0].address.endswith("Thành phố Bắc Ninh")
    assert queries.communes_of("02", TODAY) == ()
    assert queries.communes_of("\x00", TODAY) == ()


def test_all_communes_of_today_are_found_by_their_own_name():
    missed = [
        place.code
        for place in Place.objects.in_force(TODAY).filter(province_code="66", level="commune")
        if place.code not in {c.code for c in queries.find_places(place.name, TODAY, limit=20)}
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "village"}, "place_kind_known"),
        ({"code": "0004"}, "place_code_fits_level"),
        ({"until": date(2025, 6, 1)}, "place_period_in_order"),
        ({"since": date(2025, 1, 1)}, "place_code_once_at_a_time"),
    ],
)
def test_the_table_cannot_hold(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Place.objects.filter(code="00004", until=None).update(**fields)


def test_nothing_becomes_of_itself():
    pk = Place.objects.get(code="00004", until=None).pk

    with pytest.raises(IntegrityError, match="succession_of_another"), transaction.atomic():
        Succession.objects.create(former_id=pk, into_id=pk, share="whole")
