"""Invented people and fates, and districts whose figures were printed. Pure."""

from motcua.demo.rules.courses import Course, Offer, courses
from motcua.demo.rules.lives import (
    Fate,
    Plan,
    choose,
    pace,
    person,
    plans,
    with_open_work,
    working,
)
from motcua.demo.rules.slots import Promises, Slots
from motcua.demo.rules.wanted import District, Part, Place, districts_from


__all__ = [
    "Course",
    "District",
    "Fate",
    "Offer",
    "Part",
    "Place",
    "Plan",
    "Promises",
    "Slots",
    "choose",
    "courses",
    "districts_from",
    "pace",
    "person",
    "plans",
    "with_open_work",
    "working",
]
