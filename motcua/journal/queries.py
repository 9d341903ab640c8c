"""Reading the journal: the history of one subject, and whether anything was changed afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from motcua.journal.models import Entry, Seal
from motcua.journal.rules import Event, entry_hash, merkle_root, seal_hash


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole journal found. `broken` holds sentences in Vietnamese."""

    entries: int
    seals: int
    unsealed: int
    broken: tuple[str, ...]


_SEAL_BROKEN = "Niêm phong các mục {first}–{last} không khớp: có mục bị thêm, bớt hoặc sửa."


def history(subject: str) -> list[Event]:
    """All entries about one subject, oldest first. One query."""
    return [_event(entry) for entry in Entry.objects.filter(subject=subject).order_by("seq")]


def chains(kinds: Collection[str]) -> Iterator[tuple[Event, ...]]:
    """Of each subject its entries of these kinds, oldest first. One query, read as it streams."""
    rows = Entry.objects.filter(kind__in=list(kinds)).order_by("subject", "seq")
    every = (_event(entry) for entry in rows.iterator(chunk_size=5000))
    for _, chain in groupby(every, key=lambda event: event.subject):
        yield tuple(chain)


def histories(subjects: Collection[str], kinds: Collection[str]) -> dict[str, tuple[Event, ...]]:
    """Of each of these subjects its entries of these kinds, oldest first. One query."""
    found: dict[str, tuple[Event, ...]] = dict.fromkeys(subjects, ())
    rows = Entry.objects.filter(subject__in=list(subjects), kind__in=list(kinds))
    events = (_event(entry) for entry in rows.order_by("subject", "seq"))
    for subject, chain in groupby(events, key=lambda event: event.subject):
        found[subject] = tuple(chain)
    return found


def event(entry_id: int) -> Event:
    return _event(Entry.objects.get(pk=entry_id))


def verify(*, most: int = 20) -> Verdict:
    """Recompute every chain and every seal. Reads all entries once per order; keeps little.

    Names at most `most` faults, for after the first the rest of a chain may follow from it.
    """
    broken: list[str] = []
    entries = 0
    for fault in _broken_entries():
        entries += 1
        if fault and len(broken) < most:
            broken.append(fault)
    seals, last_id = 0, 0
    for sealed_up_to, fault in _broken_seals():
        seals, last_id = seals + 1, sealed_up_to
        if fault and len(broken) < most:
            broken.append(fault)
    unsealed = Entry.objects.filter(pk__gt=last_id).count()
    return Verdict(entries=entries, seals=seals, unsealed=unsealed, broken=tuple(broken))


def _broken_entries() -> Iterator[str]:
    """For each entry "" or what is wrong with it."""
    rows = Entry.objects.order_by("subject", "seq").values_list(
        "subject", "seq", "kind", "facts", "by_id", "at", "hash", "pk"
    )
    chain, expected_seq, previous = "", 1, ""
    for subject, seq, kind, facts, by_id, at, digest, pk in rows.iterator(chunk_size=5000):
        if subject != chain:
            chain, expected_seq, previous = subject, 1, ""
        computed = entry_hash(
            previous=previous, seq=seq, kind=kind, subject=subject, facts=facts, by_id=by_id, at=at
        )
        if seq != expected_seq:
            yield f"Thiếu mục {expected_seq} của {subject} (trước mục nhật ký số {pk})."
        elif computed != digest:
            yield f"Mục nhật ký số {pk} ({kind}, {subject}) đã bị sửa."
        else:
            yield ""
        expected_seq, previous = seq + 1, digest


def _broken_seals() -> Iterator[tuple[int, str]]:
    previous = ""
    for seal in Seal.objects.order_by("first_id").iterator():
        hashes = list(
            Entry.objects.filter(pk__gte=seal.first_id, pk__lte=seal.last_id)
            .order_by("pk")
            .values_list("hash", flat=True)
        )
        root = merkle_root(hashes)
        computed = seal_hash(
            previous=previous,
            root=root,
            first_id=seal.first_id,
            last_id=seal.last_id,
            count=len(hashes),
        )
        previous = seal.hash
        fault = "" if computed == seal.hash and root == seal.root else _SEAL_BROKEN
        yield seal.last_id, fault.format(first=seal.first_id, last=seal.last_id)


def _event(entry: Entry) -> Event:
    return Event(
        entry_id=entry.pk,
        seq=entry.seq,
        kind=entry.kind,
        subject=entry.subject,
        facts=entry.facts,
        by_id=entry.by_id,
        at=entry.at,
        hash=entry.hash,
    )
