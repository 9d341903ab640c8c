"""Who may see a dossier, asked for people who are not at the page: watchers, who is mentioned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motcua.dossiers.queries.standing import process_of, standing_of
from motcua.dossiers.queries.walking import stored
from motcua.dossiers.rules import may_see
from motcua.people.rules import Actor


def who_may_see(code: str, actors: Mapping[int, Sequence[Actor]]) -> frozenset[int]:
    """Of these people those who may, at one of their posts. One query. Raises NoSuchDossier."""
    d = stored(code)
    standing = standing_of(d, process_of(d))
    return frozenset(
        user_id
        for user_id, posts in actors.items()
        if any(may_see(actor, standing) for actor in posts)
    )
