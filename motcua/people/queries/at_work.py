"""Who acts, at which post: behind a session, behind a key, by id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.crypto import constant_time_compare

from motcua.people.errors import NoPost, TokenRefused
from motcua.people.models import ApiToken, Post
from motcua.people.queries.accounts import PostCard, post_card, working_posts
from motcua.people.rules import Actor, Role, key_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenBearer:
    """For whom a program acts, and with which key."""

    user_id: int
    username: str
    name: str
    token_id: int
    token_name: str


def account_of_token(key: str, at: datetime) -> TokenBearer:
    """For whom this key acts. One query. Raises TokenRefused, the same whatever is wrong."""
    token = (
        ApiToken.objects.select_related("account")
        .filter(digest=key_digest(key), revoked_at=None, expires_at__gt=at)
        .filter(account__is_active=True)
        .first()
    )
    if token is None:
        raise TokenRefused
    return TokenBearer(
        user_id=token.account_id,
        username=token.account.username,
        name=token.account.name,
        token_id=token.pk,
        token_name=token.name,
    )


@dataclass(frozen=True, slots=True)
class AtWork:
    """A signed-in person at their desk, with the posts they may change to."""

    actor: Actor
    posts: tuple[PostCard, ...]
    must_change_password: bool


def at_work(user_id: int, *, auth_hash: str, post_id: int | None, on: date) -> AtWork | None:
    """Who a session belongs to; None when the password was changed since it began. One query.

    `auth_hash` is what Django keeps in the session; a post that has ended gives way to the first.
    Raises NoPost where the account is not active or holds no post that day.
    """
    posts = list(working_posts(on).filter(account_id=user_id).order_by("since", "pk"))
    if not posts:
        raise NoPost
    account = posts[0].account
    if not constant_time_compare(auth_hash, account.get_session_auth_hash()):
        return None
    here = next((post for post in posts if post.pk == post_id), posts[0])
    return AtWork(_actor(here), tuple(map(post_card, posts)), account.must_change_password)


def actor_of(user_id: int, *, post_id: int | None, on: date) -> Actor:
    """Who acts: at the post asked for, else at the first of their posts. One query.

    Raises NoPost where the account is not active, the post is another's or not in force that day,
    or its unit is closed.
    """
    posts = working_posts(on).filter(account_id=user_id)
    if post_id is not None:
        posts = posts.filter(pk=post_id)
    post = posts.order_by("since", "pk").first()
    if post is None:
        raise NoPost
    return _actor(post)


def _actor(post: Post) -> Actor:
    return Actor(
        user_id=post.account_id,
        name=post.account.name,
        post_id=post.pk,
        title=post.title,
        unit_id=post.unit_id,
        unit_name=post.unit.name,
        agency_id=post.unit.agency_id,
        agency_code=post.unit.agency.code,
        agency_name=post.unit.agency.name,
        roles=frozenset(map(Role, post.roles)),
    )


def posts_of(user_id: int, on: date) -> tuple[PostCard, ...]:
    """The posts at which this person may act that day, in the order of `actor_of`. One query."""
    posts = working_posts(on).filter(account_id=user_id).order_by("since", "pk")
    return tuple(map(post_card, posts))
