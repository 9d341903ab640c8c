"""What happened, as values, and the chain of hashes that shows a later change. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What happened, in the past tense. Subclasses add what a reader will want to know.

    `subject` names what it happened to: a dossier's code, `unit:H40.12.05`, `procedure:1.001193`.
    """

    kind: ClassVar[str]
    subject: str


class Author(Protocol):
    """Who acts: the account, and whom they stand in for, if anybody."""

    @property
    def user_id(self) -> int: ...
    @property
    def acting_for_name(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact as the journal kept it, for readers and reactions."""

    entry_id: int
    seq: int
    kind: str
    subject: str
    facts: Mapping[str, Any]
    by_id: int | None
    at: datetime
    hash: str


def plain(value: object) -> object:
    """The value as JSON can hold it and give it back the same: days and moments in ISO 8601."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Enum():
            return value.value
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case str() | int() | bool() | None:
            return value
        case Sequence() | frozenset() | set():
            return [plain(item) for item in value]
    raise TypeError(f"A fact can't hold a {type(value).__name__}.")


def entry_hash(
    *,
    previous: str,
    seq: int,
    kind: str,
    subject: str,
    facts: object,
    by_id: int | None,
    at: datetime,
) -> str:
    """SHA-256 over the entry and the hash of the one before it about the same subject, in hex."""
    content = [previous, seq, kind, subject, facts, by_id, at.astimezone(UTC).isoformat()]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def merkle_root(hashes: Sequence[str]) -> str:
    """The root over the given hashes in their order; an odd one is carried up unpaired."""
    level = list(hashes)
    while len(level) > 1:
        pairs = [
            hashlib.sha256((level[i] + level[i + 1]).encode()).hexdigest()
            for i in range(0, len(level) - 1, 2)
        ]
        level = pairs + level[len(pairs) * 2 :]
    return level[0] if level else ""


def seal_hash(*, previous: str, root: str, first_id: int, last_id: int, count: int) -> str:
    """The hash that chains one seal to the seal before it, in hex."""
    text = f"{previous}:{root}:{first_id}:{last_id}:{count}"
    return hashlib.sha256(text.encode()).hexdigest()
