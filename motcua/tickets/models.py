from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.tickets.rules import AT_COUNTER, State


_AT_COUNTER = Q(state__in=sorted(state.value for state in AT_COUNTER))


class Line(models.Model):
    """What people queue for at a one-stop: some fields («lĩnh vực»), or all when none is named."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=100)
    fields = models.JSONField(default=list)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "letter"], name="line_letter_once"),
            models.CheckConstraint(name="line_letter_a_to_z", condition=Q(letter__regex="^[A-Z]$")),
            models.CheckConstraint(name="line_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


class Counter(models.Model):
    """A counter («quầy») of a one-stop and the lines it calls from."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    lines = models.ManyToManyField(Line, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="counter_number_once"),
            models.CheckConstraint(
                name="counter_numbered_and_named", condition=Q(number__gte=1) & ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Duty(models.Model):
    """Who sits at a counter on a day. Whoever calls locks this row: one call at a time."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counter", "on"], name="duty_one_officer"),
            models.UniqueConstraint(fields=["officer", "on"], name="duty_one_counter"),
        ]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.on}"


class LineDay(models.Model):
    """The last number given in a line on a day. Updated with the ticket: no gaps."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "on"], name="line_day_once")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.on} {self.last}"


class Ticket(models.Model):
    """A number of a day. `line` is what is printed; `queue` where it waits, after a transfer.

    The order of calling is that of `id`, taken while the number is: never of clocks. `dossier` is
    the code of what was filed with it. There is nothing of the person.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    queue = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=6)
    is_priority = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=State.WAITING.value)
    issued_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    first_called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    dossier = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["queue", "on", "-is_priority", "id"],
                name="ticket_next",
                condition=Q(state=State.WAITING.value),
            ),
            models.Index(fields=["unit", "on", "state"], name="ticket_of_day"),
            models.Index(fields=["dossier"], name="ticket_of_dossier", condition=~Q(dossier="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["line", "on", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["counter", "on"], name="ticket_one_at_counter", condition=_AT_COUNTER
            ),
            models.CheckConstraint(
                name="ticket_state_known", condition=Q(state__in=[s.value for s in State])
            ),
            models.CheckConstraint(
                name="ticket_called_at_and_by_together",
                condition=Q(called_at=None, called_by=None, first_called_at=None, calls=0)
                | Q(
                    called_at__gte=F("first_called_at"),
                    called_by__isnull=False,
                    first_called_at__isnull=False,
                    calls__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="ticket_at_counter_when_called",
                condition=~_AT_COUNTER | Q(counter__isnull=False, called_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ticket_ended_when_over",
                condition=Q(
                    state__in=[State.DONE.value, State.CANCELLED.value], ended_at__isnull=False
                )
                | (~Q(state__in=[State.DONE.value, State.CANCELLED.value]) & Q(ended_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.code}"
