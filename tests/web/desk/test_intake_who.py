from datetime import date

import pytest

from motcua.people.models import Place
from motcua.people.rules import place_key, sort_key
from motcua.web.desk.intake_who import placed
from tests.web.desk.conftest import desk_of, text_of
from tests.web.desk.intake import CARD, PERSON, START, Intake, begun


BIRTH_AND_SEX = "14", "02", "1998"


def scanned(client, sent, url=START):
    answer = client.post(url, {"kind": "citizen", "channel": "direct"} | sent)
    assert answer.status_code == 302, text_of(answer)
    return Intake(client, int(answer["Location"].split("/")[-3]))


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"scan": CARD}, id="Enter in the box for it"),
        pytest.param({"scan": f"{CARD}\r\n", "do": "read"}, id="the button"),
        pytest.param({"name": CARD}, id="the cursor stood in the name"),
        pytest.param({"id_number": CARD, "name": "Lê"}, id="the cursor stood in the number"),
    ],
)
def test_a_card_fills_the_boxes(world, sent):
    intake = scanned(desk_of(world.hieu), sent)

    page = intake.get("nguoi-nop").content.decode()

    for value in ("Lê Minh Khuê", "031098004417", *BIRTH_AND_SEX):
        assert f'value="{value}"' in page
    assert intake.content["applicant"]["sex"] == "Nam"
    assert intake.content["applicant"]["address"].startswith("Tổ 3, Phường Ba Đình")
    assert "checked" in page[page.index('value="Nam"') :][:200]
    assert "autofocus" in page[page.index('name="phone"') :][:200]  # what no card tells


def test_what_was_typed_before_the_scan_stays(world):
    intake = scanned(desk_of(world.hieu), {"scan": CARD, "phone": "0912 345", "channel": "postal"})

    assert intake.content["applicant"]["phone"] == "0912 345"
    assert intake.content["applicant"]["channel"] == "postal"


@pytest.mark.parametrize(
    ("scan", "why"),
    [
        pytest.param("abc|def", "mới có 2 phần", id="not a card"),
        pytest.param("", "Chưa có mã", id="nothing"),
        pytest.param(CARD.replace("14021998", "31021998"), "ngày sinh", id="no such day"),
        pytest.param("031\x00" + CARD, "ký tự lạ", id="NUL"),
        pytest.param("|" * 5000, "quá dài", id="much too long"),
    ],
)
def test_a_scan_that_is_no_card_says_so_and_loses_nothing(world, scan, why):
    answer = desk_of(world.hieu).post(START, PERSON | {"scan": scan, "do": "read"})

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert 'value="Đặng Ngọc Quyên"' in answer.content.decode()


def test_a_scanner_that_drops_the_marks_is_named(world):
    client = desk_of(world.hieu)
    answer = client.post(
        START,
        PERSON | {"scan": "031098004417||Le Minh Khue|14021998|Nam|To 3, An Thinh|20082024"},
        follow=True,
    )

    assert "Máy quét bỏ mất dấu tiếng Việt" in text_of(answer)


def test_a_card_belongs_to_its_number(world):
    intake = scanned(desk_of(world.hieu), {"scan": CARD})
    assert intake.content["card"]["cccd.issued_on"] == "2024-08-20"

    intake.post("nguoi-nop", PERSON | {"id_number": "031 098 004 417", "phone": "1"})
    assert intake.content["card"]["cccd.issued_on"] == "2024-08-20"

    intake.post("nguoi-nop", PERSON | {"id_number": "036198001234"})
    assert intake.content["card"] == {}


@pytest.mark.parametrize(
    ("box", "typed", "why"),
    [
        pytest.param("name", "1", "Ghi họ tên người nộp", id="no name"),
        pytest.param("id_number", "03619800123", "Ông/bà mới nhập 11", id="a digit short"),
        pytest.param("id_number", "036399001234", "Không có số căn cước như vậy", id="born 2199"),
        pytest.param("phone", "912", "bắt đầu bằng 0", id="telephone"),
        pytest.param("email", "quyen@", "ten@noi-cap.vn", id="mail"),
        pytest.param("address", "ấp " * 200, "quá mức 300", id="address"),
        pytest.param("kind", "robot", "Chọn trong các mục", id="kind"),
        pytest.param("channel", "online", "Chọn một trong các kênh nộp", id="channel"),
        pytest.param("sex", "X", "Chọn Nam hoặc Nữ", id="sex"),
    ],
)
def test_a_fault_is_said_at_its_box(world, box, typed, why):
    answer = desk_of(world.hieu).post(START, PERSON | {box: typed})

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert f'href="#id_{box}"' in answer.content.decode()


def test_a_year_is_enough_where_no_more_is_known(world):
    intake = begun(world.hieu, birth_date__d="", birth_date__m="", birth_date__y="1950")

    assert intake.content["applicant"]["birth_date"] == "1950"


@pytest.fixture
def gazetteer(db):
    for code, name, kind, level, above in (
        ("01", "Hà Nội", "city", "province", "01"),
        ("00004", "Ba Đình", "ward", "commune", "01"),
    ):
        Place.objects.create(
            code=code,
            name=name,
            kind=kind,
            level=level,
            since=date(2025, 7, 1),
            province_code=above,
            name_key=place_key(name),
            sort_key=sort_key(name),
            search=f" {place_key(name)} {place_key('Hà Nội')} ",
        )


@pytest.mark.parametrize(
    ("address", "commune"),
    [
        pytest.param("Tổ 3, Phường Ba Đình, Thành phố Hà Nội", "Phường Ba Đình", id="in full"),
        pytest.param("Tổ 3, Ba Đình, Hà Nội", "Phường Ba Đình", id="bare names"),
        pytest.param("Tổ 3, P. Ba Đình, TP. Hà Nội", "Phường Ba Đình", id="shortened"),
        pytest.param("Tổ 3, Ngọc Hà, Ba Đình, Hà Nội", "Phường Ba Đình", id="a former one above"),
        pytest.param("Tổ 3, Phường Ba Đình, Tỉnh Hải Dương", None, id="another province"),
        pytest.param("Tổ 3, Xã Ba Đình, Hà Nội", None, id="another kind"),
        pytest.param("Ba Đình", None, id="too little"),
        pytest.param("a\x00, Ba Đình, Hà Nội", None, id="NUL"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_an_address_is_placed_only_where_it_names_a_place_of_today(gazetteer, address, commune):
    assert placed(address, date(2026, 8, 24)).get("commune") == commune
