"""Papers of a dossier, the files that came for them, and the pages in their order."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q

from motcua.papers.rules import (
    RESULT,
    SCANNED_KINDS,
    TURNS,
    Exemption,
    Mark,
    PaperKind,
    ScanState,
)


# What is still to be scanned; the list of the desk asks for exactly this.
TO_SCAN = Q(
    mark=Mark.PRESENT.value,
    kind__in=sorted(kind.value for kind in SCANNED_KINDS),
    exemption="",
    digitised_at=None,
    position__gt=RESULT,
)


class Paper(models.Model):
    """One component of a dossier, as the counter found it; at position 0 its result.

    `subject` is the dossier's code. `whole_sha256`: the pages put together as one PDF.
    """

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
    exemption = models.CharField(max_length=12, blank=True)
    exempted_because = models.CharField(max_length=500, blank=True)
    exempted_at = models.DateTimeField(null=True, blank=True)
    exempted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    whole_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="paper_to_scan", condition=TO_SCAN)]
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
            models.CheckConstraint(
                name="paper_exempted_at_and_by_together",
                condition=Q(exempted_at=None, exempted_by=None, exemption="")
                | (
                    Q(exempted_at__isnull=False, exempted_by__isnull=False)
                    & Q(exemption__in=[e.value for e in Exemption])
                ),
            ),
            models.CheckConstraint(
                name="paper_exempted_with_its_reason",
                condition=~Q(exemption__in=[e.value for e in Exemption if e.needs_reason])
                | ~Q(exempted_because=""),
            ),
            models.CheckConstraint(
                name="paper_digitised_or_exempted", condition=Q(digitised_at=None) | Q(exemption="")
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
    state = models.CharField(max_length=12, default=ScanState.NEW.value)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["added_at"], name="scan_not_read", condition=Q(state=ScanState.NEW.value)
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["paper", "sha256"], name="scan_of_a_paper_once"),
            models.CheckConstraint(
                name="scan_added_at_and_by_together",
                condition=Q(added_at__isnull=False, added_by__isnull=False),
            ),
            models.CheckConstraint(
                name="scan_state_known", condition=Q(state__in=[s.value for s in ScanState])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.name}"


class Page(models.Model):
    """A page of a file, where it lies in its paper. The file itself never changes."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="pages")
    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(default=0)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scan", "number"], name="page_of_a_scan_once"),
            # deferred: two pages change places in one transaction
            models.UniqueConstraint(
                fields=["paper", "place"],
                name="page_in_its_place_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="page_turn_known", condition=Q(turn__in=TURNS)),
            models.CheckConstraint(name="page_counted_from_one", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.place}"
