"""law.md §1.4, other units and agencies: Điều 19.5, 19.6, 19.7 of NĐ 61/2018."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from motcua.coordination import queries as coordination
from motcua.coordination import services as requests
from motcua.coordination.errors import (
    NothingAsked,
    NotReminded,
    NotYetSilent,
    TooShort,
    WaitsForLeg,
)
from motcua.coordination.rules import Ask, Kind, Result, State
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers import services
from motcua.people.rules import UnitKind
from tests.factories import MORNING, World, at_step, later, office, unit
from tests.law.ground import at, kinds, last


pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """A dossier with the specialist, who may ask others."""

    world: World
    code: str

    def ask(self, *asks, in_turn=False):
        unit_id, by = self.world.culture.pk, self.world.lan.user_id
        return requests.ask(
            self.code, asks, from_unit_id=unit_id, in_turn=in_turn, by=by, at=MORNING
        )

    def states(self):
        return [card.state for card in coordination.requests_of(self.code)]

    def answer(self, request, when):
        by = self.world.thu.user_id
        requests.answer(request, result=Result.AGREES, text="Đồng ý", by=by, at=when)


@pytest.fixture
def case():
    world = office(days="10")
    return Case(world, at_step(world, 3))


def opinion(of, content="Nguồn gốc thửa đất", days="1"):
    limit = Limit(Decimal(days), LimitUnit.WORKING_DAY, "QĐ ví dụ")
    return Ask(kind=Kind.CONSULT, content=content, limit=limit, unit_id=of.pk)


def leg(of, key, *, is_parallel, via=None):
    limit = Limit(Decimal(1), LimitUnit.WORKING_DAY, "QĐ ví dụ")
    return Ask(
        kind=Kind.LEG,
        content="Xác nhận nghĩa vụ",
        limit=limit,
        unit_id=of.pk,
        via_unit_id=via and via.pk,
        leg=key,
        is_parallel=is_parallel,
    )


@pytest.mark.parametrize(
    ("content", "days", "refusal"),
    [
        pytest.param("Nguồn gốc thửa đất", "1", None, id="content and time"),
        pytest.param("", "1", NothingAsked, id="no content"),
        pytest.param("Nguồn gốc thửa đất", "0", TooShort, id="no time"),
    ],
)
def test_dieu_19_5_an_opinion_is_asked_for_with_content_and_deadline(case, content, days, refusal):
    if refusal:
        with pytest.raises(refusal):
            case.ask(opinion(case.world.secretariat, content, days))
        assert case.states() == []
        return
    case.ask(opinion(case.world.secretariat, content, days))

    assert last(case.code).facts["content"] == content
    assert last(case.code).facts["due_at"]


@pytest.mark.parametrize(
    ("answered_at", "is_late"), [("2026-08-25T09:00", False), ("2026-08-25T09:01", True)]
)
def test_dieu_19_5_a_late_opinion_is_known_as_late(case, answered_at, is_late):
    (made,) = case.ask(opinion(case.world.secretariat))

    case.answer(made, at(answered_at))

    assert last(case.code).facts["is_late"] is is_late


def test_dieu_19_5_silence_is_recorded_after_the_deadline_and_a_reminder(case):
    (made,) = case.ask(opinion(case.world.secretariat))
    by = case.world.lan.user_id
    with pytest.raises(NotYetSilent):
        requests.record_silence(made, by=by, at=later(days=1))
    with pytest.raises(NotReminded):
        requests.record_silence(made, by=by, at=later(days=2))

    requests.remind(made, by=by, at=later(days=2))
    requests.record_silence(made, by=by, at=later(days=2))

    assert case.states() == [State.SILENT]
    assert kinds(case.code)[-2:] == ["coordination.reminded", "coordination.silent"]


@pytest.mark.parametrize(
    ("is_electronic", "at_first", "after_one"),
    [
        pytest.param(
            True,
            [State.SENT, State.SENT],
            [State.ANSWERED, State.SENT],
            id="electronic: all at once",
        ),
        pytest.param(
            False,
            [State.SENT, State.WAITING],
            [State.ANSWERED, State.SENT],
            id="paper: one after the other",
        ),
    ],
)
def test_dieu_19_6_agencies_of_one_level(case, is_electronic, at_first, after_one):
    world = case.world
    asks = [
        leg(place, key, is_parallel=is_electronic)
        for key, place in (("thue", world.secretariat), ("dat", world.other_commune))
    ]
    first, _second = case.ask(*asks, in_turn=not is_electronic)
    assert case.states() == at_first

    case.answer(first, later(hours=1))

    assert case.states() == after_one


def test_dieu_19_6_the_agency_in_charge_waits_for_what_it_depends_on(case):
    (made,) = case.ask(leg(case.world.secretariat, "thue", is_parallel=False))
    with pytest.raises(WaitsForLeg):
        services.forward(case.code, by=case.world.lan, at=later(hours=1))

    case.answer(made, later(hours=2))
    services.forward(case.code, by=case.world.lan, at=later(hours=3))


def test_dieu_19_7_another_level_is_asked_through_its_one_stop(case):
    stop = unit(
        "H40.01", "Trung tâm Phục vụ hành chính công tỉnh", UnitKind.ONE_STOP, case.world.province
    )
    (made,) = case.ask(leg(case.world.province, "tinh", is_parallel=False, via=stop))
    assert case.states() == [State.AT_ONE_STOP]

    requests.hand_on(made, by=case.world.quan.user_id, at=later(hours=1))
    assert case.states() == [State.SENT]
    case.answer(made, later(hours=2))

    assert case.states() == [State.ANSWERED]
    assert kinds(case.code)[-3:] == [
        "coordination.made",
        "coordination.handed_on",
        "coordination.answered",
    ]
