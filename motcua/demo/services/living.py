"""One dossier's life, act by act, at the times its plan gives it. Nothing happens after `now`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.deadlines.rules import WorkCalendar, add_working_time, working_time_between
from motcua.demo.rules import Fate, Plan, pace
from motcua.demo.services import cash, scans, turns
from motcua.dossiers import queries as dossiers
from motcua.dossiers import services
from motcua.dossiers.queries import Whereabouts
from motcua.dossiers.rules import CLOSED, Action, Channel, ComponentLine, Intake, Status
from motcua.papers.rules import Mark
from motcua.people import queries as people
from motcua.people.rules import Actor, Role


MOST_ACTS = 40
# Where dossiers under way lie on the day of the demonstration: every desk has something to do.
STOPS = (Role.SPECIALIST, Role.LEADER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK, Role.SPECIALIST)
ONWARD = (Action.APPROVE, Action.FORWARD, Action.CONCLUDE)
REASONS = (
    "Thành phần chưa đủ theo quy định của thủ tục",
    "Thông tin trên giấy tờ chưa khớp với tờ khai",
    "Giấy tờ nộp kèm đã hết hạn sử dụng",
)


@dataclass
class Life:
    """Lives plans up to `now`. Keeps who works where, so that it is asked once an office.

    Nobody of the demonstration comes or goes within the weeks of its plans.
    """

    now: datetime
    calendar: WorkCalendar
    _actors: dict[tuple[int, Role], list[Actor]] = field(default_factory=dict)
    _turned: set[str] = field(default_factory=set)

    def live(self, plan: Plan) -> str:
        """Returns the code of the dossier."""
        random = Random(f"{plan.index}-{plan.applicant.name}")
        is_old = self.now - plan.at > timedelta(days=25)
        fate = Fate.SUPPLEMENT if plan.fate is Fate.STILL_WAITING and is_old else plan.fate
        intake = self._intake(plan, fate)
        clerk = self._somebody(intake.receiving_unit_id, Role.COUNTER, plan.at, random)
        by_hand = plan.channel is not Channel.ONLINE
        code = services.submit(intake, by=clerk.user_id if by_hand else None, at=plan.at)
        at = self._at_counter(code, plan, fate, clerk, random)
        if at is not None:
            self._through(code, plan, fate, at, random)
        return code

    def _intake(self, plan: Plan, fate: Fate) -> Intake:
        on = timezone.localdate(plan.at)
        procedure = catalog.procedure(plan.procedure, on=on)
        channel = plan.channel if plan.channel.value in procedure.channels else Channel.DIRECT
        lines = [
            ComponentLine(
                name=part.name,
                mark=Mark.PRESENT
                if part.is_required and not part.from_database
                else Mark.NOT_NEEDED,
            )
            for part in procedure.components
        ]
        if fate is Fate.MISSING_PAPER and lines:
            lines[0] = ComponentLine(name=lines[0].name, mark=Mark.MISSING)
        return Intake(
            procedure=plan.procedure,
            channel=channel,
            receiving_unit_id=people.unit_by_code(plan.counter, on).id,
            applicant=plan.applicant,
            components=tuple(lines),
            delivery=plan.delivery,
            delivery_address=plan.applicant.address if plan.delivery.value == "post" else "",
        )

    def _at_counter(
        self, code: str, plan: Plan, fate: Fate, clerk: Actor, random: Random
    ) -> datetime | None:
        """Accepted, declined or asked for more; the moment of acceptance, if there was one."""
        at = plan.at
        if plan.channel is not Channel.DIRECT:
            at = self._later(at, Decimal(random.randint(2, 60)) / 10)
        if at > self.now:
            return None
        if fate is Fate.DECLINED:
            services.decline(code, reason=random.choice(REASONS), by=clerk, at=at)
            return None
        if missing := dossiers.missing_papers(code):
            services.ask_supplement(code, items=missing, reason=REASONS[0], by=clerk, at=at)
            at = self._later(at, Decimal(random.randint(8, 40)))
            if at > self.now:
                return None
            services.supply(code, by=clerk, at=at)
        services.accept(code, by=clerk, at=at)
        if plan.channel is Channel.DIRECT and plan.index % 3:  # the others pay at the return
            cash.pay(code, index=plan.index, by=clerk, at=at)
        scans.scan(code, index=plan.index, by=clerk.user_id, at=at)
        return at

    def _through(self, code: str, plan: Plan, fate: Fate, at: datetime, random: Random) -> None:
        for _ in range(MOST_ACTS):
            here = dossiers.whereabouts(code)
            if here.status in CLOSED:
                return
            moment = self._when(here, plan, fate, at, random)
            if moment is None or moment > self.now:
                return
            at = moment
            self._act(code, here, fate, at, random)

    def _when(
        self, here: Whereabouts, plan: Plan, fate: Fate, at: datetime, random: Random
    ) -> datetime | None:
        """The moment of the next act; None when nothing happens any more."""
        if here.status is Status.FINISHED:
            waits = Decimal(random.randint(5, 160)) / 10
            return self._later(at, waits) if plan.is_picked_up else None
        if here.status is Status.AWAITING_SUPPLEMENT:
            waits = Decimal(random.randint(8, 48))
            return None if fate is Fate.STILL_WAITING else self._later(at, waits)
        if here.status is Status.AWAITING_PAYMENT:
            return self._later(at, Decimal(random.randint(24, 200)))
        if fate is Fate.STUCK and here.step_role is Role.SPECIALIST:
            return None
        if fate is Fate.UNDER_WAY and here.step_role is STOPS[plan.index % len(STOPS)]:
            return None
        if here.step_due_at is None or here.step_entered_at is None:
            return self._later(at, Decimal("0.5"))
        allotted = working_time_between(here.step_entered_at, here.step_due_at, self.calendar)
        hours = Decimal(allotted.total_seconds()) / 3600 * pace(random, fate)
        return self._later(at, max(hours, Decimal("0.05")).quantize(Decimal("0.01")))

    def _act(self, code: str, here: Whereabouts, fate: Fate, at: datetime, random: Random) -> None:
        actor = self._holder(here, at, random)
        if here.status is Status.FINISHED:
            name = dossiers.dossier_page(code, actor, now=at).applicant_name
            services.return_result(code, handed_to=name, fee_paid=True, by=actor, at=at)
        elif here.status is Status.AWAITING_SUPPLEMENT:
            counter = self._counter_of(code, at, random)
            services.supply(code, by=counter, at=at)
        elif here.status is Status.AWAITING_PAYMENT:
            services.resume(code, by=self._counter_of(code, at, random), at=at)
        elif self._turns(code, here, fate, actor, at, random):
            self._turned.add(code)
        elif self._asks(here, fate):
            services.ask_supplement(
                code,
                items=["Bản chính để đối chiếu"],
                reason=random.choice(REASONS),
                by=actor,
                at=at,
            )
        elif fate is Fate.REFUSED and Action.REFUSE in here.actions:
            services.refuse(code, reason=random.choice(REASONS), by=actor, at=at)
        else:
            self._onward(code, here, actor, at, random)

    def _turns(
        self,
        code: str,
        here: Whereabouts,
        fate: Fate,
        actor: Actor,
        at: datetime,
        random: Random,
    ) -> bool:
        if here.step_role is not Role.SPECIALIST or code in self._turned:
            return False
        leaders = self._people(dossiers.resolving_unit_id(code), Role.LEADER, at)
        return bool(leaders) and turns.take(
            fate,
            code,
            specialist=actor,
            counter=self._counter_of(code, at, random),
            leader=leaders[0],
            at=at,
        )

    def _asks(self, here: Whereabouts, fate: Fate) -> bool:
        wants = fate in (Fate.SUPPLEMENT, Fate.STILL_WAITING)
        may = Action.ASK_SUPPLEMENT in here.actions and here.step_role is not Role.COUNTER
        return wants and may and not here.supplements_asked

    def _onward(
        self, code: str, here: Whereabouts, actor: Actor, at: datetime, random: Random
    ) -> None:
        action = next(a for a in ONWARD if a in here.actions)
        if action is Action.APPROVE:
            services.approve(code, by=actor, at=at)
        elif action is Action.CONCLUDE:
            number = f"{random.randint(1, 999)}/{timezone.localtime(at):%Y}"
            services.conclude(code, result_number=number, by=actor, at=at)
        else:
            next_people = dossiers.next_offices(code, on=timezone.localdate(at))
            chosen = random.choice(next_people).user_id if next_people else None
            services.forward(
                code, to_user=chosen if random.random() < 0.8 else None, by=actor, at=at
            )

    def _holder(self, here: Whereabouts, at: datetime, random: Random) -> Actor:
        assert here.step_unit_id is not None
        assert here.step_role is not None
        found = self._people(here.step_unit_id, here.step_role, at)
        own = [actor for actor in found if actor.user_id == here.assignee_id]
        return own[0] if own else random.choice(found)

    def _counter_of(self, code: str, at: datetime, random: Random) -> Actor:
        unit_id = dossiers.receiving_unit_id(code)
        return self._somebody(unit_id, Role.COUNTER, at, random)

    def _somebody(self, unit_id: int, role: Role, at: datetime, random: Random) -> Actor:
        return random.choice(self._people(unit_id, role, at))

    def _people(self, unit_id: int, role: Role, at: datetime) -> list[Actor]:
        """Who holds the role there, each acting at that post."""
        key, on = (unit_id, role), timezone.localdate(at)
        if key not in self._actors:
            self._actors[key] = [
                people.actor_of(
                    holder.user_id,
                    post_id=next(
                        post.id
                        for post in people.posts_of(holder.user_id, on)
                        if post.unit_id == unit_id and role in post.roles
                    ),
                    on=on,
                )
                for holder in people.holders(unit_id, role, on)
            ]
        return self._actors[key]

    def _later(self, at: datetime, hours: Decimal) -> datetime:
        return add_working_time(at, hours, self.calendar)
