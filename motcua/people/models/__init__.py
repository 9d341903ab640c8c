"""Tables of people and places."""

from __future__ import annotations

from motcua.people.models.accounts import Account, ApiToken, Post
from motcua.people.models.period import DateRange
from motcua.people.models.places import Place, Succession
from motcua.people.models.substitutions import Substitution
from motcua.people.models.units import Unit


__all__ = [
    "Account",
    "ApiToken",
    "DateRange",
    "Place",
    "Post",
    "Substitution",
    "Succession",
    "Unit",
]
