"""All reads of dossiers. They return finished values; the number of queries is fixed."""

from motcua.dossiers.queries.boxes import Box, Counts, box_counts, state_counts, status_counts
from motcua.dossiers.queries.bulk import Choice, Choices, choices
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
from motcua.dossiers.queries.coordinating import (
    Asking,
    Glance,
    LegCard,
    asking,
    deed_objection,
    glance,
    open_deeds,
)
from motcua.dossiers.queries.guidance import (
    Deciding,
    DecidingPlace,
    GuidanceCard,
    GuidanceMonth,
    deciding,
    guidance,
    guidance_of_month,
)
from motcua.dossiers.queries.history import Moment, timeline
from motcua.dossiers.queries.offers import ActionCard
from motcua.dossiers.queries.page import DossierPage, dossier_page
from motcua.dossiers.queries.progress import Progress, ProgressStep, progress
from motcua.dossiers.queries.walking import (
    Whereabouts,
    missing_papers,
    next_offices,
    receiving_unit_id,
    recomputed_due,
    resolving_unit_id,
    whereabouts,
)
from motcua.dossiers.queries.worklist import Filter, Page, Row, find, most_urgent, work_list


__all__ = [
    "ActionCard",
    "Asking",
    "Box",
    "CardFilter",
    "Choice",
    "Choices",
    "Counts",
    "Deciding",
    "DecidingPlace",
    "DossierCard",
    "DossierPage",
    "DraftCard",
    "Filter",
    "Glance",
    "GuidanceCard",
    "GuidanceMonth",
    "LegCard",
    "Moment",
    "Page",
    "Progress",
    "ProgressStep",
    "Row",
    "Whereabouts",
    "asking",
    "assert_seen",
    "box_counts",
    "choices",
    "deciding",
    "deed_objection",
    "dossier_card",
    "dossier_cards",
    "dossier_page",
    "draft",
    "drafts",
    "due_preview",
    "find",
    "glance",
    "guidance",
    "guidance_of_month",
    "missing_papers",
    "most_urgent",
    "next_offices",
    "receiving_unit_id",
    "open_deeds",
    "progress",
    "recomputed_due",
    "resolving_unit_id",
    "state_counts",
    "status_counts",
    "timeline",
    "whereabouts",
    "work_list",
]
