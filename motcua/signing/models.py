"""Certificates, the locked keys that go with them, roots, signatures, and runs of signing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.signing.rules import (
    LONGEST_REASON,
    MOST_FAILURES,
    CertificateKind,
    Level,
    LineState,
)


FINGERPRINT = "^[0-9a-f]{64}$"


class Certificate(models.Model):
    """A certificate in the register. Its key is in `Key`, if this house keeps it at all."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    serial = models.CharField(max_length=64)
    subject = models.CharField(max_length=500)
    name = models.CharField(max_length=200)
    issuer = models.CharField(max_length=500)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, unique=True)
    pem = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["valid_until"], name="certificate_in_use", condition=Q(revoked_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="certificate_kind_known",
                condition=Q(kind__in=[k.value for k in CertificateKind]),
            ),
            models.CheckConstraint(
                name="certificate_period_in_order", condition=Q(valid_until__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="certificate_fingerprint_is_sha256",
                condition=Q(fingerprint__regex=FINGERPRINT),
            ),
            models.CheckConstraint(
                name="certificate_revoked_at_and_by_together",
                condition=Q(revoked_at=None, revoked_by=None, revoked_because="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.serial}"


class Key(models.Model):
    """The holder's PKCS#12 file as it came, in an envelope its PIN opens; the PIN is nowhere."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="key")
    salt = models.BinaryField(max_length=16)
    sealed = models.BinaryField()
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="key_failures_counted", condition=Q(failures__lte=MOST_FAILURES)
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}"


class Root(models.Model):
    """A root certificate this house trusts, until somebody drops it."""

    fingerprint = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    pem = models.TextField()
    valid_until = models.DateTimeField()
    trusted_at = models.DateTimeField()
    trusted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], name="root_trusted_once", condition=Q(dropped_at=None)
            ),
            # nobody: the demonstration's own
            models.CheckConstraint(
                name="root_trusted_at_and_by_together", condition=Q(trusted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="root_dropped_at_and_by_together",
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Signature(models.Model):
    """A file was signed: which became which, by whom, with what. Never changed."""

    subject = models.CharField(max_length=60)
    source_sha256 = models.CharField(max_length=64)
    signed_sha256 = models.CharField(max_length=64, unique=True)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=3)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "source_sha256"], name="signature_of_a_file_once"
            ),
            models.CheckConstraint(
                name="signature_level_known", condition=Q(level__in=[v.value for v in Level])
            ),
            models.CheckConstraint(
                name="signature_hashes_are_sha256",
                condition=Q(source_sha256__regex=FINGERPRINT, signed_sha256__regex=FINGERPRINT),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.signed_sha256[:12]}"


class Batch(models.Model):
    """One press of «Ký»: which dossiers, with which certificate, when, by whom."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class BatchLine(models.Model):
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, default=LineState.WAITING.value)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_line_in_its_place"),
            models.CheckConstraint(
                name="batch_line_state_known",
                condition=Q(state__in=[s.value for s in LineState]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position} {self.subject}"
