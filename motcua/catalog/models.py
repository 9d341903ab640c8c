from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, TextField
from django.db.models.functions import Cast

from motcua.catalog.rules import Confidence, Level, ServiceLevel


class DateRange(Func):
    """The days from `since` to `until`, both included; an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()


class HasKeys(Func):
    """Whether a JSON object has all the keys of an array."""

    function = "JSONB_EXISTS_ALL"
    output_field = models.BooleanField()


class Procedure(models.Model):
    """A procedure by its national code. What it says is in its versions."""

    code = models.CharField(max_length=35, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="procedure_code_of_national_form",
                condition=Q(code__regex=r"^[0-9]\.[0-9]{6}(\.[0-9A-Z]{2,5}){0,5}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def of(self, code: str) -> Self:
        return self.filter(procedure__code=code)


class ProcedureVersion(models.Model):
    """What a procedure says between two days. Once in force it is closed, never edited.

    `limits`, `fees`, `cases`, `components` and `authorities` have the shape of rules.as_data.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=500)
    field = models.CharField(max_length=200)
    levels = ArrayField(models.CharField(max_length=20))
    levels_before = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    authorities = models.JSONField()
    is_vertical = models.BooleanField()
    service_level = models.CharField(
        max_length=20, choices=[(s.value, s.label) for s in ServiceLevel]
    )
    service_note = models.CharField(max_length=300, blank=True)
    limits = models.JSONField()
    fees = models.JSONField()
    cases = models.JSONField(default=list, blank=True)
    can_be_filed = models.BooleanField()
    unknown_because = models.CharField(max_length=300, blank=True)
    components = models.JSONField(default=list, blank=True)
    sets = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=500, blank=True)
    result_codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    legal_basis = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    decision = models.CharField(max_length=100, blank=True)
    applicants = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    exemptions = ArrayField(models.TextField(), default=list, blank=True)
    family = models.CharField(max_length=40, blank=True)
    confidence = models.CharField(max_length=20, choices=[(c.value, c.label) for c in Confidence])
    note = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    # For search and order: " dang ky khai sinh " and what else people may type for it.
    name_words = models.CharField(max_length=600)
    other_words = models.TextField(blank=True)
    words_of_name = models.GeneratedField(
        expression=SearchVector("name_words", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    words = models.GeneratedField(
        expression=SearchVector("name_words", "other_words", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    sort_key = models.CharField(max_length=1000, db_collation="C")

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "procedure"], name="version_in_order"),
            models.Index(fields=["field", "sort_key"], name="version_of_field"),
            models.Index(fields=["procedure", "-since"], name="version_of_procedure"),
            GinIndex(fields=["name_words"], name="version_name_words", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["words_of_name"], name="version_words_of_name"),
            GinIndex(fields=["words"], name="version_words"),
            GinIndex(fields=["levels"], name="version_levels"),
        ]
        constraints = [
            models.CheckConstraint(
                name="version_period_in_order", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="version_name_set", condition=~Q(name="") & ~Q(field="")),
            models.CheckConstraint(
                name="version_levels_known",
                condition=Q(levels__contained_by=[v.value for v in Level])
                & Q(levels_before__contained_by=[v.value for v in Level]),
            ),
            models.CheckConstraint(name="version_has_a_level", condition=Q(levels__len__gte=1)),
            models.CheckConstraint(
                name="version_each_level_has_an_authority",
                condition=HasKeys(F("authorities"), Cast("levels", ArrayField(TextField()))),
            ),
            models.CheckConstraint(
                name="version_service_level_known",
                condition=Q(service_level__in=[s.value for s in ServiceLevel]),
            ),
            models.CheckConstraint(
                name="version_confidence_known",
                condition=Q(confidence__in=[c.value for c in Confidence]),
            ),
            models.CheckConstraint(name="version_has_a_channel", condition=~Q(limits={})),
            models.CheckConstraint(
                name="version_filed_unless_a_reason",
                condition=Q(can_be_filed=True, unknown_because="")
                | (Q(can_be_filed=False) & ~Q(unknown_because="")),
            ),
            ExclusionConstraint(
                name="version_one_at_a_time",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.since}: {self.name}"


class Word(models.Model):
    """A word that stands in some procedure, folded, for correcting slips of typing.

    `forms` are the word and what is left when one letter is dropped: two words that differ by one
    slip share a form. `uses` is the number of versions it stands in; rare words tell more.
    """

    word = models.CharField(max_length=40, primary_key=True)
    forms = ArrayField(models.CharField(max_length=40))
    uses = models.PositiveIntegerField()

    class Meta:
        indexes = [
            GinIndex(fields=["forms"], name="word_forms"),
            models.Index(fields=["word"], name="word_prefix", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.word
