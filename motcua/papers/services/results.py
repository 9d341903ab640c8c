"""A file of the result that takes the place of the files before it; those are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.papers.models import Page
from motcua.papers.rules import RESULT
from motcua.papers.services.scans import Vetted, attach_files


@transaction.atomic
def lay_result(subject: str, file: Vetted, *, is_whole: bool, by: int, at: datetime) -> None:
    """The pages of earlier files are left out: they are not put into the result twice.

    Raises what `attach_files` raises.
    """
    attach_files(subject, RESULT, [file], is_whole=is_whole, by=by, at=at)
    earlier = Page.objects.filter(paper__subject=subject, paper__position=RESULT)
    earlier.exclude(scan__sha256=file.sha256).update(is_left_out=True)
