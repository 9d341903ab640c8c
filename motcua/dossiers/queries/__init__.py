"""All reads of dossiers. They return finished values; the number of queries is fixed."""

from motcua.dossiers.queries.cards import (
    CardFilter,
    DossierCard,
    DraftCard,
    assert_seen,
    dossier_card,
    dossier_cards,
    draft,
    drafts,
    due_preview,
)
from motcua.dossiers.queries.history import Moment, timeline
from motcua.dossiers.queries.page import (
    ActionCard,
    DossierPage,
    dossier_page,
    next_offices,
    recomputed_due,
    step_holders,
)
from motcua.dossiers.queries.progress import Progress, ProgressStep, progress
from motcua.dossiers.queries.worklist import (
    Box,
    Counts,
    Filter,
    Page,
    Row,
    box_counts,
    find,
    state_counts,
    work_list,
)


__all__ = [
    "ActionCard",
    "Box",
    "CardFilter",
    "Counts",
    "DossierCard",
    "DossierPage",
    "DraftCard",
    "Filter",
    "Moment",
    "Page",
    "Progress",
    "ProgressStep",
    "Row",
    "assert_seen",
    "box_counts",
    "dossier_card",
    "dossier_cards",
    "dossier_page",
    "draft",
    "drafts",
    "due_preview",
    "find",
    "next_offices",
    "progress",
    "recomputed_due",
    "state_counts",
    "step_holders",
    "timeline",
    "work_list",
]
