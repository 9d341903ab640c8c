"""Other offices are asked and answer through the API."""

import pytest

from motcua.coordination import queries as coordination
from motcua.coordination.rules import State
from motcua.dossiers.queries import standing
from motcua.process.models import ProcessVersion
from motcua.process.rules import leg_to
from tests import factories
from tests.coordination.test_dossiers import leg
from tests.factories import BIRTH
from tests.web.api.conftest import call_as


pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    version = ProcessVersion.objects.get(procedure=BIRTH)
    version.legs = [leg_to(leg()) | {"source": "QĐ ví dụ"}]
    version.save()
    standing.kept_process.cache_clear()
    yield factories.at_step(world, 3)
    standing.kept_process.cache_clear()


ASKED = {"units": ["H40.12.05.03"], "content": "Nơi ở", "days": "0.5"}
ANSWER = {"result": "agrees", "text": "Đúng", "result_number": "3/CV"}


def test_an_opinion_is_asked_for_and_given(code):
    asked = call_as("lan").act(code, "consult", **ASKED)
    assert asked.status_code == 200
    (card,) = coordination.requests_of(code)
    assert card.asked == "Văn phòng HĐND và UBND"
    assert {"consult", "start_leg"} <= set(asked.json()["actions"])
    assert call_as("thu").get(f"/dossiers/{code}").json()["actions"] == ["answer_consult"]

    answered = call_as("thu").act(code, "answer_consult", request=card.id, **ANSWER)

    assert answered.status_code == 200
    assert answered.json()["actions"] == []
    assert coordination.request_card(card.id).state is State.ANSWERED


def test_a_leg_is_started_and_ends(code):
    lan = call_as("lan")
    assert lan.act(code, "start_leg", legs=["L1"]).status_code == 200
    assert "finish_leg" in lan.get(f"/dossiers/{code}").json()["actions"]  # for one outside
    held = lan.act(code, "forward")
    assert (held.status_code, "Thuế cơ sở 3" in held.content.decode()) == (409, True)

    assert lan.act(code, "finish_leg", leg="L1", **ANSWER).status_code == 200

    assert lan.act(code, "finish_leg", leg="L1", **ANSWER).status_code == 409
    assert lan.act(code, "forward").status_code == 200


@pytest.mark.parametrize(
    ("action", "needs", "status"),
    [
        ("consult", ASKED | {"units": ["H99"]}, 422),
        ("consult", ASKED | {"units": []}, 422),
        ("consult", ASKED | {"days": "0.1"}, 422),
        ("consult", ASKED | {"days": "NaN"}, 422),
        ("consult", ASKED | {"content": ""}, 422),
        ("answer_consult", ANSWER | {"request": 99}, 404),
        ("answer_consult", ANSWER | {"request": 10**30}, 422),
        ("answer_consult", ANSWER | {"request": 1, "result": "maybe"}, 422),
        ("start_leg", {"legs": ["L9"]}, 409),
        ("finish_leg", ANSWER | {"leg": "L1"}, 409),
    ],
)
def test_what_is_wrong_is_refused(code, action, needs, status):
    assert call_as("lan").act(code, action, **needs).status_code == status
    assert coordination.requests_of(code) == ()
