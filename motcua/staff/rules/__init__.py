"""The marks of an official, and the classification of a year. Pure."""

from motcua.staff.rules.evidence import (
    Evidence,
    as_data,
    cases_data,
    cases_of,
    evidence_from,
    evidence_of,
)
from motcua.staff.rules.grading import (
    FIRST_YEAR,
    LONGEST_TEXT,
    Grade,
    Graded,
    State,
    checked,
    duty_objection,
    propose_objection,
    sign_objection,
)
from motcua.staff.rules.marking import Attitude, Case, Mark, Marks, marked, points, with_points
from motcua.staff.rules.periods import Period
from motcua.staff.rules.schemes import SCHEMES, By, Indicator, Scheme, scheme, schemes_of


__all__ = [
    "FIRST_YEAR",
    "LONGEST_TEXT",
    "SCHEMES",
    "Attitude",
    "By",
    "Case",
    "Evidence",
    "Grade",
    "Graded",
    "Indicator",
    "Mark",
    "Marks",
    "Period",
    "Scheme",
    "State",
    "as_data",
    "cases_data",
    "cases_of",
    "checked",
    "duty_objection",
    "evidence_from",
    "evidence_of",
    "marked",
    "points",
    "propose_objection",
    "scheme",
    "schemes_of",
    "sign_objection",
    "with_points",
]
