"""How a filing comes to the counter: in person, by post, online with help (M3.12)."""

import pytest

from motcua.dossiers.models import Dossier
from tests.law.ground import at
from tests.printing import reading
from tests.web.desk.conftest import desk_of, dossier_url, text_of
from tests.web.desk.intake import PERSON, START, begun, chosen, received


def arrived(on, hour="", note=""):
    day, month, year = on.split("/")
    return {
        "channel": "postal",
        "arrived_on__d": day,
        "arrived_on__m": month,
        "arrived_on__y": year,
        "arrived_hour": hour,
        "arrival_note": note,
    }


@pytest.mark.parametrize(
    ("way", "channel", "assistance", "words"),
    [
        ("direct", "direct", "own", "Kênh nộp Trực tiếp"),
        ("postal", "postal", "own", "Kênh nộp Bưu chính"),
        ("at_counter", "online", "at_counter", "Trực tuyến · cán bộ hỗ trợ tại quầy"),
        ("remote", "online", "remote", "Trực tuyến · cán bộ hỗ trợ từ xa"),
    ],
)
def test_each_way_is_kept(world, way, channel, assistance, words):
    dossier = received(chosen(world.hieu, channel=way))

    assert (dossier.channel, dossier.assistance) == (channel, assistance)
    assert words in text_of(desk_of(world.hieu).get(dossier_url(dossier.code)))


@pytest.mark.parametrize(
    ("on", "hour", "expected"),
    [
        ("21/8/2026", "", "2026-08-21T07:30"),
        ("21/8/2026", "15:05", "2026-08-21T15:05"),
        ("21/8/2026", "9h05", "2026-08-21T09:05"),
        ("24/8/2026", "8:00", "2026-08-24T08:00"),
    ],
)
def test_the_post_counts_from_the_day_of_arrival(world, on, hour, expected):
    intake = chosen(world.hieu, **arrived(on, hour))
    preview = text_of(intake.get("giay-to"))

    dossier = received(intake)

    assert dossier.submitted_at == at(expected)
    assert f"{dossier.due_at.astimezone(at(expected).tzinfo):%d/%m/%Y}" in preview


def test_without_a_day_the_post_came_now(world):
    assert received(chosen(world.hieu, channel="postal")).submitted_at == at("2026-08-24T09:00")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param(arrived("25/8/2026"), "sau", id="tomorrow"),
        pytest.param(arrived("24/8/2026", "10:00"), "không thể sau lúc này", id="in an hour"),
        pytest.param(arrived("19/8/2026"), "Ghi lý do nhập muộn", id="three working days ago"),
        pytest.param(arrived("1/3/2026", note="Lẫn"), "quá 90 ngày", id="months ago"),
        pytest.param(arrived("31/2/2026"), "Ngày hồ sơ đến", id="no such day"),
        pytest.param(arrived("21/8/2026", "25:00"), "Giờ có dạng", id="no such hour"),
        pytest.param(arrived("21/8/2026", note="a\x07b"), "không in được", id="strange note"),
    ],
)
def test_what_is_no_arrival_is_said_at_once(world, typed, why):
    answer = desk_of(world.hieu).post(START, PERSON | typed)

    assert answer.status_code == 422
    assert why in text_of(answer)


def test_a_day_left_over_from_another_way_means_nothing(world):
    intake = begun(world.hieu, **arrived("31/2/2026", "x", "a\x07b") | {"channel": "direct"})

    assert intake.content["applicant"]["arrived_on"] == ""


def test_after_some_days_the_reason_is_kept_with_it(world):
    received(chosen(world.hieu, **arrived("19/8/2026", note="Lẫn trong công văn")))

    page = desk_of(world.hieu).get(dossier_url(Dossier.objects.get().code))
    assert "Lẫn trong công văn" in text_of(page)


def taken_in_on_paper(on, hour="", note="Mất điện"):
    return arrived(on, hour, note) | {"channel": "on_paper"}


def test_what_was_taken_in_on_paper_is_promised_from_then(world):
    intake = chosen(world.hieu, **taken_in_on_paper("21/8/2026", "15:05"))
    preview = text_of(intake.get("giay-to"))

    dossier = received(intake)

    assert (dossier.channel, dossier.submitted_at) == ("direct", at("2026-08-21T15:05"))
    assert f"{dossier.due_at.astimezone(at('2026-08-21T15:05').tzinfo):%d/%m/%Y}" in preview
    sheet = text_of(desk_of(world.hieu).get(f"{dossier_url(dossier.code)}giay/tiep-nhan/"))
    assert "15 giờ 05 phút, ngày 21 tháng 8 năm 2026" in sheet.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param(taken_in_on_paper("//"), "Ghi ngày đã nhận hồ sơ", id="no day"),
        pytest.param(taken_in_on_paper("21/8/2026", note=""), "Ghi vì sao nhập sau", id="no why"),
        pytest.param(taken_in_on_paper("25/8/2026"), "sau", id="tomorrow"),
    ],
)
def test_what_is_no_entry_from_paper_is_said_at_once(world, typed, why):
    answer = desk_of(world.hieu).post(START, PERSON | typed)

    assert answer.status_code == 422
    assert why in text_of(answer)


def test_a_blank_receipt_is_printed_beforehand(world):
    answer = desk_of(world.hieu).get(f"{START}giay-de-trong/")

    words = reading.text(answer.content)
    assert "GIẤY TIẾP NHẬN HỒ SƠ" in words
    assert words.count("… giờ … phút, ngày …… tháng …… năm 20…") == 2  # received, promised
    assert "2026" not in words
