from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.reports.rules.forms import Kind


class FinalReport(models.Model):
    """A statutory form as it was when a leader signed it off, for ever (a trigger refuses changes).

    `content` is the form and its paragraph, `digest` their hash. A correction is a new report that
    `replaces` an old one, and says why.
    """

    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20)
    with_below = models.BooleanField()
    period_code = models.CharField(max_length=30)
    first_on = models.DateField()
    last_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField(max_length=150)
    signer_title = models.CharField(max_length=200)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="successor", null=True, blank=True
    )
    replaces_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="report_numbered_once"),
            models.UniqueConstraint(
                fields=["unit", "kind", "with_below", "first_on", "last_on"],
                name="report_final_once",
                condition=Q(replaces=None),
            ),
            models.CheckConstraint(
                name="report_kind_known", condition=Q(kind__in=[kind.value for kind in Kind])
            ),
            models.CheckConstraint(
                name="report_days_in_order", condition=Q(first_on__lte=F("last_on"))
            ),
            models.CheckConstraint(name="report_number_from_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="report_digest_is_one", condition=Q(digest__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="report_replaces_with_reason",
                condition=Q(replaces=None, replaces_reason="")
                | Q(replaces__isnull=False) & ~Q(replaces_reason=""),
            ),
            models.CheckConstraint(name="report_signed_by_name", condition=~Q(signer_name="")),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.number}/{self.year}"
