"""The rules of a dossier: states, who may do what, the clock, codes and intake. Pure."""

from motcua.dossiers.rules.arrival import arrival_objection
from motcua.dossiers.rules.clock import (
    Timeliness,
    TimeState,
    Timing,
    complete_moment,
    due_moment,
    time_state,
    timeliness,
)
from motcua.dossiers.rules.codes import dossier_code, normal_code
from motcua.dossiers.rules.handing import HandOver, Shown, hand_over
from motcua.dossiers.rules.intake import (
    Applicant,
    ApplicantKind,
    ComponentLine,
    Intake,
    checked_intake,
    checked_text,
)
from motcua.dossiers.rules.kinds import (
    Assistance,
    Channel,
    Delivery,
    DeliveryState,
    Exchange,
    Money,
    Outcome,
    PaperForm,
    SpanReason,
)
from motcua.dossiers.rules.permissions import (
    Standing,
    filing_objection,
    may_see,
    objection,
    open_actions,
    scan_objection,
)
from motcua.dossiers.rules.states import (
    CLOSED,
    OPEN,
    STEP_ACTIONS,
    TRANSITIONS,
    Action,
    Status,
    stand_state,
    status_after,
)


__all__ = [
    "CLOSED",
    "OPEN",
    "STEP_ACTIONS",
    "TRANSITIONS",
    "Action",
    "Applicant",
    "ApplicantKind",
    "Assistance",
    "Channel",
    "ComponentLine",
    "Delivery",
    "DeliveryState",
    "Exchange",
    "HandOver",
    "Intake",
    "Money",
    "Outcome",
    "PaperForm",
    "Shown",
    "SpanReason",
    "Standing",
    "Status",
    "TimeState",
    "Timeliness",
    "Timing",
    "arrival_objection",
    "checked_intake",
    "checked_text",
    "complete_moment",
    "dossier_code",
    "due_moment",
    "filing_objection",
    "hand_over",
    "may_see",
    "normal_code",
    "objection",
    "open_actions",
    "scan_objection",
    "stand_state",
    "status_after",
    "time_state",
    "timeliness",
]
