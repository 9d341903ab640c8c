"""Whatever is typed into a form or an address of money, it is taken or refused and never breaks."""

from urllib.parse import quote, urlencode

import pytest
from django.db import transaction

from motcua.dossiers import services
from motcua.payments.rules import Kind, Method
from tests import factories
from tests.factories import MORNING, received
from tests.web.desk.conftest import desk_of, dossier_url
from tests.web.strange import MIXED


pytestmark = pytest.mark.django_db
KIND = "application/x-www-form-urlencoded"
REST = {"amount": "75000", "kind": "fee", "method": "cash", "payer": "Quyên", "reason": "Vì"}
FORMS = (
    ("owed", "thu-phi/", ("amount", "kind", "method", "payer", "version")),
    ("owed", "mien-giam/", ("due", "reason", "version")),
    ("paid", "bien-lai/huy/", ("reason", "version")),
    ("paid", "bien-lai/hoan/", ("method", "reason", "version")),
    ("", "/can-bo/bien-lai/quyen/", ("symbol", "volume", "first", "last")),
    ("", "/can-bo/cuoi-ngay/", ("n500000", "n500", "reason", "shown")),
)
ADDRESSES = (
    "/can-bo/bien-lai/?ngay={}",
    "/can-bo/bien-lai/thang/?thang={0}&dv={0}",
    "/can-bo/bien-lai/thang.csv?thang={}",
    "/can-bo/bien-lai/thang.{}",
    "/can-bo/bien-lai/99999999999999999999/",
    "/can-bo/cuoi-ngay/?ngay={0}&dv={0}",
    "/can-bo/cuoi-ngay/?ngay=0001-01-01",
    "/can-bo/bien-lai/?ngay=0001-01-01",
    "/can-bo/bien-lai/?ngay=9999-12-31",
    "/can-bo/bien-lai/thang/?thang=2099-12",
    "/can-bo/cuoi-ngay/ban-giao/?ngay={0}&dv={0}",
    "/can-bo/cuoi-ngay/da-nhan/?kenh={0}&ngay={0}",
    "/can-bo/ho-so/{}/thu-phi/",
    "/can-bo/ho-so/{}/bien-lai/",
)


@pytest.fixture
def house(db):
    world = factories.office(fee=75_000)
    codes = {"owed": received(world), "paid": received(world)}
    services.collect_fee(
        codes["paid"],
        amount=75_000,
        method=Method.CASH,
        kind=Kind.FEE,
        payer="Quyên",
        by=world.hieu,
        at=MORNING,
    )
    return world, codes


def test_every_box_takes_it_or_refuses_it(house):
    world, codes = house
    desk = desk_of(world.hieu)
    for situation, path, boxes in FORMS:
        address = dossier_url(codes[situation]) + path if situation else path
        tries = [(box, name, text) for box in boxes for name, text in MIXED.items()]
        for box, name, text in tries:
            before = transaction.savepoint()
            sent = urlencode({**REST, box: text[:30_000]}, errors="surrogatepass")
            status = desk.generic("POST", address, sent, KIND).status_code
            transaction.savepoint_rollback(before)

            assert status < 500, (address, box, name)


def test_every_address_takes_it_or_refuses_it(house):
    world, _codes = house
    desk = desk_of(world.hieu)
    for address in ADDRESSES:
        for name, text in MIXED.items() if "{" in address else [("as it is", "")]:
            there = address.format(quote(text[:3000], safe="", errors="surrogatepass"))

            assert desk.get(there).status_code < 500, (address, name)


def test_a_number_too_large_for_the_database_is_no_receipt(house):
    world, _codes = house

    assert desk_of(world.chu).get(f"/can-bo/cuoi-ngay/mo-lai/{10**20}/").status_code == 404
    assert desk_of(world.hieu).get(f"/can-bo/bien-lai/{10**20}/").status_code == 404
