from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.people.rules import Role, UnitKind


class DateRange(Func):
    """The days from `since` to `until`, both included; an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()


class AccountManager(BaseUserManager["Account"]):
    pass


class Account(AbstractBaseUser):
    """A person who signs in. What they may do hangs on their posts, not on the account."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="account_username_set", condition=~Q(username="")),
            models.CheckConstraint(name="account_name_set", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.username


class UnitQuerySet(models.QuerySet["Unit"]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

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
    agency = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
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
                name="unit_period_in_order", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="unit_code_of_agency_form",
                condition=Q(code__regex=r"^[0-9A-Z]+(\.[0-9A-Z]+)*$"),
            ),
            ExclusionConstraint(
                name="unit_code_once_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Post(models.Model):
    """A person's place in a unit, between two days, with the roles that go with it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=100)
    roles = ArrayField(models.CharField(max_length=20))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_roles_known",
                condition=Q(roles__contained_by=[r.value for r in Role]),
            ),
            models.CheckConstraint(name="post_has_a_role", condition=~Q(roles=[])),
            models.CheckConstraint(
                name="post_period_in_order", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit_id}"
