"""Signing in and changing a password."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from motcua.journal.services import record
from motcua.people.errors import NoSuchAccount, OldPasswordWrong, SignInLocked, SignInRefused
from motcua.people.facts import PasswordSet, SignedIn, SignInLockedUntil
from motcua.people.models import Account
from motcua.people.rules import LONGEST_PASSWORD, Actor, has_control_characters
from motcua.people.services.accounts import account_to_administer
from motcua.people.services.passwords import check_new_password


def sign_in(username: str, password: str, *, at: datetime) -> Account:
    """The account, where name and password are right.

    Raises SignInRefused, the same whatever was wrong, and after the same work; SignInLocked after
    too many failures in a row. The count is committed although the sign-in is refused: this can't
    be called inside another transaction. Tries at the same account are judged one by one.
    """
    with transaction.atomic(durable=True):
        account = _locked_by_name(username)
        outcome = _judge(account, password, at=at)
    if outcome is not None:
        raise outcome
    assert account is not None
    return account


@transaction.atomic
def set_password(username: str, password: str, *, by: Actor | None, at: datetime) -> None:
    """An administrator gives a person a new first password; a lock is lifted."""
    account = account_to_administer(username, by=by, at=at)
    check_new_password(password, account.username)
    _put_password(account, password, must_change=True)
    fact = PasswordSet(subject=f"account:{account.username}", by_owner=False)
    record(fact, by=by.user_id if by else None, at=at)


def change_password(user_id: int, *, old: str, new: str, at: datetime) -> None:
    """The owner takes a new password. A wrong old one counts as a failed sign-in.

    Raises OldPasswordWrong, SignInLocked, WeakPassword.
    """
    with transaction.atomic(durable=True):
        account = Account.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if account is None:
            raise NoSuchAccount(username="")
        check_new_password(new, account.username, old=old)
        outcome = _judge(account, old, at=at)
        if outcome is None:
            _put_password(account, new, must_change=False)
            fact = PasswordSet(subject=f"account:{account.username}", by_owner=True)
            record(fact, by=account.pk, at=at)
    if isinstance(outcome, SignInRefused):
        raise OldPasswordWrong
    if outcome is not None:
        raise outcome


def _locked_by_name(username: str) -> Account | None:
    if has_control_characters(username):
        return None
    name = username.strip().lower()
    return Account.objects.select_for_update().filter(username=name, is_active=True).first()


def _judge(
    account: Account | None, password: str, *, at: datetime
) -> SignInRefused | SignInLocked | None:
    """What stands against it; the account's count is brought up to date."""
    readable = len(password) <= LONGEST_PASSWORD and not has_control_characters(password)
    if account is None or not readable:
        make_password("x" * 12)  # the same work as for a known name
        if account is None:
            return SignInRefused()
    if account.locked_until is not None and at < account.locked_until:
        return SignInLocked(until=timezone.localtime(account.locked_until))
    if readable and account.check_password(password):
        _count_success(account, at=at)
        return None
    return _count_failure(account, at=at)


def _count_success(account: Account, *, at: datetime) -> None:
    fact = SignedIn(subject=f"account:{account.username}", failures_before=account.failures)
    account.failures, account.locked_until, account.last_login = 0, None, at
    account.save(update_fields=["failures", "locked_until", "last_login"])
    record(fact, by=account.pk, at=at)


def _count_failure(account: Account, *, at: datetime) -> SignInRefused | SignInLocked:
    if account.locked_until is not None:  # the lock is over: counting starts anew
        account.failures, account.locked_until = 0, None
    account.failures += 1
    refusal: SignInRefused | SignInLocked = SignInRefused()
    if account.failures >= settings.SIGN_IN_FAILURES:
        account.locked_until = at + timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
        refusal = SignInLocked(until=timezone.localtime(account.locked_until))
        fact = SignInLockedUntil(subject=f"account:{account.username}", until=account.locked_until)
        record(fact, by=None, at=at)
    account.save(update_fields=["failures", "locked_until"])
    return refusal


def _put_password(account: Account, password: str, *, must_change: bool) -> None:
    account.set_password(password)
    account.failures, account.locked_until = 0, None
    account.must_change_password = must_change
    account.save(update_fields=["password", "failures", "locked_until", "must_change_password"])
