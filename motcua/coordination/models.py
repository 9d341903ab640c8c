from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.coordination.rules import ASKED, OPEN, Kind, Result, State
from motcua.deadlines.rules import LimitUnit


def _known(field: str, values: Iterable[StrEnum]) -> Q:
    return Q(**{f"{field}__in": sorted(v.value for v in values)})


def _pair(stem: str) -> models.CheckConstraint:
    both = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    neither = Q(**{f"{stem}_at": None, f"{stem}_by": None})
    return models.CheckConstraint(
        name=f"request_{stem}_at_and_by_together", condition=both | neither
    )


def _when(state: State, stem: str) -> models.CheckConstraint:
    """The stamp is there in this state and in no other."""
    is_so = Q(state=state.value)
    stamped = Q(**{f"{stem}_at__isnull": False})
    return models.CheckConstraint(
        name=f"request_{stem}_when_{stem}", condition=(is_so & stamped) | (~is_so & ~stamped)
    )


_OPEN = _known("state", OPEN)
_ASKED = _known("state", ASKED)


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> Self:
        return self.filter(_OPEN)

    def overdue(self, now: datetime) -> Self:
        return self.filter(_ASKED, due_at__lt=now)


def _who() -> models.ForeignKey[int | None, int | None]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )


class Request(models.Model):
    """What one unit asked of another about a dossier. `subject` is the dossier's code.

    Asked is a unit of the system or, by name, an agency outside it; then who asks writes the answer
    down. Requests of one `batch` were made together; `after` is the one whose end it waits for.
    """

    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    batch = models.PositiveIntegerField()
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="followers", null=True, blank=True
    )
    leg = models.CharField(max_length=20, blank=True)
    is_parallel = models.BooleanField(default=True)
    counts = models.BooleanField(default=True)

    from_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    asked_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    asked_agency = models.CharField(max_length=300, blank=True)
    via_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    content = models.TextField()
    papers = models.JSONField(default=list)
    limit_amount = models.DecimalField(max_digits=9, decimal_places=4)
    limit_unit = models.CharField(max_length=20)
    limit_source = models.CharField(max_length=500, blank=True)
    if_silent = models.CharField(max_length=500, blank=True)

    state = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    handed_on_at = models.DateTimeField(null=True, blank=True)
    handed_on_by = _who()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = _who()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = _who()
    result = models.CharField(max_length=10, blank=True)
    result_number = models.CharField(max_length=60, blank=True)
    answer = models.TextField(blank=True)
    silent_at = models.DateTimeField(null=True, blank=True)
    silent_by = _who()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = _who()
    end_note = models.TextField(blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="request_of_subject"),
            models.Index(
                fields=["asked_unit", "due_at", "id"], name="request_open_asked", condition=_OPEN
            ),
            models.Index(
                fields=["via_unit", "due_at", "id"], name="request_open_via", condition=_OPEN
            ),
            models.Index(
                fields=["from_unit", "due_at", "id"], name="request_open_from", condition=_OPEN
            ),
            models.Index(fields=["asked_unit", "-id"], name="request_ended_asked"),
            models.Index(fields=["from_unit", "-id"], name="request_ended_from"),
            models.Index(fields=["due_at", "id"], name="request_open_due", condition=_ASKED),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "leg"],
                name="request_leg_open_once",
                condition=_OPEN & ~Q(leg=""),
            ),
            models.CheckConstraint(name="request_kind_known", condition=_known("kind", Kind)),
            models.CheckConstraint(name="request_state_known", condition=_known("state", State)),
            models.CheckConstraint(
                name="request_result_known", condition=Q(result="") | _known("result", Result)
            ),
            models.CheckConstraint(
                name="request_limit_known",
                condition=_known("limit_unit", LimitUnit) & Q(limit_amount__gt=0),
            ),
            models.CheckConstraint(
                name="request_of_one_office",
                condition=Q(asked_unit=None) & ~Q(asked_agency="")
                | Q(asked_unit__isnull=False, asked_agency=""),
            ),
            models.CheckConstraint(
                name="request_not_of_itself",
                condition=Q(asked_unit=None) | ~Q(asked_unit=F("from_unit")),
            ),
            models.CheckConstraint(name="request_says_what", condition=~Q(content="")),
            models.CheckConstraint(
                name="request_leg_of_a_leg", condition=Q(leg="") | Q(kind=Kind.LEG.value)
            ),
            models.CheckConstraint(
                name="request_sent_or_waiting",
                condition=Q(state=State.WAITING.value, sent_at=None, after__isnull=False)
                | Q(state=State.CANCELLED.value)
                | (~Q(state=State.WAITING.value) & Q(sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="request_due_when_sent",
                condition=Q(sent_at=None, due_at=None)
                | Q(sent_at__isnull=False, due_at__isnull=False, due_at__gt=F("sent_at")),
            ),
            models.CheckConstraint(
                name="request_handed_on_by_the_one_stop",
                condition=Q(via_unit=None, handed_on_at=None)
                | Q(via_unit__isnull=False)
                & (
                    Q(handed_on_at__isnull=False)
                    | Q(
                        state__in=[
                            State.WAITING.value,
                            State.AT_ONE_STOP.value,
                            State.CANCELLED.value,
                        ]
                    )
                ),
            ),
            models.CheckConstraint(
                name="request_taken_when_taken",
                condition=~Q(state=State.TAKEN.value) | Q(taken_at__isnull=False),
            ),
            _when(State.ANSWERED, "answered"),
            _when(State.SILENT, "silent"),
            _when(State.CANCELLED, "cancelled"),
            models.CheckConstraint(
                name="request_answer_has_result",
                condition=Q(state=State.ANSWERED.value) & ~Q(result="") & ~Q(answer="")
                | ~Q(state=State.ANSWERED.value) & Q(result="", answer="", result_number=""),
            ),
            models.CheckConstraint(
                name="request_silent_after_due_and_reminder",
                condition=Q(silent_at=None) | Q(silent_at__gt=F("due_at"), reminders__gt=0),
            ),
            models.CheckConstraint(
                name="request_reminded_when_reminded",
                condition=Q(reminders=0, reminded_at=None)
                | Q(reminders__gt=0, reminded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="request_cancelled_with_reason",
                condition=Q(cancelled_at=None) | ~Q(end_note=""),
            ),
            models.CheckConstraint(  # nobody: the dossier ended by itself, and its requests with it
                name="request_cancelled_at_and_by_together",
                condition=Q(cancelled_by=None) | Q(cancelled_at__isnull=False),
            ),
            *map(_pair, ("handed_on", "taken", "answered", "silent")),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.pk}"
