from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.people.models.accounts import Account, Post
from motcua.people.models.period import DateRange, period_in_order
from motcua.people.rules import SubstitutionKind


class SubstitutionQuerySet(models.QuerySet[Any]):
    def standing(self, on: date) -> Self:
        """In force that day, not ended before its time."""
        return self.filter(ended_at=None, since__lte=on, until__gte=on)

    def to_come(self, on: date) -> Self:
        """In force that day or later."""
        return self.filter(ended_at=None, until__gte=on)


class Substitution(models.Model):
    """Somebody stands in at the post of another, between two days, both included.

    It ends by itself after `until`; `ended_at` ends it at once. At one post there is never more
    than one.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="substitution_kind_known",
                condition=Q(kind__in=[k.value for k in SubstitutionKind]),
            ),
            models.CheckConstraint(name="substitution_has_reason", condition=~Q(reason="")),
            period_in_order("substitution_period_in_order"),
            models.CheckConstraint(
                name="substitution_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            ExclusionConstraint(
                name="substitution_one_at_a_post",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} at post {self.post_id}, {self.since}–{self.until}"
