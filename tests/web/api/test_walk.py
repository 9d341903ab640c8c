"""SC01 by the API: from the filing to the result, every answer looked at."""

import pytest

from tests.web.api.conftest import call_as, filing


pytestmark = pytest.mark.django_db


def done(response, status=200):
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/json; charset=utf-8"
    return response.json()


def test_a_birth_is_registered_from_the_counter_to_the_result(world, hieu, anyone):
    anh, lan, chu, thu = (call_as(name) for name in ("anh", "lan", "chu", "thu"))

    response = hieu.post("/dossiers", filing())
    dossier = done(response, 201)
    code = dossier["code"]

    assert response["Location"] == f"/api/v1/dossiers/{code}"
    assert code == "H40.12.05-260824-0001"
    assert dossier["status"] == "registered"
    assert dossier["national_status"] == 1
    assert dossier["received_at"] is dossier["due_at"] is None
    assert dossier["receiving_unit"] == "H40.12.05.01"
    assert dossier["resolving_unit"] == "H40.12.05"
    assert set(dossier["actions"]) == {"accept", "decline", "ask_supplement", "withdraw"}

    dossier = done(hieu.act(code, "accept", expect_version=dossier["version"]))
    assert dossier["status"] == "accepted"
    assert dossier["received_at"] == "2026-08-24T09:00:00+07:00"
    assert dossier["due_at"] == dossier["first_due_at"] == "2026-08-27T17:00:00+07:00"
    assert dossier["assignee"] == "Nguyễn Văn Hiếu"

    dossier = done(hieu.act(code, "forward"))
    assert (dossier["status"], dossier["national_status"]) == ("in_process", 4)
    assert dossier["step"] == "Phân công"
    assert dossier["actions"] == ["withdraw"]  # at the applicant's request, until it is decided

    dossier = done(anh.act(code, "forward", assignee="lan", note="Xử lý trong ngày"))
    assert dossier["assignee"] == "Phạm Thu Lan"
    done(lan.act(code, "forward"))
    done(anh.act(code, "forward"))
    done(chu.act(code, "approve"))
    dossier = done(thu.act(code, "conclude", result_number="214/2026"))
    assert dossier["status"] == "finished"
    assert dossier["finished_at"] == "2026-08-24T09:00:00+07:00"

    dossier = done(hieu.act(code, "return_result", handed_to="Đặng Ngọc Quyên"))
    assert (dossier["status"], dossier["national_status"]) == ("returned", 10)
    assert dossier["returned_at"] == "2026-08-24T09:00:00+07:00"
    assert dossier["actions"] == ["correct"]
    assert done(lan.get(f"/dossiers/{code}")) == dossier | {"actions": []}

    public = done(anyone.get(f"/public/dossiers/{code}"))
    assert public["due_on"] == "2026-08-27"
    assert public["progress"]["national_status"] == 10
    assert {step["state"] for step in public["progress"]["steps"]} == {"done"}

    entries = done(hieu.get(f"/dossiers/{code}/journal"))["entries"]
    assert [entry["kind"] for entry in entries] == [
        "dossier.submitted",
        "dossier.accepted",
        *["dossier.step_taken"] * 5,
        "dossier.concluded",
        "dossier.returned",
    ]
    assert entries[0]["by"] == "Nguyễn Văn Hiếu"
    assert all(len(entry["hash"]) == 64 for entry in entries)
