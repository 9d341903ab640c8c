"""Files of a scanner of which nobody knows yet whose they are."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.papers.models.paper import Scan


class LooseScan(models.Model):
    """In the tray of a unit until somebody sorts it: to a paper, or thrown away."""

    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sorted_at = models.DateTimeField(null=True, blank=True)
    sorted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    scan = models.ForeignKey(
        Scan, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "id"], name="loose_scan_unsorted", condition=Q(sorted_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="loose_scan_sorted_at_and_by_together",
                condition=Q(sorted_at=None, sorted_by=None)
                | Q(sorted_at__isnull=False, sorted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="loose_scan_attached_is_sorted",
                condition=Q(scan=None) | Q(sorted_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit", "sha256"], name="loose_scan_once", condition=Q(sorted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name
