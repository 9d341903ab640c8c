"""Which dossiers the ledger has."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from motcua.ledger.models import Position


def knows(column: str) -> Exists:
    """For the filter of a table with codes in this column: the ledger has a position of it now."""
    return Exists(Position.objects.filter(code=OuterRef(column), until_on=None))


def known(codes: Collection[str]) -> set[str]:
    """Those of these codes that are there. One query."""
    rows = Position.objects.filter(code__in=list(codes), until_on=None)
    return set(rows.values_list("code", flat=True))
