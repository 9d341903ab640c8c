"""Accounts and posts as the administration shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.people.queries import AccountRow, PostCard
from motcua.people.rules import Role


@dataclass(frozen=True, slots=True)
class PostLine:
    card: PostCard
    roles: str
    look: str  # of the state: ok, wait, refused
    words: str
    has_ended: bool


@dataclass(frozen=True, slots=True)
class AccountLine:
    account: AccountRow
    posts: tuple[PostLine, ...]
    look: str
    words: str


def post_line(post: PostCard, on: date) -> PostLine:
    look, words = _standing(post, on)
    roles = ", ".join(role.label for role in Role if role in post.roles)
    return PostLine(post, roles, look, words, has_ended=look == "refused")


def _standing(post: PostCard, on: date) -> tuple[str, str]:
    if post.until is not None and post.until < on:
        return "refused", "Đã kết thúc"
    if post.since > on:
        return "wait", "Chưa bắt đầu"
    return "ok", "Đang giữ"


def account_lines(rows: Iterable[AccountRow], now: datetime, on: date) -> list[AccountLine]:
    return [
        AccountLine(
            row,
            tuple(post_line(post, on) for post in row.posts),
            *standing(row.is_active, row.locked_until, now),
        )
        for row in rows
    ]


def standing(is_active: bool, locked_until: datetime | None, now: datetime) -> tuple[str, str]:
    """Whether somebody can sign in: the look of the state, and words."""
    if not is_active:
        return "refused", "Đã ngừng"
    if is_locked(locked_until, now):
        return "late", "Đang khóa"
    return "ok", "Hoạt động"


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    return locked_until is not None and now < locked_until
