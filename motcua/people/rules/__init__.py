"""Who may act, where, and how names are written and compared. Pure values and functions."""

from __future__ import annotations

from motcua.people.rules.actors import Actor, Role, UnitKind
from motcua.people.rules.text import fold, has_control_characters, sort_key


__all__ = ["Actor", "Role", "UnitKind", "fold", "has_control_characters", "sort_key"]
