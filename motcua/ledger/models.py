from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from motcua.ledger.rules import Grain, State
from motcua.ledger.rules.cells import RECEIPTS
from motcua.ledger.rules.positions import ENDED


CHANNELS = [cell.value.removeprefix("received_") for cell in RECEIPTS]
_ENDED = Q(state__in=sorted(state.value for state in ENDED))


class Days(Func):
    """From `from_on` up to but without `until_on`; an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Topic(models.Model):
    """A procedure and its field, as they were when a dossier was received."""

    procedure = models.CharField(max_length=20)
    field = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "field"], name="topic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.field}"


class Position(models.Model):
    """How a dossier stands in the figures, from a day up to the day before `until_on`.

    One row a dossier and day, from its acceptance on and for ever: an end is a position too.
    """

    code = models.CharField(max_length=60)
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=10)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    received_on = models.DateField()
    state = models.CharField(max_length=10)
    due_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_digitised = models.BooleanField(default=False)
    has_e_result = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "received_on", "id"], name="position_of_unit"),
            models.Index(fields=["topic", "received_on", "id"], name="position_of_topic"),
            models.Index(fields=["received_on", "id"], name="position_received"),
            models.Index(fields=["ended_on", "id"], name="position_ended", condition=_ENDED),
            models.Index(
                fields=["ended_on", "id"],
                name="position_ended_late",
                condition=_ENDED & Q(due_on__lt=F("ended_on")),
            ),
            GistIndex(Days("from_on", "until_on"), name="position_open_then", condition=~_ENDED),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "from_on"], name="position_one_a_day"),
            models.UniqueConstraint(
                fields=["code"], name="position_one_now", condition=Q(until_on=None)
            ),
            models.CheckConstraint(
                name="position_channel_known", condition=Q(channel__in=CHANNELS)
            ),
            models.CheckConstraint(
                name="position_state_known", condition=Q(state__in=[s.value for s in State])
            ),
            models.CheckConstraint(
                name="position_ends_once",
                condition=(~_ENDED & Q(ended_on=None))
                | (_ENDED & Q(ended_on=F("from_on"), until_on=None)),
            ),
            models.CheckConstraint(
                name="position_in_order",
                condition=Q(from_on__gte=F("received_on"))
                & (Q(until_on=None) | Q(until_on__gt=F("from_on"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state} {self.from_on}"


class Posted(models.Model):
    """What was posted to a bucket of days; the columns are the posted cells.

    Rows of one key add up: a change appends `is_loose` rows, so that nobody waits for anybody, and
    a worker melts them together. The sum is the same at every moment.
    """

    grain = models.PositiveSmallIntegerField(choices=[(g.value, g.name) for g in Grain])
    start = models.DateField()
    is_loose = models.BooleanField(default=True)
    received_online = models.IntegerField(default=0)
    received_direct = models.IntegerField(default=0)
    received_postal = models.IntegerField(default=0)
    granted_early = models.IntegerField(default=0)
    granted_on_time = models.IntegerField(default=0)
    granted_late = models.IntegerField(default=0)
    refused_early = models.IntegerField(default=0)
    refused_on_time = models.IntegerField(default=0)
    refused_late = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    withdrawn_late = models.IntegerField(default=0)
    stopped = models.IntegerField(default=0)
    stopped_late = models.IntegerField(default=0)
    digitised = models.IntegerField(default=0)
    e_results = models.IntegerField(default=0)
    open_late = models.IntegerField(default=0)
    awaiting_supplement = models.IntegerField(default=0)
    paused = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Tally(Posted):
    """Per unit and topic."""

    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "grain", "start"], name="tally_of_unit"),
            models.Index(fields=["topic", "grain", "start"], name="tally_of_topic"),
            models.Index(fields=["grain", "start"], name="tally_of_days"),
            models.Index(
                fields=["grain", "start", "unit", "topic"],
                name="tally_loose",
                condition=Q(is_loose=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["grain", "start", "unit", "topic"],
                name="tally_melted_once",
                condition=Q(is_loose=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{Grain(self.grain).name} {self.start} {self.unit_id} {self.topic_id}"


class Total(Posted):
    """The same per unit alone: what is asked of all procedures need not be added up from each."""

    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "grain", "start"], name="total_of_unit"),
            models.Index(fields=["grain", "start"], name="total_of_days"),
            models.Index(
                fields=["grain", "start", "unit"],
                name="total_loose",
                condition=Q(is_loose=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["grain", "start", "unit"],
                name="total_melted_once",
                condition=Q(is_loose=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{Grain(self.grain).name} {self.start} {self.unit_id}"
