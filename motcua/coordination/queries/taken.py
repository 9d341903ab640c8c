"""What a person took upon themselves and has not answered."""

from __future__ import annotations

from motcua.coordination.models import Request


def taken_open(user_id: int, unit_id: int) -> int:
    """How many open requests to this unit the person has taken. One query."""
    return Request.objects.open().filter(taken_by=user_id, asked_unit=unit_id).count()
