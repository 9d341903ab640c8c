"""Where the paper dossiers lie, and who has borrowed which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Placement(models.Model):
    """The place of a paper dossier in the store of a unit. `subject` is the dossier's code."""

    subject = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    cabinet = models.CharField(max_length=30, blank=True)
    shelf = models.CharField(max_length=30, blank=True)
    box = models.CharField(max_length=30)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["unit", "box", "subject"], name="placement_in_a_box")]
        constraints = [
            models.CheckConstraint(name="placement_has_a_box", condition=~Q(box="")),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.box}"


class Loan(models.Model):
    """A paper dossier out of its box: with whom, until when."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="loans")
    borrower = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500, blank=True)
    due_on = models.DateField()
    lent_at = models.DateTimeField()
    lent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [
            models.Index(fields=["due_on", "id"], name="loan_out", condition=Q(returned_at=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], name="loan_one_at_a_time", condition=Q(returned_at=None)
            ),
            models.CheckConstraint(
                name="loan_returned_at_and_by_together",
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
            ),
            models.CheckConstraint(
                name="loan_returned_after_lent",
                condition=Q(returned_at=None) | Q(returned_at__gte=F("lent_at")),
            ),
            models.CheckConstraint(name="loan_has_a_borrower", condition=~Q(borrower="")),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.borrower}"
