"""Papers of dossiers from elsewhere: what is known of them, without the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from motcua.papers.models import Paper
from motcua.papers.rules import Mark, PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One component of a dossier; who digitised it, where somebody did, and when."""

    name: str
    mark: Mark = Mark.PRESENT
    kind: PaperKind = PaperKind.ORIGINAL
    copies: int = 1
    digitised_at: datetime | None = None
    digitised_by: int | None = None

    @property
    def is_to_scan(self) -> bool:
        is_there = self.mark is Mark.PRESENT and self.kind.is_to_scan
        return is_there and self.digitised_at is None


def are_digitised(papers: Sequence[Kept]) -> bool:
    """As `queries.is_digitised` will say once they are laid in."""
    is_some = any(paper.digitised_at is not None for paper in papers)
    return is_some and not any(paper.is_to_scan for paper in papers)


@transaction.atomic
def load(papers: Iterable[tuple[str, Sequence[Kept]]]) -> int:
    """Lay in the checklists of dossiers that have none yet, by code; how many papers. One COPY.

    Raises IntegrityError where a dossier has papers already.
    """
    columns = [field for field in Paper._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in columns)
    copy_in = f'COPY "{Paper._meta.db_table}" ({names}) FROM STDIN'
    count = 0
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_in) as copy,
    ):
        for subject, lines in papers:
            for position, line in enumerate(lines, start=1):
                row = _row(subject, position, line)
                copy.write_row([row[field.attname] for field in columns])
                count += 1
    return count


def _row(subject: str, position: int, line: Kept) -> dict[str, object]:
    return {
        "subject": subject,
        "position": position,
        "name": line.name,
        "mark": line.mark.value,
        "kind": line.kind.value,
        "copies": line.copies,
        "digitised_at": line.digitised_at,
        "digitised_by_id": line.digitised_by,
        "exemption": "",
        "exempted_because": "",
        "exempted_at": None,
        "exempted_by_id": None,
        "whole_sha256": "",
    }
