"""What a page of the desk may ask the database, session and account included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import services
from tests.factories import BIRTH, MORNING, at_step, finished, later, received, submitted
from tests.web.desk.conftest import act_url, desk_of, dossier_url


pytestmark = pytest.mark.django_db

MOST = 10


def asked_for_more(world, *, supplied):
    code = at_step(world, 3)
    services.ask_supplement(code, items=["Bản chính"], reason="Mờ", by=world.lan, at=MORNING)
    if supplied:
        services.supply(code, by=world.hieu, at=later(hours=1))
    return code


def handed_over(world):
    code = finished(world)
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)
    return code


@pytest.fixture
def cases(world):
    """A dossier in each situation; others are late, with people of several offices."""
    for order, who in ((1, world.khue), (3, world.lan), (3, world.son)):
        code = at_step(world, order, at=later(days=-10))
        by = world.anh if order == 3 else world.hieu
        services.reassign(code, to_user=who.user_id, by=by, at=MORNING)
    at_step(world, 5, at=later(days=-10))
    return {
        "online": submitted(world),
        "accepted": received(world),
        "headed": at_step(world, 2),
        "handled": at_step(world, 3),
        "supplied": asked_for_more(world, supplied=True),
        "waiting": asked_for_more(world, supplied=False),
        "signed": at_step(world, 5),
        "stamped": at_step(world, 6),
        "ready": finished(world),
        "returned": handed_over(world),
    }


# Who opens what: an address, a situation, or a situation and the page of an action.
PAGES = [
    ("hieu", "/can-bo/"),
    ("hieu", "/can-bo/?ro=intake"),
    ("hieu", "/can-bo/?ro=waiting"),
    ("hieu", "/can-bo/?ro=sent"),
    ("hieu", "/can-bo/?ro=unit"),
    ("hieu", "/can-bo/?ro=done"),
    ("hieu", "/can-bo/tra-ket-qua/"),
    ("lan", "/can-bo/"),
    ("lan", "/can-bo/?ro=pool"),
    ("anh", "/can-bo/"),
    ("chu", "/can-bo/?ro=agency"),
    ("hieu", "/can-bo/tim/?q=quyen"),
    ("hieu", "/can-bo/tiep-nhan/"),
    ("hieu", "/can-bo/huong-dan/"),
    ("chu", "/can-bo/huong-dan/"),
    ("hieu", f"/can-bo/huong-dan/thu-tuc/{BIRTH}/"),
    ("chu", "/dieu-hanh/"),
    ("anh", "/dieu-hanh/"),
    ("hieu", "/mat-khau/"),
    ("hieu", "online"),
    ("hieu", "accepted"),
    ("anh", "headed"),
    ("lan", "handled"),
    ("lan", "supplied"),
    ("hieu", "waiting"),
    ("chu", "signed"),
    ("thu", "stamped"),
    ("hieu", "ready"),
    ("hieu", "returned"),
    ("hieu", "online decline"),
    ("hieu", "online ask_supplement"),
    ("hieu", "accepted forward"),
    ("anh", "headed forward"),
    ("anh", "headed reassign"),
    ("anh", "handled reassign"),
    ("lan", "handled ask_supplement"),
    ("chu", "signed approve"),
    ("chu", "signed refuse"),
    ("chu", "signed send_back"),
    ("thu", "stamped conclude"),
    ("hieu", "ready return_result"),
]


def address(page, cases):
    if page.startswith("/"):
        return page
    name, _, action = page.partition(" ")
    return act_url(cases[name], action) if action else dossier_url(cases[name])


def count_queries(client, url):
    """Of the second time a page is opened: the first fills what a process keeps in memory."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(asked.captured_queries)


def test_no_page_asks_more_than_it_may(world, cases):
    desks = {name: desk_of(getattr(world, name)) for name in {who for who, _ in PAGES}}
    counts = {(who, page): count_queries(desks[who], address(page, cases)) for who, page in PAGES}

    assert {page: count for page, count in counts.items() if count > MOST} == {}


def test_a_longer_list_asks_no_more(world):
    desk = desk_of(world.hieu)
    received(world)
    one = count_queries(desk, "/can-bo/")
    for _ in range(5):
        received(world)

    assert count_queries(desk, "/can-bo/") == one
