from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.surveys.rules import FACES, LONGEST_COMMENT, QUESTIONS, Voice


_ANSWERED = Q(answered_at__isnull=False)
_POINTS = [Q(**{question.key: None}) | Q(**{f"{question.key}__lte": 2}) for question in QUESTIONS]


class Survey(models.Model):
    """The question to one applicant, by a token nobody can guess; answered once or never.

    `subject` is the dossier's code. An answer counts for the three places of the dossier. Nothing
    says who answered.
    """

    token = models.CharField(max_length=43, unique=True)
    subject = models.CharField(max_length=60, unique=True)
    receiving_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    returning_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    resolving_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    overall = models.PositiveSmallIntegerField(null=True, blank=True)
    voice = models.CharField(max_length=10, blank=True)
    attitude = models.PositiveSmallIntegerField(null=True, blank=True)
    time = models.PositiveSmallIntegerField(null=True, blank=True)
    guidance = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["receiving_unit", "answered_at"],
                name="survey_of_receiving",
                condition=_ANSWERED,
            ),
            models.Index(
                fields=["returning_unit", "answered_at"],
                name="survey_of_returning",
                condition=_ANSWERED,
            ),
            models.Index(
                fields=["resolving_unit", "answered_at"],
                name="survey_of_resolving",
                condition=_ANSWERED,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="survey_answered_whole",
                condition=Q(
                    answered_at__isnull=False,
                    overall__in=sorted(FACES),
                    voice__in=[voice.value for voice in Voice],
                )
                | Q(
                    answered_at=None,
                    overall=None,
                    voice="",
                    attitude=None,
                    time=None,
                    guidance=None,
                    comment="",
                ),
            ),
            models.CheckConstraint(
                name="survey_points_0_to_2", condition=_POINTS[0] & _POINTS[1] & _POINTS[2]
            ),
            models.CheckConstraint(
                name="survey_answered_while_open",
                condition=Q(answered_at=None) | Q(answered_at__lt=models.F("closes_at")),
            ),
            models.CheckConstraint(
                name="survey_token_is_long", condition=Q(token__regex="^[A-Za-z0-9_-]{32,43}$")
            ),
        ]

    def __str__(self) -> str:
        return self.subject
