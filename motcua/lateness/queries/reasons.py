"""What the late offices explained, for the form of causes."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Func, Value
from django.db.models.fields import BooleanField

from motcua.lateness.models import Explanation
from motcua.lateness.rules import State


def accepted_reasons(codes: Collection[str]) -> dict[str, tuple[str, str]]:
    """By code: the reason that the leader accepted, and whose the delay was. One query."""
    among = Func(
        Value(list(codes)),
        function="",
        template="subject = ANY(%(expressions)s::text[])",
        output_field=BooleanField(),
    )
    found = Explanation.objects.filter(among, state=State.ACCEPTED.value)
    rows = found.values_list("subject", "reason", "unit")
    return {code: (reason, unit) for code, reason, unit in rows}
