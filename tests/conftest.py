import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Between tests that commit, tables are emptied; the journal's guard would refuse that."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("journal_entry", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


@pytest.fixture
def at_once():
    """Run one callable in so many threads that start together; the answers, refusals among them."""

    def run(count, call):
        barrier = threading.Barrier(count)

        def one(_):
            barrier.wait()
            try:
                return call()
            except Exception as error:  # noqa: BLE001  the answer of a refused thread is its error
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    return run
