"""Callers of the API: an official with a token, and everybody else."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from motcua.people.services import create_token
from tests import factories


NOW = factories.MORNING
BIRTH = factories.BIRTH


class Caller:
    """A program that calls the API with one person's token, or with none."""

    def __init__(self, token="", **headers):
        self.client = Client(raise_request_exception=True)
        self.headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **headers}

    def get(self, path, **query):
        return self.client.get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path, content=None, *, raw=None, kind="application/json", **headers):
        body = raw if raw is not None else json.dumps(content)
        body = body.encode() if isinstance(body, str) else body
        sent = {**self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
        return self.client.generic("POST", f"/api/v1{path}", body, kind, headers=sent)

    def act(self, code, action, **needs):
        return self.post(f"/dossiers/{code}/actions", {"action": action, **needs})


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def world(db):
    return factories.office()


def call_as(actor, **headers):
    username = actor if isinstance(actor, str) else username_of(actor)
    return Caller(create_token(username, "kiểm thử", at=NOW), **headers)


def username_of(actor):
    return factories.Account.objects.get(pk=actor.user_id).username


@pytest.fixture
def program(db):
    """An account that holds no post: enough for what is no business of an office."""
    factories.Account.objects.create(username="phan-mem", name="Phần mềm kế toán")
    return call_as("phan-mem")


@pytest.fixture
def hieu(world):
    """The official of the counter."""
    return call_as("hieu")


@pytest.fixture
def anyone():
    """Without a token."""
    return Caller()


def filing(**changes):
    """What a counter sends when it files a dossier."""
    return {
        "procedure": BIRTH,
        "channel": "direct",
        "receiving_unit": "H40.12.05.01",
        "applicant": {
            "kind": "citizen",
            "name": "Đặng Ngọc Quyên",
            "id_number": "036198001234",
            "phone": "0912345318",
            "address": "Tổ 3, phường An Thịnh",
        },
        "components": [{"name": "Tờ khai", "mark": "present"}, "Giấy chứng sinh"],
        "form": {"child": "Đặng Minh An"},
        **changes,
    }


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)
