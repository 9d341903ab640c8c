from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.deadlines.rules import LimitUnit
from motcua.people.rules import Role
from motcua.process.rules import State
from motcua.process.rules.checking import LEVELS, LONGEST, LONGEST_OFFICE


class DateRange(Func):
    """The days from `since` to `until`, both included; an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()


class ProcessQuerySet(models.QuerySet["ProcessVersion"]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def approved(self) -> Self:
        return self.filter(state=State.APPROVED.value)

    def of_same_case(self, version: ProcessVersion) -> Self:
        return self.filter(
            procedure=version.procedure, level=version.level, case=version.case
        ).exclude(pk=version.pk)


class ProcessVersion(models.Model):
    """One version of an internal process. `procedure` "" is a default; `case` "" is every case.

    `origin` names the entry of the data file it was carried over from: such a version is in force
    by the decision named in `source`, not by an approval here.
    """

    origin = models.CharField(max_length=60, blank=True)
    procedure = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=LONGEST)
    case = models.CharField(max_length=LONGEST, blank=True)
    level = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    limit_amount = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    limit_unit = models.CharField(max_length=20, blank=True)
    limit_source = models.CharField(max_length=LONGEST, blank=True)
    source = models.CharField(max_length=LONGEST, blank=True)
    supplement = models.JSONField()
    cutoff = models.TimeField(null=True, blank=True)
    transfer_cutoff = models.TimeField(null=True, blank=True)
    pauses = models.JSONField(default=list)
    legs = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    options = models.JSONField(default=dict)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="process_state_known", condition=Q(state__in=[s.value for s in State])
            ),
            models.CheckConstraint(
                name="process_level_known", condition=Q(level__in=sorted(k.value for k in LEVELS))
            ),
            models.CheckConstraint(
                name="process_period_in_order", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="process_approved_at_and_by_together",
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="process_approved_here_or_carried_over",
                condition=~Q(state=State.APPROVED.value)
                | Q(approved_at__isnull=False)
                | ~Q(origin=""),
            ),
            models.CheckConstraint(
                name="process_limit_amount_with_unit",
                condition=Q(limit_amount=None, limit_unit="")
                | Q(limit_amount__gte=0, limit_unit__in=[u.value for u in LimitUnit]),
            ),
            models.UniqueConstraint(
                name="process_carried_over_once", fields=["origin"], condition=~Q(origin="")
            ),
            models.UniqueConstraint(
                name="process_version_once", fields=["procedure", "level", "case", "version"]
            ),
            ExclusionConstraint(
                name="process_one_in_force_at_a_time",
                condition=Q(state=State.APPROVED.value),
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("case", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure or 'mặc định'} {self.level} v{self.version}"


class ProcessStep(models.Model):
    """One line of a process. `next` holds pairs of action and target."""

    process = models.ForeignKey(ProcessVersion, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST)
    role = models.CharField(max_length=20)
    unit = models.CharField(max_length=LONGEST, blank=True)
    office = models.CharField(max_length=LONGEST_OFFICE)
    amount = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    amount_unit = models.CharField(max_length=20, blank=True)
    counts = models.BooleanField()
    output = models.CharField(max_length=LONGEST, blank=True)
    next = models.JSONField()
    leg = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=LONGEST, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="process_step_order_once", fields=["process", "order"]),
            models.CheckConstraint(
                name="process_step_role_known", condition=Q(role__in=[r.value for r in Role])
            ),
            models.CheckConstraint(
                name="process_step_amount_with_unit",
                condition=Q(amount=None, amount_unit="")
                | Q(amount__gte=0, amount_unit__in=[u.value for u in LimitUnit]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"
