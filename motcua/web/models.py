"""The one table of the web layer: answers given to requests with an Idempotency-Key.

Decision: it lives here and not in a capability of its own, because it is about HTTP and nothing
else: bytes that were sent, to be sent again. No capability reads it, and deleting `web/api` deletes
its use. It is purged every night (tasks.py), for answers hold what dossiers hold.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class IdempotentAnswer(models.Model):
    """What one account was answered to one key. `status` is 0 while the work is under way."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)  # SHA-256 of address, post and body
    status = models.PositiveSmallIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    location = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(default=bytes)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="answer_to_purge")]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="answer_once_a_key"),
            models.CheckConstraint(
                name="answer_request_is_sha256", condition=Q(request__regex="^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.status}"
