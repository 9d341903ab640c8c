"""The gazetteer: places as they were on a day, and what became of them since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length

from motcua.people.errors import NoSuchPlace
from motcua.people.models import Place
from motcua.people.rules import (
    PlaceCard,
    PlaceKind,
    PlaceLevel,
    Share,
    has_control_characters,
    home_among,
    place_key,
    share_of_all,
    sort_key,
)


LONGEST_SEARCH = 100
ALIKE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Successor:
    """A place of today to which so much of the former one belongs."""

    place: PlaceCard
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressNow:
    """What an address of then is today.

    `settled` is the one place it can be. Where there are several, `home` is the one to which all
    people went, if it is known; otherwise somebody has to choose among `choices`.
    """

    was: PlaceCard
    choices: tuple[Successor, ...]
    settled: PlaceCard | None
    home: PlaceCard | None


def place(code: str, on: date) -> PlaceCard:
    """The place that bore this code that day. Two queries. Raises NoSuchPlace."""
    return _cards([_row(code, on)], on)[0]


def provinces(on: date) -> tuple[PlaceCard, ...]:
    """In alphabetical order. One query."""
    rows = Place.objects.in_force(on).filter(level=PlaceLevel.PROVINCE.value)
    return tuple(_card(row, {}) for row in rows.order_by("sort_key", "code"))


def communes_of(province_code: str, on: date) -> tuple[PlaceCard, ...]:
    """All communes of a province that day, in alphabetical order. Two queries."""
    rows = Place.objects.in_force(on).filter(
        province_code=province_code, level=PlaceLevel.COMMUNE.value
    )
    if has_control_characters(province_code):
        return ()
    return tuple(_cards(rows.order_by("sort_key", "code"), on))


def find_places(
    text: str,
    on: date,
    level: PlaceLevel | None = None,
    within: str | None = None,
    limit: int = 20,
) -> tuple[PlaceCard, ...]:
    """Places of that day whose name, or name and what lies above, begins with these words.

    The best first: the very name, then names that begin so. Where nothing fits, names nearly so
    written. `within` is the code of a province or former district. At most three queries.
    """
    text = text[:LONGEST_SEARCH]
    wanted = place_key(text)
    if not wanted or has_control_characters(text + (within or "")):
        return ()
    rows = Place.objects.in_force(on)
    if level:
        rows = rows.filter(level=level.value)
    if within:
        rows = rows.filter(**{_WITHIN.get(len(within), "code"): within})
    found = list(_with_words(rows, text, wanted)[:limit]) or list(_nearly(rows, wanted)[:limit])
    return tuple(_cards(found, on))


_WITHIN = {2: "province_code", 3: "district_code"}


def address_on(commune_code: str, written_on: date, today: date) -> AddressNow:
    """What became of a place named in an address of that day. Four queries. Raises NoSuchPlace."""
    then = _row(commune_code, written_on)
    was = _cards([then], written_on)[0]
    shares = _shares_today(then, today)
    rows = Place.objects.filter(pk__in=shares).order_by("sort_key", "code")
    found = [(row, shares[row.pk]) for row in rows]
    cards = _cards([row for row, _ in found], today)
    choices = tuple(Successor(card, share) for card, (_, share) in zip(cards, found, strict=True))
    home = home_among([choice.share for choice in choices])
    return AddressNow(
        was=was,
        choices=choices,
        settled=choices[0].place if len(choices) == 1 else None,
        home=choices[home].place if home is not None else None,
    )


_SUCCESSORS = """
    WITH RECURSIVE line AS (
        SELECT id, until, ARRAY[]::varchar[] AS shares FROM people_place WHERE id = %(id)s
        UNION ALL
        SELECT place.id, place.until, line.shares || edge.share
        FROM line
        JOIN people_succession edge ON edge.former_id = line.id
        JOIN people_place place ON place.id = edge.into_id
        WHERE line.until < %(today)s
    )
    SELECT line.id, line.shares FROM line JOIN people_place place USING (id)
    WHERE place.since <= %(today)s AND (place.until IS NULL OR place.until >= %(today)s)
"""


def _shares_today(then: Place, today: date) -> dict[int, Share]:
    """The places of today, by id, that hold something of the former one."""
    with connection.cursor() as cursor:
        cursor.execute(_SUCCESSORS, {"id": then.pk, "today": today})
        lines: defaultdict[int, list[list[str]]] = defaultdict(list)
        for place_id, shares in cursor.fetchall():
            lines[place_id].append(shares)
    return {
        place_id: share_of_all([Share(s) for s in ways[0]]) if len(ways) == 1 else Share.PART
        for place_id, ways in lines.items()
    }


def _row(code: str, on: date) -> Place:
    found = None
    if not has_control_characters(code):
        found = Place.objects.in_force(on).filter(code=code).first()
    if found is None:
        raise NoSuchPlace(code=code, on=on)
    assert isinstance(found, Place)
    return found


def _with_words(rows: QuerySet[Place], text: str, wanted: str) -> QuerySet[Place]:
    for word in wanted.split():
        rows = rows.filter(search__contains=f" {word}")
    rank = Case(
        When(sort_key=sort_key(text), then=-1),  # the same marks too: Ba Đình before Ba Dinh
        When(name_key=wanted, then=0),
        When(search__startswith=f" {wanted}", then=1),  # with its kind: xã Hòa Lạc
        When(asked__startswith=F("name_key"), then=2),
        When(name_key__startswith=wanted, then=3),
        When(search__contains=f" {wanted}", then=4),
        default=5,
        output_field=IntegerField(),
    )
    return rows.annotate(asked=Value(wanted)).order_by(rank, Length("code"), "sort_key", "code")


def _nearly(rows: QuerySet[Place], wanted: str) -> QuerySet[Place]:
    likeness = TrigramWordSimilarity(wanted, "search")
    return (
        rows.annotate(likeness=likeness)
        .filter(likeness__gte=ALIKE_ENOUGH)
        .order_by("-likeness", "sort_key", "code")
    )


def _cards(rows: Iterable[Place], on: date) -> list[PlaceCard]:
    """With what lies above each that day: one query more."""
    rows = list(rows)
    codes = {row.province_code for row in rows} | {row.district_code for row in rows}
    above = {row.code: row for row in Place.objects.in_force(on).filter(code__in=codes - {""})}
    return [_card(row, above) for row in rows]


def _card(row: Place, above: dict[str, Place]) -> PlaceCard:
    codes = [code for code in (row.district_code, row.province_code) if code != row.code]
    line = [row, *(above[code] for code in codes if code in above)]
    return PlaceCard(
        code=row.code,
        name=row.name,
        kind=PlaceKind(row.kind),
        since=row.since,
        until=row.until,
        province_code=row.province_code,
        district_code=row.district_code,
        address=", ".join(f"{PlaceKind(each.kind).label} {each.name}" for each in line),
    )
