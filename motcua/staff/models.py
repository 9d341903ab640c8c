from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.staff.rules import FIRST_YEAR, Grade, State


_NOT_RETURNED = ~Q(state=State.RETURNED.value)


def _when(state: State, stem: str) -> models.CheckConstraint:
    """Moment and person together, in this state and in no other."""
    stamped = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    unstamped = Q(**{f"{stem}_at": None, f"{stem}_by": None})
    is_so = Q(state=state.value)
    return models.CheckConstraint(
        name=f"grading_{stem}_at_and_by_together",
        condition=(is_so & stamped) | (~is_so & unstamped),
    )


class Grading(models.Model):
    """How a person at a post is classified for a year: as proposed, and what was decided on it.

    `evidence` and `cases` are the marks and the dossiers behind them as they were when it was
    proposed. What was decided stays as it is (a trigger refuses changes); the next is a new row,
    which names the signed one it `replaces`, and why.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=10)
    comment = models.TextField()
    evidence = models.JSONField()
    cases = models.JSONField()
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    band = models.CharField(max_length=100, blank=True)
    case_count = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=State.PROPOSED.value)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="successors", null=True, blank=True
    )
    replaces_reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    returned_reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "year", "-id"], name="grading_of_agency"),
            models.Index(fields=["post", "year", "-id"], name="grading_of_post"),
            models.Index(fields=["person", "-year", "-id"], name="grading_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "year"],
                name="grading_one_proposed",
                condition=Q(state=State.PROPOSED.value),
            ),
            models.UniqueConstraint(
                fields=["post", "year"],
                name="grading_one_first",
                condition=_NOT_RETURNED & Q(replaces=None),
            ),
            models.UniqueConstraint(
                fields=["replaces"], name="grading_replaced_once", condition=_NOT_RETURNED
            ),
            models.CheckConstraint(
                name="grading_state_known", condition=Q(state__in=[s.value for s in State])
            ),
            models.CheckConstraint(
                name="grading_grade_known", condition=Q(grade__in=[g.value for g in Grade])
            ),
            models.CheckConstraint(
                name="grading_year_known", condition=Q(year__gte=FIRST_YEAR, year__lt=2200)
            ),
            models.CheckConstraint(
                name="grading_of_nobody_by_themselves",
                condition=~Q(person=F("proposed_by"))
                & (Q(signed_by=None) | ~Q(person=F("signed_by"))),
            ),
            models.CheckConstraint(
                name="grading_proposed_at_and_by_together",
                condition=Q(proposed_at__isnull=False, proposed_by__isnull=False),
            ),
            _when(State.SIGNED, "signed"),
            _when(State.RETURNED, "returned"),
            models.CheckConstraint(
                name="grading_returned_with_reason",
                condition=Q(state=State.RETURNED.value) & ~Q(returned_reason="")
                | (_NOT_RETURNED & Q(returned_reason="")),
            ),
            models.CheckConstraint(
                name="grading_replaces_with_reason",
                condition=Q(replaces=None, replaces_reason="")
                | Q(replaces__isnull=False) & ~Q(replaces_reason=""),
            ),
            models.CheckConstraint(
                name="grading_score_with_band",
                condition=Q(score=None, band="") | Q(score__isnull=False) & ~Q(band=""),
            ),
            models.CheckConstraint(name="grading_says_why", condition=~Q(comment="")),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.year} {self.grade}"
