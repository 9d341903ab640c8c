"""Finding procedures by what people type: without accents, with slips, in everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length

from motcua.catalog.errors import TextNotReadable
from motcua.catalog.models import ProcedureVersion, Word
from motcua.catalog.queries.guide import data_file, life_events, popular_codes
from motcua.catalog.queries.procedures import CARD_COLUMNS, Card, card_of, cards
from motcua.catalog.rules.matching import (
    Candidate,
    Match,
    Phrase,
    Speech,
    Typed,
    ranked,
    speech,
    spellings,
    spoken_of,
    understood,
)
from motcua.catalog.rules.words import STOP_WORDS, typed_words
from motcua.people.rules import fold, has_control_characters


MOST_TYPED: Final = 200
MOST_LISTED: Final = 200
_MOST_CANDIDATES: Final = 80
_MOST_WORDS: Final = 8
_MOST_DROPPED: Final = 4  # of the rarest words, each may be the one that is not there
_ENOUGH: Final = 20
_ALIKE: Final = 0.45
_RARE: Final = 0.14  # the weight of a word that stands in some hundreds of procedures
_EVENT: Final = (0.7, 0.8)  # strength, and how it fades from one procedure to the next
_CODE: Final = re.compile(r"\s*([0-9])[.,\s]?([0-9]{0,6})((?:\.[0-9A-Z]{0,5})*)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    card: Card
    matched: tuple[str, ...] = ()  # words of the name that were asked for, as the name writes them

    @property
    def code(self) -> str:
        return self.card.code

    @property
    def name(self) -> str:
        return self.card.name


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found. `next_after` leads to the next; None on the last."""

    hits: tuple[Hit, ...]
    next_after: str | None = None
    mended: str = ""  # the search as it was understood, where that is not as typed
    did_you_mean: tuple[Hit, ...] = ()  # only when nothing was found


def search(
    text: str,
    *,
    on: date,
    field: str | None = None,
    level: str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> Results:
    """Best first; all in alphabetical order when nothing is typed. `after` is the last code seen.

    Raises TextNotReadable. At most six queries, whatever is found.
    """
    if any(has_control_characters(part) for part in (text, field or "", level or "", after or "")):
        raise TextNotReadable()
    limit = max(1, min(limit, MOST_LISTED))
    rows = _filtered(on, field, level)
    typed = typed_words(text[:MOST_TYPED])
    if not typed:
        return _page_in_order(rows, limit, after)
    if found := _CODE.fullmatch(text[:MOST_TYPED]):
        return _page_of_codes(rows, found, limit, after)
    meant, mended = _understood(typed)
    spoken = spoken_of(meant, _speech())
    matches = ranked(_candidates(rows, meant, spoken), meant, spoken, popular_codes())
    if not matches:
        telling = [word for word in typed if word not in STOP_WORDS]
        return Results((), did_you_mean=_alike(rows, " ".join(telling)))
    return _page_of_matches(matches, limit, after, mended=mended, on=on)


def _filtered(on: date, field: str | None, level: str | None) -> QuerySet[ProcedureVersion]:
    rows = ProcedureVersion.objects.in_force(on)
    if field:
        rows = rows.filter(field=field)
    if level:
        rows = rows.filter(levels__contains=[level])
    return rows


def _page_in_order(rows: QuerySet[ProcedureVersion], limit: int, after: str | None) -> Results:
    if after:
        last = rows.filter(procedure__code=after).values_list("sort_key", "procedure_id").first()
        if last is None:
            return Results(())
        key, procedure = last
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, procedure__gt=procedure))
    found = rows.order_by("sort_key", "procedure").values(*CARD_COLUMNS)[: limit + 1]
    return _page([Hit(card_of(row)) for row in found], limit)


def _page_of_codes(
    rows: QuerySet[ProcedureVersion], code: re.Match[str], limit: int, after: str | None
) -> Results:
    first, digits, rest = code.groups()
    start = f"{first}.{digits}{rest.upper()}" if digits else first
    rows = rows.filter(procedure__code__startswith=start)
    if after:
        rows = rows.filter(procedure__code__gt=after)
    found = rows.order_by("procedure__code").values(*CARD_COLUMNS)[: limit + 1]
    return _page([Hit(card_of(row)) for row in found], limit)


def _page(hits: list[Hit], limit: int) -> Results:
    more = len(hits) > limit
    return Results(tuple(hits[:limit]), hits[limit - 1].code if more else None)


def _page_of_matches(
    matches: Sequence[Match], limit: int, after: str | None, *, mended: str, on: date
) -> Results:
    codes = [match.code for match in matches]
    start = codes.index(after) + 1 if after in codes else 0
    page = matches[start : start + limit]
    known = cards((match.code for match in page), on=on)
    hits = [Hit(known[m.code], _as_written(known[m.code].name, m.matched)) for m in page]
    more = start + limit < len(matches)
    return Results(tuple(hits), page[-1].code if more and page else None, mended)


def _as_written(name: str, matched: tuple[str, ...]) -> tuple[str, ...]:
    found = (word for word in re.findall(r"\w+", name) if _folded(word) in matched)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=10_000)
def _folded(word: str) -> str:
    return fold(word)


def _understood(typed: list[str]) -> tuple[list[Typed], str]:
    """The words with what they may mean, and the search rewritten where a word was mended."""
    alike = Q(forms__overlap=spellings(typed))
    begun = Q(word__startswith=typed[-1]) if len(typed[-1]) > 1 else Q()
    rows = Word.objects.filter(alike | begun).order_by("-uses").values_list("word", "uses")
    meant = understood(typed, dict(rows[:400]), _speech().words)
    said = " ".join(word.meanings[0] if word.meanings else word.word for word in meant)
    return meant, said if said != " ".join(typed) else ""


def _candidates(
    rows: QuerySet[ProcedureVersion], meant: Sequence[Typed], spoken: dict[str, float]
) -> list[Candidate]:
    """Those that everyday phrases stand for, and those with most of the words. Three queries."""
    columns = ("procedure__code", "name_words", "other_words")
    found: list[tuple[str, str, str]] = []
    if spoken:
        found += rows.filter(procedure__code__in=list(spoken)).values_list(*columns)
    for condition in _asked(meant):
        having = rows.filter(**condition).order_by(Length("name_words"), "procedure")
        found += having.values_list(*columns)[:_MOST_CANDIDATES]
        if len(found) >= _ENOUGH:
            break
    return [Candidate(*row) for row in dict.fromkeys(found)]


def _asked(meant: Sequence[Typed]) -> list[dict[str, SearchQuery]]:
    """First names with all the words, then whatever has all but one of them, or the rarest."""
    known = sorted((word for word in meant if word.meanings), key=lambda word: -word.weight)
    telling = [word for word in known if word.word not in STOP_WORDS] or known
    either = [f"({' | '.join(word.meanings)})" for word in telling[:_MOST_WORDS]]
    if not either:
        return []
    fewer = [" & ".join(either[:i] + either[i + 1 :]) for i in range(len(either))]
    rarest = either[0] if telling[0].weight > _RARE or len(either) < 3 else fewer[-1]
    most = " | ".join([rarest, *fewer[:_MOST_DROPPED]]) if len(either) > 2 else rarest
    return [{"words_of_name": _query(" & ".join(either))}, {"words": _query(most)}]


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, config="simple", search_type="raw")


def _alike(rows: QuerySet[ProcedureVersion], text: str) -> tuple[Hit, ...]:
    """Names that look most like what was typed, when no word of it was found."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {_ALIKE}")
        near = list(_nearest(rows, text))
    return tuple(Hit(card_of(row)) for row in near)


def _nearest(rows: QuerySet[ProcedureVersion], text: str) -> Iterable[dict[str, Any]]:
    return (
        rows.filter(name_words__trigram_word_similar=text)
        .annotate(near=TrigramWordSimilarity(text, "name_words"))
        .order_by(F("near").desc(), "sort_key")
        .values(*CARD_COLUMNS)[:3]
    )


@cache
def _speech() -> Speech:
    said = [
        Phrase(tuple(typed_words(text)), tuple(entry["codes"]))
        for entry in data_file("synonyms.json")["phrases"]
        for text in entry["words"]
    ]
    events = [
        Phrase(tuple(typed_words(text)), event.codes, *_EVENT)
        for event in life_events()
        for text in (event.title, *event.words)
    ]
    return speech(said + events)
