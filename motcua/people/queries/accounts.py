"""Accounts and posts for the pages of administration, and who holds a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.people.errors import NoSuchAccount, NoSuchPost
from motcua.people.models import Account, ApiToken, Post
from motcua.people.models.accounts import PostQuerySet
from motcua.people.rules import HeldPost, Role, fold, has_control_characters


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCard:
    """A person's place in a unit.

    `acting_for_name` is the holder's name where it is shown to somebody who stands in for them.
    """

    id: int
    title: str
    unit_id: int
    unit_code: str
    unit_name: str
    agency_id: int
    agency_name: str
    roles: frozenset[Role]
    since: date
    until: date | None
    holder_id: int
    holder_name: str
    acting_for_name: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role at a unit."""

    user_id: int
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCard:
    id: int
    name: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """A line of the list of accounts. `posts` holds those in force on the day asked for."""

    id: int
    username: str
    name: str
    is_active: bool
    locked_until: datetime | None
    posts: tuple[PostCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCard:
    """All that the administration page shows of an account; past and coming posts too."""

    id: int
    username: str
    name: str
    phone: str
    email: str
    is_active: bool
    locked_until: datetime | None
    must_change_password: bool
    last_sign_in_at: datetime | None
    posts: tuple[PostCard, ...]
    tokens: tuple[TokenCard, ...]


@dataclass(frozen=True, slots=True)
class AccountPage:
    """So many accounts, and the mark with which the next page is asked for ("" at the end)."""

    rows: tuple[AccountRow, ...]
    after: str


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Names by id, of people who left too; one query, none for no ids."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    return dict(Account.objects.filter(pk__in=wanted).values_list("pk", "name"))


def holders(unit_id: int, role: Role, on: date) -> list[Holder]:
    """The active people who hold a role at this very unit that day, in alphabetical order."""
    posts = working_posts(on).filter(unit_id=unit_id).with_role(role)
    rows = posts.order_by("account__sort_key", "account_id")
    return [Holder(post.account_id, post.account.name, post.title) for post in rows]


def post(post_id: int) -> PostCard:
    """One query. Raises NoSuchPost."""
    found = _posts().filter(pk=post_id).first()
    if found is None:
        raise NoSuchPost
    return post_card(found)


def staff_of(agency_id: int, on: date) -> tuple[PostCard, ...]:
    """The posts at which people of an agency work that day, by unit and name. One query."""
    posts = working_posts(on).filter(unit__agency_id=agency_id)
    rows = posts.order_by("unit__path", "account__sort_key", "account_id")
    return tuple(map(post_card, rows))


def accounts(
    *, on: date, search: str = "", top_id: int | None = None, after: str = "", limit: int = 50
) -> AccountPage:
    """Accounts in alphabetical order, a page at a time. Two queries.

    `search` is part of a name or user name, marks or not; `top_id` keeps those with a post in that
    unit or under it on that day.
    """
    found = Account.objects.order_by("sort_key", "pk")
    if has_control_characters(search + after):
        found = found.none()
    for word in fold(search).split():
        found = found.filter(search__contains=word)
    if top_id is not None:
        here = Post.objects.in_force(on).filter(unit__path__contains=f"/{top_id}/")
        found = found.filter(pk__in=here.values("account_id"))
    if after:
        key, _, pk = after.rpartition("~")
        last = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else 0
        found = found.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=last))
    page = list(found[: limit + 1])
    more, page = len(page) > limit, page[:limit]
    posts = _posts_by_account([account.pk for account in page], on)
    rows = tuple(_row(account, posts.get(account.pk, ())) for account in page)
    return AccountPage(rows, f"{page[-1].sort_key}~{page[-1].pk}" if more else "")


def account_card(username: str) -> AccountCard:
    """Three queries. Raises NoSuchAccount."""
    readable = not has_control_characters(username)
    account = Account.objects.filter(username=username).first() if readable else None
    if account is None:
        raise NoSuchAccount(username=username)
    posts = _posts().filter(account=account).order_by("-since", "-pk")
    tokens = ApiToken.objects.filter(account=account).order_by("-created_at", "-pk")
    return AccountCard(
        id=account.pk,
        username=account.username,
        name=account.name,
        phone=account.phone,
        email=account.email,
        is_active=account.is_active,
        locked_until=account.locked_until,
        must_change_password=account.must_change_password,
        last_sign_in_at=account.last_login,
        posts=tuple(map(post_card, posts)),
        tokens=tuple(map(_token_card, tokens)),
    )


def _posts() -> PostQuerySet:
    return Post.objects.select_related("account", "unit__agency")


def working_posts(on: date) -> PostQuerySet:
    """Posts at which somebody may act that day: in force, as are the unit and the account."""
    open_unit = Q(unit__until=None) | Q(unit__until__gte=on)
    return _posts().in_force(on).of_the_working().filter(open_unit, unit__since__lte=on)


def _posts_by_account(ids: list[int], on: date) -> dict[int, tuple[PostCard, ...]]:
    found: dict[int, tuple[PostCard, ...]] = {}
    for post in _posts().in_force(on).filter(account_id__in=ids).order_by("since", "pk"):
        found[post.account_id] = (*found.get(post.account_id, ()), post_card(post))
    return found


def _row(account: Account, posts: tuple[PostCard, ...]) -> AccountRow:
    return AccountRow(
        id=account.pk,
        username=account.username,
        name=account.name,
        is_active=account.is_active,
        locked_until=account.locked_until,
        posts=posts,
    )


def post_card(post: Post) -> PostCard:
    return PostCard(
        id=post.pk,
        title=post.title,
        unit_id=post.unit_id,
        unit_code=post.unit.code,
        unit_name=post.unit.name,
        agency_id=post.unit.agency_id,
        agency_name=post.unit.agency.name,
        roles=frozenset(map(Role, post.roles)),
        since=post.since,
        until=post.until,
        holder_id=post.account_id,
        holder_name=post.account.name,
    )


def held_post(post: Post) -> HeldPost:
    return HeldPost(
        holder_id=post.account_id,
        holder_name=post.account.name,
        unit_id=post.unit_id,
        agency_id=post.unit.agency_id,
        path=post.unit.path,
        roles=frozenset(map(Role, post.roles)),
    )


def _token_card(token: ApiToken) -> TokenCard:
    return TokenCard(
        id=token.pk,
        name=token.name,
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )
