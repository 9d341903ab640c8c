"""Who acts, at which post: behind a session, behind a key, by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils.crypto import constant_time_compare

from motcua.people.errors import NoPost, TokenRefused
from motcua.people.models import Account, ApiToken, Post, Substitution
from motcua.people.queries.accounts import PostCard, post_card, working_posts
from motcua.people.rules import Actor, Role, SubstitutionKind, key_digest, roles_handed_on


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
    A post at which they stand in for somebody is among the posts; their own come first.
    Raises NoPost where the account is not active or holds no post that day.
    """
    posts = list(_posts_to_act_at(user_id, on))
    account = next((post.account for post in posts if post.account_id == user_id), None)
    if account is None:
        raise NoPost
    if not constant_time_compare(auth_hash, account.get_session_auth_hash()):
        return None
    here = next((post for post in posts if post.pk == post_id), posts[0])
    cards = tuple(_card_for(post, user_id) for post in posts)
    return AtWork(_actor(here, account), cards, account.must_change_password)


def actor_of(user_id: int, *, post_id: int | None, on: date) -> Actor:
    """Who acts: at the post asked for, else at the first of their posts. One query.

    Raises NoPost where the account is not active, the post is another's or not in force that day,
    or its unit is closed.
    """
    posts = list(_posts_to_act_at(user_id, on))
    account = next((post.account for post in posts if post.account_id == user_id), None)
    here = next((post for post in posts if post_id in (None, post.pk)), None)
    if account is None or here is None:
        raise NoPost
    return _actor(here, account)


def actors_of(user_ids: Iterable[int], on: date) -> dict[int, tuple[Actor, ...]]:
    """As whom each of these people may act that day at posts of their own. One query."""
    found: dict[int, tuple[Actor, ...]] = {}
    wanted = set(user_ids)
    if not wanted:
        return found
    for post in working_posts(on).filter(account_id__in=wanted).order_by("since", "pk"):
        actor = _actor(post, post.account)
        found[post.account_id] = (*found.get(post.account_id, ()), actor)
    return found


def _posts_to_act_at(user_id: int, on: date) -> Iterable[Post]:
    """A person's own posts, then those at which they stand in. One query.

    Who has no post of their own stands in for nobody: they have left.
    """
    standing = Substitution.objects.standing(on).filter(substitute_id=user_id)
    own = Post.objects.filter(account_id=user_id).values("pk")
    here = standing.filter(post=OuterRef("pk")).values("kind")[:1]
    rows = (
        working_posts(on)
        .filter(pk__in=own.union(standing.values("post_id")))
        .annotate(standing_in=Subquery(here), is_own=Q(account_id=user_id))
        .order_by("-is_own", "since", "pk")
    )
    return [row for row in rows if row.account_id == user_id or row.standing_in]


def _roles(post: Post, user_id: int) -> frozenset[Role]:
    roles = frozenset(map(Role, post.roles))
    if post.account_id == user_id:
        return roles
    return roles_handed_on(roles, SubstitutionKind(post.standing_in))  # type: ignore[attr-defined]


def _actor(post: Post, account: Account) -> Actor:
    is_own = post.account_id == account.pk
    return Actor(
        user_id=account.pk,
        name=account.name,
        post_id=post.pk,
        title=post.title,
        unit_id=post.unit_id,
        unit_name=post.unit.name,
        agency_id=post.unit.agency_id,
        agency_code=post.unit.agency.code,
        agency_name=post.unit.agency.name,
        roles=_roles(post, account.pk),
        stands_in_for=frozenset() if is_own else frozenset({post.account_id}),
        acting_for_name="" if is_own else post.account.name,
    )


def _card_for(post: Post, user_id: int) -> PostCard:
    card = post_card(post)
    if post.account_id == user_id:
        return card
    return replace(card, roles=_roles(post, user_id), acting_for_name=post.account.name)


def posts_of(user_id: int, on: date) -> tuple[PostCard, ...]:
    """The posts at which this person may act that day, in the order of `actor_of`. One query."""
    return tuple(_card_for(post, user_id) for post in _posts_to_act_at(user_id, on))
