"""Reading delays and their explanations: frozen values, a fixed number of queries."""

from motcua.lateness.queries.delays import delay_of, delays, late_words, time_words
from motcua.lateness.queries.explanations import (
    ExplanationCard,
    LastWord,
    explainable,
    explanations_of,
    last_states,
    last_words,
    missing,
)
from motcua.lateness.queries.lists import LateLine, LateList, late_list
from motcua.lateness.queries.reasons import accepted_reasons


__all__ = [
    "ExplanationCard",
    "LastWord",
    "LateLine",
    "LateList",
    "accepted_reasons",
    "delay_of",
    "delays",
    "explainable",
    "explanations_of",
    "last_states",
    "last_words",
    "late_list",
    "late_words",
    "missing",
    "time_words",
]
