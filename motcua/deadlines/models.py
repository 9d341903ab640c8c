from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.deadlines.rules import DayKind


PROVINCE_CODE = r"^([0-9]{2})?$"
MONTH_AND_DAY = r"^([0-9]{2}-[0-9]{2})?$"


class CalendarDay(models.Model):
    """A day that somebody wrote down over the law's own, for the country or one province."""

    on = models.DateField()
    province_code = models.CharField(max_length=2, blank=True)  # empty: the whole country
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in DayKind])
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=250)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "on"], name="calendar_day_once_a_province"
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
            models.CheckConstraint(
                name="calendar_day_changed_at_and_by_together",
                condition=Q(changed_at=None, changed_by=None)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"


class WorkHours(models.Model):
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
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province_code", "since", "season_first"], name="work_hours_begin_once"
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
            models.CheckConstraint(
                name="work_hours_changed_at_and_by_together",
                condition=Q(changed_at=None, changed_by=None)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_code or 'VN'} {self.since:%d/%m/%Y}"


class CalendarVersion(models.Model):
    """One row with a token that a trigger renews at every change of the two tables above.

    Processes keep calendars in memory under the token. It is drawn at random, not counted, so that
    the token of a change rolled back never comes again with other content.
    """

    token = models.UUIDField()

    def __str__(self) -> str:
        return str(self.token)
