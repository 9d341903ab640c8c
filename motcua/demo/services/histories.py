"""Districts whose figures were printed, laid out to the unit: each whole, or not at all."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from motcua.deadlines import queries as deadlines
from motcua.demo import queries
from motcua.demo.facts import DemoDistrictMade
from motcua.demo.rules import Course, District, Offer, Part, Promises, Slots, courses
from motcua.demo.services.offices import Agency, organise
from motcua.dossiers.rules import Action, Applicant, ApplicantKind, Channel, Intake
from motcua.dossiers.services import importing
from motcua.dossiers.services.importing import Act, History
from motcua.dossiers.services.planning import Plan, plan
from motcua.journal import queries as journal
from motcua.journal import services as journal_services
from motcua.papers.rules import PaperKind
from motcua.papers.services.importing import Kept
from motcua.people.queries import UnitCard
from motcua.people.rules import Role
from motcua.process import rules as process_rules
from motcua.process.rules import Process, Step


AROUND: Final = timedelta(
    100
)  # before a period for what is carried over, after it for what is open
REFUSED: Final = "Không đủ điều kiện theo quy định của thủ tục"
LACKING: Final = "Giấy tờ nộp kèm chưa đủ để thẩm định"
ITEMS: Final = ("Bản chính để đối chiếu",)
NOBODY: Final = Applicant(ApplicantKind.CITIZEN, "Nguyễn Văn A")


@transaction.atomic
def lay_in(district: District, *, at: datetime) -> bool:
    """False where it is there already, or an earlier demonstration has dossiers in its place."""
    others = (f"demo:{key}" for key in district.replaces)
    if any(journal.history(subject) for subject in (f"demo:{district.key}", *others)):
        return False
    agencies = organise(district, at=at)
    with _nothing_collected():
        drawn: list[History] = []
        for part in district.parts:
            drawn += _Part(district, part, agencies[part.level]).histories()
        made = importing.load(drawn)
    fact = DemoDistrictMade(
        subject=f"demo:{district.key}", dossiers=len(made), choices=district.choices
    )
    journal_services.record(fact, by=None, at=at)
    return True


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What lives until it is written need not be searched for cycles: an eighth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class _Terms:
    """A procedure by one channel, as the first agency of the level would take it in."""

    plan: Plan
    path: tuple[Step, ...]


class _Part:
    """The dossiers of one level: offers from the catalogue, fates from the rules, then acts."""

    def __init__(self, district: District, part: Part, agencies: Sequence[Agency]) -> None:
        self._district, self._part, self._agencies = district, part, agencies
        self._offices: dict[tuple[int, str], Mapping[int, UnitCard]] = {}
        self._terms: dict[tuple[str, Channel], _Terms] = {}

    def histories(self) -> list[History]:
        district, province = self._district, self._agencies[0].card.province_code
        calendar = deadlines.work_calendar(province)
        first, last = district.period.first, district.held
        drawn = courses(
            district,
            self._part,
            offers=list(self._offers()),
            homes=[agency.home for agency in self._agencies],
            slots=Slots(calendar, first - AROUND, last + AROUND),
            promises=Promises(calendar),
        )
        return [self._history(number, course) for number, course in enumerate(drawn, start=1)]

    def _offers(self) -> Iterator[Offer]:
        for code, weight in queries.district_procedures(self._part.level).items():
            terms = {}
            for channel in (Channel.DIRECT, Channel.ONLINE):
                found = self._planned(code, channel)
                limit = found.plan.terms.limit
                assert limit is not None  # plan() saw to it
                terms[channel] = (limit, found.plan.terms.cutoff)
            ways = tuple(_onward(found.plan.process, step) for step in found.path)
            asks_after = [step.role for step in found.path].index(Role.SPECIALIST)
            yield Offer(code, weight, terms, ways, asks_after)

    def _planned(self, code: str, channel: Channel) -> _Terms:
        if (code, channel) not in self._terms:
            agency = self._agencies[0]
            intake = Intake(code, channel, agency.counter.id, NOBODY)
            planned = plan(intake, on=self._district.period.first)
            path = process_rules.main_path(planned.process)
            self._terms[code, channel] = _Terms(planned, path)
        return self._terms[code, channel]

    def _history(self, number: int, course: Course) -> History:
        agency = self._agencies[course.place]
        terms = self._planned(course.procedure, course.channel)
        planned = replace(terms.plan, receiving=agency.counter, resolving=agency.card)
        clerk = agency.holders[agency.counter.id, Role.COUNTER]
        return History(
            intake=Intake(course.procedure, course.channel, agency.counter.id, course.applicant),
            plan=planned,
            filed_at=course.filed_at,
            filed_by=clerk if course.channel is Channel.DIRECT else None,
            papers=_papers(planned, course, clerk),
            acts=tuple(self._acts(course, planned, terms.path, agency, number)),
        )

    def _acts(
        self, course: Course, planned: Plan, path: Sequence[Step], agency: Agency, number: int
    ) -> Iterator[Act]:
        offices = self._offices_of(planned, agency)
        holders = [agency.holders[offices[step.order].id, step.role] for step in path]
        here = 0
        for action, at in course.acts:
            if action in (Action.ACCEPT, Action.SUPPLY):
                yield Act(action=action, at=at, by=holders[0])
            elif action is Action.ASK_SUPPLEMENT:
                yield Act(action=action, at=at, by=holders[here], note=LACKING, items=ITEMS)
            else:
                to = holders[here + 1] if here + 1 < len(path) else None
                is_given = to and path[here + 1].role is Role.SPECIALIST
                yield Act(
                    action=action,
                    at=at,
                    by=holders[here],
                    note=_note(action, f"{number}/{at.year}"),
                    to=to if is_given else None,
                )
                here += 1

    def _offices_of(self, planned: Plan, agency: Agency) -> Mapping[int, UnitCard]:
        key = (agency.card.id, planned.procedure.code)
        if key not in self._offices:
            self._offices[key] = importing.offices(planned, agency.units)
        return self._offices[key]


def _papers(planned: Plan, course: Course, clerk: int) -> tuple[Kept, ...]:
    """What has to be there, digitised when it was taken in or never.

    What came online is a file already; what nobody scanned of it was brought on paper.
    """
    parts = [c for c in planned.procedure.components if c.is_required and not c.from_database]
    is_online, is_whole = course.channel is Channel.ONLINE, course.is_digitised
    return tuple(
        Kept(
            name=part.name,
            kind=PaperKind.ELECTRONIC if is_online and is_whole else PaperKind.ORIGINAL,
            digitised_at=course.acts[0][1] if is_whole else None,
            digitised_by=clerk if is_whole else None,
        )
        for part in parts or planned.procedure.components[:1]
    )


def _onward(process: Process, step: Step) -> Action:
    way = process_rules.onward(process, step.order)
    return Action(way.action.value) if way else Action.RETURN_RESULT


def _note(action: Action, number: str) -> str:
    return {Action.REFUSE: REFUSED, Action.CONCLUDE: number}.get(action, "")
