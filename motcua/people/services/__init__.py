"""Writing people, units and places: one function, one use case, one transaction."""

from __future__ import annotations

from motcua.people.services.accounts import (
    appoint,
    change_account,
    create_account,
    deactivate,
    end_post,
    reactivate,
    unlock,
)
from motcua.people.services.places import Loaded, load_places
from motcua.people.services.sign_in import change_password, set_password, sign_in
from motcua.people.services.substitutes import end_substitution, set_substitute
from motcua.people.services.tokens import LIFETIME, create_token, revoke_token
from motcua.people.services.unit_import import RowFault, UnitImport, import_units
from motcua.people.services.units import UnitChanges, change_unit, close_unit, create_unit


__all__ = [
    "LIFETIME",
    "Loaded",
    "RowFault",
    "UnitChanges",
    "UnitImport",
    "appoint",
    "change_account",
    "change_password",
    "change_unit",
    "close_unit",
    "create_account",
    "create_token",
    "create_unit",
    "deactivate",
    "end_post",
    "end_substitution",
    "import_units",
    "load_places",
    "reactivate",
    "revoke_token",
    "set_password",
    "set_substitute",
    "sign_in",
    "unlock",
]
