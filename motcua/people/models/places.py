from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from motcua.people.models.period import DatedQuerySet, once_at_a_time, period_in_order
from motcua.people.rules import PlaceKind, PlaceLevel, Share


class Place(models.Model):
    """A province, district or commune under one name and kind, between two days.

    Codes are given out again: the key is the code and the first day. `name_key` is the name as all
    spellings fold to it; `search` holds it with the kind, other spellings and what lies above.
    """

    code = models.CharField(max_length=5)
    level = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=60)
    search = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=200, db_collation="C")
    province_code = models.CharField(max_length=2)
    district_code = models.CharField(max_length=3, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["province_code", "level", "sort_key"], name="place_within"),
            GinIndex(fields=["search"], name="place_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "since"], name="place_code_and_day"),
            models.CheckConstraint(
                name="place_kind_known", condition=Q(kind__in=[k.value for k in PlaceKind])
            ),
            models.CheckConstraint(
                name="place_code_fits_level",
                condition=Q(level=PlaceLevel.PROVINCE.value, code__regex="^[0-9]{2}$")
                | Q(level=PlaceLevel.DISTRICT.value, code__regex="^[0-9]{3}$")
                | Q(level=PlaceLevel.COMMUNE.value, code__regex="^[0-9]{5}$"),
            ),
            period_in_order("place_period_in_order"),
            once_at_a_time("place_code_once_at_a_time", "code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Succession(models.Model):
    """So much of a former place belongs to this one since the latter's first day."""

    former = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions")
    into = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    share = models.CharField(max_length=25)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["former", "into"], name="succession_once"),
            models.CheckConstraint(
                name="succession_share_known", condition=Q(share__in=[s.value for s in Share])
            ),
            models.CheckConstraint(name="succession_of_another", condition=~Q(former=F("into"))),
        ]

    def __str__(self) -> str:
        return f"{self.former_id} → {self.into_id}"
