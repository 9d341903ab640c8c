"""From a number to the dossiers it counts."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from motcua.reports.rules.forms import Kind
from motcua.reports.rules.periods import Named


OWN_CASES: Final = "desk:own_figure_cases"


def drill_url(named: Named, *figures: str, unit_id: int, below: bool = False) -> str:
    """The list of what figures of a unit, alone or with all below it, count in a period.

    Several figures are of one kind: what came, what ended, or what is open.
    """
    asked = {"mau": Kind.BY_FIELD.value, "dv": str(unit_id), "ky": named.code}
    if below:
        asked["duoi"] = "1"
    return f"{reverse('lead:report_cases')}?{urlencode(asked)}&so={','.join(figures)}"


def officer_url(named: Named, *figures: str, user_id: int) -> str:
    """The same of what one person answered for; 0 is whoever looks."""
    where = reverse("lead:officer_cases", args=[user_id]) if user_id else reverse(OWN_CASES)
    return f"{where}?{urlencode({'ky': named.code})}&so={','.join(figures)}"
