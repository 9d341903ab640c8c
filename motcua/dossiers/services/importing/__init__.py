"""Dossiers from elsewhere, whole: what was filed, what was done with it, when and by whom.

For a migration from another system, and for the demonstration. Nothing is taken over that follows
from something else: statuses, due moments, stays, figures and the journal are computed from the
acts, by the rules that hold for real work.
"""

from motcua.dossiers.services.importing.loading import load, offices
from motcua.dossiers.services.importing.values import Act, History


__all__ = ["Act", "History", "load", "offices"]
