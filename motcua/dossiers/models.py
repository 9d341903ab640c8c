from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from motcua.dossiers.rules import (
    CLOSED,
    OPEN,
    Channel,
    Delivery,
    DeliveryState,
    Exchange,
    Money,
    Outcome,
    SpanReason,
    Status,
)


def _known(field: str, values: object) -> Q:
    assert isinstance(values, type)
    return Q(**{f"{field}__in": [v.value for v in values]})


_CLOSED = sorted(s.value for s in CLOSED)
_OPEN = Q(status__in=sorted(s.value for s in OPEN))
_RUNNING = Q(status__in=[Status.ACCEPTED.value, Status.IN_PROCESS.value])


class MomentRange(Func):
    """From `started_at` up to but without `ended_at`; an open end is NULL."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


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
    supplied_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    complete_at = models.DateTimeField(null=True, blank=True)
    limit_amount = models.DecimalField(max_digits=9, decimal_places=4)
    limit_unit = models.CharField(max_length=20)
    limit_source = models.CharField(max_length=300, blank=True)
    cutoff = models.TimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    first_due_at = models.DateTimeField(null=True, blank=True)
    supplements_asked = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    result_number = models.CharField(max_length=60, blank=True)
    result_name = models.CharField(max_length=500, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
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
            models.Index(fields=["resolving_unit", "submitted_at"], name="dossier_resolving_when"),
            models.Index(
                fields=["code"], name="dossier_code_prefix", opclasses=["varchar_pattern_ops"]
            ),
            GinIndex(fields=["search_key"], name="dossier_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(name="dossier_status_known", condition=_known("status", Status)),
            models.CheckConstraint(
                name="dossier_channel_known", condition=_known("channel", Channel)
            ),
            models.CheckConstraint(
                name="dossier_outcome_known", condition=Q(outcome="") | _known("outcome", Outcome)
            ),
            models.CheckConstraint(
                name="dossier_money_known", condition=_known("money_state", Money)
            ),
            models.CheckConstraint(
                name="dossier_delivery_known",
                condition=_known("delivery", Delivery) & _known("delivery_state", DeliveryState),
            ),
            models.CheckConstraint(
                name="dossier_exchange_known", condition=_known("exchange_state", Exchange)
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
                name="dossier_closed_at_when_closed",
                condition=Q(status__in=_CLOSED, closed_at__isnull=False)
                | (~Q(status__in=_CLOSED) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="dossier_closed_has_reason",
                condition=~Q(status=Status.DECLINED.value) | ~Q(closing_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class StepRun(models.Model):
    """A stay of a dossier at one step of its process: who had it, from when to when."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=20)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    entered_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    action = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["left_by", "left_at"], name="step_run_left_by")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], name="step_run_one_open", condition=Q(left_at=None)
            ),
            models.CheckConstraint(
                name="step_run_left_at_and_by_together",
                condition=Q(left_at=None, left_by=None)
                | Q(left_at__isnull=False, left_by__isnull=False),
            ),
            models.CheckConstraint(
                name="step_run_in_order",
                condition=Q(left_at=None) | Q(left_at__gte=F("entered_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.order} {self.name}"


class ClockSpan(models.Model):
    """The clock stood still from `started_at` to `ended_at`, and why."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="spans")
    reason = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    restarts = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_span_reason_known", condition=_known("reason", SpanReason)
            ),
            models.CheckConstraint(
                name="clock_span_in_order",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
            ExclusionConstraint(
                name="clock_spans_never_overlap",
                expressions=[
                    ("dossier", RangeOperators.EQUAL),
                    (
                        MomentRange("started_at", "ended_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.reason}"


class Supplement(models.Model):
    """What was asked for, once and completely (NĐ 118/2025/NĐ-CP Điều 17; Mẫu 02)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    items = models.JSONField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    supplied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], name="supplement_one_open", condition=Q(supplied_at=None)
            ),
            models.CheckConstraint(
                name="supplement_asked_at_and_by_together",
                condition=Q(asked_at__isnull=False, asked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.asked_at:%Y-%m-%d}"


class DayCounter(models.Model):
    """The last running number of an agency's day. Updated in the creation: no gaps."""

    agency_code = models.CharField(max_length=35)
    on = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_code", "on"], name="day_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.on} {self.last}"


class IntakeDraft(models.Model):
    """An intake at the counter that is under way: kept at each step, so that nothing is lost."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "-updated_at"], name="draft_of_owner", condition=Q(dossier=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.updated_at}"
