"""Accounts and posts: who there is, where they work and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.errors import UniqueViolation

from motcua.journal.services import record
from motcua.people.errors import (
    AccountInactive,
    LastAdmin,
    NoRole,
    NoSuchAccount,
    NoSuchPost,
    NoSuchUnit,
    OutsideUnitPeriod,
    PeriodReversed,
    PostEnded,
    PostOverlaps,
    UsernameTaken,
)
from motcua.people.facts import (
    AccountChanged,
    AccountCreated,
    AccountDeactivated,
    AccountReactivated,
    AccountUnlocked,
    Appointed,
    PostEndedOn,
)
from motcua.people.models import Account, Post, Unit
from motcua.people.rules import (
    Actor,
    Role,
    fold,
    has_control_characters,
    objection,
    sort_key,
    tidy,
    tidy_email,
    tidy_username,
)
from motcua.people.services.passwords import check_new_password


ONE_DAY = timedelta(days=1)


@transaction.atomic
def create_account(
    username: str,
    name: str,
    *,
    password: str | None,
    phone: str = "",
    email: str = "",
    must_change_password: bool = True,
    by: Actor | None,
    at: datetime,
) -> int:
    """A person who may sign in, with a first password to be changed; without one, nobody signs in.

    Raises UsernameTaken, WeakPassword, NotAdmin and a refusal for each field that is wrong.
    """
    if refusal := objection(by):
        raise refusal
    username = tidy_username(username)
    if password is not None:
        check_new_password(password, username)
    account = Account(username=username, must_change_password=must_change_password)
    _set_details(account, name=name, phone=phone, email=email)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise UsernameTaken(username=username) from error
        raise
    fact = AccountCreated(subject=f"account:{username}", name=account.name)
    record(fact, by=by.user_id if by else None, at=at)
    return account.pk


@transaction.atomic
def change_account(
    username: str, *, name: str, phone: str, email: str, by: Actor | None, at: datetime
) -> bool:
    """Correct how a person is called and reached. False where nothing differs."""
    account = account_to_administer(username, by=by, at=at)
    before = (account.name, account.phone, account.email)
    _set_details(account, name=name, phone=phone, email=email)
    after = (account.name, account.phone, account.email)
    changed = [n for n, a, b in zip(_DETAILS, before, after, strict=True) if a != b]
    if not changed:
        return False
    account.save(update_fields=[*_DETAILS, "search", "sort_key"])
    fact = AccountChanged(subject=f"account:{account.username}", fields=tuple(changed))
    record(fact, by=by.user_id if by else None, at=at)
    return True


@transaction.atomic
def deactivate(username: str, *, by: Actor | None, at: datetime) -> None:
    """Nobody signs in or acts with this account any more. Raises LastAdmin."""
    today = timezone.localdate(at)
    admins = _hold_the_admins(on=today)
    account = account_to_administer(username, by=by, at=at)
    if not account.is_active:
        raise AccountInactive(username=account.username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _keep_an_admin([post for post in admins if post.account_id == account.pk], on=today)
    fact = AccountDeactivated(subject=f"account:{account.username}")
    record(fact, by=by.user_id if by else None, at=at)


@transaction.atomic
def reactivate(username: str, *, by: Actor | None, at: datetime) -> None:
    """Let a person who came back sign in again. Nothing is done where the account is active."""
    account = account_to_administer(username, by=by, at=at)
    if account.is_active:
        return
    account.is_active = True
    account.save(update_fields=["is_active"])
    fact = AccountReactivated(subject=f"account:{account.username}")
    record(fact, by=by.user_id if by else None, at=at)


@transaction.atomic
def unlock(username: str, *, by: Actor | None, at: datetime) -> None:
    """Lift the lock that too many wrong passwords set. Nothing is done where there is none."""
    account = account_to_administer(username, by=by, at=at)
    if account.locked_until is None:
        return
    account.failures, account.locked_until = 0, None
    account.save(update_fields=["failures", "locked_until"])
    fact = AccountUnlocked(subject=f"account:{account.username}")
    record(fact, by=by.user_id if by else None, at=at)


@transaction.atomic
def appoint(
    username: str,
    unit_id: int,
    *,
    title: str,
    roles: Iterable[Role],
    since: date,
    until: date | None = None,
    by: Actor | None,
    at: datetime,
) -> int:
    """Give a person a post in a unit and return its id.

    Raises PostOverlaps where they have one there on one of these days, OutsideUnitPeriod,
    AccountInactive, NotAdmin and OutsideYourAgency.
    """
    unit = Unit.objects.select_for_update(no_key=True).filter(pk=unit_id).first()
    if unit is None:
        raise NoSuchUnit(unit=unit_id)
    if refusal := objection(by, paths=[unit.path]):
        raise refusal
    account = _locked(username)
    if not account.is_active:
        raise AccountInactive(username=account.username)
    held = sorted(set(roles))
    if not held:
        raise NoRole
    _check_period(account, unit, since, until)
    post = Post.objects.create(
        account=account,
        unit=unit,
        title=tidy(title, "chức vụ", most=100, required=True),
        roles=[role.value for role in held],
        since=since,
        until=until,
    )
    record(
        Appointed(
            subject=f"account:{account.username}",
            post_id=post.pk,
            unit_code=unit.code,
            title=post.title,
            roles=tuple(held),
            since=since,
            until=until,
        ),
        by=by.user_id if by else None,
        at=at,
    )
    return post.pk


@transaction.atomic
def end_post(post_id: int, *, until: date, by: Actor | None, at: datetime) -> None:
    """The post is held up to and including that day. Raises LastAdmin, PostEnded."""
    today = timezone.localdate(at)
    admins = _hold_the_admins(on=today)
    rows = Post.objects.select_for_update(of=("self",)).select_related("unit", "account")
    post = rows.filter(pk=post_id).first()
    if post is None:
        raise NoSuchPost
    if refusal := objection(by, paths=[post.unit.path]):
        raise refusal
    if post.until is not None and post.until <= until:
        raise PostEnded(until=post.until)
    if until < post.since:
        raise PeriodReversed(since=post.since, until=until)
    post.until = until
    post.save(update_fields=["until"])
    _keep_an_admin([each for each in admins if each == post], on=max(until + ONE_DAY, today))
    record(
        PostEndedOn(
            subject=f"account:{post.account.username}",
            post_id=post.pk,
            unit_code=post.unit.code,
            title=post.title,
            until=until,
        ),
        by=by.user_id if by else None,
        at=at,
    )


def account_to_administer(
    username: str, *, by: Actor | None, at: datetime, or_own: bool = False
) -> Account:
    """The account, locked. Raises the refusal of somebody who may not administer all its posts.

    With `or_own` its owner needs no right to administer.
    """
    account = _locked(username)
    if or_own and by is not None and by.user_id == account.pk:
        return account
    posts = Post.objects.not_ended(timezone.localdate(at)).filter(account=account)
    if refusal := objection(by, paths=posts.values_list("unit__path", flat=True)):
        raise refusal
    return account


_DETAILS = ("name", "phone", "email")


def _set_details(account: Account, *, name: str, phone: str, email: str) -> None:
    account.name = tidy(name, "họ và tên", most=120, required=True)
    account.phone = tidy(phone, "điện thoại", most=20)
    account.email = tidy_email(email)
    account.search = fold(f"{account.name} {account.username}")[:200]
    account.sort_key = sort_key(account.name)[:400]


def _locked(username: str) -> Account:
    account = None
    if not has_control_characters(username):
        rows = Account.objects.select_for_update()
        account = rows.filter(username=username.strip().lower()).first()
    if account is None:
        raise NoSuchAccount(username=username)
    return account


def _check_period(account: Account, unit: Unit, since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise PeriodReversed(since=since, until=until)
    ends_first = unit.until is not None and (until is None or until > unit.until)
    if since < unit.since or ends_first:
        raise OutsideUnitPeriod(unit=unit.name)
    if Post.objects.overlapping(since, until).filter(account=account, unit=unit).exists():
        raise PostOverlaps


def _hold_the_admins(*, on: date) -> list[Post]:
    """The administrators' posts; two who end each other's wait for one another."""
    posts = Post.objects.select_for_update(no_key=True).not_ended(on).with_role(Role.ADMIN)
    return list(posts.order_by("pk"))


def _keep_an_admin(lost: list[Post], *, on: date) -> None:
    """Raises LastAdmin unless somebody administers from that day on.

    Where a post without an end is lost, another without an end has to be there: else the last
    administrator would go one day with nobody there to refuse it.
    """
    if not lost:
        return
    admins = Post.objects.with_role(Role.ADMIN).of_the_working()
    open_ended = any(post.until is None for post in lost)
    if not admins.in_force(on).exists() or (open_ended and not admins.filter(until=None).exists()):
        raise LastAdmin
