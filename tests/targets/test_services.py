"""Assigned to many at once, changed with a reason, withdrawn; units behind are told once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.alerts.models import Alert
from motcua.dossiers import services as dossiers
from motcua.dossiers.rules import Channel
from motcua.journal import queries as journal
from motcua.people.rules import Role, UnitKind
from motcua.targets import queries, services
from motcua.targets.errors import (
    NoSuchTarget,
    NothingChanged,
    NotYoursToAssign,
    TargetRefused,
    TargetWithdrawn,
)
from motcua.targets.models import Quota, Target
from motcua.targets.rules import Draft, Figure, Kind, QuotaDraft, Reached, State, ranks
from tests import factories
from tests.factories import BIRTH, MONDAY, MORNING, later, submitted


YEAR = (date(2026, 1, 1), date(2026, 12, 31))
FIELD = "Hộ tịch"
NUMBER = Draft(
    name="Hồ sơ trực tuyến năm 2026",
    figure=Figure.RECEIVED_ONLINE,
    kind=Kind.COUNT_AT_LEAST,
    first=YEAR[0],
    due_on=YEAR[1],
    number="12/QĐ-UBND",
)
SHARE = replace(NUMBER, kind=Kind.SHARE_AT_LEAST)


@pytest.fixture
def world(db):
    return factories.office()


@pytest.fixture
def chief(world):
    """The leader of the province."""
    return factories.person("tinh", "Đinh Văn Tỉnh", world.province, "Chủ tịch", Role.LEADER)


def accepted(world, *, channel=Channel.ONLINE, at=MORNING):
    code = submitted(world, channel=channel, at=at)
    dossiers.accept(code, by=world.hieu, at=at)
    return code


def quota(unit, value, field=""):
    return QuotaDraft(unit.pk, Decimal(value), field)


def assigned(chief, *quotas, draft=NUMBER, at=MORNING):
    return services.assign(draft, quotas, by=chief, at=at)


def progress(target_id, actor, on=MONDAY):
    card = queries.target(target_id, actor)
    found = queries.progress_of(card, on=on, today=MONDAY)
    return {one.unit_name: part for one, part in found.items()}


def test_one_target_for_many_units_at_once(world, chief):
    made = assigned(chief, quota(world.commune, 100), quota(world.other_commune, 50))

    row = Target.objects.get()
    assert (row.pk, row.agency, row.assigned_by_id) == (made, world.province, chief.user_id)
    assert dict(row.quotas.values_list("unit", "value")) == {
        world.commune.pk: 100,
        world.other_commune.pk: 50,
    }
    (entry,) = journal.history(f"target:{made}")
    assert entry.kind == "target.assigned"
    assert [str(world.commune.pk), "", "100.00"] in entry.facts["quotas"]


@pytest.mark.parametrize("who", ["anh", "lan", "hieu", "quan"])
def test_only_a_leader_assigns(world, who):
    with pytest.raises(NotYoursToAssign):
        assigned(getattr(world, who), quota(world.commune, 100))

    assert not Target.objects.exists()


def test_a_leader_assigns_only_to_units_of_the_agency_and_below(world, chief):
    for place in (world.other_commune, world.province, world.one_stop):
        with pytest.raises(TargetRefused):
            assigned(world.chu, quota(place, 5))
    with pytest.raises(TargetRefused):
        assigned(chief, quota(world.culture, 5, FIELD))  # an office of another agency
    with pytest.raises(TargetRefused):
        assigned(chief, QuotaDraft(10**9, Decimal(5)))

    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("draft", "place", "field"),
    [
        (NUMBER, "culture", ""),  # which of the agency's dossiers?
        (NUMBER, "culture", "Không có"),
        (NUMBER, "commune", FIELD),
        (replace(NUMBER, field=FIELD), "culture", FIELD),
        (replace(NUMBER, field="Không có"), "commune", ""),
        (replace(NUMBER, procedure="9.999999"), "commune", ""),
        (replace(NUMBER, procedure="\x00"), "commune", ""),
        (replace(NUMBER, service_level="4"), "commune", ""),
        (replace(NUMBER, name=""), "commune", ""),
    ],
)
def test_what_cannot_be_assigned(world, draft, place, field):
    with pytest.raises(TargetRefused):
        assigned(world.chu, quota(getattr(world, place), 5, field), draft=draft)

    assert not Quota.objects.exists()


def test_what_was_reached_is_counted_for_each_unit(world, chief):
    made = assigned(chief, quota(world.commune, 2), quota(world.other_commune, 1))
    accepted(world)
    accepted(world, channel=Channel.DIRECT)

    found = progress(made, chief)

    assert found["phường An Thịnh"].reached == Reached(1)
    assert found["xã Bình Minh"].reached == Reached(0)
    assert found["phường An Thịnh"].state is State.BEHIND


def test_a_share_is_of_what_came_in(world, chief):
    accepted(world)
    accepted(world, channel=Channel.DIRECT)
    made = assigned(chief, quota(world.commune, 50), quota(world.other_commune, 50), draft=SHARE)

    found = progress(made, chief)

    assert found["phường An Thịnh"].reached == Reached(1, 2)
    assert found["phường An Thịnh"].state is State.ON_TRACK
    assert found["xã Bình Minh"].state is State.UNMEASURED
    assert [str(rank) for rank in ranks(found).values()] == ["1/1"]


def test_an_office_is_counted_by_its_field(world):
    accepted(world)
    made = assigned(world.chu, quota(world.culture, 5, FIELD), quota(world.commune, 9))

    found = progress(made, world.chu)

    assert [one.reached.count for one in found.values()] == [1, 1]


@pytest.mark.parametrize(("level", "count"), [("information", 1), ("whole", 0), ("partial", 0)])
def test_targets_are_per_level_of_the_service(world, level, count):
    accepted(world)
    draft = replace(NUMBER, service_level=level)
    made = assigned(world.chu, quota(world.commune, 9), draft=draft)

    assert progress(made, world.chu)["phường An Thịnh"].reached.count == count


def test_a_target_of_one_procedure(world):
    accepted(world)
    other = factories.procedure(factories.LAND, "Biến động đất đai")
    counts = []
    for code in (BIRTH, other.procedure.code):
        draft = replace(NUMBER, procedure=code)
        made = assigned(world.chu, quota(world.commune, 9), draft=draft)
        counts.append(progress(made, world.chu)["phường An Thịnh"].reached.count)

    assert counts == [1, 0]


def test_as_of_a_past_day(world, chief):
    made = assigned(chief, quota(world.commune, 9))
    accepted(world, at=later(days=-3))
    accepted(world)

    counts = [
        progress(made, chief, on=day)["phường An Thịnh"].reached.count
        for day in (date(2026, 8, 20), date(2026, 8, 21), date(2026, 8, 23), MONDAY)
    ]

    assert counts == [0, 1, 1, 2]


def test_what_comes_before_the_period_is_not_of_it(world, chief):
    accepted(world, at=later(days=-3))
    soon = replace(NUMBER, first=MONDAY)
    to_come = replace(NUMBER, first=date(2026, 9, 1))

    now = progress(assigned(chief, quota(world.commune, 9), draft=soon), chief)
    then = progress(assigned(chief, quota(world.commune, 9), draft=to_come), chief)

    assert now["phường An Thịnh"].reached.count == 0
    assert then["phường An Thịnh"].state is State.UPCOMING


def test_a_changed_number_keeps_the_old_one_readable(world, chief):
    made = assigned(chief, quota(world.commune, 100), quota(world.other_commune, 50))
    kept = Quota.objects.get(unit=world.commune)

    services.change(
        made,
        [quota(world.commune, 120), quota(world.province, 7)],
        reason="Điều chỉnh theo dân số",
        number="30/QĐ-UBND",
        by=chief,
        at=later(days=1),
    )

    assert Quota.objects.get(pk=kept.pk).value == 120
    card = queries.target(made, chief)
    assert {one.unit_id for one in card.quotas} == {world.commune.pk, world.province.pk}
    newest, first = queries.history(card)
    assert newest.reason == "Điều chỉnh theo dân số"
    assert newest.who == "Đinh Văn Tỉnh"
    assert set(newest.details) == {
        "phường An Thịnh: 100 → 120",
        "xã Bình Minh: 50 → không giao",
        "tỉnh Đông Giang: không giao → 7",
    }
    assert "phường An Thịnh: 100" in first.details


def test_a_change_needs_a_reason_and_a_difference(world, chief):
    made = assigned(chief, quota(world.commune, 100))
    same, other = [quota(world.commune, 100)], [quota(world.commune, 90)]

    with pytest.raises(NothingChanged):
        services.change(made, same, reason="Sửa", by=chief, at=MORNING)
    with pytest.raises(TargetRefused):
        services.change(made, other, reason=" ", by=chief, at=MORNING)
    with pytest.raises(TargetRefused):
        services.change(made, [], reason="Sửa", by=chief, at=MORNING)
    head = replace(chief, roles=frozenset({Role.UNIT_HEAD}))
    with pytest.raises(NotYoursToAssign):
        services.change(made, other, reason="Sửa", by=head, at=MORNING)
    with pytest.raises(NoSuchTarget):
        services.change(made, other, reason="Sửa", by=world.chu, at=MORNING)

    assert Quota.objects.get().value == 100
    assert len(journal.history(f"target:{made}")) == 1


def test_a_unit_that_has_closed_since_keeps_its_number(world, chief):
    made = assigned(chief, quota(world.commune, 100), quota(world.other_commune, 50))
    type(world.other_commune).objects.filter(pk=world.other_commune.pk).update(until=MONDAY)

    services.change(
        made,
        [quota(world.commune, 90), quota(world.other_commune, 50)],
        reason="Sửa",
        by=chief,
        at=later(days=2),
    )

    assert Quota.objects.count() == 2


def test_withdrawn_it_is_kept_and_not_changed_again(world, chief):
    made = assigned(chief, quota(world.commune, 100))

    with pytest.raises(TargetRefused):
        services.withdraw(made, reason="", by=chief, at=MORNING)
    services.withdraw(made, reason="Giao nhầm", by=chief, at=MORNING)

    with pytest.raises(TargetWithdrawn):
        services.withdraw(made, reason="Lần nữa", by=chief, at=MORNING)
    with pytest.raises(TargetWithdrawn):
        services.change(made, [quota(world.commune, 9)], reason="Sửa", by=chief, at=MORNING)
    card = queries.target(made, chief)
    assert card.is_withdrawn
    assert card.withdrawn_reason == "Giao nhầm"
    assert queries.standing_targets(MONDAY) == ()


def test_who_may_read_it(world, chief):
    made = assigned(chief, quota(world.commune, 100))

    for who in (chief, world.chu, world.anh, world.hieu, world.lan):
        expected = who in (chief, world.chu, world.anh)
        # an official reads what their own unit or agency as a whole has to reach
        if expected or who.agency_id == world.commune.pk:
            assert queries.target(made, who).id == made
    for who in (world.la, world.quan):
        with pytest.raises(NoSuchTarget):
            queries.target(made, who)
    with pytest.raises(NoSuchTarget):
        queries.target(10**9, chief)


def test_what_is_another_offices_is_not_read_by_every_official(world):
    made = assigned(world.chu, quota(world.culture, 5, FIELD))

    assert queries.target(made, world.lan).id == made
    with pytest.raises(NoSuchTarget):
        queries.target(made, world.hieu)
    assert queries.own_targets(world.lan, 2026, on=MONDAY).rows
    assert not queries.own_targets(world.hieu, 2026, on=MONDAY).rows
    assert not queries.own_targets(world.lan, 2027, on=MONDAY).rows


def test_a_page_of_targets_costs_few_queries(world, chief, django_assert_max_num_queries):
    for month in range(1, 13):
        draft = replace(NUMBER, first=date(2026, month, 1))
        assigned(chief, quota(world.commune, 100), draft=draft)
    seen, cursor = [], ""
    while True:
        with django_assert_max_num_queries(3 + 5):
            page = queries.target_page(chief, 2026, cursor=cursor, on=MONDAY)
            reader = queries.Reader()
            for card in page.rows:
                queries.progress_of(card, on=MONDAY, today=MONDAY, reader=reader)
        seen += [card.id for card in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break

    assert len(seen) == len(set(seen)) == 12


def test_what_the_same_units_had_a_year_ago(world, chief):
    accepted(world)
    draft = replace(NUMBER, first=date(2027, 1, 1), due_on=date(2027, 12, 31))
    places = {world.commune.pk: world.commune.pk, world.other_commune.pk: world.other_commune.pk}

    found = queries.last_year(draft, [(pk, "") for pk in places], places)

    assert found[world.commune.pk, ""] == Reached(1)
    assert found[world.other_commune.pk, ""] == Reached(0)


def test_units_that_can_have_a_number(world, chief):
    kinds = {unit.kind for unit in queries.candidates(world.province.pk, MONDAY)}
    own = [unit.id for unit in queries.candidates(world.commune.pk, MONDAY)]

    assert kinds == {UnitKind.PROVINCE, UnitKind.COMMUNE}
    assert set(own) == {world.commune.pk, world.culture.pk, world.secretariat.pk}


# Telling


IN_MARCH = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
IN_DECEMBER = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)


def told():
    return list(Alert.objects.order_by("pk").values_list("recipient__username", "text"))


def test_units_behind_are_told_once_at_the_half_and_before_the_end(world, chief):
    factories.person("binh", "Phan Bình", world.other_commune, "Chủ tịch", Role.LEADER)
    assigned(chief, quota(world.commune, 3), quota(world.other_commune, 1), at=IN_MARCH)
    accepted(world, at=later(days=-2))
    accepted(world, at=later(days=-3))

    assert services.remind(at=IN_MARCH) == 0
    for day in range(3):
        services.remind(at=later(days=day))

    assert [who for who, _ in told()] == ["binh", "tinh"]  # An Thịnh has come far enough
    text = told()[0][1]
    assert "còn thiếu 1 hồ sơ" in text
    assert "31/12/2026" in text
    assert "1 trên 2 đơn vị chậm" in told()[1][1]
    services.remind(at=IN_DECEMBER)
    assert [who for who, _ in told()][2:] == ["chu", "binh", "tinh"]


def test_an_office_is_told_through_its_head(world):
    assigned(world.chu, quota(world.culture, 5, FIELD), quota(world.secretariat, 5, FIELD))

    services.remind(at=MORNING)

    names = [who for who, _ in told()]
    assert names == ["anh", "chu", "chu"]  # the secretariat has no head: its leader, who assigned


def test_nobody_is_told_of_what_is_over_withdrawn_or_fine(world, chief):
    made = assigned(chief, quota(world.commune, 9))
    services.withdraw(made, reason="Giao nhầm", by=chief, at=MORNING)
    over = replace(NUMBER, due_on=date(2026, 8, 23))
    assigned(chief, quota(world.commune, 9), draft=over)
    few = replace(NUMBER, figure=Figure.RESOLVED_LATE, kind=Kind.COUNT_AT_MOST)
    assigned(chief, quota(world.commune, 0), draft=few)
    assigned(chief, quota(world.commune, 90), draft=SHARE)  # nothing came: not measured

    assert services.remind(at=MORNING) == 0
    assert told() == []


# The database has the last word


@pytest.mark.parametrize(
    "broken",
    [
        {"name": ""},
        {"figure": "hearsay"},
        {"kind": "about"},
        {"base": "resolved"},
        {"kind": "share_at_least"},
        {"due_on": date(2025, 1, 1)},
        {"withdrawn_at": MORNING},
        {"withdrawn_reason": "Giao nhầm"},
    ],
)
def test_the_database_refuses_a_broken_target(world, chief, broken):
    made = assigned(chief, quota(world.commune, 9))

    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=made).update(**broken)


def test_the_database_refuses_a_broken_number(world, chief):
    made = assigned(chief, quota(world.commune, 9))

    for value in (-1, 10_000_001):
        with pytest.raises(IntegrityError), transaction.atomic():
            Quota.objects.filter(target=made).update(value=value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.create(target_id=made, unit=world.commune, agency=world.commune, value=1)
