from tests import factories
from tests.web.desk.conftest import dossier_url, text_of
from tests.web.desk.intake import begun, chosen
from tests.web.desk.test_budgets import MOST, count_queries


QUYEN = {"id_number": "036198001234", "phone": "0912345318"}


def test_dossiers_of_the_person_are_shown_once_the_person_is_known(world):
    code = factories.received(world)

    page = begun(world.hieu, **QUYEN).get("thu-tuc")

    assert "Người này có hồ sơ gần đây" in text_of(page)
    assert f"{code} Đăng ký khai sinh · 24/08/2026 · Đã tiếp nhận" in text_of(page)
    assert f'href="{dossier_url(code)}"' in page.content.decode()


def test_the_same_procedure_again_is_said_at_each_step_and_nothing_is_stopped(world):
    factories.received(world)
    intake = chosen(world.hieu, **QUYEN)

    for step in ("to-khai", "giay-to", "phi"):
        assert "Có thể nộp trùng" in text_of(intake.get(step)), step
    assert intake.post("giay-to", {"mark-c0": "present", "mark-c1": "present", "do": "accept"})[
        "Location"
    ] == intake.url("xong")


def test_another_counter_learns_where_and_no_more(world):
    code = factories.received(world)

    page = begun(world.la, **QUYEN).get("thu-tuc")

    assert "Có hồ sơ tương tự ở UBND phường An Thịnh." in text_of(page)
    assert code not in page.content.decode()


def test_somebody_new_sees_nothing_of_it(world):
    factories.received(world)

    assert "trùng" not in text_of(chosen(world.hieu, name="Ai Khác").get("giay-to"))


def test_the_pages_keep_their_budget(world):
    for _ in range(3):
        factories.received(world)
    intake = chosen(world.hieu, **QUYEN)
    steps = ("nguoi-nop", "thu-tuc", "to-khai", "giay-to", "phi", "tu-choi")

    counts = {step: count_queries(intake.client, intake.url(step)) for step in steps}

    assert {step: count for step, count in counts.items() if count > MOST} == {}
