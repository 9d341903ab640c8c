from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q


class DateRange(Func):
    """The days from `since` to `until`, both included; an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def not_ended(self, on: date) -> Self:
        """In force on that day or to begin after it."""
        return self.filter(Q(until=None) | Q(until__gte=on))

    def overlapping(self, since: date, until: date | None) -> Self:
        """With a day in common with that period."""
        rows = self.not_ended(since)
        return rows if until is None else rows.filter(since__lte=until)


def period_in_order(name: str) -> CheckConstraint:
    return CheckConstraint(name=name, condition=Q(until=None) | Q(until__gte=F("since")))


def once_at_a_time(name: str, *fields: str) -> ExclusionConstraint:
    """No two rows with these same values hold on one day."""
    days = DateRange("since", "until", RangeBoundary(inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (days, RangeOperators.OVERLAPS),
        ],
    )
