"""A leader signs a report off: only when every sum comes out, once, and for ever."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from motcua.journal import services as journal
from motcua.people.rules import Actor, Role, has_control_characters
from motcua.reports.errors import (
    FiguresDisagree,
    FinalAlready,
    NoSuchReport,
    PeriodNotOver,
    ReasonRefused,
    ReplacedAlready,
    SignerLeads,
)
from motcua.reports.facts import ReportFinalised
from motcua.reports.models import FinalReport
from motcua.reports.queries.forms import Doubt, Filled, fill, recount
from motcua.reports.queries.narrowing import house, narrowed, unit_of
from motcua.reports.queries.scopes import Scope
from motcua.reports.rules.forms import Kind, as_data, digest
from motcua.reports.rules.periods import Named


LONGEST_REASON: Final = 2000
_SHOWN_FIRST: Final = ("recount", "levels", "negative")  # they name the dossiers most narrowly


@transaction.atomic
def finalise(
    kind: Kind,
    unit_id: int,
    named: Named,
    *,
    with_below: bool,
    by: Actor,
    at: datetime,
    replaces: int = 0,
    reason: str = "",
) -> int:
    """Freeze the form as it is now, under the next number of the year. Returns the id.

    `replaces`: the final report of the same period whose place it takes, and why.
    Raises SignerLeads, NotYours, PeriodNotOver, FinalAlready, ReplacedAlready, NoSuchReport,
    ReasonRefused and FiguresDisagree.
    """
    if Role.LEADER not in by.roles or unit_id != by.agency_id:
        raise SignerLeads
    today = timezone.localdate(at)
    if named.period.last >= today:
        raise PeriodNotOver(last=named.period.last)
    of = narrowed(house(by), unit_id, with_below=with_below)
    _alone(unit_id)
    old = _replaced(kind, of, named, replaces)
    why = _checked(reason) if old else ""
    filled = fill(kind, of, named, made_on=today)
    _refuse_doubts((*recount(kind, of, named.period), *filled.doubts))
    made = _made(kind, of, named, filled, by=by, at=at, replaces=(old, why))
    journal.record(_fact(made, of, kind), by=by, at=at)
    return made.pk


def _alone(unit_id: int) -> None:
    """Whoever else signs a report of this agency waits: the numbers of a year have no holes."""
    with connection.cursor() as cursor:
        subject = f"final report {unit_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])


def _replaced(kind: Kind, of: Scope, named: Named, replaces: int) -> FinalReport | None:
    same = FinalReport.objects.filter(
        unit=unit_of(of).id,
        kind=kind.value,
        with_below=of.has_below,
        first_on=named.period.first,
        last_on=named.period.last,
    ).defer("content")
    standing = same.filter(successor=None).first()
    if not replaces:
        if standing is not None:
            raise FinalAlready(number=standing.number, year=standing.year)
        return None
    if standing is not None and standing.pk == replaces:
        return standing
    raise ReplacedAlready if same.filter(pk=replaces).exists() else NoSuchReport


def _checked(reason: str) -> str:
    clean = reason.replace("\r\n", "\n").strip()
    unreadable = has_control_characters(clean.replace("\n", " ").replace("\t", " "))
    if not clean or len(clean) > LONGEST_REASON or unreadable:
        raise ReasonRefused(most=LONGEST_REASON)
    return clean


def _refuse_doubts(doubts: tuple[Doubt, ...]) -> None:
    if doubts:
        ranked = sorted(doubts, key=lambda doubt: doubt.finding.key not in _SHOWN_FIRST)
        raise FiguresDisagree(first=ranked[0].finding.message, doubts=tuple(ranked))


def _made(
    kind: Kind,
    of: Scope,
    named: Named,
    filled: Filled,
    *,
    by: Actor,
    at: datetime,
    replaces: tuple[FinalReport | None, str],
) -> FinalReport:
    year = timezone.localdate(at).year
    numbered = FinalReport.objects.filter(unit=unit_of(of).id, year=year)
    last: int = numbered.aggregate(last=Max("number"))["last"] or 0
    content = _content(filled)
    return FinalReport.objects.create(
        unit_id=unit_of(of).id,
        kind=kind.value,
        with_below=of.has_below,
        period_code=named.code,
        first_on=named.period.first,
        last_on=named.period.last,
        year=year,
        number=last + 1,
        content=content,
        digest=digest(content),
        signed_at=at,
        signed_by_id=by.user_id,
        signer_name=by.name,
        signer_title=_title(by),
        replaces=replaces[0],
        replaces_reason=replaces[1],
    )


def _content(filled: Filled) -> dict[str, Any]:
    text = json.loads(json.dumps(asdict(filled.text))) if filled.text else None
    return {"form": as_data(filled.form), "text": text}


def _title(by: Actor) -> str:
    return f"{by.title} (thay {by.acting_for_name})" if by.acting_for_name else by.title


def _fact(made: FinalReport, of: Scope, kind: Kind) -> ReportFinalised:
    return ReportFinalised(
        subject=f"report:{unit_of(of).code}",
        report_id=made.pk,
        form=kind,
        first=made.first_on,
        last=made.last_on,
        number=made.number,
        year=made.year,
        digest=made.digest,
        replaces_id=made.replaces_id,
        reason=made.replaces_reason,
    )
