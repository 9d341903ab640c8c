"""What can happen to places, units, posts and accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.journal.rules import Fact
from motcua.people.rules import Role, SubstitutionKind, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesLoaded(Fact):
    kind: ClassVar[str] = "people.places_loaded"
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCreated(Fact):
    kind: ClassVar[str] = "people.unit_created"
    name: str
    unit_kind: UnitKind
    parent_code: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(Fact):
    """`before` and `after` hold only what changed."""

    kind: ClassVar[str] = "people.unit_changed"
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosedOn(Fact):
    kind: ClassVar[str] = "people.unit_closed"
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCreated(Fact):
    kind: ClassVar[str] = "people.account_created"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Fact):
    """Which details changed; not what they are: telephone numbers don't belong in a journal."""

    kind: ClassVar[str] = "people.account_changed"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet(Fact):
    kind: ClassVar[str] = "people.password_set"
    by_owner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDeactivated(Fact):
    kind: ClassVar[str] = "people.account_deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReactivated(Fact):
    kind: ClassVar[str] = "people.account_reactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUnlocked(Fact):
    kind: ClassVar[str] = "people.account_unlocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed(Fact):
    kind: ClassVar[str] = "people.appointed"
    post_id: int
    unit_code: str
    title: str
    roles: tuple[Role, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEndedOn(Fact):
    kind: ClassVar[str] = "people.post_ended"
    post_id: int
    unit_code: str
    title: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Fact):
    kind: ClassVar[str] = "people.signed_in"
    failures_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLockedUntil(Fact):
    kind: ClassVar[str] = "people.sign_in_locked"
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCreated(Fact):
    kind: ClassVar[str] = "people.token_created"
    name: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked(Fact):
    kind: ClassVar[str] = "people.token_revoked"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteSet(Fact):
    """About the account of who is absent; the substitute by user name and id."""

    kind: ClassVar[str] = "people.substitute_set"
    substitution_id: int
    post_id: int
    unit_code: str
    title: str
    substitute: str
    substitute_id: int
    substitution_kind: SubstitutionKind
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionEnded(Fact):
    kind: ClassVar[str] = "people.substitution_ended"
    substitution_id: int
    post_id: int
    unit_code: str
    title: str
    substitute: str
    substitute_id: int
