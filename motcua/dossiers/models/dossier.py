from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from motcua.dossiers.rules import (
    CLOSED,
    OPEN,
    Assistance,
    Channel,
    Delivery,
    DeliveryState,
    Exchange,
    Money,
    Outcome,
    Shown,
    Status,
)


def known(field: str, values: Iterable[StrEnum]) -> Q:
    return Q(**{f"{field}__in": [v.value for v in values]})


_CLOSED = sorted(s.value for s in CLOSED)
_ENDED_EARLY = sorted(s.value for s in CLOSED - {Status.RETURNED})
_OPEN = Q(status__in=sorted(s.value for s in OPEN))
_RUNNING = Q(status__in=[Status.ACCEPTED.value, Status.IN_PROCESS.value])


class DossierQuerySet(models.QuerySet["Dossier"]):
    def seen_by_agency(self, agency_id: int) -> Self:
        return self.filter(Q(receiving_agency=agency_id) | Q(resolving_unit=agency_id))

    def open(self) -> Self:
        return self.filter(_OPEN)


class Dossier(models.Model):
    """One filing, from submission to the hand-over of its result.

    Three places: where it was received, who resolves it, where the result is returned. Four
    states: `status`, `money_state`, `delivery_state`, `exchange_state`. The step it stands at is
    kept here too (`step_*`), for the work lists; its history is in StepRun.
    """

    code = models.CharField(max_length=60, unique=True)
    procedure = models.CharField(max_length=20)
    procedure_version = models.BigIntegerField()
    procedure_name = models.CharField(max_length=500)
    field = models.CharField(max_length=150)
    process_id = models.BigIntegerField()
    channel = models.CharField(max_length=10)
    assistance = models.CharField(max_length=10, default=Assistance.OWN.value)
    status = models.CharField(max_length=30, default=Status.REGISTERED.value)
    outcome = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField(default=1)

    receiving_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    receiving_agency = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    resolving_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    returning_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")

    applicant_kind = models.CharField(max_length=10)
    applicant_name = models.CharField(max_length=200)
    applicant_id_number = models.CharField(max_length=20, blank=True)
    applicant_phone = models.CharField(max_length=20, blank=True)
    applicant_email = models.CharField(max_length=120, blank=True)
    applicant_address = models.CharField(max_length=300, blank=True)
    search_key = models.CharField(max_length=700)
    summary = models.CharField(max_length=500, blank=True)
    form = models.JSONField(default=dict)

    submitted_at = models.DateTimeField()
    answer_due_at = models.DateTimeField(null=True, blank=True)
    supplied_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    register_year = models.PositiveSmallIntegerField(null=True, blank=True)
    register_number = models.PositiveIntegerField(null=True, blank=True)
    complete_at = models.DateTimeField(null=True, blank=True)
    was_on_paper = models.BooleanField(default=False)  # taken in by hand, entered later
    limit_amount = models.DecimalField(max_digits=9, decimal_places=4)
    limit_unit = models.CharField(max_length=20)
    limit_source = models.CharField(max_length=300, blank=True)
    cutoff = models.TimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    first_due_at = models.DateTimeField(null=True, blank=True)
    reappointed_at = models.DateTimeField(null=True, blank=True)
    calendar_known_at = models.DateTimeField(null=True, blank=True)
    has_stood_still = models.BooleanField(default=False)
    is_being_corrected = models.BooleanField(default=False)
    supplements_asked = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    result_number = models.CharField(max_length=60, blank=True)
    result_name = models.CharField(max_length=500, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    returned_how = models.CharField(max_length=10, blank=True)
    tracking_number = models.CharField(max_length=60, blank=True)
    taker_showed = models.CharField(max_length=10, blank=True)
    taker_authority = models.CharField(max_length=200, blank=True)
    closing_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    fee = models.PositiveIntegerField(null=True, blank=True)
    money_state = models.CharField(max_length=20, default=Money.NOTHING_OWED.value)
    delivery = models.CharField(max_length=10, default=Delivery.COUNTER.value)
    delivery_address = models.CharField(max_length=300, blank=True)
    delivery_state = models.CharField(max_length=10, default=DeliveryState.NOTHING.value)
    exchange_state = models.CharField(max_length=10, default=Exchange.NOT_SENT.value)

    step_order = models.PositiveSmallIntegerField(default=0)
    step_name = models.CharField(max_length=300, blank=True)
    step_role = models.CharField(max_length=20, blank=True)
    step_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    step_entered_at = models.DateTimeField(null=True, blank=True)
    step_due_at = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["step_unit", "due_at", "id"], name="dossier_open_in_unit", condition=_OPEN
            ),
            models.Index(
                fields=["assignee", "due_at", "id"], name="dossier_open_of_person", condition=_OPEN
            ),
            models.Index(
                fields=["receiving_unit", "due_at", "id"],
                name="dossier_open_received",
                condition=_OPEN,
            ),
            models.Index(
                fields=["resolving_unit", "due_at", "id"],
                name="dossier_open_resolving",
                condition=_OPEN,
            ),
            models.Index(
                fields=["returning_unit", "id"],
                name="dossier_to_return",
                condition=Q(status=Status.FINISHED.value),
            ),
            models.Index(fields=["receiving_unit", "submitted_at"], name="dossier_received_when"),
            models.Index(
                fields=["receiving_unit", "accepted_at"],
                name="dossier_in_register",
                condition=Q(accepted_at__isnull=False),
            ),
            models.Index(
                fields=["answer_due_at"],
                name="dossier_to_answer",
                condition=Q(status=Status.REGISTERED.value, answer_due_at__isnull=False),
            ),
            models.Index(
                fields=["applicant_id_number", "procedure"],
                name="dossier_of_applicant",
                condition=~Q(applicant_id_number=""),
            ),
            models.Index(fields=["due_at"], name="dossier_open_by_due", condition=_RUNNING),
            models.Index(
                fields=["process_id"], name="dossier_running_by_process", condition=_RUNNING
            ),
            models.Index(fields=["resolving_unit", "submitted_at"], name="dossier_resolving_when"),
            models.Index(
                fields=["resolving_unit", "closed_at"],
                name="dossier_closed_when",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["resolving_unit"],
                name="dossier_asked_again",
                condition=Q(supplements_asked__gt=1),
            ),
            models.Index(
                fields=["resolving_unit", "accepted_at"],
                name="dossier_owing",
                condition=Q(accepted_at__isnull=False) & ~Q(money_state=Money.NOTHING_OWED.value),
            ),
            models.Index(
                fields=["code"], name="dossier_code_prefix", opclasses=["varchar_pattern_ops"]
            ),
            GinIndex(fields=["search_key"], name="dossier_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(name="dossier_status_known", condition=known("status", Status)),
            models.CheckConstraint(
                name="dossier_channel_known", condition=known("channel", Channel)
            ),
            models.CheckConstraint(
                name="dossier_assistance_known",
                condition=known("assistance", Assistance)
                & (Q(channel=Channel.ONLINE.value) | Q(assistance=Assistance.OWN.value)),
            ),
            models.CheckConstraint(
                name="dossier_register_year_with_number",
                condition=Q(register_year=None, register_number=None, accepted_at=None)
                | Q(register_year__isnull=False, register_number__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["receiving_unit", "register_year", "register_number"],
                name="dossier_once_in_register",
            ),
            models.CheckConstraint(
                name="dossier_outcome_known", condition=Q(outcome="") | known("outcome", Outcome)
            ),
            models.CheckConstraint(
                name="dossier_money_known", condition=known("money_state", Money)
            ),
            models.CheckConstraint(
                name="dossier_delivery_known",
                condition=known("delivery", Delivery) & known("delivery_state", DeliveryState),
            ),
            models.CheckConstraint(
                name="dossier_exchange_known", condition=known("exchange_state", Exchange)
            ),
            models.CheckConstraint(
                name="dossier_accepted_at_and_by_together",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_returned_at_and_by_together",
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_running_has_due_and_step",
                condition=~_RUNNING
                | Q(
                    due_at__isnull=False,
                    first_due_at__isnull=False,
                    complete_at__isnull=False,
                    step_unit__isnull=False,
                    step_order__gt=0,
                ),
            ),
            models.CheckConstraint(
                name="dossier_first_promise_kept",
                condition=Q(accepted_at=None) | Q(first_due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_finished_has_outcome",
                condition=~Q(status__in=[Status.FINISHED.value, Status.RETURNED.value])
                | (Q(finished_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="dossier_returned_when_returned",
                condition=Q(status=Status.RETURNED.value, returned_at__isnull=False)
                | (~Q(status=Status.RETURNED.value) & Q(returned_at=None)),
            ),
            models.CheckConstraint(
                name="dossier_returned_how_when_returned",
                condition=Q(returned_how="")
                | (known("returned_how", Delivery) & Q(returned_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="dossier_tracking_number_by_post",
                condition=(Q(returned_how=Delivery.POST.value) & ~Q(tracking_number=""))
                | (~Q(returned_how=Delivery.POST.value) & Q(tracking_number="")),
            ),
            models.CheckConstraint(
                name="dossier_taker_at_the_counter",
                condition=Q(taker_showed="", taker_authority="")
                | (
                    Q(returned_how=Delivery.COUNTER.value)
                    & (Q(taker_showed="") | known("taker_showed", Shown))
                ),
            ),
            models.CheckConstraint(
                name="dossier_closed_at_when_closed",
                condition=Q(status__in=_CLOSED, closed_at__isnull=False)
                | (~Q(status__in=_CLOSED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="dossier_closed_has_reason",
                condition=~Q(status__in=_ENDED_EARLY) | ~Q(closing_reason=""),
            ),
            models.CheckConstraint(
                name="dossier_on_paper_at_the_counter",
                condition=Q(was_on_paper=False) | Q(channel=Channel.DIRECT.value),
            ),
            models.CheckConstraint(
                name="dossier_corrected_when_returned",
                condition=Q(is_being_corrected=False) | Q(status=Status.RETURNED.value),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def received_at(self) -> datetime:
        """As the receipt says it; what came on paper was received before it was entered."""
        if self.accepted_at is None or self.was_on_paper:
            return self.submitted_at
        return self.accepted_at
