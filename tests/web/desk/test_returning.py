import pytest

from motcua.dossiers.models import Dossier
from tests.factories import finished, later
from tests.web.desk.conftest import act_url, desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db


def opened(world):
    code = finished(world)
    return code, desk_of(world.hieu), act_url(code, "return_result")


def test_before_the_promised_day_the_official_is_told_to_announce_it(world):
    _, desk, url = opened(world)

    assert "Kết quả có trước ngày hẹn 27/08/2026. Báo người nộp" in text_of(desk.get(url))


def test_on_the_promised_day_there_is_nothing_to_announce(world, time_machine):
    code = finished(world)
    time_machine.move_to(later(days=3))
    desk, url = desk_of(world.hieu), act_url(code, "return_result")

    assert "trước ngày hẹn" not in text_of(desk.get(url))


def test_at_the_counter(world):
    code, desk, url = opened(world)
    paper = "Giấy ủy quyền ngày 20/08/2026"

    desk.post(
        url,
        {
            "how": "counter",
            "handed_to": "Đặng Văn Nam",
            "shown": "identity",
            "authority": paper,
            "tracking_number": "left over",
        },
    )

    dossier = Dossier.objects.get(code=code)
    assert (dossier.returned_how, dossier.tracking_number) == ("counter", "")
    words = text_of(desk.get(dossier_url(code)))
    assert f"Đặng Văn Nam nhận thay, {paper}" in words
    assert "Đã xem: chỉ giấy tờ tùy thân: mất giấy tiếp nhận" in words


def test_by_post(world):
    code, desk, url = opened(world)
    sent = {"how": "post", "handed_to": "Quyên"}

    refused = desk.post(url, sent)
    desk.post(url, sent | {"tracking_number": "EB123456789VN"})

    assert refused.status_code == 422
    assert "Ghi số bưu gửi" in text_of(refused)
    assert Dossier.objects.get(code=code).returned_how == "post"
    assert "Qua bưu chính, số bưu gửi EB123456789VN" in text_of(desk.get(dossier_url(code)))


@pytest.mark.parametrize("box", ["how", "shown"])
@pytest.mark.parametrize("value", ["pigeon", "\x00", "x" * 5000])
def test_what_is_no_way(world, box, value):
    code, desk, url = opened(world)

    assert desk.post(url, {"handed_to": "Quyên", box: value}).status_code == 422
    assert Dossier.objects.get(code=code).returned_how == ""
