"""The file of a dossier's result: what would be signed."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.papers.models import Scan
from motcua.papers.queries.papers import ScanCard
from motcua.papers.rules import RESULT, ScanState


def result_files(subjects: Iterable[str]) -> dict[str, tuple[ScanCard, ...]]:
    """The files of the results of these, in the order they came; the last one counts. One query."""
    found: dict[str, tuple[ScanCard, ...]] = {}
    rows = Scan.objects.filter(paper__subject__in=list(subjects), paper__position=RESULT)
    for row in rows.order_by("pk").select_related("paper"):
        card = ScanCard(row.sha256, row.name, row.media_type, row.size, ScanState(row.state))
        found[row.paper.subject] = (*found.get(row.paper.subject, ()), card)
    return found
