"""What a fact means to people who were not there: watchers, the new holder, a substitute."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.dossiers.queries import whereabouts
from motcua.dossiers.queries.history import moments
from motcua.journal.rules import Event
from motcua.people import queries as people
from motcua.work.queries import of_those_who_may_see, watchers
from motcua.work.rules import HANDED_OVER


NEWS_LAST = timedelta(days=3)  # a fact older than that is being loaded, or was long repeated
ASSIGNING = ("dossier.step_taken", "dossier.reassigned")


@transaction.atomic
def tell_who_cares(event: Event, *, at: datetime) -> None:
    """Tell the watchers who may still see the dossier, and who was just given it.

    Not who did it. The same event may come twice; nobody is told twice.
    """
    if at - event.at > NEWS_LAST:
        return
    assignee = _assignee(event)
    told = watchers(event.subject) - {event.by_id or 0, assignee or 0}
    seen = of_those_who_may_see(event.subject, told, timezone.localdate(at)) if told else ()
    moment = moments([event], {})[0]
    if seen:
        alerts.tell(
            seen,
            kind=Kind.WATCH,
            subject=event.subject,
            text=f"{event.subject}: {moment.what}.",
            key=f"watch:{event.entry_id}",
            at=event.at,
        )
    if assignee is not None:
        words = f" Lời dặn: {moment.detail}" if moment.detail else ""
        alerts.tell(
            {assignee},
            kind=Kind.ASSIGNED,
            subject=event.subject,
            text=f"Ông/bà được giao hồ sơ {event.subject}.{words}",
            key=f"assigned:{event.entry_id}",
            at=event.at,
        )


def _assignee(event: Event) -> int | None:
    """Who has it now, if this gave it to them and they didn't take it themselves."""
    if event.kind not in ASSIGNING or not event.facts.get("assignee"):
        return None
    if str(event.facts.get("note", "")).startswith(HANDED_OVER):
        return None  # told once, of the whole hand-over
    holder = whereabouts(event.subject).assignee_id
    return None if holder == event.by_id else holder


@transaction.atomic
def tell_of_substitute(event: Event, *, at: datetime) -> None:
    """Whoever is to stand in hears for whom, where and from when to when."""
    if at - event.at > NEWS_LAST:
        return
    facts = event.facts
    card = people.substitution(facts["substitution_id"], timezone.localdate(at))
    days = f"từ {_day(facts['since'])} đến hết {_day(facts['until'])}"
    alerts.tell(
        {facts["substitute_id"]},
        kind=Kind.HANDOVER,
        subject=event.subject,
        text=f"Ông/bà thay {card.post.holder_name} ({card.post.title}) {days}. "
        "Chọn vị trí này ở góc phải phía trên để làm thay.",
        key=f"substitute:{card.id}",
        at=event.at,
    )


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
