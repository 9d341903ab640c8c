"""What the tables of the law share. MORNING is Monday 24/8/2026; 31/8 to 2/9 are off."""

from datetime import datetime
from decimal import Decimal

from motcua.deadlines.queries import work_calendar
from motcua.deadlines.rules import HANOI, Limit, LimitUnit
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.journal import queries as journal
from motcua.people.rules import Role, UnitKind
from motcua.process.rules import Action, Draft, Next, Office, Step, Supplement
from motcua.process.services import approve_process, create_draft
from tests.factories import MORNING, SINCE, procedure


AT_ONCE = "2.000815"  # certifying a copy: the counter is authorised to decide


def at(text):
    """A moment as clocks in Vietnam show it."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def end_of(day):
    return at(f"{day}T23:59:59.999999")


def the(code):
    return Dossier.objects.get(code=code)


def kinds(code):
    return [event.kind for event in journal.history(code)]


def last(code):
    return journal.history(code)[-1]


def calendar():
    return work_calendar("36")


def ask(code, by, *, when=MORNING, items=("Giấy chứng sinh",), reason="Chưa có"):
    services.ask_supplement(code, items=list(items), reason=reason, by=by, at=when)


def settled_at_the_counter(world):
    """A procedure whose process lets the counter conclude at its first step."""
    procedure(AT_ONCE, "Chứng thực bản sao", amount="0", components=("Bản chính",))
    limit = Limit(Decimal(0), LimitUnit.WORKING_DAY, "QĐ ví dụ")
    steps = (
        _step(1, "Tiếp nhận, giải quyết", (Next(Action.CONCLUDE, 2),)),
        _step(2, "Trả kết quả", (Next(Action.RETURN_RESULT, "end"),), counts=False),
    )
    draft = Draft(
        procedure=AT_ONCE,
        title="Quy trình chứng thực bản sao",
        level=UnitKind.COMMUNE,
        since=SINCE,
        steps=steps,
        limit=limit,
        supplement=Supplement(source="NĐ 61/2018/NĐ-CP, Điều 19"),
    )
    approve_process(create_draft(draft, by=world.quan, at=MORNING), by=world.quan, at=MORNING)


def _step(order, name, ways, *, counts=True):
    allotted = Limit(Decimal(0), LimitUnit.WORKING_DAY, "QĐ ví dụ") if counts else None
    return Step(
        order=order,
        name=name,
        role=Role.COUNTER,
        unit=name,
        office=Office.parse("one_stop"),
        allotted=allotted,
        counts=counts,
        output="",
        next=ways,
    )
