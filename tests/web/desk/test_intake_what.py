import re

import pytest

from motcua.catalog.rules import Level
from tests import factories
from tests.web.desk.conftest import text_of
from tests.web.desk.intake import begun, chosen


HTMX = {"HX-Request": "true"}


@pytest.fixture
def procedures(world):
    factories.procedure("1.000001", "Cấp lý lịch tư pháp", levels=(Level.MINISTRY,), fee=200_000)
    factories.procedure("1.000002", "Hỗ trợ khẩn cấp", unknown_because="Nguồn chưa ghi thời hạn.")


def test_a_procedure_is_found_without_marks_with_its_limit_and_fee(world, procedures):
    words = text_of(begun(world.hieu).get("thu-tuc", "?q=ly+lich+tu+phap"))

    assert "Cấp lý lịch tư pháp 1.000001" in words
    assert "3 ngày làm việc 200.000 đồng" in words


def test_the_fragment_is_the_same_as_in_the_whole_page(world, procedures):
    intake = begun(world.hieu)

    page = intake.get("thu-tuc", "?q=khai").content.decode()
    fragment = intake.get("thu-tuc", "?q=khai", **HTMX).content.decode()

    assert "Đăng ký <b>khai</b> sinh" in fragment
    assert fragment in page


def test_what_can_t_be_filed_stays_in_sight_with_its_reason(world, procedures):
    intake = begun(world.hieu)

    page = intake.get("thu-tuc", "?q=ho+tro+khan+cap").content.decode()
    answer = intake.post("thu-tuc", {"procedure": "1.000002"})

    assert 'aria-disabled="true"' in page
    assert "Chưa nhận được" in page
    assert not re.search(r'name="procedure"\s+value="1.000002"', page)
    assert answer.status_code == 422
    assert "Nguồn chưa ghi thời hạn." in text_of(answer)


def test_who_came_to_the_wrong_level_is_told_where_to_go(world, procedures, caplog):
    intake = begun(world.hieu)

    answer = intake.post("thu-tuc", {"procedure": "1.000001", "tim": "ly lich"})

    words = text_of(answer)
    assert answer.status_code == 422
    assert "không thuộc thẩm quyền của UBND phường An Thịnh và cấp trên" in words
    assert "Cấp lý lịch tư pháp. Thủ tục này" in words
    assert 'value="ly lich"' in answer.content.decode()
    assert "procedure" not in intake.content
    assert "1.000001" in caplog.text
    assert "dossiers.WrongLevel" in caplog.text
    assert "Quyên" not in caplog.text


def test_a_centre_takes_in_for_an_agency_under_it(world):
    stop = factories.unit("H40.01", "Trung tâm tỉnh", factories.UnitKind.ONE_STOP, world.province)
    intake = begun(factories.person("mai", "Mai", stop, "Quầy 1", factories.Role.COUNTER))

    refused = intake.post("thu-tuc", {"procedure": factories.BIRTH})
    agency = world.other_commune.pk
    answer = intake.post("thu-tuc", {"procedure": factories.BIRTH, "agency": agency})

    assert "UBND xã Bình Minh" in text_of(refused)
    assert answer.status_code == 302
    assert intake.content["agency"] == agency


@pytest.mark.parametrize("code", ["", "9.999999", "1.001193\x00", "<script>", "1" * 5000])
def test_what_is_no_procedure(world, code):
    answer = begun(world.hieu).post("thu-tuc", {"procedure": code})

    assert answer.status_code == 422


@pytest.mark.parametrize("agency", ["0", "999999999", "-1", "1e9", "\x00", "9" * 40])
def test_what_is_no_agency_changes_nothing(world, agency):
    intake = begun(world.hieu)

    answer = intake.post("thu-tuc", {"procedure": factories.BIRTH, "agency": agency})

    assert answer.status_code in (302, 422)
    assert intake.content.get("agency") in (None, world.commune.pk)


@pytest.mark.parametrize("text", ["\x00", "a\x07b", "%", "'; DROP TABLE", "x" * 5000, "ﷺ" * 50])
def test_any_search_is_answered(world, text):
    answer = begun(world.hieu).client.get(begun(world.hieu).url("thu-tuc"), {"q": text})

    assert answer.status_code == 200


def test_a_law_that_changed_under_the_draft_leads_back_to_the_choice(world):
    intake = chosen(world.hieu)
    factories.ProcedureVersion.objects.update(until=factories.SINCE)

    answer = intake.client.get(intake.url("giay-to"), follow=True)

    assert answer.redirect_chain[-1][0] == intake.url("thu-tuc")
    assert "callout late" in answer.content.decode()
