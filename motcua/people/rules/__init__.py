"""Who may act, where, and how names are written and compared. Pure values and functions."""

from __future__ import annotations

from motcua.people.rules.access import objection
from motcua.people.rules.actors import Actor, Role, UnitKind
from motcua.people.rules.details import (
    LONGEST_PASSWORD,
    own_faults,
    tidy,
    tidy_email,
    tidy_username,
)
from motcua.people.rules.gazetteer import Edge, PlaceRow, read_gazetteer
from motcua.people.rules.places import (
    PlaceCard,
    PlaceKind,
    PlaceLevel,
    Share,
    home_among,
    place_key,
    share_of_all,
)
from motcua.people.rules.substitutes import (
    HeldPost,
    SubstitutionKind,
    roles_handed_on,
    substitution_fault,
    substitution_objection,
)
from motcua.people.rules.text import fold, has_control_characters, sort_key
from motcua.people.rules.tokens import KEY_PREFIX, key_digest
from motcua.people.rules.unit_rows import draft_of
from motcua.people.rules.units import (
    PARENTS,
    UnitDraft,
    is_agency_code,
    is_place_code,
    office_among,
)


__all__ = [
    "KEY_PREFIX",
    "LONGEST_PASSWORD",
    "PARENTS",
    "Actor",
    "Edge",
    "HeldPost",
    "PlaceCard",
    "PlaceKind",
    "PlaceLevel",
    "PlaceRow",
    "Role",
    "Share",
    "SubstitutionKind",
    "UnitDraft",
    "UnitKind",
    "draft_of",
    "fold",
    "has_control_characters",
    "home_among",
    "is_agency_code",
    "is_place_code",
    "key_digest",
    "objection",
    "office_among",
    "own_faults",
    "place_key",
    "read_gazetteer",
    "roles_handed_on",
    "share_of_all",
    "sort_key",
    "substitution_fault",
    "substitution_objection",
    "tidy",
    "tidy_email",
    "tidy_username",
]
