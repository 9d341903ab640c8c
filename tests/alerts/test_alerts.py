"""Each is told once, reads in peace, and sees nobody else's."""

import pytest
from django.db import IntegrityError, transaction

from motcua.alerts import queries, services
from motcua.alerts.errors import NoSuchAlert
from motcua.alerts.models import Alert
from motcua.alerts.rules import LONGEST_TEXT, Kind
from motcua.people.models import Account
from tests.factories import MORNING, later


pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    names = ("lan", "son", "hieu")
    return [Account.objects.create(username=name, name=name.title()).pk for name in names]


def tell(*user_ids, key="late:H40-1", text="Hồ sơ H40-1 sắp đến hạn.", at=MORNING):
    services.tell(user_ids, kind=Kind.WARNING, subject="H40-1", text=text, key=key, at=at)


def test_everybody_is_told_once(people, django_assert_max_num_queries):
    lan, son, _hieu = people
    tell(lan)

    with django_assert_max_num_queries(3):  # one, in a savepoint
        tell(lan, son, lan, at=later(hours=1))

    assert [queries.unread_count(person) for person in people] == [1, 1, 0]
    assert queries.alerts_of(lan).rows[0].at == MORNING


def test_another_key_is_another_reminder(people):
    tell(people[0])
    tell(people[0], key="late:H40-1:again")

    assert queries.unread_count(people[0]) == 2


def test_nobody_to_tell():
    tell()

    assert not Alert.objects.exists()


def test_what_is_too_long_is_cut(people):
    tell(people[0], text="á" * 900)

    assert len(queries.alerts_of(people[0]).rows[0].text) == LONGEST_TEXT


def test_reading(people):
    lan, son, _ = people
    tell(lan, son)
    number = queries.alerts_of(lan).rows[0].id

    assert services.mark_read(number, by=lan, at=later(hours=1)) == "H40-1"
    services.mark_read(number, by=lan, at=later(hours=2))

    assert queries.alerts_of(lan).rows[0].read_at == later(hours=1)
    assert queries.unread_count(lan) == 0
    assert queries.unread_count(son) == 1


def test_nobody_reads_for_another(people):
    tell(people[0])
    number = queries.alerts_of(people[0]).rows[0].id

    with pytest.raises(NoSuchAlert):
        services.mark_read(number, by=people[1], at=MORNING)

    assert queries.unread_count(people[0]) == 1


def test_reading_all_leaves_what_came_after_the_page_was_opened(people):
    lan, son, _ = people
    tell(lan, son)
    tell(lan, key="later", at=later(hours=2))

    assert services.mark_all_read(by=lan, until=later(hours=1), at=later(hours=3)) == 1
    assert queries.unread_count(lan) == 1
    assert queries.unread_count(son) == 1


def test_a_page_at_a_time(people, django_assert_num_queries):
    lan = people[0]
    for number in range(5):
        tell(lan, key=str(number), at=later(minutes=number // 2))

    first = queries.alerts_of(lan, limit=3)
    with django_assert_num_queries(1):
        second = queries.alerts_of(lan, limit=3, cursor=first.next_cursor)

    ids = [row.id for row in (*first.rows, *second.rows)]
    assert len(set(ids)) == 5
    assert ids == sorted(ids, reverse=True)
    assert second.next_cursor == ""


@pytest.mark.parametrize("cursor", ["x", "_", "1_", "9" * 30 + "_1", "²_1", "1_2_3", "\x00"])
def test_a_strange_cursor_is_the_first_page(people, cursor):
    tell(people[0])

    assert len(queries.alerts_of(people[0], cursor=cursor).rows) == 1


def test_the_database_keeps_them_apart(people):
    tell(people[0])
    row = Alert.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
