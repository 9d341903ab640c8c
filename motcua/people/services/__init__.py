"""Writing people, units and places: one function, one use case, one transaction."""

from __future__ import annotations

from motcua.people.services.places import Loaded, load_places


__all__ = ["Loaded", "load_places"]
