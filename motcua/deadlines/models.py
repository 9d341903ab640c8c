"""What was written over the law's own calendar. Rows are never changed and never deleted.

A row is known from `written_at` (always, when that is empty) until `withdrawn_at`. A change
withdraws one row and writes another, so that the calendar of any moment can be read again: a
trigger refuses every update but a withdrawal, and every deletion.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.deadlines.rules import DayKind


PROVINCE_CODE = r"^([0-9]{2})?$"
MONTH_AND_DAY = r"^([0-9]{2}-[0-9]{2})?$"
CURRENT = Q(withdrawn_at=None)


class Known(models.Model):
    """Who wrote a row and who withdrew it, and when."""

    written_at = models.DateTimeField(null=True, blank=True)  # empty: known always
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True


def _together(table: str, stem: str) -> models.CheckConstraint:
    at, by = f"{stem}_at", f"{stem}_by"
    return models.CheckConstraint(
        name=f"{table}_{stem}_at_and_by_together",
        condition=Q(**{at: None, by: None}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
    )


def _in_order(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{table}_known_in_order",
        condition=CURRENT | Q(written_at=None) | Q(withdrawn_at__gt=F("written_at")),
    )


class CalendarDay(Known):
    """A day that somebody wrote down over the law's own, for the country or one province."""

    on = models.DateField()
    province_code = models.CharField(max_length=2, blank=True)  # empty: the whole country
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in DayKind])
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "on"],
                condition=CURRENT,
                name="calendar_day_once_a_province",
            ),
            models.CheckConstraint(
                name="calendar_day_kind_known", condition=Q(kind__in=[k.value for k in DayKind])
            ),
            models.CheckConstraint(
                name="calendar_day_province_code_form",
                condition=Q(province_code__regex=PROVINCE_CODE),
            ),
            models.CheckConstraint(
                name="calendar_day_named_and_sourced", condition=~Q(name="") & ~Q(source="")
            ),
            _together("calendar_day", "written"),
            _together("calendar_day", "withdrawn"),
            _in_order("calendar_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"


class WorkHours(Known):
    """Working hours of a province between two days; with a season, in that part of each year.

    `intervals` and `saturday` are lists of pairs, [["07:30", "11:30"], ["13:00", "17:00"]].
    """

    province_code = models.CharField(max_length=2, blank=True)  # empty: the whole country
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    season_first = models.CharField(max_length=5, blank=True)  # "04-16", month and day
    season_last = models.CharField(max_length=5, blank=True)
    intervals = models.JSONField()
    saturday = models.JSONField(default=list)
    source = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "since", "season_first"],
                condition=CURRENT,
                name="work_hours_begin_once",
            ),
            models.CheckConstraint(
                name="work_hours_period_in_order",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="work_hours_province_code_form",
                condition=Q(province_code__regex=PROVINCE_CODE),
            ),
            models.CheckConstraint(
                name="work_hours_season_form",
                condition=Q(season_first__regex=MONTH_AND_DAY, season_last__regex=MONTH_AND_DAY)
                & (Q(season_first="", season_last="") | ~Q(season_first="") & ~Q(season_last="")),
            ),
            _together("work_hours", "written"),
            _together("work_hours", "withdrawn"),
            _in_order("work_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.province_code or 'VN'} {self.since:%d/%m/%Y}"


class CalendarVersion(models.Model):
    """One row that a trigger renews at every change of the two tables above.

    Processes keep calendars in memory under the token. It is drawn at random, not counted, so that
    the token of a change rolled back never comes again with other content. `changed_at` is the
    latest moment in the two tables: what was known then is what is known now.
    """

    token = models.UUIDField()
    changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.token)
