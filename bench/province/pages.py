"""The pages that leaders look at: times of the server, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.core.cache import cache
from django.test import Client

from motcua.people.models import Account, Post


class Page(NamedTuple):
    name: str
    path: str
    aim_ms: float


def pages(unit: int, top: int, year: int) -> Iterator[tuple[Page, Client]]:
    """With whom looks at them: the leader of a commune, then the leader of the province."""
    one, whole = _leader(unit), _leader(top)
    report = f"dv={top}&ky={year}&duoi=1"
    own = f"dv={unit}&ky={year}"
    lists = "/dieu-hanh/bao-cao/ho-so/?"
    for page in (
        Page("page, a commune's board", f"/dieu-hanh/don-vi/{unit}/", 50),
        Page("page, the leader's first page", "/dieu-hanh/", 50),
        Page("page, a commune's report", f"/dieu-hanh/bao-cao/?{own}", 300),
        Page("page, a commune's 766", "/dieu-hanh/chi-so/766/", 300),
        Page("page, list of a commune, received", f"{lists}{own}&so=received", 50),
        Page("page, list of a commune, late", f"{lists}{own}&so=resolved_late", 50),
    ):
        yield page, one
    for page in (
        Page("page, the province's board", f"/dieu-hanh/don-vi/{top}/", 300),
        Page("page, all agencies compared", "/dieu-hanh/so-sanh/", 300),
        Page("page, the province's report", f"/dieu-hanh/bao-cao/?{report}", 300),
        Page("page, 766 of all agencies", "/dieu-hanh/chi-so/766/xep-hang/", 2000),
        Page("page, list of the province, received", f"{lists}{report}&so=received", 50),
        Page("page, list of the province, late", f"{lists}{report}&so=resolved_late", 50),
        Page("page, list of the province, open", f"{lists}{report}&so=in_progress", 50),
    ):
        yield page, whole


def seen(page: Page, client: Client) -> None:
    cache.clear()
    answer = client.get(page.path)
    assert answer.status_code == 200, (page.path, answer.status_code)


def _leader(unit: int) -> Client:
    post = Post.objects.filter(unit=unit, roles__contains=["leader"]).first()
    assert post is not None
    client = Client()
    client.force_login(Account.objects.get(pk=post.account_id))
    return client
