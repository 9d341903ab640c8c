"""Short ways to say a case of counting. 24/11/2026, a Tuesday, is a holiday."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from motcua.deadlines.rules import HANOI, Limit, LimitUnit, Span, WorkCalendar, due


CULTURE_DAY = date(2026, 11, 24)
MAKEUP_SATURDAY = date(2026, 8, 22)
CALENDAR = WorkCalendar(
    days_off=frozenset({date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), CULTURE_DAY}),
    makeup_days=frozenset({MAKEUP_SATURDAY}),
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def limit(amount, unit):
    return Limit(Decimal(amount), unit, source="")


def working_days(amount):
    return limit(amount, LimitUnit.WORKING_DAY)


def working_hours(amount):
    return limit(amount, LimitUnit.WORKING_HOUR)


def calendar_days(amount):
    return limit(amount, LimitUnit.CALENDAR_DAY)


def months(amount):
    return limit(amount, LimitUnit.MONTH)


def span(start, end):
    return Span(at(start), at(end))


def case(complete_at, limit, expected, *spans, cutoff=None, id):
    return pytest.param(complete_at, limit, cutoff, spans, expected, id=id)


def check(complete_at, limit, cutoff, spans, expected):
    answer = due(at(complete_at), limit, CALENDAR, cutoff=cutoff, spans=spans)

    assert answer.due_at == at(expected)
    assert answer.due_at.tzinfo is HANOI
    assert answer.due_on == at(expected).date()
