"""Filling the gazetteer from the data that the release carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from motcua.journal.services import record
from motcua.people.facts import PlacesLoaded
from motcua.people.models import Place, Succession
from motcua.people.rules import Edge, PlaceRow, read_gazetteer


DATA = Path(__file__).resolve().parent.parent / "data"
BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did; all three are 0 where the tables were already as the data say."""

    places: int
    added: int
    changed: int
    removed: int


@transaction.atomic
def load_places(*, at: datetime) -> Loaded:
    """Make the gazetteer what the data files say. Running it again changes and writes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_place IN SHARE ROW EXCLUSIVE MODE")
    with (
        (DATA / "places_until_2025_06.tsv").open(encoding="utf-8") as former,
        (DATA / "places_since_2025_07.tsv").open(encoding="utf-8") as present,
    ):
        gazetteer = read_gazetteer(former, present)
    loaded = _load_rows(gazetteer.rows)
    edges_differ = _load_edges(gazetteer.edges)
    if edges_differ or loaded.added or loaded.changed or loaded.removed:
        record(
            PlacesLoaded(
                subject="places",
                added=loaded.added,
                changed=loaded.changed,
                removed=loaded.removed,
            ),
            by=None,
            at=at,
        )
    return loaded


def _load_rows(rows: Sequence[PlaceRow]) -> Loaded:
    stored = {PlaceRow(*row) for row in Place.objects.values_list(*PlaceRow._fields)}
    kept = {_key(row) for row in stored}
    wanted = {_key(row) for row in rows}
    for code, since in kept - wanted:
        Place.objects.filter(code=code, since=since).delete()
    fresh = [row for row in rows if row not in stored]
    Place.objects.bulk_create(
        (Place(**row._asdict()) for row in fresh),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code", "since"],
        update_fields=[name for name in PlaceRow._fields if name not in ("code", "since")],
    )
    added = len(wanted - kept)
    return Loaded(
        places=len(rows), added=added, changed=len(fresh) - added, removed=len(kept - wanted)
    )


def _key(row: PlaceRow) -> tuple[str, date]:
    return row.code, row.since


def _load_edges(edges: frozenset[Edge]) -> bool:
    """Whether anything had to be written."""
    ids = {
        (code, since): pk for code, since, pk in Place.objects.values_list("code", "since", "pk")
    }
    wanted = {(ids[edge.former], ids[edge.into], edge.share) for edge in edges}
    stored = set(Succession.objects.values_list("former_id", "into_id", "share"))
    if wanted == stored:
        return False
    Succession.objects.all().delete()
    Succession.objects.bulk_create(
        (Succession(former_id=old, into_id=new, share=share) for old, new, share in sorted(wanted)),
        batch_size=BATCH,
    )
    return True
