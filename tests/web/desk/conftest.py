"""Officials at their desks, on the Monday of tests/factories.py at nine in the morning."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client

from tests import factories


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(factories.MORNING, tick=False)
    return time_machine


@pytest.fixture(scope="module")
def one_office(django_db_setup, django_db_blocker):
    """One office for the tests of a module; what each of them does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield factories.office()
        transaction.set_rollback(True)


@pytest.fixture
def world(one_office, db):
    return one_office


def desk_of(actor):
    """The browser of a person who has signed in."""
    client = Client()
    client.force_login(factories.Account.objects.get(pk=actor.user_id))
    return client


def dossier_url(code):
    return f"/can-bo/ho-so/{code}/"


def act_url(code, action):
    return f"{dossier_url(code)}viec/{action}/"


def text_of(response):
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
