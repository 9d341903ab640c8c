"""The administrator's browser, and those of others."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from motcua.deadlines.queries import known
from tests import factories


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(factories.MORNING, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    known.forget()


@pytest.fixture
def world(db):
    return factories.office()


def signed_in(actor):
    client = Client()
    client.force_login(factories.Account.objects.get(pk=actor.user_id))
    return client


class Pages:
    """A browser that knows the names of our pages."""

    def __init__(self, client):
        self.client = client

    def get(self, name, /, *args, **query):
        return self.client.get(reverse(f"admin_pages:{name}", args=args), query)

    def post(self, name, /, *args, **data):
        return self.client.post(reverse(f"admin_pages:{name}", args=args), data)


@pytest.fixture
def quan(world):
    return Pages(signed_in(world.quan))


def words(response):
    """What the page says, without its line breaks."""
    return " ".join(response.content.decode().split())
