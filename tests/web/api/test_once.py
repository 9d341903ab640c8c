"""Idempotency-Key: the same answer to the same request, done once."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from motcua.web.api import once
from motcua.web.models import IdempotentAnswer
from tests import factories
from tests.web.api.conftest import call_as, filing


KEY = "7d9f3c1e"


def codes(caller):
    return [item["code"] for item in caller.get("/dossiers").json()["items"]]


@pytest.mark.django_db
def test_the_same_request_is_done_once_and_answered_twice(hieu):
    first = hieu.post("/dossiers", filing(), Idempotency_Key=KEY)
    again = hieu.post("/dossiers", filing(), Idempotency_Key=KEY)

    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert first["Location"] == again["Location"]
    assert first["Content-Type"] == again["Content-Type"]
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert len(codes(hieu)) == 1


@pytest.mark.django_db
def test_without_a_key_it_is_done_twice(hieu):
    hieu.post("/dossiers", filing())
    hieu.post("/dossiers", filing())

    assert len(codes(hieu)) == 2


@pytest.mark.django_db
def test_the_answer_stays_the_same_when_the_dossier_has_changed(world, hieu):
    code = factories.submitted(world)
    first = hieu.post(f"/dossiers/{code}/actions", {"action": "accept"}, Idempotency_Key=KEY)
    hieu.act(code, "forward")
    again = hieu.post(f"/dossiers/{code}/actions", {"action": "accept"}, Idempotency_Key=KEY)

    assert (again.status_code, again.content) == (200, first.content)


@pytest.mark.django_db
def test_a_refusal_is_an_answer_too(world, hieu):
    code = factories.submitted(world)
    path, asked = f"/dossiers/{code}/actions", {"action": "forward"}
    first = hieu.post(path, asked, Idempotency_Key=KEY)
    hieu.act(code, "accept")
    again = hieu.post(path, asked, Idempotency_Key=KEY)

    assert (again.status_code, again.content) == (409, first.content)
    assert again["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
@pytest.mark.parametrize("other", ["body", "path", "post"])
def test_the_same_key_for_another_request_is_refused(world, hieu, other):
    hieu.post("/dossiers", filing(), Idempotency_Key=KEY)
    match other:
        case "body":
            response = hieu.post("/dossiers", filing(channel="postal"), Idempotency_Key=KEY)
        case "path":
            response = hieu.post("/deadlines/compute", filing(), Idempotency_Key=KEY)
        case "post":
            post = str(world.hieu.post_id)
            response = hieu.post("/dossiers", filing(), Idempotency_Key=KEY, X_Post=post)

    assert (response.status_code, response.json()["code"]) == (409, "web.OtherBody")
    assert len(codes(hieu)) == 1


@pytest.mark.django_db
def test_a_key_belongs_to_one_account(hieu):
    hieu.post("/dossiers", filing(), Idempotency_Key=KEY)
    response = call_as("khue").post("/dossiers", filing(), Idempotency_Key=KEY)

    assert "Idempotent-Replayed" not in response
    assert len(codes(hieu)) == 2


@pytest.mark.django_db
def test_a_key_is_forgotten_after_a_day(hieu, morning):
    hieu.post("/dossiers", filing(), Idempotency_Key=KEY)
    morning.move_to(factories.MORNING + timedelta(hours=23, minutes=59))
    assert hieu.post("/dossiers", filing(), Idempotency_Key=KEY)["Idempotent-Replayed"] == "true"
    morning.move_to(factories.MORNING + timedelta(hours=24))
    assert "Idempotent-Replayed" not in hieu.post("/dossiers", filing(), Idempotency_Key=KEY)


@pytest.mark.django_db
def test_old_answers_are_deleted_and_new_ones_kept(hieu):
    hieu.post("/dossiers", filing(), Idempotency_Key=KEY)

    assert once.forget(at=factories.MORNING + timedelta(hours=23)) == 0
    assert once.forget(at=factories.MORNING + timedelta(hours=24)) == 1
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 201, "kh\xf3a", "a\x7fb"])
def test_a_key_that_is_none_is_refused(hieu, key):
    response = hieu.post("/dossiers", filing(), Idempotency_Key=key)

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.django_db
def test_a_key_without_a_token_leaves_nothing(world, anyone):
    assert anyone.post("/dossiers", filing(), Idempotency_Key=KEY).status_code == 401
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db
def test_a_failure_is_not_kept(hieu, monkeypatch):
    def fails(*_args, **_kwargs):
        raise ZeroDivisionError

    hieu.client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("motcua.web.api.views.dossiers.dossier_of", fails)
        assert hieu.post("/dossiers", filing(), Idempotency_Key=KEY).status_code == 500
    response = hieu.post("/dossiers", filing(), Idempotency_Key=KEY)

    assert response.status_code == 201
    assert codes(hieu) == ["H40.12.05-260824-0001"]


@pytest.mark.django_db
def test_an_answer_that_reports_a_failure_is_not_kept_either(hieu, rf):
    sent = {**hieu.headers, "Idempotency-Key": KEY}
    request = rf.post("/api/v1/dossiers", "{}", "application/json", headers=sent)

    assert once.answer(request, lambda: HttpResponse(status=503)).status_code == 503
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_is_done_and_all_are_answered_the_same(world, at_once):
    hieu = call_as("hieu")
    answers = at_once(6, lambda: hieu.post("/dossiers", filing(), Idempotency_Key=KEY))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
    assert len(codes(hieu)) == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_is_told_so(world, at_once, monkeypatch):
    monkeypatch.setattr(once, "PATIENCE", "50ms")
    hieu = call_as("hieu")
    with transaction.atomic():
        IdempotentAnswer.objects.create(
            account_id=world.hieu.user_id,
            key=KEY,
            request="0" * 64,
            created_at=factories.MORNING,
        )
        [answer] = at_once(1, lambda: hieu.post("/dossiers", filing(), Idempotency_Key=KEY))
        transaction.set_rollback(True)

    assert (answer.status_code, answer.json()["code"]) == (409, "web.StillRunning")
    assert hieu.post("/dossiers", filing(), Idempotency_Key=KEY).status_code == 201


@pytest.mark.django_db
def test_the_patience_ends_with_the_waiting(hieu, monkeypatch):
    seen = []

    def look(card):
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            seen.append(cursor.fetchone()[0])
        raise ZeroDivisionError

    hieu.client.raise_request_exception = False
    monkeypatch.setattr("motcua.web.api.views.dossiers.dossier_of", look)
    hieu.post("/dossiers", filing(), Idempotency_Key=KEY)

    assert seen == ["0"]
