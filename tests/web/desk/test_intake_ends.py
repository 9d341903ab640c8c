"""How an intake ends otherwise: refused in writing, or settled and handed over at once."""

import pytest

from motcua.dossiers.models import Dossier, IntakeDraft, IssuedPaper
from motcua.dossiers.rules import PaperForm, Status
from tests import factories
from tests.law.ground import AT_ONCE, settled_at_the_counter
from tests.web.desk.conftest import text_of
from tests.web.desk.intake import ALL_THERE, ONE_MISSING, chosen


WHY = "Giấy chứng sinh do nơi không có thẩm quyền cấp."
RESULT = {"result_number": "12/CT", "handed_to": "Đặng Ngọc Quyên"}


@pytest.fixture
def at_once(world):
    settled_at_the_counter(world)
    intake = chosen(world.hieu, code=AT_ONCE)
    intake.post("giay-to", {"mark-c0": "present"})
    return intake


def declined(intake, marks):
    assert intake.post("giay-to", marks | {"do": "decline"})["Location"] == intake.url("tu-choi")
    return intake.post("tu-choi", {"reason": WHY})


@pytest.mark.parametrize("marks", [ALL_THERE, ONE_MISSING, {}])
def test_refused_from_the_draft_with_mau_03(world, marks):
    intake = chosen(world.hieu, id_number="036198001234")

    answer = declined(intake, marks)

    dossier = Dossier.objects.get()
    assert answer["Location"] == intake.url("xong")
    assert (dossier.status, dossier.closing_reason) == (Status.DECLINED, WHY)
    assert (dossier.accepted_at, dossier.applicant_id_number) == (None, "036198001234")
    assert IssuedPaper.objects.get().form == PaperForm.REFUSAL
    page = intake.get("xong")
    assert "Đã từ chối tiếp nhận" in text_of(page)
    printed = f"/can-bo/ho-so/{dossier.code}/giay/tu-choi.pdf"
    assert printed in page.content.decode()
    assert intake.client.get(printed).content.startswith(b"%PDF-")


@pytest.mark.parametrize("reason", ["", " ", "a\x07b", "x" * 4001])
def test_not_without_a_reason(world, reason):
    intake = chosen(world.hieu)

    answer = intake.post("tu-choi", {"reason": reason})

    assert answer.status_code == 422
    assert not Dossier.objects.exists()
    assert intake.content["applicant"]["name"] == "Đặng Ngọc Quyên"


def test_refused_twice_there_is_one_dossier(world):
    intake = chosen(world.hieu)
    declined(intake, ALL_THERE)

    assert intake.post("tu-choi", {"reason": WHY}).status_code == 409
    assert Dossier.objects.count() == 1


def test_settled_and_handed_over_at_once(world, at_once):
    assert "Giải quyết và trả ngay" in text_of(at_once.get("giay-to"))
    answer = at_once.post("giay-to", {"mark-c0": "present", "do": "settle"})
    assert answer["Location"] == at_once.url("tra-ngay")
    assert 'value="Đặng Ngọc Quyên"' in at_once.get("tra-ngay").content.decode()

    at_once.post("tra-ngay", RESULT)

    dossier = Dossier.objects.get()
    assert (dossier.status, dossier.result_number) == (Status.RETURNED, "12/CT")
    assert dossier.handed_to == "Đặng Ngọc Quyên"
    words = text_of(at_once.get("xong"))
    assert "Đã giải quyết và trả kết quả" in words
    assert "In giấy tiếp nhận, nếu người nộp cần" in words
    assert IntakeDraft.objects.get().content == {}


def test_what_the_counter_may_not_decide_is_not_offered(world):
    intake = chosen(world.hieu)
    intake.post("giay-to", ALL_THERE)

    assert "trả ngay" not in text_of(intake.get("giay-to"))
    assert intake.post("tra-ngay", RESULT)["Location"] == intake.url("thu-tuc")
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("marks", [{"mark-c0": "missing"}, {"mark-c0": ""}])
def test_nothing_incomplete_is_settled(world, marks):
    settled_at_the_counter(world)
    intake = chosen(world.hieu, code=AT_ONCE)

    refused = intake.post("giay-to", marks | {"do": "settle"})

    assert refused.status_code == 422
    assert intake.post("tra-ngay", RESULT)["Location"] == intake.url("giay-to")
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("box", ["result_number", "handed_to"])
@pytest.mark.parametrize("typed", ["", " ", "a\x07b"])
def test_a_box_that_can_t_be_kept(at_once, box, typed):
    answer = at_once.post("tra-ngay", RESULT | {box: typed})

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_what_is_owed_is_taken_with_it(world):
    factories.procedure(AT_ONCE, "Chứng thực bản sao")
    factories.ProcedureVersion.objects.filter(procedure__code=AT_ONCE).delete()
    settled_at_the_counter(world)
    version = factories.ProcedureVersion.objects.get(procedure__code=AT_ONCE)
    version.fees = {c: dict(version.fees[c], amount=2000) for c in version.fees}
    version.save()
    intake = chosen(world.hieu, code=AT_ONCE)
    intake.post("giay-to", {"mark-c0": "present"})

    assert "Thu 2.000 đồng tiền mặt" in text_of(intake.get("tra-ngay"))
    intake.post("tra-ngay", RESULT | {"fee_paid": "on"})

    assert Dossier.objects.get().money_state == "paid"


@pytest.mark.parametrize("step", ["tu-choi", "tra-ngay"])
def test_a_draft_without_a_person_leads_back_to_it(world, step):
    intake = chosen(world.hieu)
    intake.post("nguoi-nop", {"name": "", "kind": "citizen", "channel": "direct"})
    intake.post("giay-to", ALL_THERE)

    assert "nguoi-nop" in intake.get(step)["Location"]
