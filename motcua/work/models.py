from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.work.rules import Deed, LineState


class Note(models.Model):
    """What officials tell each other about a dossier. `subject` is its code.

    Written once; its writer may withdraw it, and then its words are no longer shown. `author` and
    `mentioned` are the names of that moment.
    """

    subject = models.CharField(max_length=60)
    text = models.TextField()
    mentioned = ArrayField(models.CharField(max_length=120), default=list)
    author = models.CharField(max_length=260)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-written_at"], name="note_of_dossier")]
        constraints = [
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="note_withdrawn_at_and_by_together",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="note_withdrawn_by_its_writer",
                condition=Q(withdrawn_by=None) | Q(withdrawn_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.written_at:%Y-%m-%d %H:%M}"


class Watch(models.Model):
    """This person wants to hear what happens to the dossier `subject`."""

    subject = models.CharField(max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "user"], name="watch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.subject}"


class HandOver(models.Model):
    """So many dossiers went from one person of a unit to another: the minutes of it."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handover_between_two", condition=~Q(from_user=F("to_user"))
            ),
            models.CheckConstraint(name="handover_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.from_user_id} → {self.to_user_id}, {self.handed_at:%Y-%m-%d}"


class HandOverLine(models.Model):
    """One dossier of a hand-over as it was then; `refusal` says why it stayed where it was."""

    handover = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    procedure_name = models.CharField(max_length=500, blank=True)
    applicant_name = models.CharField(max_length=200, blank=True)
    step_name = models.CharField(max_length=300, blank=True)
    due = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "position"], name="handover_line_in_place"),
            models.UniqueConstraint(fields=["handover", "code"], name="handover_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.code}"


class BulkRun(models.Model):
    """One thing to be done with many dossiers, by a worker, row by row.

    `post` is where who asked for it acted: their rights are asked again at every row.
    """

    deed = models.CharField(max_length=30)
    arguments = models.JSONField(default=dict)
    total = models.PositiveIntegerField()
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["begun_at"], name="bulk_under_way", condition=Q(ended_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="bulk_deed_known", condition=Q(deed__in=[deed.value for deed in Deed])
            ),
            models.CheckConstraint(name="bulk_of_something", condition=Q(total__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.total}"


class BulkLine(models.Model):
    """One dossier of a run. It is settled in the transaction of the change, so never twice.

    `version`: the dossier as it was looked at; `words`: why it was refused, or what came of it.
    """

    run = models.ForeignKey(BulkRun, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    about = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, default=LineState.WAITING.value)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run", "position"],
                name="bulk_line_waiting",
                condition=Q(state=LineState.WAITING.value),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="bulk_line_in_place"),
            models.UniqueConstraint(fields=["run", "code"], name="bulk_line_once"),
            models.CheckConstraint(
                name="bulk_line_state_known",
                condition=Q(state__in=[state.value for state in LineState]),
            ),
            models.CheckConstraint(
                name="bulk_line_refused_has_words",
                condition=~Q(state=LineState.REFUSED.value) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.code}"
