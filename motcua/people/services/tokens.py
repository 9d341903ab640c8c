"""Keys with which programs act for an account."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from motcua.journal.services import record
from motcua.people.errors import AccountInactive, NoSuchToken
from motcua.people.facts import TokenCreated, TokenRevoked
from motcua.people.models import ApiToken
from motcua.people.rules import KEY_PREFIX, Actor, key_digest, tidy
from motcua.people.services.accounts import account_to_administer


LIFETIME = timedelta(days=365)


@transaction.atomic
def create_token(
    username: str,
    name: str,
    at: datetime,
    *,
    by: Actor | None = None,
    lifetime: timedelta = LIFETIME,
) -> str:
    """A new key of an account, by its owner or an administrator. It is shown this once.

    `name` says which program it is for. Only the SHA-256 is kept: the key has 256 random bits.
    """
    account = account_to_administer(username, by=by, at=at, or_own=True)
    if not account.is_active:
        raise AccountInactive(username=account.username)
    label = tidy(name, "tên khóa truy cập", most=100, required=True)
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        account=account,
        name=label,
        digest=key_digest(key),
        created_at=at,
        expires_at=at + lifetime,
    )
    fact = TokenCreated(
        subject=f"account:{account.username}", name=label, expires_at=token.expires_at
    )
    record(fact, by=by.user_id if by else None, at=at)
    return key


@transaction.atomic
def revoke_token(token_id: int, *, by: Actor | None, at: datetime) -> None:
    """The key works no more. Nothing is done where it was revoked already."""
    found = ApiToken.objects.select_related("account").filter(pk=token_id).first()
    if found is None:
        raise NoSuchToken
    account = account_to_administer(found.account.username, by=by, at=at, or_own=True)
    revoked = ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at)
    if revoked:
        fact = TokenRevoked(subject=f"account:{account.username}", name=found.name)
        record(fact, by=by.user_id if by else None, at=at)
