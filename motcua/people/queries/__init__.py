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
    holders,
    names_of,
    post,
    staff_of,
)
from motcua.people.queries.at_work import (
    AtWork,
    TokenBearer,
    account_of_token,
    actor_of,
    actors_of,
    at_work,
    posts_of,
)
from motcua.people.queries.places import (
    AddressNow,
    Successor,
    address_on,
    communes_of,
    find_places,
    place,
    provinces,
)
from motcua.people.queries.staffing import roles_held
from motcua.people.queries.substitutes import (
    SubstitutionCard,
    substitutes_of,
    substitution,
    substitutions_of_agency,
)
from motcua.people.queries.units import (
    UnitCard,
    UnitNode,
    agency_tree,
    resolve_office,
    unit,
    unit_by_code,
    unit_ids,
    unit_tree,
    units,
)


__all__ = [
    "AccountCard",
    "AccountPage",
    "AccountRow",
    "AddressNow",
    "AtWork",
    "Holder",
    "PostCard",
    "SubstitutionCard",
    "Successor",
    "TokenBearer",
    "TokenCard",
    "UnitCard",
    "UnitNode",
    "account_card",
    "account_of_token",
    "accounts",
    "actor_of",
    "actors_of",
    "address_on",
    "agency_tree",
    "at_work",
    "communes_of",
    "find_places",
    "holders",
    "names_of",
    "place",
    "post",
    "posts_of",
    "provinces",
    "resolve_office",
    "roles_held",
    "staff_of",
    "substitutes_of",
    "substitution",
    "substitutions_of_agency",
    "unit",
    "unit_by_code",
    "unit_ids",
    "unit_tree",
    "units",
]
