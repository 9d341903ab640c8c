from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.journal.queries import history
from motcua.people import errors, queries, services
from motcua.people.models import Unit
from motcua.people.rules import Role, UnitDraft, UnitKind, is_agency_code
from motcua.people.services import UnitChanges
from tests.people.conftest import MORNING, SINCE, TODAY, add_account, add_admin, add_post, add_unit


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H26", True),
        ("H47.01.02", True),
        ("000.00.12.H26", True),
        ("A" * 35, True),
        ("A" * 36, False),
        ("", False),
        ("h26", False),
        ("H26.", False),
        (".H26", False),
        ("H26..01", False),
        ("H26-01", False),
        ("H26\n", False),
        ("H２６", False),
        ("Đ26", False),
    ],
)
def test_agency_codes(code, expected):
    assert is_agency_code(code) is expected


def test_a_unit_acts_in_the_name_of_the_agency_above_it(town):
    one_stop, commune = queries.unit(town.one_stop), queries.unit(town.commune)

    assert one_stop.path == f"/{town.province}/{town.commune}/{town.one_stop}/"
    assert one_stop.agency_id == town.commune
    assert commune.agency_id == commune.id
    assert one_stop.province_code == "24"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        pytest.param({"code": "h99.77"}, errors.BadAgencyCode, id="small letters"),
        pytest.param({"code": "H99.12"}, errors.CodeInUse, id="code of another"),
        pytest.param({"name": "  "}, errors.FieldBlank, id="no name"),
        pytest.param({"name": "UBND\x00xã"}, errors.FieldUnreadable, id="NUL in the name"),
        pytest.param({"address": "a" * 251}, errors.FieldTooLong, id="long address"),
        pytest.param({"parent_code": ""}, errors.NeedsParent, id="department at the top"),
        pytest.param({"parent_code": "H99.12.1"}, errors.ParentNotAbove, id="under a counter"),
        pytest.param({"parent_code": "H98"}, errors.NoSuchUnit, id="unknown parent"),
        pytest.param({"parent_code": "H98\x00"}, errors.NoSuchUnit, id="NUL in the parent"),
        pytest.param(
            {"until": date(2025, 6, 1)}, errors.PeriodReversed, id="ends before it begins"
        ),
        pytest.param({"place_code": "1234"}, errors.BadPlaceCode, id="four digits"),
        pytest.param({"province_code": "123"}, errors.BadPlaceCode, id="three digits"),
    ],
)
def test_what_cannot_be_a_unit(town, changes, refusal):
    draft = {"code": "H99.77", "name": "Phòng Kinh tế", "parent_code": "H99.12"} | changes
    before = Unit.objects.count()

    with pytest.raises(refusal):
        services.create_unit(
            UnitDraft(kind=UnitKind.DEPARTMENT, since=SINCE, **{"until": None} | draft),
            by=None,
            at=MORNING,
        )

    assert Unit.objects.count() == before
    assert history("unit:H99.77") == []


def test_a_code_may_be_given_again_after_its_unit_was_closed(town):
    services.close_unit(town.culture, until=date(2026, 6, 30), by=None, at=MORNING)
    draft = UnitDraft(
        code="H99.12.2",
        name="Phòng Xã hội",
        kind=UnitKind.DEPARTMENT,
        since=date(2026, 7, 1),
        parent_code="H99.12",
    )
    services.create_unit(draft, by=None, at=MORNING)

    assert queries.unit_by_code("H99.12.2", date(2026, 6, 30)).id == town.culture
    assert queries.unit_by_code("H99.12.2", date(2026, 7, 1)).name == "Phòng Xã hội"


@pytest.mark.parametrize("code", ["H98", "", "\x00", "\ud800", "x" * 300, "'; --"])
def test_an_unknown_code_is_missing(town, code):
    with pytest.raises(errors.NoSuchUnit):
        queries.unit_by_code(code, TODAY)


@pytest.mark.parametrize("unit_id", [0, -1, 10**30])
def test_an_unknown_id_is_missing(town, unit_id):
    with pytest.raises(errors.NoSuchUnit):
        queries.unit(unit_id)


def test_a_unit_ends_within_the_life_of_its_parent(town):
    services.close_unit(town.neighbour, until=date(2026, 12, 31), by=None, at=MORNING)

    with pytest.raises(errors.OutsideUnitPeriod, match="Hải Đăng"):
        add_unit("H99.13.1", "Phòng Kinh tế", UnitKind.DEPARTMENT, "H99.13")


def test_a_unit_with_units_or_posts_is_not_closed(town):
    add_account("hoa")
    add_post("hoa", town.commune)

    with pytest.raises(errors.UnitStillUsed, match="2 đơn vị trực thuộc và 1 vị trí"):
        services.close_unit(town.commune, until=TODAY, by=None, at=MORNING)

    assert queries.unit(town.commune).until is None


def test_a_closed_unit_is_not_closed_again_later(town):
    services.close_unit(town.neighbour, until=TODAY, by=None, at=MORNING)

    with pytest.raises(errors.UnitClosed):
        services.close_unit(town.neighbour, until=date(2027, 1, 1), by=None, at=MORNING)


def test_a_change_is_told_to_the_journal_with_what_was_there_before(town):
    changes = UnitChanges(name="UBND xã  Bình Minh mới", phone="0204 3 888 888")

    assert services.change_unit(town.commune, changes, by=None, at=MORNING)
    assert not services.change_unit(town.commune, changes, by=None, at=MORNING)

    assert queries.unit(town.commune).name == "UBND xã Bình Minh mới"
    (*_, last) = history("unit:H99.12")
    assert last.facts["before"] == {"name": "UBND xã Bình Minh", "phone": ""}
    assert last.kind == "people.unit_changed"


def test_a_moved_unit_takes_along_what_is_under_it(town):
    counter = add_unit("H99.12.2.1", "Quầy Văn hóa", UnitKind.ONE_STOP, "H99.12.2")

    changes = UnitChanges(parent_code="H99.13")
    services.change_unit(town.culture, changes, by=None, at=MORNING)

    moved, below = queries.unit(town.culture), queries.unit(counter)
    assert moved.path == f"/{town.province}/{town.neighbour}/{town.culture}/"
    assert below.path == f"{moved.path}{counter}/"
    assert (moved.parent_id, moved.agency_id, below.agency_id) == (town.neighbour,) * 3


def test_an_agency_that_moves_stays_an_agency(town):
    district = add_unit("H99.5", "UBND huyện Cũ", UnitKind.DISTRICT, "H99")

    services.change_unit(town.commune, UnitChanges(parent_code="H99.5"), by=None, at=MORNING)

    assert queries.unit(town.commune).agency_id == town.commune
    assert queries.unit(town.one_stop).agency_id == town.commune
    assert queries.unit(town.one_stop).path.startswith(f"/{town.province}/{district}/")


def test_a_unit_does_not_hang_under_itself(town):
    add_unit("H99.12.2.1", "Tổ Văn hóa", UnitKind.DEPARTMENT, "H99.12.2")

    for parent in ("H99.12.2", "H99.12.2.1"):
        with pytest.raises(errors.UnderItself):
            services.change_unit(town.culture, UnitChanges(parent_code=parent), by=None, at=MORNING)


def _draft(parent):
    return UnitDraft(
        code="H99.99", name="Phòng mới", kind=UnitKind.DEPARTMENT, since=SINCE, parent_code=parent
    )


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(
            lambda town, by: services.create_unit(_draft("H99.13"), by=by, at=MORNING), id="create"
        ),
        pytest.param(
            lambda town, by: services.change_unit(
                town.neighbour, UnitChanges(name="Khác"), by=by, at=MORNING
            ),
            id="change",
        ),
        pytest.param(
            lambda town, by: services.change_unit(
                town.culture, UnitChanges(parent_code="H99.13"), by=by, at=MORNING
            ),
            id="move away",
        ),
        pytest.param(
            lambda town, by: services.close_unit(town.neighbour, until=TODAY, by=by, at=MORNING),
            id="close",
        ),
    ],
)
def test_an_administrator_keeps_to_their_agency(town, act):
    admin = add_admin("quantri", town.one_stop)
    units = list(Unit.objects.order_by("pk").values())

    with pytest.raises(errors.OutsideYourAgency):
        act(town, admin)

    assert list(Unit.objects.order_by("pk").values()) == units


def test_only_the_house_puts_a_unit_at_the_top(town):
    admin = add_admin("quantri", town.province)
    top = UnitDraft(code="H98", name="UBND tỉnh khác", kind=UnitKind.PROVINCE, since=SINCE)

    with pytest.raises(errors.OutsideYourAgency):
        services.create_unit(top, by=admin, at=MORNING)


def test_somebody_without_the_role_creates_nothing(town):
    user_id = add_account("lan")
    add_post("lan", town.commune, Role.LEADER, Role.COUNTER)
    leader = queries.actor_of(user_id, post_id=None, on=TODAY)

    with pytest.raises(errors.NotAdmin):
        services.create_unit(_draft("H99.12"), by=leader, at=MORNING)


def test_an_administrator_works_in_all_that_hangs_under_the_agency(town):
    admin = add_admin("quantri", town.province)

    unit_id = services.create_unit(_draft("H99.12"), by=admin, at=MORNING)

    assert queries.unit(unit_id).agency_id == town.commune
    assert history("unit:H99.99")[0].by_id == admin.user_id


@pytest.mark.django_db(transaction=True)
def test_one_of_eight_gets_the_code(at_once):
    add_unit("H99", "UBND tỉnh", UnitKind.PROVINCE)
    draft = UnitDraft(
        code="H99.1", name="Sở Tư pháp", kind=UnitKind.DEPARTMENT, since=SINCE, parent_code="H99"
    )

    answers = at_once(8, lambda: services.create_unit(draft, by=None, at=MORNING))

    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert sum(isinstance(answer, errors.CodeInUse) for answer in answers) == 7


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "ministry"}, "unit_kind_known"),
        ({"code": "h99"}, "unit_code_of_agency_form"),
        ({"until": date(2025, 6, 30)}, "unit_period_in_order"),
        ({"path": "1/2"}, "unit_path_of_ids"),
        ({"short_name": ""}, "unit_named"),
        ({"code": "H99.13"}, "unit_code_once_at_a_time"),
    ],
)
def test_the_table_cannot_hold(town, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Unit.objects.filter(pk=town.commune).update(**fields)


def test_the_tree_of_an_agency(town, django_assert_num_queries):
    police = add_unit("H99.12.CA", "Công an xã", UnitKind.VERTICAL, "H99.12")
    with django_assert_num_queries(1):
        tree = queries.agency_tree(town.commune, TODAY)

    assert [unit.id for unit in tree] == [town.commune, town.one_stop, town.culture, police]
    assert queries.agency_tree(town.commune, date(2025, 6, 30)) == ()


def test_the_tree_of_all_units(town, django_assert_num_queries):
    with django_assert_num_queries(1):
        nodes = queries.unit_tree(TODAY)
    with django_assert_num_queries(2):
        under = queries.unit_tree(TODAY, top_id=town.commune)

    assert [(node.card.id, node.depth) for node in nodes] == [
        (town.province, 0),
        (town.neighbour, 1),
        (town.commune, 1),
        (town.one_stop, 2),
        (town.culture, 2),
    ]
    assert [node.depth for node in under] == [0, 1, 1]


@pytest.mark.parametrize(
    ("office", "code"),
    [
        pytest.param(UnitKind.ONE_STOP, "H99.12.1", id="by kind"),
        pytest.param("one_stop", "H99.12.1", id="by the kind's name"),
        pytest.param("Phòng Văn hoá – Xã hội", "H99.12.2", id="by name, another dash and mark"),
        pytest.param("vh-xh", "H99.12.2", id="by short name"),
        pytest.param("văn hóa", "H99.12.2", id="by a part of one name"),
        pytest.param("Phòng Kinh tế", None, id="there is none"),
        pytest.param("Phòng", "H99.12.2", id="the only one with the word"),
        pytest.param("xã", None, id="a word of two names"),
        pytest.param("", None, id="nothing asked"),
        pytest.param("hóa xã", "H99.12.2", id="words in a row, across a dash"),
    ],
)
def test_the_office_of_a_step(town, office, code):
    found = queries.resolve_office(town.commune, office, TODAY)

    assert (found and found.code) == code


def test_units_by_id_take_one_query(town, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.units([town.commune, town.culture, 10**6])
    with django_assert_num_queries(0):
        assert queries.units([]) == {}

    assert set(found) == {town.commune, town.culture}
