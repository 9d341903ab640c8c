from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One thing that happened. Written once, never changed: a trigger sees to it."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    facts = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "seq"], name="entry_in_its_chain_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.subject}"


class Seal(models.Model):
    """All entries that came since the last seal, under one root; the seals are a chain too."""

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first_id"], name="seal_starts_once"),
            models.CheckConstraint(name="seal_not_empty", condition=Q(count__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"
