"""What is still to be digitised, and since when the duty holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from motcua.papers.models import TO_SCAN, Paper
from motcua.papers.rules import RESULT, SCANNED_KINDS, Duty, Mark, PaperKind, with_own_days


def duties() -> dict[str, Duty]:
    """The duty of each level of agency (`UnitKind` values), with this place's own days."""
    return _duties(settings.DIGITISE_SINCE)


@lru_cache(maxsize=8)
def _duties(own: str) -> dict[str, Duty]:
    rows = tomllib.loads((Path(__file__).parents[1] / "data" / "duty.toml").read_text("utf-8"))
    legal = [Duty(row["level"], row["since"], row["source"]) for row in rows["duty"]]
    return with_own_days({duty.level: duty for duty in legal}, own)


def subjects_to_scan() -> QuerySet[Paper, str]:
    """Dossiers with a paper still to be scanned, for `code__in`: one query with the caller's."""
    return Paper.objects.filter(TO_SCAN).values_list("subject", flat=True)


def subjects_to_scan_at(moment: datetime) -> QuerySet[Paper, str]:
    """The same as it was at that moment."""
    stood_open = Q(digitised_at=None) | Q(digitised_at__gt=moment)
    not_excepted = Q(exempted_at=None) | Q(exempted_at__gt=moment)
    return _to_be_scanned().filter(stood_open, not_excepted).values_list("subject", flat=True)


def subjects_with_papers() -> QuerySet[Paper, str]:
    """Dossiers with at least one paper that has or had to be scanned."""
    return _to_be_scanned().filter(exemption="").values_list("subject", flat=True)


def subjects_with_result(moment: datetime) -> QuerySet[Paper, str]:
    """Dossiers whose result was digitised by that moment."""
    results = Paper.objects.filter(position=RESULT, digitised_at__lte=moment)
    return results.values_list("subject", flat=True)


def is_digitised(subject: str) -> bool:
    """No paper of it is left to scan, and at least one was scanned. One query."""
    left = Count("pk", filter=TO_SCAN)
    done = Count("pk", filter=Q(digitised_at__isnull=False, position__gt=RESULT))
    found = Paper.objects.filter(subject=subject).aggregate(left=left, done=done)
    return not found["left"] and bool(found["done"])


def digitised_then(moments: Mapping[str, datetime]) -> frozenset[str]:
    """Of which of these dossiers `is_digitised` was true, each at its own moment. One query."""
    left: set[str] = set()
    done: set[str] = set()
    rows = Paper.objects.filter(subject__in=list(moments), position__gt=RESULT)
    for paper in rows.iterator():
        at = moments[paper.subject]
        is_there = paper.mark == Mark.PRESENT.value and PaperKind(paper.kind).is_to_scan
        is_excepted = paper.exempted_at is not None and paper.exempted_at <= at
        if paper.digitised_at is not None and paper.digitised_at <= at:
            done.add(paper.subject)
        elif is_there and not is_excepted:
            left.add(paper.subject)
    return frozenset(done - left)


def names_to_scan(subjects: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Which papers of these dossiers are still to be scanned. One query."""
    found: dict[str, tuple[str, ...]] = {}
    rows = Paper.objects.filter(TO_SCAN, subject__in=list(subjects)).order_by("subject", "position")
    for subject, name in rows.values_list("subject", "name"):
        found[subject] = (*found.get(subject, ()), name)
    return found


def _to_be_scanned() -> QuerySet[Paper]:
    return Paper.objects.filter(
        mark=Mark.PRESENT.value,
        kind__in=[kind.value for kind in SCANNED_KINDS],
        position__gt=RESULT,
    )
