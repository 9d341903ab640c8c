"""Who came to the wrong place is told where to go; it is counted, and nobody is named."""

import pytest

from motcua.catalog.rules import Level
from motcua.dossiers import services
from motcua.dossiers.models import Guidance, IntakeDraft
from tests import factories
from tests.factories import BIRTH, MORNING, later
from tests.web.desk.conftest import desk_of, text_of
from tests.web.desk.intake import begun


LIST = "/can-bo/huong-dan/"
WHY = "Thủ tục này do UBND cấp xã giải quyết, không thuộc thẩm quyền của UBND tỉnh Đông Giang."


@pytest.fixture
def centre(world):
    """A counter of the province, where births are not registered."""
    stop = factories.unit("H40.01", "Trung tâm tỉnh", factories.UnitKind.ONE_STOP, world.province)
    return factories.person("mai", "Mai", stop, "Quầy 1", factories.Role.COUNTER)


def give_url(code=BIRTH):
    return f"{LIST}thu-tuc/{code}/"


def noted(world, *, at=MORNING, by=None, sent_to="UBND xã Bình Minh"):
    return services.guide(BIRTH, reason="Nơi khác", sent_to=sent_to, by=by or world.hieu, at=at)


def test_the_intake_says_who_decides_with_address_and_telephone(world, centre):
    intake = begun(centre, address="Tổ 3, Xã Bình Minh, Tỉnh Đông Giang")

    page = intake.post("thu-tuc", {"procedure": BIRTH})

    words, sent = text_of(page), page.content.decode()
    assert "UBND cấp xã" in words
    assert "2 cơ quan trong tỉnh" in words
    assert '"UBND phường An Thịnh, Số 18 phố Chợ Mới, điện thoại 0218 000 2468"' in sent
    assert f'action="{give_url()}"' in sent
    assert WHY in words


def test_the_commune_where_the_person_lives_is_proposed(world, centre):
    intake = begun(centre)
    services.save_draft(
        intake.draft_id, {"place": {"commune": "Xã Bình Minh"}}, by=centre, at=MORNING
    )

    page = intake.post("thu-tuc", {"procedure": BIRTH}).content.decode()

    assert 'name="sent_to" value="UBND xã Bình Minh' in page


def test_one_press_notes_it_ends_the_intake_and_leads_to_the_slip(world, centre):
    intake = begun(centre)
    sent_to = "UBND xã Bình Minh, Số 18 phố Chợ Mới"

    answer = intake.client.post(
        give_url(), {"sent_to": sent_to, "reason": WHY, "draft": intake.draft_id}, follow=True
    )

    given = Guidance.objects.get()
    assert answer.redirect_chain[-1][0] == f"{LIST}{given.pk}/"
    assert (given.procedure, given.reason, given.sent_to) == (BIRTH, WHY, sent_to)
    assert not IntakeDraft.objects.exists()
    words = text_of(answer)
    for part in ("Đăng ký khai sinh", sent_to, WHY, "Giấy chứng sinh"):
        assert part in words
    assert "Quyên" not in answer.content.decode()


def test_who_stays_for_something_else_keeps_the_intake(world, centre):
    intake = begun(centre)
    sent = {"sent_to": "Xã", "reason": WHY, "draft": intake.draft_id, "keep": "on"}

    intake.client.post(give_url(), sent)

    assert Guidance.objects.exists()
    assert IntakeDraft.objects.filter(pk=intake.draft_id).exists()


def test_of_our_level_but_of_another_place(world):
    page = text_of(desk_of(world.hieu).get(give_url()))

    assert "theo nơi cư trú hoặc nơi có việc" in page
    assert "không thuộc thẩm quyền" not in page


def test_without_an_intake_it_is_noted_too(world):
    answer = desk_of(world.hieu).post(give_url(), {"sent_to": "Xã", "reason": WHY})

    assert answer.status_code == 302
    assert Guidance.objects.get().unit_id == world.one_stop.pk


@pytest.mark.parametrize("draft", ["x", "-1", "9" * 30, "\x00"])
def test_what_is_no_intake(world, draft):
    sent = {"sent_to": "Xã", "reason": WHY, "draft": draft}

    assert desk_of(world.hieu).post(give_url(), sent).status_code == 422
    assert not Guidance.objects.exists()


@pytest.mark.parametrize("box", ["sent_to", "reason"])
@pytest.mark.parametrize("typed", ["", " ", "a\x07b"])
def test_what_can_t_be_noted_is_said_and_nothing_is_lost(world, box, typed):
    intake = begun(world.hieu)
    sent = {"sent_to": "Xã", "reason": WHY, "draft": intake.draft_id} | {box: typed}

    answer = intake.client.post(give_url(), sent)

    assert answer.status_code == 422
    assert not Guidance.objects.exists()
    assert IntakeDraft.objects.exists()


def test_nobody_ends_the_intake_of_another(world):
    intake = begun(world.hieu)

    answer = desk_of(world.khue).post(
        give_url(), {"sent_to": "Xã", "reason": WHY, "draft": intake.draft_id}
    )

    assert answer.status_code == 404
    assert IntakeDraft.objects.exists()
    assert not Guidance.objects.exists()


def test_a_procedure_that_no_agency_here_decides(world):
    factories.procedure("1.000001", "Cấp lý lịch tư pháp", levels=(Level.MINISTRY,))

    page = desk_of(world.hieu).get(give_url("1.000001"))

    assert 'name="sent_to" value="UBND cấp xã"' in page.content.decode()  # as the decision says
    assert desk_of(world.hieu).get(give_url("9.999999")).status_code == 404


def test_a_month_is_counted_by_procedure(world):
    noted(world)
    noted(world, at=later(days=1))
    noted(world, at=later(days=-40))
    noted(world, by=world.la, sent_to="Nơi khác hẳn")
    desk = desk_of(world.hieu)

    month, before = text_of(desk.get(LIST)), text_of(desk.get(f"{LIST}?thang=2026-07"))

    assert "2 lượt" in month
    assert "Nơi khác hẳn" not in month
    assert "1 lượt" in before
    assert "chưa hướng dẫn ai" in text_of(desk.get(f"{LIST}?thang=2025-01"))


@pytest.mark.parametrize("query", ["thang=2026-13", "thang=\x00", "thang=٢٠٢٦-٠١", "dv=x"])
def test_any_month_is_answered(world, query):
    assert desk_of(world.hieu).get(f"{LIST}?{query}").status_code == 200


def test_the_leader_sees_the_month_and_prints_no_slip(world):
    number = noted(world)
    desk = desk_of(world.chu)

    page = desk.get(LIST).content.decode()

    assert "Đăng ký khai sinh" in page
    assert f"{LIST}{number}/" not in page


def test_the_slip_of_another_counter_is_not_shown(world):
    assert desk_of(world.la).get(f"{LIST}{noted(world)}/").status_code == 404
