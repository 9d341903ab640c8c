"""Reading targets: one, a page of them, a unit's own; how far each unit is."""

from motcua.targets.queries.assigned import Assigned, assigned_shares
from motcua.targets.queries.cards import (
    QuotaCard,
    TargetCard,
    TargetPage,
    own_targets,
    standing_targets,
    target,
    target_page,
)
from motcua.targets.queries.history import HistoryLine, history
from motcua.targets.queries.reached import Reader, last_year, progress_of
from motcua.targets.queries.units import candidates, names_of


__all__ = [
    "Assigned",
    "HistoryLine",
    "QuotaCard",
    "Reader",
    "TargetCard",
    "TargetPage",
    "assigned_shares",
    "candidates",
    "history",
    "last_year",
    "names_of",
    "own_targets",
    "progress_of",
    "standing_targets",
    "target",
    "target_page",
]
