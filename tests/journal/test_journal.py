import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.journal import queries, services
from motcua.journal.models import Entry, Seal
from motcua.journal.rules import Fact, merkle_root


MORNING = datetime(2026, 8, 24, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Fact):
    kind: ClassVar[str] = "test.noted"
    text: str


def note(subject, text):
    return services.record(Noted(subject=subject, text=text), by=None, at=MORNING)


def tamper(sql, *values):
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.django_db
def test_an_entry_holds_the_hash_of_the_one_before_it_about_the_same_subject():
    note("A", "một")
    note("B", "hai")
    note("A", "ba")

    first, second = queries.history("A")

    assert (first.seq, second.seq) == (1, 2)
    assert first.hash != second.hash
    assert queries.verify().broken == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET kind = 'x'",
        "DELETE FROM journal_entry",
        "UPDATE journal_seal SET root = ''",
    ],
)
def test_the_database_refuses_a_change(sql):
    note("A", "một")
    services.seal_new_entries(at=MORNING)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)

    assert Entry.objects.get().kind == "test.noted"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        """UPDATE journal_entry SET facts = '{"text": "bA"}' WHERE facts->>'text' = 'ba'""",
        "UPDATE journal_entry SET at = at + interval '1 microsecond' WHERE facts->>'text' = 'ba'",
        "UPDATE journal_entry SET hash = repeat('0', 64) WHERE facts->>'text' = 'ba'",
        "DELETE FROM journal_entry WHERE facts->>'text' = 'ba'",
        "DELETE FROM journal_entry",
    ],
)
def test_a_change_behind_the_guard_is_found(sql):
    for text in ("một", "ba", "năm"):
        note("A", text)
    services.seal_new_entries(at=MORNING)
    assert queries.verify().broken == ()

    tamper(sql)

    assert queries.verify().broken


@pytest.mark.django_db
def test_a_whole_chain_cannot_vanish_unseen():
    note("A", "một")
    note("B", "hai")
    services.seal_new_entries(at=MORNING)

    tamper("DELETE FROM journal_entry WHERE subject = 'A'")

    assert "Niêm phong" in queries.verify().broken[0]


@pytest.mark.django_db
def test_sealing_twice_seals_once():
    note("A", "một")

    assert services.seal_new_entries(at=MORNING)
    assert not services.seal_new_entries(at=MORNING)
    note("A", "hai")
    assert services.seal_new_entries(at=MORNING)

    assert [s.count for s in Seal.objects.order_by("first_id")] == [1, 1]
    assert queries.verify().unsealed == 0


@pytest.mark.django_db
def test_one_altered_byte_among_many_entries_is_found(django_assert_max_num_queries):
    texts = [f"việc {n}" for n in range(100)]
    for subject in range(10):
        for text in texts:
            note(f"D-{subject}", text)
    pk = Entry.objects.filter(subject="D-7", seq=50).values_list("pk", flat=True).get()

    tamper("""UPDATE journal_entry SET facts = '{"text": "việc 48"}' WHERE id = %s""", pk)

    with django_assert_max_num_queries(5):
        assert queries.verify().broken == (f"Mục nhật ký số {pk} (test.noted, D-7) đã bị sửa.",)


@pytest.mark.django_db(transaction=True)
def test_two_writers_about_one_subject_make_one_chain(at_once):
    answers = at_once(8, lambda: note("A", "cùng lúc"))

    assert all(isinstance(answer, int) for answer in answers)
    assert [event.seq for event in queries.history("A")] == list(range(1, 9))
    assert queries.verify().broken == ()


@pytest.mark.django_db
def test_reactions_are_enqueued_with_the_change_or_not_at_all(settings):
    settings.REACTIONS = {"test.noted": ("motcua.journal.queries.event",)}

    def jobs():
        with connection.cursor() as cursor:
            cursor.execute("SELECT args->>'reaction' FROM procrastinate_jobs")
            return [row[0] for row in cursor.fetchall()]

    def fail_after_a_note():
        note("A", "một")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        fail_after_a_note()
    assert jobs() == []

    note("A", "hai")
    assert jobs() == ["motcua.journal.queries.event"]


def test_the_root_changes_with_each_hash_and_with_their_order():
    one, two, three = (hashlib.sha256(x).hexdigest() for x in (b"1", b"2", b"3"))

    roots = {merkle_root(x) for x in ([one], [one, two], [two, one], [one, two, three])}

    assert len(roots) == 4
    assert merkle_root([]) == ""
