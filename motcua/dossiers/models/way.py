from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.dossiers.models.dossier import Dossier, known
from motcua.dossiers.rules import (
    SpanReason,
)


class MomentRange(Func):
    """From `started_at` up to but without `ended_at`; an open end is NULL."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


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
    note = models.TextField(blank=True)
    restarts = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_span_reason_known", condition=known("reason", SpanReason)
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
    """What was asked for, once and completely (NĐ 118/2025/NĐ-CP Điều 17; Mẫu 02).

    `answer_until`: unanswered then, the dossier is closed. `is_extra`: a leader asked again;
    `is_late`: asked after the days that NĐ 61/2018/NĐ-CP, Điều 19.4 gives. Both are counted.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    items = models.JSONField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer_until = models.DateTimeField()
    is_extra = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    supplied_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["answer_until"],
                name="supplement_open_until",
                condition=Q(supplied_at=None, closed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                name="supplement_one_open",
                condition=Q(supplied_at=None, closed_at=None),
            ),
            models.CheckConstraint(
                name="supplement_answered_or_closed",
                condition=Q(supplied_at=None) | Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="supplement_asked_at_and_by_together",
                condition=Q(asked_at__isnull=False, asked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.asked_at:%Y-%m-%d}"
