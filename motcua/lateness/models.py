from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.lateness.rules import LONGEST_NAME, LONGEST_NUMBER, State


class Explanation(models.Model):
    """Why a dossier was late and how it goes on, in the words of the office that was late.

    `subject` is the dossier's code; `step`, `unit` and `late_minutes` (working time) are what the
    system named when it was written. What was returned stays; the next is a new row.
    """

    subject = models.CharField(max_length=60)
    step = models.CharField(max_length=300)
    unit = models.CharField(max_length=300)
    late_minutes = models.PositiveIntegerField()
    reason = models.TextField()
    way_forward = models.TextField()
    signer = models.CharField(max_length=LONGEST_NAME)
    number = models.CharField(max_length=LONGEST_NUMBER)
    signed_on = models.DateField()
    state = models.CharField(max_length=10, default=State.SUBMITTED.value)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="explanation_of_dossier")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                name="explanation_one_stands",
                condition=~Q(state=State.RETURNED.value),
            ),
            models.CheckConstraint(
                name="explanation_state_known",
                condition=Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="explanation_submitted_at_and_by_together",
                condition=Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="explanation_decided_at_and_by_together",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="explanation_decided_when_not_waiting",
                condition=Q(state=State.SUBMITTED.value, decided_at=None)
                | (~Q(state=State.SUBMITTED.value) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="explanation_returned_with_reason",
                condition=Q(state=State.RETURNED.value) & ~Q(returned_reason="")
                | (~Q(state=State.RETURNED.value) & Q(returned_reason="")),
            ),
            models.CheckConstraint(
                name="explanation_is_complete",
                condition=~Q(reason="") & ~Q(way_forward="") & ~Q(signer="") & ~Q(number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"


class Warned(models.Model):
    """People were told that a time of this dossier runs out; `key` names the warning and the time.

    So that they are told once, and that a run of the task looks at nothing twice.
    """

    subject = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    warned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="warned_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.key}"
