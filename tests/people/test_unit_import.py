import pytest

from motcua.journal.queries import history
from motcua.people import queries, services
from motcua.people.models import Unit
from tests.people.conftest import MORNING, SINCE, TODAY, add_admin


def row(code, parent="", kind="department", **rest):
    base = {"code": code, "name": f"Đơn vị {code}", "kind": kind, "since": SINCE.isoformat()}
    return base | {"parent_code": parent} | rest


FILE = [
    row("H97", kind="province", province_code="27"),
    row("H97.1", "H97", kind="commune", place_code="09163"),
    row("H97.1.1", "H97.1", short_name="Phòng KT", until=None),
]


def load(rows, by=None):
    return services.import_units(rows, by=by, at=MORNING)


@pytest.mark.django_db
def test_a_file_is_taken_over_and_taking_it_again_changes_nothing():
    first, second = load(FILE), load(FILE)

    assert (first.created, first.changed, first.unchanged, first.faults) == (3, 0, 0, ())
    assert (second.created, second.changed, second.unchanged) == (0, 0, 3)
    department = queries.unit_by_code("H97.1.1", TODAY)
    assert (department.short_name, department.province_code) == ("Phòng KT", "27")
    assert len(history("unit:H97.1.1")) == 1


@pytest.mark.django_db
def test_what_differs_is_changed_and_what_is_not_said_stays():
    load(FILE)

    report = load([row("H97.1", "H97", kind="commune", name="UBND xã Mới")])

    assert (report.created, report.changed) == (0, 1)
    commune = queries.unit_by_code("H97.1", TODAY)
    assert (commune.name, commune.place_code) == ("UBND xã Mới", "09163")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        pytest.param(row("h97"), "không đúng dạng", id="code"),
        pytest.param(row("H97.2", "H96"), "Không tìm thấy đơn vị “H96”", id="unknown parent"),
        pytest.param(row("H97.2", "H97", kind="xã"), "Loại đơn vị “xã”", id="kind"),
        pytest.param(row("H97.2", "H97", since="1/7/2025"), "năm-tháng-ngày", id="day"),
        pytest.param(row("H97.2", "H97", name=""), "Thiếu name", id="no name"),
        pytest.param(row("H97.2", "H97", name=5), "phải là chữ", id="number for a name"),
        pytest.param(row("H97.2", "H97", colour="xanh"), "Không có cột colour", id="column"),
        pytest.param(row("H97.2", "H97", name="a\x00"), "không đọc được", id="NUL"),
        pytest.param(row("H97\x00"), "không đúng dạng", id="NUL in the code"),
        pytest.param(row("H97.1", "H97"), "loại hoặc thời gian khác", id="another kind"),
        pytest.param(["H97.2"], "không phải là một đơn vị", id="a list"),
        pytest.param(None, "không phải là một đơn vị", id="nothing"),
        pytest.param({}, "Thiếu code, name, kind, since", id="empty"),
    ],
)
@pytest.mark.django_db
def test_nothing_is_taken_over_when_one_row_is_wrong(wrong, message):
    report = load([*FILE, wrong])

    assert [fault.row for fault in report.faults] == [4]
    assert message in report.faults[0].message
    assert (report.created, report.changed, report.unchanged) == (0, 0, 0)
    assert not Unit.objects.exists()
    assert history("unit:H97") == []


@pytest.mark.django_db
def test_all_wrong_rows_are_named_at_once():
    report = load([row("H97", kind="province"), row("x"), row("H97.1", "H97"), row("y")])

    assert [(fault.row, fault.code) for fault in report.faults] == [(2, "x"), (4, "y")]


def test_an_administrator_imports_into_their_own_agency_only(town):
    admin = add_admin("quantri", town.commune)

    own = load([row("H99.12.7", "H99.12")], by=admin)
    other = load([row("H99.13.7", "H99.13")], by=admin)

    assert own.created == 1
    assert "phạm vi quản trị" in other.faults[0].message


@pytest.mark.django_db
def test_a_thousand_units_are_taken_over_in_a_bounded_number_of_queries(
    django_assert_max_num_queries,
):
    rows = [FILE[0], *(row(f"H97.{n}", "H97") for n in range(20))]

    with django_assert_max_num_queries(21 * 17):
        assert load(rows).created == 21
