import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.people.rules import (
    PlaceKind,
    PlaceLevel,
    Share,
    home_among,
    place_key,
    read_gazetteer,
    share_of_all,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Lạc", "Hòa Lạc"),
        ("Đắk R’Lấp", "Đăk R'Lấp"),
        ("Ea H'leo", "Ea Hleo"),
        ("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "thành phố Hồ Chí Minh"),
        ("TX Kỳ Anh", "thị xã Kì Anh"),
        ("P.Bến Thành", "Phường Bến Thành"),
        ("Quí Quân", "Quý Quân"),
        ("Phan Rang - Tháp Chàm", "Phan Rang–Tháp Chàm"),
        ("NT Phong Hải", "Nông trường Phong Hải"),
    ],
)
def test_spellings_of_one_place_have_one_key(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(("one", "other"), [("Thủy", "Thúi"), ("Tây Hồ", "Tai Hồ"), ("Y Tý", "I")])
def test_different_names_keep_different_keys(one, other):
    assert place_key(one) != place_key(other)


@given(st.text())
def test_a_key_of_a_key_is_the_key(text):
    assert place_key(place_key(text)) == place_key(text)


def test_kinds_and_shares_have_names_and_levels():
    assert {kind.level for kind in PlaceKind} == set(PlaceLevel)
    assert all(share.label for share in Share)
    assert all(level.label.startswith("cấp ") for level in PlaceLevel)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], Share.UNCHANGED),
        ([Share.WHOLE], Share.WHOLE),
        ([Share.WHOLE, Share.RETYPED], Share.WHOLE),
        ([Share.PART_AREA, Share.RETYPED], Share.PART_AREA),
        ([Share.RENAMED, Share.PART], Share.PART),
        ([Share.WHOLE, Share.PART_PEOPLE], Share.PART_PEOPLE),
        ([Share.PART_AREA, Share.PART_PEOPLE], Share.PART),
    ],
)
def test_shares_after_several_changes(changes, expected):
    assert share_of_all(changes) is expected


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], None),
        ([Share.WHOLE], 0),
        ([Share.PART, Share.PART], None),
        ([Share.PART_AREA, Share.PART_AREA_ALL_PEOPLE], 1),
        ([Share.PART, Share.PART_AREA_ALL_PEOPLE], None),
        ([Share.PART_AREA, Share.PART], None),
        ([Share.ALL_AREA, Share.PART_PEOPLE, Share.PART_PEOPLE], None),
    ],
)
def test_where_the_people_went(shares, expected):
    assert home_among(shares) == expected


FORMER = "code\tkind\tname\twithin\tinto\tspellings"
PRESENT = "code\tkind\tname\twithin\tsince\tuntil\tsource\tspellings"


def test_a_commune_outside_any_province_is_a_fault_of_the_file():
    with pytest.raises(ValueError, match="does not lie within"):
        read_gazetteer([FORMER], [PRESENT, "00001\tcommune\tBa Vì\t01\t2025-07-01\t\t\t"])


def test_an_unknown_share_is_a_fault_of_the_file():
    with pytest.raises(ValueError, match="half"):
        read_gazetteer([FORMER, "01\tcity\tHà Nội\t\t01:half\t"], [PRESENT])
