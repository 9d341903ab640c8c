"""Files of a scanner that are nobody's yet: dropped into a unit's tray, then sorted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.papers.errors import NoSuchLooseScan
from motcua.papers.models import LooseScan, Scan
from motcua.papers.providers import store
from motcua.papers.services.scans import Vetted, attach_files


@transaction.atomic
def drop(unit_id: int, files: Sequence[Vetted], *, by: int, at: datetime) -> None:
    """Into the tray. A file that lies there already is not laid there twice."""
    for file in files:
        store.keep(file.sha256, file.content)
    LooseScan.objects.bulk_create(
        [
            LooseScan(
                unit_id=unit_id,
                sha256=file.sha256,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                added_at=at,
                added_by_id=by,
            )
            for file in files
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def sort(
    loose_id: int, unit_id: int, subject: str, position: int, *, by: int, at: datetime
) -> None:
    """From the tray to a paper, where its pages wait to be confirmed.

    Raises NoSuchLooseScan and what `attach_files` raises; then it stays in the tray.
    """
    loose = _locked(loose_id, unit_id)
    content = store.read(loose.sha256)
    file = Vetted(loose.name, content, loose.media_type, loose.sha256)
    attach_files(subject, position, [file], is_whole=False, by=by, at=at)
    loose.scan = Scan.objects.get(
        paper__subject=subject, paper__position=position, sha256=loose.sha256
    )
    loose.sorted_at, loose.sorted_by_id = at, by
    loose.save()


@transaction.atomic
def discard(loose_id: int, unit_id: int, *, by: int, at: datetime) -> None:
    """Out of the tray: a blank sheet, a second try. The row says who did it."""
    loose = _locked(loose_id, unit_id)
    loose.sorted_at, loose.sorted_by_id = at, by
    loose.save()


def _locked(loose_id: int, unit_id: int) -> LooseScan:
    found = LooseScan.objects.select_for_update().filter(pk=loose_id, unit=unit_id, sorted_at=None)
    loose = found.first()
    if loose is None:
        raise NoSuchLooseScan()
    return loose
