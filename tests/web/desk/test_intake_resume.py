"""SC05 step 5: the software fails in the middle of an intake; nothing lost, no double number."""

import pytest

from motcua.dossiers.models import DayCounter, Dossier, IntakeDraft
from motcua.dossiers.services import counter, drafts
from tests.web.desk.conftest import desk_of, text_of
from tests.web.desk.intake import ALL_THERE, Intake, chosen, received


class Broken(Exception):
    """The machine, the line or the program gives way."""


def breaks(*_args, **_kwargs):
    raise Broken


@pytest.fixture(params=["before it is accepted", "after it has a code", "at the very end"])
def breaking(request, monkeypatch):
    place = {
        "before it is accepted": (drafts, "receive"),
        "after it has a code": (counter, "accept"),
        "at the very end": (drafts, "_ended"),
    }[request.param]
    monkeypatch.setattr(*place, breaks)
    return monkeypatch


def test_nothing_is_lost_and_no_number_is_given_twice(world, breaking):
    intake = chosen(world.hieu, id_number="036198001234", phone="0912345318")
    intake.post("giay-to", ALL_THERE)
    kept = intake.content

    with pytest.raises(Broken):
        intake.post("phi", {"delivery": "counter", "do": "accept"})
    breaking.undo()

    assert not Dossier.objects.exists()
    assert not DayCounter.objects.exists()
    assert intake.content == kept | {
        "way_back": {"delivery": "counter", "address": "", "summary": ""}
    }
    again = Intake(desk_of(world.hieu), intake.draft_id)  # signed in anew
    assert "Đặng Ngọc Quyên" in text_of(again.client.get("/can-bo/tiep-nhan/"))
    dossier = received(again)
    assert dossier.code.endswith("-0001")
    assert dossier.applicant_id_number == "036198001234"
    assert IntakeDraft.objects.get().content == {}
