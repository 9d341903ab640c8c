"""Requests about a dossier: who may, what they hold up, who sees it for their sake."""

from dataclasses import replace
from decimal import Decimal

import pytest

from motcua.coordination import queries as coordination
from motcua.coordination.errors import (
    LimitNeeded,
    NobodyAsked,
    NoLegToStart,
    NoSuchRequest,
    NotAsked,
    NothingAsked,
    NotTheAsker,
    TooShort,
    WaitsForLeg,
)
from motcua.coordination.rules import Deed, Result, State
from motcua.deadlines import queries as deadlines
from motcua.deadlines.rules import Limit, LimitUnit
from motcua.dossiers import queries, services
from motcua.dossiers.errors import (
    FieldRefused,
    NoSuchDossier,
    NotYourRole,
    NotYourStep,
    NotYourUnit,
    StalePage,
    WrongStatus,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import standing
from motcua.dossiers.rules import Channel, Status
from motcua.errors import Invalid
from motcua.people.rules import Role, UnitKind
from motcua.process.models import ProcessVersion
from motcua.process.queries import process
from motcua.process.rules import Leg, LegLevel, leg_to
from tests import factories
from tests.factories import BIRTH, MORNING, at_step, later


@pytest.fixture
def world(db):
    return factories.office()


def consult(world, code, *units, by=None, **given):
    given = {"content": "Xác nhận nơi ở", "days": Decimal(1), "at": MORNING} | given
    units = [u.pk for u in units or (world.secretariat,)]
    return services.consult(code, units=units, by=by or world.lan, **given)


def leg(key="L1", **given):
    usual = {
        "agency": "Thuế cơ sở 3",
        "request": "Phiếu chuyển thông tin",
        "response": "Thông báo thuế",
        "allotted": Limit(Decimal(2), LimitUnit.WORKING_DAY, "QĐ ví dụ"),
        "after_step": 3,
        "parallel": False,
        "counts": True,
        "source": "QĐ ví dụ",
    }
    return Leg(id=key, **(usual | given))


@pytest.fixture(autouse=True)
def fresh_processes():
    """A version never changes once it is in force, so it is read once; here it does."""
    yield
    standing.kept_process.cache_clear()


def with_legs(*legs):
    """The process of births has these legs."""
    version = ProcessVersion.objects.get(procedure=BIRTH)
    version.legs = [leg_to(one) | {"source": one.source} for one in legs]
    version.save()
    assert process(version.pk).legs == legs


def answer(world, code, request, *, by=None, **given):
    given = {"result": Result.AGREES, "text": "Đúng nơi ở", "at": MORNING} | given
    services.answer_request(code, request=request, by=by or world.thu, **given)


def test_another_office_is_asked_and_answers(world):
    code = at_step(world, 3)
    version = queries.dossier_card(code, world.lan).version

    (made,) = consult(world, code, paper_positions=[2], if_silent="Coi như đồng ý")
    services.take_request(code, request=made, by=world.thu, at=later(hours=1))
    answer(world, code, made, at=later(hours=2))

    (card,) = coordination.requests_of(code)
    assert (card.state, card.papers, card.from_unit_id) == (
        State.ANSWERED,
        ("Giấy chứng sinh",),
        world.culture.pk,
    )
    assert queries.dossier_card(code, world.lan).version == version + 2
    assert [moment.what for moment in queries.timeline(code)[:3]] == [
        "Văn phòng HĐND và UBND trả lời: Đồng ý",
        "Văn phòng HĐND và UBND nhận xử lý yêu cầu phối hợp",
        "Lấy ý kiến Văn phòng HĐND và UBND, hạn 09:00 25/08/2026: Xác nhận nơi ở",
    ]


def test_an_opinion_holds_nothing_up(world):
    code = at_step(world, 3)
    consult(world, code)

    services.forward(code, by=world.lan, at=MORNING)


@pytest.mark.parametrize(
    ("who", "order", "refusal"),
    [
        ("hieu", 3, NotYourUnit),
        ("anh", 3, NotYourRole),
        ("la", 3, NoSuchDossier),
        ("quan", 3, NoSuchDossier),
        ("lan", 7, WrongStatus),
    ],
)
def test_who_may_not_ask(world, who, order, refusal):
    code = at_step(world, order)

    with pytest.raises(refusal):
        consult(world, code, by=getattr(world, who))
    assert coordination.requests_of(code) == ()


def test_what_is_given_to_one_only_they_ask_about(world):
    code = at_step(world, 3)
    services.reassign(code, to_user=world.son.user_id, by=world.anh, at=MORNING)

    with pytest.raises(NotYourStep):
        consult(world, code)
    consult(world, code, by=world.son)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"content": " "}, NothingAsked),
        ({"content": "x\x00"}, FieldRefused),
        ({"content": "x" * 4001}, FieldRefused),
        ({"expect_version": 1}, StalePage),
        ({"days": Decimal("0.1")}, TooShort),
        ({"days": Decimal("NaN")}, Invalid),
        ({"days": Decimal("Infinity")}, Invalid),
        ({"days": Decimal(99999)}, Invalid),
    ],
)
def test_what_is_not_asked(world, given, refusal):
    code = at_step(world, 3)

    with pytest.raises(refusal):
        consult(world, code, **given)
    assert coordination.requests_of(code) == ()


def test_an_office_must_be_named(world):
    code = at_step(world, 3)

    with pytest.raises(NobodyAsked):
        services.consult(code, content="Hỏi", days=Decimal(1), by=world.lan, at=MORNING)


def test_an_agency_outside_answers_by_the_hand_of_who_asked(world):
    code = at_step(world, 3)
    (made,) = services.consult(
        code, content="Nợ thuế", days=Decimal(1), agency="Thuế cơ sở 3", by=world.lan, at=MORNING
    )

    with pytest.raises(NotAsked):
        answer(world, code, made, by=world.thu)
    answer(world, code, made, by=world.lan, result_number="12/CV-T3")

    assert coordination.request_card(made).answered_by == "Phạm Thu Lan"


def test_each_side_does_its_own(world):
    code = at_step(world, 3)
    (made,) = consult(world, code)

    for deed in (services.take_request, services.hand_on_request):
        with pytest.raises(NotAsked):
            deed(code, request=made, by=world.lan, at=MORNING)
    with pytest.raises(NotAsked):
        answer(world, code, made, by=world.lan)
    with pytest.raises(NotTheAsker):
        services.remind_request(code, request=made, by=world.thu, at=MORNING)
    with pytest.raises(NotTheAsker):
        services.cancel_request(code, request=made, reason="Thôi", by=world.thu, at=MORNING)
    with pytest.raises(NotTheAsker):
        services.record_silence(code, request=made, by=world.thu, at=later(days=3))
    assert coordination.request_card(made).state is State.SENT


def test_the_request_of_another_dossier(world):
    code, other = at_step(world, 3), at_step(world, 3)
    (made,) = consult(world, other)

    with pytest.raises(NoSuchRequest):
        services.cancel_request(code, request=made, reason="Thôi", by=world.lan, at=MORNING)


def test_silence_after_a_reminder_and_the_time_is_charged(world):
    """SC06, step 3."""
    code = at_step(world, 3)
    (made,) = consult(world, code, if_silent="Coi như đồng ý")
    card = coordination.request_card(made)
    assert Deed.RECORD_SILENCE not in queries.open_deeds(world.lan, card, now=later(days=2))
    services.remind_request(code, request=made, by=world.lan, at=later(days=2))
    card = coordination.request_card(made)
    assert Deed.RECORD_SILENCE in queries.open_deeds(world.lan, card, now=later(days=2))

    services.record_silence(code, request=made, by=world.lan, at=later(days=3))

    calendar = deadlines.work_calendar("36")
    (charge,) = coordination.charges(coordination.requests_of(code), calendar, now=later(days=9))
    assert (
        charge.unit,
        charge.used.total_seconds() / 3600,
        charge.late.total_seconds() / 3600,
    ) == (
        "Văn phòng HĐND và UBND",
        24,
        16,
    )


def test_who_was_asked_sees_it_and_goes_on_seeing_it(world):
    code = at_step(world, 3)
    with pytest.raises(NoSuchDossier):
        queries.dossier_page(code, world.la, now=MORNING)

    (made,) = consult(world, code, world.other_one_stop)

    assert queries.dossier_page(code, world.la, now=MORNING).code == code
    queries.assert_seen(code, world.la)
    assert queries.dossier_card(code, world.la).actions == ("answer_consult",)
    with pytest.raises(NotYourUnit):
        services.forward(code, by=world.la, at=MORNING)
    answer(world, code, made, by=world.la)
    queries.assert_seen(code, world.la)
    assert queries.dossier_card(code, world.la).actions == ()


def test_a_leg_keeps_the_dossier_at_its_step(world):
    with_legs(leg())
    code = at_step(world, 3)

    (made,) = services.start_legs(code, by=world.lan, at=MORNING)

    with pytest.raises(WaitsForLeg, match="Thuế cơ sở 3"):
        services.forward(code, by=world.lan, at=MORNING)
    assert "forward" not in queries.dossier_card(code, world.lan).actions
    page = queries.dossier_page(code, world.lan, now=MORNING)
    assert any("Thuế cơ sở 3" in card.why for card in page.actions if card.action == "forward")
    answer(world, code, made, by=world.lan)
    services.forward(code, by=world.lan, at=MORNING)


def test_a_leg_at_its_side_only_keeps_it_from_being_decided(world):
    with_legs(leg(parallel=True))
    code = at_step(world, 3)
    (made,) = services.start_legs(code, by=world.lan, at=MORNING)

    services.forward(code, by=world.lan, at=MORNING)
    services.forward(code, by=world.anh, at=MORNING)
    with pytest.raises(WaitsForLeg):
        services.approve(code, by=world.chu, at=MORNING)
    answer(world, code, made, by=world.lan)
    services.approve(code, by=world.chu, at=MORNING)


def test_a_leg_that_was_not_started_holds_nothing_up(world):
    with_legs(leg())
    code = at_step(world, 3)

    services.forward(code, by=world.lan, at=MORNING)


@pytest.mark.parametrize(
    ("channel", "states"),
    [
        (Channel.DIRECT, [State.SENT, State.WAITING]),
        (Channel.ONLINE, [State.SENT, State.SENT]),
    ],
)
def test_with_its_paper_in_turn_and_electronic_side_by_side(world, channel, states):
    """NĐ 61/2018/NĐ-CP, Điều 19.6."""
    with_legs(leg(), leg("L2", agency="Chi nhánh Văn phòng đăng ký đất đai"))
    code = at_step(world, 3)
    Dossier.objects.filter(code=code).update(channel=channel.value)

    made = services.start_legs(code, by=world.lan, at=MORNING)

    assert [coordination.request_card(pk).state for pk in made] == states


def test_each_leg_is_offered_at_its_step_and_once(world):
    with_legs(leg(), leg("L2", after_step=4))
    code = at_step(world, 3)

    def offered(who):
        return [card.id for card in queries.asking(code, who, on=factories.MONDAY).legs]

    assert offered(world.lan) == ["L1"]
    services.start_legs(code, legs=["L1"], by=world.lan, at=MORNING)
    assert offered(world.lan) == []
    with pytest.raises(NoLegToStart):
        services.start_legs(code, by=world.lan, at=MORNING)
    with pytest.raises(NoLegToStart):
        services.start_legs(code, legs=["L2"], by=world.lan, at=MORNING)


def test_a_leg_without_a_limit_needs_one(world):
    with_legs(leg(allotted=None))
    code = at_step(world, 3)

    with pytest.raises(LimitNeeded):
        services.start_legs(code, by=world.lan, at=MORNING)
    (made,) = services.start_legs(code, days={"L1": Decimal(2)}, by=world.lan, at=MORNING)

    assert coordination.request_card(made).limit.label == "2 ngày làm việc"


def test_an_agency_of_the_level_above_is_asked_through_its_one_stop(world):
    """NĐ 61/2018/NĐ-CP, Điều 19.7."""
    stop = factories.unit("H40.01", "Trung tâm PVHCC tỉnh", UnitKind.ONE_STOP, world.province)
    health = factories.unit("H40.02", "Sở Y tế", UnitKind.DEPARTMENT, world.province)
    clerk = factories.person("pvhcc", "Lê Cửa", stop, "Cán bộ", Role.COUNTER)
    doctor = factories.person("syt", "Vũ Y", health, "Chuyên viên", Role.SPECIALIST)
    with_legs(leg(agency="Sở Y tế", level=LegLevel.ABOVE))
    code = at_step(world, 3)

    (made,) = services.start_legs(code, by=world.lan, at=MORNING)

    card = coordination.request_card(made)
    assert (card.state, card.via_unit_id, card.asked_unit_id) == (
        State.AT_ONE_STOP,
        stop.pk,
        health.pk,
    )
    with pytest.raises(NotAsked):
        services.hand_on_request(code, request=made, by=doctor, at=MORNING)
    services.hand_on_request(code, request=made, by=clerk, at=MORNING)
    answer(world, code, made, by=doctor, result=Result.DONE)


def test_whom_one_may_ask(world):
    code = at_step(world, 3)

    asking = queries.asking(code, world.lan, on=factories.MONDAY)

    groups = {name: [unit.name for unit in units] for name, units in asking.groups}
    assert "Phòng Văn hóa - Xã hội" not in groups["Trong cơ quan"]
    assert "Văn phòng HĐND và UBND" in groups["Trong cơ quan"]
    assert groups["Cơ quan cấp trên"] == ["UBND tỉnh Đông Giang"]
    assert groups["Cơ quan khác"] == ["UBND xã Bình Minh"]
    assert asking.why == ""
    assert queries.asking(code, world.hieu, on=factories.MONDAY).why


def test_the_deeds_shown_are_those_that_succeed(world):
    code = at_step(world, 3)
    (made,) = consult(world, code)
    card = coordination.request_card(made)

    def deeds(who):
        return set(queries.open_deeds(who, card, now=MORNING))

    assert deeds(world.lan) == {Deed.REMIND, Deed.CANCEL}
    assert deeds(world.thu) == {Deed.TAKE, Deed.ANSWER}
    assert deeds(world.hieu) == set()
    assert deeds(replace(world.thu, roles=frozenset({Role.ADMIN}))) == set()


def test_status_of_the_dossier_is_not_changed(world):
    code = at_step(world, 3)
    consult(world, code)

    assert queries.dossier_card(code, world.lan).status == Status.IN_PROCESS
