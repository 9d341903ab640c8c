from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.people.models.period import DatedQuerySet, once_at_a_time, period_in_order
from motcua.people.rules import UnitKind


class UnitQuerySet(DatedQuerySet):
    def below(self, path: str) -> Self:
        """The unit with this path and all that hang under it."""
        return self.filter(path__startswith=path)


class Unit(models.Model):
    """An agency, a department or a counter, between two days.

    `path` holds the ids from the root down to the unit itself, "/1/4/9/": the subtree is a prefix.
    `agency` is the nearest unit at or above it that decides in its own name.
    """

    code = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in UnitKind])
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    agency = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    place_code = models.CharField(max_length=5, blank=True)  # administrative code, with `since`
    province_code = models.CharField(max_length=2, blank=True)  # whose working calendar holds
    address = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="unit_kind_known", condition=Q(kind__in=[k.value for k in UnitKind])
            ),
            models.CheckConstraint(
                name="unit_path_of_ids", condition=Q(path__regex=r"^/([0-9]+/)+$")
            ),
            models.CheckConstraint(name="unit_named", condition=~Q(name="") & ~Q(short_name="")),
            period_in_order("unit_period_in_order"),
            models.CheckConstraint(
                name="unit_code_of_agency_form",
                condition=Q(code__regex=r"^[0-9A-Z]+(\.[0-9A-Z]+)*$"),
            ),
            once_at_a_time("unit_code_once_at_a_time", "code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
