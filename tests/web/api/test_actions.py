"""What can be done with a dossier, and what is answered when it can't."""

import pytest

from motcua.dossiers.rules import Action
from tests import factories
from tests.web.api.conftest import call_as


pytestmark = pytest.mark.django_db

NEEDS = {
    Action.DECLINE: {"reason": "Không thuộc thẩm quyền"},
    Action.ASK_SUPPLEMENT: {"components": ["Giấy chứng sinh"], "reason": "Thiếu bản chính"},
    Action.SEND_BACK: {"reason": "Sai tên"},
    Action.REFUSE: {"reason": "Không đủ điều kiện"},
    Action.CONCLUDE: {"result_number": "7/2026"},
    Action.RETURN_RESULT: {"handed_to": "Đặng Ngọc Quyên"},
    Action.REASSIGN: {"assignee": "son"},
}


def who(world, name):
    return call_as(name)


@pytest.mark.parametrize(
    ("action", "name", "state", "status"),
    [
        (Action.ACCEPT, "hieu", factories.submitted, "accepted"),
        (Action.DECLINE, "hieu", factories.submitted, "declined"),
        (Action.ASK_SUPPLEMENT, "hieu", factories.submitted, "awaiting_supplement"),
        (Action.FORWARD, "hieu", factories.received, "in_process"),
        (Action.ASK_SUPPLEMENT, "lan", 3, "awaiting_supplement"),
        (Action.SEND_BACK, "anh", 4, "in_process"),
        (Action.APPROVE, "chu", 5, "in_process"),
        (Action.REFUSE, "chu", 5, "in_process"),
        (Action.CONCLUDE, "thu", 6, "finished"),
        (Action.RETURN_RESULT, "khue", 7, "returned"),
    ],
)
def test_an_action_does_what_it_says(world, action, name, state, status):
    code = factories.at_step(world, state) if isinstance(state, int) else state(world)
    dossier = call_as(name).act(code, action.value, **NEEDS.get(action, {})).json()

    assert dossier["status"] == status


def test_what_was_asked_for_can_be_supplied(world, hieu):
    code = factories.submitted(world)
    hieu.act(code, "ask_supplement", **NEEDS[Action.ASK_SUPPLEMENT])

    assert hieu.act(code, "supply").json()["status"] == "registered"


def test_a_head_gives_a_dossier_to_somebody_and_then_to_another(world):
    code, anh = factories.at_step(world, 2), call_as("anh")

    assert anh.act(code, "forward", assignee="lan").json()["assignee"] == "Phạm Thu Lan"
    assert call_as("son").act(code, "forward").status_code == 403
    assert anh.act(code, "reassign", assignee="son").json()["assignee"] == "Đỗ Hoàng Sơn"


@pytest.mark.parametrize("name", ["nobody", "thu", "\x07", "x" * 61])
def test_who_does_not_work_there_cannot_be_given_it(world, name):
    code = factories.at_step(world, 2)
    response = call_as("anh").act(code, "forward", assignee=name)

    assert response.status_code == 422, response.json()
    assert response.json()["status"] == 422


def test_a_conflict_says_what_is_possible_instead(world, hieu):
    code = factories.submitted(world)
    response = hieu.act(code, "return_result", handed_to="Đặng Ngọc Quyên")
    problem = response.json()

    assert response.status_code == 409
    assert problem["code"] == "dossiers.WrongStatus"
    assert set(problem["actions"]) == {"accept", "decline", "ask_supplement", "withdraw"}
    assert problem["version"] == hieu.get(f"/dossiers/{code}").json()["version"]


def test_an_old_version_is_told_of_the_new_one(world, hieu):
    code = factories.submitted(world)
    first = hieu.get(f"/dossiers/{code}").json()["version"]
    hieu.act(code, "accept", expect_version=first)
    response = call_as("khue").act(code, "accept", expect_version=first)
    problem = response.json()

    assert (response.status_code, problem["code"]) == (409, "dossiers.StalePage")
    assert problem["version"] == first + 1


@pytest.mark.parametrize("name", ["settle_now", "publish", "", "ACCEPT", None, 7, ["accept"]])
def test_an_action_that_does_not_exist_is_refused(world, hieu, name):
    response = hieu.act(factories.submitted(world), name)
    problem = response.json()

    assert response.status_code == 422
    assert problem["errors"][0]["field"] == "action"
    assert "accept" in problem["errors"][0]["message"]


@pytest.mark.parametrize(
    ("action", "needs", "field"),
    [
        ("decline", {}, "reason"),
        ("decline", {"reason": "\x01"}, "reason"),
        ("decline", {"reason": "x" * 5000}, "reason"),
        ("ask_supplement", {"reason": "Thiếu"}, "components"),
        ("ask_supplement", {"components": ["\x02"], "reason": "Thiếu"}, "components"),
        ("accept", {"expect_version": "mới"}, "expect_version"),
        ("accept", {"reason": "thừa"}, "reason"),
    ],
)
def test_what_an_action_lacks_is_named(world, hieu, action, needs, field):
    response = hieu.act(factories.submitted(world), action, **needs)
    problem = response.json()

    assert response.status_code == 422, problem
    assert [error["field"] for error in problem["errors"]] == [field]


def test_who_took_the_result_is_a_field_of_its_own(world, hieu):
    response = hieu.act(factories.finished(world), "return_result", handed_to="\x07")

    assert response.json()["errors"][0]["field"] == "handed_to"


@pytest.mark.parametrize("needs", [{"reason": " "}, {"reason": ""}])
def test_an_empty_reason_is_none(world, hieu, needs):
    response = hieu.act(factories.submitted(world), "decline", **needs)

    assert (response.status_code, response.json()["code"]) == (422, "dossiers.ReasonNeeded")


def test_every_action_of_the_rules_can_be_asked_for(anyone):
    schema = anyone.get("/openapi.json").json()
    operation = schema["paths"]["/api/v1/dossiers/{code}/actions"]["post"]
    asked = operation["requestBody"]["content"]["application/json"]["schema"]

    others = {"consult", "answer_consult", "start_leg", "finish_leg", "explain_delay"}
    assert set(asked["discriminator"]["mapping"]) == set(Action) | others


EXPLAINED = {
    "reason": "Chờ xác minh",
    "way_forward": "Trả ngày 03/09",
    "signer": "Trần Mai Anh",
    "number": "12/VHXH",
    "signed_on": "2026-08-14",
}


def test_a_delay_is_explained_by_the_head_of_the_late_office(world):
    code = factories.at_step(world, 3, at=factories.later(days=-10))
    in_time = factories.received(world)
    anh, lan = call_as("anh"), call_as("lan")
    listed = {one["code"]: one["actions"] for one in anh.get("/dossiers").json()["items"]}
    assert "explain_delay" in listed[code]
    assert "explain_delay" not in listed[in_time]
    assert "explain_delay" in anh.get(f"/dossiers/{code}").json()["actions"]
    assert "explain_delay" not in lan.get(f"/dossiers/{code}").json()["actions"]

    done = anh.act(code, "explain_delay", **EXPLAINED)
    again = anh.act(code, "explain_delay", **EXPLAINED)

    assert (done.status_code, again.status_code) == (200, 409)
    assert "explain_delay" not in done.json()["actions"]
    assert "explain_delay" not in again.json()["actions"]


def test_an_explanation_that_says_nothing_names_the_field(world):
    code = factories.at_step(world, 3, at=factories.later(days=-10))

    answer = call_as("anh").act(code, "explain_delay", **EXPLAINED | {"way_forward": " "})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["way_forward"]
    assert call_as("lan").act(code, "explain_delay", **EXPLAINED).status_code == 403
    in_time = factories.received(world)
    assert call_as("anh").act(in_time, "explain_delay", **EXPLAINED).status_code == 409
