"""The demonstration is laid out by the same services as real work, and goes on where it stopped."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.catalog import queries as catalog
from motcua.demo import queries, services
from motcua.demo.services.living import Life
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.rules import Status, Timeliness, timeliness
from motcua.journal import queries as journal
from motcua.people.models import Account


NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)  # Monday, 15:05 in Hà Nội


@pytest.fixture(scope="module")
def laid_out(django_db_setup, django_db_blocker):
    """The whole demonstration, laid out once, interrupted in the middle, and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        interrupted_at = _interrupted()
        services.load(size="district", at=NOW)
        yield interrupted_at
        transaction.set_rollback(True)


def _interrupted() -> int:
    """Load until the thirtieth dossier, then stop as a kill would; how many are there then."""
    live, lived = Life.live, []

    def until_the_thirtieth(self, plan):
        if len(lived) == 30:
            raise KeyboardInterrupt
        lived.append(plan.index)
        return live(self, plan)

    Life.live = until_the_thirtieth
    try:
        services.load(size="district", at=NOW)
    except KeyboardInterrupt:
        return Dossier.objects.count()
    finally:
        Life.live = live
    raise AssertionError("it was not interrupted")


@pytest.fixture
def demo(laid_out, db):
    return laid_out


def test_it_goes_on_where_it_was_interrupted(demo):
    assert demo == 30
    assert queries.made("demo:2026") == 220
    assert queries.made("demo:2024-huyen") + queries.made("demo:2024-xa") == 110
    assert Dossier.objects.count() == 330


def test_another_start_adds_nothing(demo):
    before = (Dossier.objects.count(), StepRun.objects.count(), Account.objects.count())

    services.load(size="district", at=NOW)

    assert before == (
        Dossier.objects.count(),
        StepRun.objects.count(),
        Account.objects.count(),
    )


def test_there_are_dossiers_in_every_state_early_on_time_late_and_waiting(demo):
    states = Counter(Dossier.objects.values_list("status", flat=True))
    done = Dossier.objects.exclude(finished_at=None).values_list("finished_at", "due_at")
    kept = Counter(timeliness(finished, due) for finished, due in done)

    later = {Status.AWAITING_PAYMENT, Status.WITHDRAWN, Status.STOPPED}  # not in this version
    assert set(states) >= {status.value for status in set(Status) - later - {Status.ACCEPTED}}
    assert set(kept) == set(Timeliness)
    assert Dossier.objects.filter(status__in=["accepted", "in_process"], due_at__lt=NOW).exists()
    assert set(Dossier.objects.values_list("channel", flat=True)) == {"direct", "online", "postal"}
    assert set(Dossier.objects.values_list("outcome", flat=True)) == {"", "granted", "refused"}


def test_nothing_happens_after_now(demo):
    assert not StepRun.objects.filter(entered_at__gt=NOW).exists()
    assert not Dossier.objects.filter(submitted_at__gt=NOW).exists()


def test_every_due_moment_recomputes_and_the_journal_is_whole(demo):
    promised = Dossier.objects.exclude(due_at=None).values_list("code", "due_at")

    assert [code for code, due in promised if dossiers.recomputed_due(code) != due] == []
    assert journal.verify().broken == ()


def test_the_year_2024_is_judged_by_its_own_law_and_offices(demo):
    then = Dossier.objects.filter(submitted_at__year=2024)

    assert set(then.values_list("resolving_unit__code", flat=True)) <= {
        "H40.15",
        "H40.15.20",
        "H40.15.21",
    }
    for code, version in then.values_list("procedure", "procedure_version").distinct():
        assert catalog.version(version).code == code
        assert catalog.version(version).until is not None


@pytest.mark.parametrize("account", queries.accounts(), ids=lambda account: account.username)
def test_the_accounts_that_are_printed_open_the_door(demo, account):
    assert Account.objects.get(username=account.username).check_password(account.password)
