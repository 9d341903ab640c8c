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


class YearCounter(models.Model):
    """The last number of a unit's year in a series: the register, or one form of paper."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "series", "year"], name="year_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year} {self.last}"


class Guidance(models.Model):
    """Somebody was sent to the right place: what was asked for isn't decided here (M2.07).

    No personal data: what counts is which procedure is looked for in the wrong place.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=20)
    procedure_name = models.CharField(max_length=500)
    reason = models.TextField()
    sent_to = models.CharField(max_length=300)
    guided_at = models.DateTimeField()
    guided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["unit", "-guided_at"], name="guidance_of_unit")]

    def __str__(self) -> str:
        return f"{self.procedure} {self.sent_to}"


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
