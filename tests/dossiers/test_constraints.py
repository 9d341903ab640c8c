"""The database has the last word."""

import pytest
from django.db import IntegrityError, transaction

from motcua.dossiers.models import ClockSpan, Dossier, StepRun
from tests.factories import MORNING, later, office, received


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "lost"}, "dossier_status_known"),
        ({"channel": "fax"}, "dossier_channel_known"),
        ({"money_state": "lent"}, "dossier_money_known"),
        ({"delivery_state": "gone"}, "dossier_delivery_known"),
        ({"exchange_state": "maybe"}, "dossier_exchange_known"),
        ({"outcome": "perhaps"}, "dossier_outcome_known"),
        ({"accepted_by": None}, "dossier_accepted_at_and_by_together"),
        ({"due_at": None}, "dossier_running_has_due_and_step"),
        ({"first_due_at": None}, "dossier_(running|first)"),
        ({"step_unit": None}, "dossier_running_has_due_and_step"),
        ({"status": "finished"}, "dossier_finished_has_outcome"),
        ({"status": "returned"}, "dossier_(finished|returned|closed)"),
        ({"returned_at": MORNING}, "dossier_returned"),
        ({"closed_at": MORNING}, "dossier_closed_at_when_closed"),
    ],
)
def test_the_database_refuses_a_dossier(fields, constraint):
    received(office())

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Dossier.objects.update(**fields)


def test_a_dossier_is_at_one_step_only():
    received(office())
    run = StepRun.objects.get()
    run.pk = None

    with pytest.raises(IntegrityError, match="step_run_one_open"), transaction.atomic():
        run.save()


def test_spans_never_overlap():
    received(office())
    dossier = Dossier.objects.get()
    fields = {"reason": "supplement", "source": "x", "restarts": False}
    ClockSpan.objects.create(dossier=dossier, started_at=MORNING, ended_at=later(days=2), **fields)
    ClockSpan.objects.create(dossier=dossier, started_at=later(days=2), **fields)

    with pytest.raises(IntegrityError, match="clock_spans_never_overlap"), transaction.atomic():
        ClockSpan.objects.create(dossier=dossier, started_at=later(days=1), **fields)
