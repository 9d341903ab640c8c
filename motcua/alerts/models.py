from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.alerts.rules import LONGEST_TEXT, Kind


class Alert(models.Model):
    """One person is told one thing once. `subject` names what it is about: a dossier's code.

    `key` is of the maker's choosing: a second reminder with the same key is the first one again.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=LONGEST_TEXT)
    key = models.CharField(max_length=120)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-at", "-id"], name="alert_of_person"),
            models.Index(fields=["recipient"], name="alert_unread", condition=Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="alert_once"),
            models.CheckConstraint(
                name="alert_kind_known", condition=Q(kind__in=[k.value for k in Kind])
            ),
            models.CheckConstraint(name="alert_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="alert_read_after_told", condition=Q(read_at=None) | Q(read_at__gte=F("at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.key}"
