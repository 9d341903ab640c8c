"""One procedure changes: a new version, its end, a limit that was not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.catalog.errors import (
    ContentWrong,
    LimitNotClear,
    NoSuchChannel,
    NoSuchProcedure,
    PastIsFixed,
    SourceMissing,
    TextNotReadable,
    VersionsOverlap,
)
from motcua.catalog.facts import ProcedureClosed, subject
from motcua.catalog.models import Procedure
from motcua.catalog.rules import (
    Channel,
    Mark,
    Row,
    Terms,
    is_code,
    objection,
    read_limit,
    read_row,
)
from motcua.catalog.rules.shape import content_from
from motcua.catalog.rules.values import channel_label
from motcua.catalog.services.storing import open_version, refresh_words, still_open
from motcua.journal import services as journal
from motcua.people.rules import Actor, has_control_characters


_LONGEST_TEXT = 300


@transaction.atomic
def new_version(raw: Mapping[str, Any], *, since: date, by: Actor, at: datetime) -> int:
    """From `since` on the procedure says what `raw` says (a row of data/procedures.json).

    A code that is not known yet is a new procedure. Returns the version's id.
    Raises NotAdministrator, ContentWrong, PastIsFixed, VersionsOverlap.
    """
    _must_be_administrator(by)
    row, problems = read_row({**raw, "since": since})
    if row is None:
        told = " ".join(f"{problem.column}: {problem.message}" for problem in problems[:5])
        raise ContentWrong(problems=told.rstrip("."))
    procedure, _ = Procedure.objects.get_or_create(code=row.code)
    return _add(_locked(procedure.code), row, by=by, at=at)


@transaction.atomic
def set_limits(
    code: str,
    limits: Mapping[Channel, str],
    *,
    source: str,
    since: date,
    by: Actor,
    at: datetime,
) -> int:
    """Say the limits that were not known, in words, with the act that sets them.

    «3 ngày làm việc». Opens a new version, which can be filed once every channel has a limit;
    returns its id.
    Raises NotAdministrator, NoSuchProcedure, NoSuchChannel, LimitNotClear, SourceMissing,
    AlreadyClosed, PastIsFixed, VersionsOverlap.
    """
    _must_be_administrator(by)
    source = _readable(source)
    if not source:
        raise SourceMissing()
    procedure = _locked(code)
    content = content_from(still_open(procedure, since))
    for channel in limits:
        if channel not in content.channels:
            raise NoSuchChannel(code=code, channel=channel_label(channel))
    told = tuple(
        _told(terms, limits[terms.channel], source) if terms.channel in limits else terms
        for terms in content.by_channel
    )
    reason = content.unknown_because if any(terms.limit is None for terms in told) else ""
    content = replace(content, by_channel=told, unknown_because=reason)
    return _add(procedure, Row(code, content, since), by=by, at=at)


@transaction.atomic
def close_procedure(code: str, *, until: date, reason: str, by: Actor, at: datetime) -> None:
    """The procedure is abolished: `until` is the last day on which it can be filed.

    Raises NotAdministrator, NoSuchProcedure, AlreadyClosed, PastIsFixed, VersionsOverlap.
    """
    _must_be_administrator(by)
    procedure = _locked(code)
    today = timezone.localdate(at)
    if until < today:
        raise PastIsFixed(today=today)
    last = still_open(procedure, until)
    if last.since > until:
        raise VersionsOverlap(code=code, since=last.since)
    last.until = until
    last.save(update_fields=["until"])
    fact = ProcedureClosed(subject=subject(code), until=until, reason=_readable(reason))
    journal.record(fact, by=by.user_id, at=at)


def _must_be_administrator(by: Actor) -> None:
    if refusal := objection(by):
        raise refusal


def _locked(code: str) -> Procedure:
    known = Procedure.objects.select_for_update().filter(code=code) if is_code(code) else None
    procedure = known.first() if known is not None else None
    if procedure is None:
        raise NoSuchProcedure()
    return procedure


def _readable(text: str) -> str:
    if has_control_characters(text) or len(text) > _LONGEST_TEXT:
        raise TextNotReadable()
    return text.strip()


def _add(procedure: Procedure, row: Row, *, by: Actor, at: datetime) -> int:
    version = open_version(procedure, row, by=by.user_id, at=at)
    refresh_words([version])
    return version.pk


def _told(terms: Terms, text: str, source: str) -> Terms:
    read = read_limit(_readable(text), source=source)
    if read.limit is None:
        raise LimitNotClear(text=text.strip()[:60])
    return replace(terms, limit=read.limit, cutoff=read.cutoff, text=text.strip(), mark=Mark.FOUND)
