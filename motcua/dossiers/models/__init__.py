"""Tables of a dossier: itself, its way through the house, the counter's own."""

from motcua.dossiers.models.counter import DayCounter, Guidance, IntakeDraft, YearCounter
from motcua.dossiers.models.dossier import Dossier, DossierQuerySet
from motcua.dossiers.models.promises import Correction, IssuedPaper, Reappointment
from motcua.dossiers.models.way import ClockSpan, MomentRange, StepRun, Supplement


__all__ = [
    "ClockSpan",
    "Correction",
    "DayCounter",
    "Dossier",
    "DossierQuerySet",
    "Guidance",
    "IntakeDraft",
    "IssuedPaper",
    "MomentRange",
    "Reappointment",
    "StepRun",
    "Supplement",
    "YearCounter",
]
