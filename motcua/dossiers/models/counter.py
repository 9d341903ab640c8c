from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.dossiers.models.dossier import Dossier


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
