"""Reading internal processes: frozen values, a fixed number of queries."""

from motcua.process.queries.coverage import ProcessCount, process_counts
from motcua.process.queries.review import Vacancy, findings_of, form_fields, vacancies
from motcua.process.queries.versions import (
    ProcessCard,
    predecessors,
    process,
    process_cards,
    process_for,
    processes,
    successors,
    with_times,
)


__all__ = [
    "ProcessCard",
    "ProcessCount",
    "Vacancy",
    "findings_of",
    "form_fields",
    "predecessors",
    "process",
    "process_cards",
    "process_counts",
    "process_for",
    "processes",
    "successors",
    "vacancies",
    "with_times",
]
