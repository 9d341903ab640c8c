"""Tables of a dossier: itself, its way through the house, the counter's own."""

from motcua.dossiers.models.counter import DayCounter, IntakeDraft
from motcua.dossiers.models.dossier import Dossier, DossierQuerySet
from motcua.dossiers.models.way import ClockSpan, MomentRange, StepRun, Supplement


__all__ = [
    "ClockSpan",
    "DayCounter",
    "Dossier",
    "DossierQuerySet",
    "IntakeDraft",
    "MomentRange",
    "StepRun",
    "Supplement",
]
