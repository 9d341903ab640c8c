"""Who calls: the account of a token, and the post at which it acts."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from motcua.people import queries
from motcua.people.errors import TokenRefused
from motcua.people.rules import Actor
from motcua.web.api.errors import FieldWrong


POST_HEADER: Final = "X-Post"
_LONGEST_TOKEN: Final = 200
_LARGEST_ID: Final = 2**63 - 1


class Bearer(HttpBearer):
    """`Authorization: Bearer <token>`. Never a session cookie: nothing a browser adds by itself."""

    def authenticate(self, request: HttpRequest, token: str) -> int | None:
        """The account's id; None for a token that is wrong, expired or revoked."""
        if not token.isascii() or not 0 < len(token) <= _LONGEST_TOKEN:
            return None
        try:
            return queries.account_of_token(token, timezone.now()).user_id
        except TokenRefused:
            return None


bearer: Final = Bearer()


def account_of(request: HttpRequest) -> int | None:
    """The account that calls, or None. One query."""
    return bearer(request)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, at the post of `X-Post` or at their first one. Raises FieldWrong and NoPost."""
    account_id: int = getattr(request, "auth")  # noqa: B009  set by the framework, unknown to its types
    return queries.actor_of(account_id, post_id=_post(request), on=timezone.localdate())


def _post(request: HttpRequest) -> int | None:
    text = request.headers.get(POST_HEADER, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:20]) <= _LARGEST_ID):
        raise FieldWrong(field=POST_HEADER, why="Mã vị trí công tác là một số nguyên")
    return int(text[:20])
