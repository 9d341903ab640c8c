import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from motcua.dossiers.queries.standing import kept_process


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Between tests that commit, tables are emptied; the journal's guard would refuse that."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("journal_entry", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The browser's files come last: Playwright's loop stays in the thread that started it, and
    nothing else wants to run there."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    kinds = {(item.path, item.get_closest_marker("browser") is not None) for item in items}
    mixed = Counter(path for path, _ in kinds)
    for path, count in mixed.items():
        if count > 1:  # `--dist loadfile` gives a worker a whole file
            raise pytest.UsageError(f"{path}: tests with and without a browser need a file each")


@pytest.fixture(autouse=True)
def nothing_left(request, django_db_blocker):
    """After a test that commits: keys begin anew, so what is kept by key is forgotten; and jobs,
    whose table is not Django's, go too."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if not commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        return
    kept_process.cache_clear()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


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
