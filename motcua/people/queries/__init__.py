"""Reading people, units and places: frozen values, a fixed number of queries."""

from __future__ import annotations

from motcua.people.queries.accounts import (
    AccountCard,
    AccountPage,
    AccountRow,
    Holder,
    PostCard,
    TokenCard,
    account_card,
    accounts,
    actor_of,
    holders,
    names_of,
    posts_of,
)
from motcua.people.queries.units import (
    UnitCard,
    UnitNode,
    agency_tree,
    resolve_office,
    unit,
    unit_by_code,
    unit_tree,
    units,
)


__all__ = [
    "AccountCard",
    "AccountPage",
    "AccountRow",
    "Holder",
    "PostCard",
    "TokenCard",
    "UnitCard",
    "UnitNode",
    "account_card",
    "accounts",
    "actor_of",
    "agency_tree",
    "holders",
    "names_of",
    "posts_of",
    "resolve_office",
    "unit",
    "unit_by_code",
    "unit_tree",
    "units",
]
