from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.targets.rules import (
    LARGEST,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_NUMBER,
    LONGEST_REASON,
    Figure,
    Kind,
)


_SHARES = [kind.value for kind in Kind if kind.is_share]
_COUNTS = [kind.value for kind in Kind if not kind.is_share]
_FIGURES = [figure.value for figure in Figure]


class Target(models.Model):
    """What an agency assigned to units for a period; each unit's number is a Quota.

    `base` is what a share is taken of, "" for a count. `field`, `procedure` and `service_level`
    narrow what counts. Withdrawn, it stays readable and is not judged any more.
    """

    agency = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=LONGEST_NAME)
    figure = models.CharField(max_length=30)
    kind = models.CharField(max_length=20)
    base = models.CharField(max_length=30, blank=True)
    first = models.DateField()
    due_on = models.DateField()
    field = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=60, blank=True)
    service_level = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-due_on", "-id"], name="target_of_agency"),
            models.Index(fields=["due_on"], name="target_standing", condition=Q(withdrawn_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="target_named", condition=~Q(name="")),
            models.CheckConstraint(name="target_figure_known", condition=Q(figure__in=_FIGURES)),
            models.CheckConstraint(
                name="target_share_has_a_base",
                condition=Q(kind__in=_SHARES, base__in=_FIGURES) | Q(kind__in=_COUNTS, base=""),
            ),
            models.CheckConstraint(
                name="target_period_in_order", condition=Q(due_on__gte=F("first"))
            ),
            models.CheckConstraint(
                name="target_withdrawn_at_and_by_together",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """What one unit is to reach of a target: dossiers, or percent with two decimals.

    `agency` is the one in whose name the unit acts: dossiers are counted for agencies. `field`
    names the work of one office of it, "" is all of its work.
    """

    target = models.ForeignKey(
        Target, on_delete=models.CASCADE, related_name="quotas", db_index=False
    )
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "unit", "field"], name="quota_once"),
            models.CheckConstraint(
                name="quota_in_range", condition=Q(value__gte=0, value__lte=LARGEST)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.unit_id} {self.value}"
