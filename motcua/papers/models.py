from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.papers.rules import Mark, PaperKind


class Paper(models.Model):
    """One component of a dossier, as the counter found it. `subject` is the dossier's code."""

    subject = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    mark = models.CharField(max_length=12, default=Mark.UNCHECKED.value)
    kind = models.CharField(max_length=12, default=PaperKind.ORIGINAL.value)
    copies = models.PositiveSmallIntegerField(default=1)
    digitised_at = models.DateTimeField(null=True, blank=True)
    digitised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "position"], name="paper_in_its_place_once"),
            models.CheckConstraint(
                name="paper_mark_known", condition=Q(mark__in=[m.value for m in Mark])
            ),
            models.CheckConstraint(
                name="paper_kind_known", condition=Q(kind__in=[k.value for k in PaperKind])
            ),
            models.CheckConstraint(
                name="paper_digitised_at_and_by_together",
                condition=Q(digitised_at=None, digitised_by=None)
                | Q(digitised_at__isnull=False, digitised_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.position}"


class Scan(models.Model):
    """A file of a paper. The store keeps it once, by the hash of its content."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="scans")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "sha256"], name="scan_of_a_paper_once"),
            models.CheckConstraint(
                name="scan_added_at_and_by_together",
                condition=Q(added_at__isnull=False, added_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.name}"
