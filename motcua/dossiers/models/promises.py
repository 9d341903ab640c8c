from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.dossiers.models.dossier import Dossier, known
from motcua.dossiers.rules import PaperForm


class Reappointment(models.Model):
    """The one new day promised, with an apology (NĐ 61/2018/NĐ-CP, Điều 19.9; Mẫu 04).

    `is_timely`: asked at the latest a day before the limit ended; else the apology of a dossier
    that is late already. Never over `Dossier.due_at`: it stands beside it.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="reappointment")
    reason = models.TextField()
    due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    is_timely = models.BooleanField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reappointment_is_later",
                condition=Q(new_due_at__gt=F("due_at")) & Q(new_due_at__gt=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.new_due_at:%Y-%m-%d}"


class Correction(models.Model):
    """An error in a returned result, put right at the agency's cost (NĐ 61/2018, Điều 20, 21)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="corrections")
    error = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    result_number = models.CharField(max_length=60, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], name="correction_one_open", condition=Q(returned_at=None)
            ),
            models.CheckConstraint(
                name="correction_returned_at_and_by_together",
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.opened_at:%Y-%m-%d}"


class IssuedPaper(models.Model):
    """An official paper and its number: continuous in the year, per unit and form.

    Source: TT 01/2018/TT-VPCP, Điều 10 (numbered continuously within the year).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="issued")
    form = models.CharField(max_length=20)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issuer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "form", "year", "number"], name="issued_paper_number_once"
            ),
            models.CheckConstraint(
                name="issued_paper_form_known", condition=known("form", PaperForm)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}/{self.year}"
