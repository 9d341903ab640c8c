"""Late dossiers by field with the reasons that were accepted."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from motcua.lateness import queries as lateness
from motcua.ledger import queries as ledger
from motcua.ledger.queries.codes import fields_of
from motcua.ledger.rules import Period
from motcua.people.rules import sort_key
from motcua.reports.errors import TooManyLate
from motcua.reports.queries.scopes import Scope
from motcua.reports.rules.figures import Row, figure
from motcua.reports.rules.forms import Cause, LateField


MOST: Final = 20_000
_ENDED, _OPEN = figure("resolved_late"), figure("in_progress_late")


def late_fields(of: Scope, period: Period) -> tuple[LateField, ...]:
    """Three queries. Raises TooManyLate, for a period and area nobody would explain on one form."""
    counts = ledger.counts(period, units=of.ids, by=ledger.By.FIELD)
    rows = [Row(str(key or ""), str(key or ""), one) for key, one in counts.items()]
    late = [row for row in rows if row.figure(_ENDED.name) or row.figure(_OPEN.name)]
    if sum(row.figure(_ENDED.name) + row.figure(_OPEN.name) for row in late) > MOST:
        raise TooManyLate(most=f"{MOST:,}".replace(",", "."))
    causes = _causes(of, period) if late else {}
    return tuple(
        LateField(
            row.label or "Chưa rõ lĩnh vực",
            row.figure(_ENDED.name),
            row.figure(_OPEN.name),
            tuple(Cause(why, count, unit) for (why, unit), count in causes[row.key].items()),
        )
        for row in sorted(late, key=lambda row: sort_key(row.label))
    )


def _causes(of: Scope, period: Period) -> dict[str, Counter[tuple[str, str]]]:
    cells = (*_ENDED.cells, *_OPEN.cells)
    fields = fields_of(period, cells, units=of.ids, most=MOST)
    known = lateness.accepted_reasons(fields)
    found: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for code, name in fields.items():
        found[name][known.get(code, ("", ""))] += 1
    return found
