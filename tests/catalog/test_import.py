from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from motcua.catalog import queries, services
from motcua.catalog.errors import NotAdministrator
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.journal import queries as journal

from .conftest import NOW, delivered, row_of


TODAY = date(2026, 11, 21)


def birth(**changes):
    return row_of("1.001193") | changes


def limit(amount, unit="working_day", source="QĐ 1/QĐ-UBND", **more):
    return {"amount": amount, "unit": unit, "source": source, **more}


def take_in(*rows, at=NOW, **options):
    return services.import_procedures(rows, by=None, at=at, **options)


@pytest.mark.django_db
def test_the_same_content_again_changes_nothing():
    first = take_in(birth(), row_of("1.000894"))
    stored = list(ProcedureVersion.objects.values())

    second = take_in(birth(), row_of("1.000894"))

    assert first.created == ("1.000894", "1.001193")
    assert (second.created, second.changed) == ((), ())
    assert second.unchanged == ("1.000894", "1.001193")
    assert list(ProcedureVersion.objects.values()) == stored
    assert len(journal.history("catalog")) == 1


@pytest.mark.django_db
def test_all_that_is_delivered_is_taken_in_and_again_without_a_change(
    django_assert_max_num_queries,
):
    report = take_in(*delivered())
    assert (report.rows, len(report.created), report.problems) == (163, 157, ())
    assert len(report.cannot_be_filed) == 18

    with django_assert_max_num_queries(6):
        again = take_in(*delivered())
    assert (again.created, again.changed, len(again.unchanged)) == ((), (), 163)


@pytest.mark.django_db
def test_changed_content_opens_a_version_and_leaves_the_past_alone(admin):
    take_in(birth())
    before = queries.procedure("1.001193", on=TODAY)

    report = services.import_procedures(
        [birth(name="Đăng ký khai sinh mới")], by=admin, at=NOW, since=date(2027, 3, 1)
    )

    assert report.changed == ("1.001193",)
    assert queries.procedure("1.001193", on=date(2027, 3, 1)).name == "Đăng ký khai sinh mới"
    on_the_eve = queries.procedure("1.001193", on=date(2027, 2, 28))
    assert on_the_eve.name == "Đăng ký khai sinh"
    assert replace(on_the_eve, until=None) == before
    opened = journal.history("procedure:1.001193")[-1]
    assert (opened.kind, opened.by_id) == ("procedure.version_opened", admin.user_id)
    assert opened.facts["changed"] == ["name"]
    assert opened.facts["since"] == "2027-03-01"


@pytest.mark.django_db
def test_a_later_change_by_hand_survives_the_same_file(admin):
    take_in(birth())
    services.new_version(birth(name="Tên mới"), since=date(2026, 12, 1), by=admin, at=NOW)

    assert take_in(birth()).unchanged == ("1.001193",)
    assert queries.procedure("1.001193", on=date(2026, 12, 1)).name == "Tên mới"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        ({"code": "khai sinh"}, "Mã thủ tục", "có dạng 1.001193"),
        ({"code": ""}, "Mã thủ tục", "Không được để trống"),
        ({"code": 5}, "Mã thủ tục", "Phải là chữ"),
        ({"name": "  "}, "Tên thủ tục", "Không được để trống"),
        ({"name": "x" * 501}, "Tên thủ tục", "Dài quá 500"),
        ({"name": "a\x00b"}, "Tên thủ tục", "không đọc được"),
        ({"name": "a\ud800"}, "Tên thủ tục", "không đọc được"),
        ({"name": ["x"]}, "Tên thủ tục", "Phải là chữ"),
        ({"levels": []}, "Cấp thực hiện", "ít nhất một cấp"),
        ({"levels": ["village"]}, "Cấp thực hiện", "Chỉ nhận"),
        ({"levels": [["x"]]}, "Cấp thực hiện", "Chỉ nhận"),
        ({"levels": "commune"}, "Cấp thực hiện", "danh sách"),
        ({"authorities": {}}, "Cơ quan thực hiện", "Cấp xã"),
        ({"authorities": []}, "Cơ quan thực hiện", "Chưa ghi"),
        ({"limits": {}}, "Thời hạn", "ít nhất một cách nộp"),
        ({"limits": {"fax": limit("3")}}, "Thời hạn", "ít nhất một cách nộp"),
        ({"limits": {"direct": limit("3", "week")}}, "Thời hạn", "Đơn vị"),
        ({"limits": {"direct": limit("3", [])}}, "Thời hạn", "Đơn vị"),
        ({"limits": {"direct": limit("-1")}}, "Thời hạn", "từ 0 đến"),
        ({"limits": {"direct": limit("1e9")}}, "Thời hạn", "từ 0 đến"),
        ({"limits": {"direct": limit("1e999999999")}}, "Thời hạn", "từ 0 đến"),
        ({"limits": {"direct": limit("NaN")}}, "Thời hạn", "từ 0 đến"),
        ({"limits": {"direct": limit("0.5", "month")}}, "Thời hạn", "số nguyên"),
        ({"limits": {"direct": limit("3", source="")}}, "Thời hạn", "Thiếu văn bản"),
        ({"limits": {"direct": limit(None)}}, "Thời hạn", "Thiếu thời hạn"),
        ({"limits": {"direct": limit("3", cutoff="25:00")}}, "Thời hạn", "Giờ chốt"),
        ({"limits": {"direct": "3 ngày"}}, "Thời hạn", "cấu trúc"),
        ({"fees": {"fax": {}}}, "Phí, lệ phí", "cách nộp không được nhận"),
        ({"fees": {"direct": {"amount": -1}}}, "amount", "số nguyên"),
        ({"fees": {"direct": {"amount": True}}}, "amount", "số nguyên"),
        ({"components": [{"name": ""}]}, "Tên thủ tục", "để trống"),
        ({"components": [{"name": "x"}] * 61}, "Thành phần hồ sơ", "nhiều nhất 60"),
        ({"components": ["x"]}, "Thành phần hồ sơ", "cấu trúc"),
        ({"cases": [{"key": "a", "title": "b"}]}, "Thời hạn theo trường hợp", "Thiếu thời hạn"),
        ({"sets": "1"}, "Số bộ hồ sơ", "số nguyên"),
        ({"is_vertical": "có"}, "Ngành dọc", "có hoặc không"),
        ({"since": "01/07/2025"}, "Hiệu lực từ", "2026-11-23"),
        ({"since": 20250701}, "Hiệu lực từ", "2026-11-23"),
        ({"since": "2026-01-01", "until": "2025-01-01"}, "Hiệu lực đến", "sớm hơn"),
        ({"tên": "x"}, "tên", "Không có cột này"),
    ],
)
def test_one_wrong_row_and_nothing_is_taken_in(change, column, message):
    report = take_in(row_of("1.000894"), birth(**change))

    assert not report.is_done
    assert not Procedure.objects.exists()
    (problem, *_) = [p for p in report.problems if message in p.message]
    assert problem.row == 2
    assert problem.column in (column, "name", "amount")


@pytest.mark.django_db
def test_in_part_the_right_rows_are_taken_in():
    rows = row_of("1.000894"), birth(name=""), row_of("1.000894")
    report = take_in(*rows, partial=True, first_row=2)

    assert report.is_done
    assert report.created == ("1.000894",)
    assert [(p.row, p.code, p.column) for p in report.problems] == [
        (3, "1.001193", "Tên thủ tục"),
        (4, "1.000894", "Mã thủ tục"),
    ]
    assert "dòng 2" in report.problems[1].message


@pytest.mark.django_db
def test_the_past_is_refused_with_its_row_and_all_is_undone():
    take_in(birth(), row_of("1.000894"))
    later = datetime(2027, 1, 1, tzinfo=UTC)
    rows = row_of("1.000894") | {"name": "Kết hôn"}, birth(name="Cũ", until="2026-01-01")

    report = take_in(*rows, at=later)

    assert not report.is_done
    assert [(p.row, p.column) for p in report.problems] == [(2, "Hiệu lực từ")]
    assert "đã qua" in report.problems[0].message
    assert ProcedureVersion.objects.count() == 2
    assert queries.procedure("1.000894", on=date(2027, 1, 1)).name == "Đăng ký kết hôn"
    assert connection.needs_rollback is False


@pytest.mark.django_db
def test_a_version_that_begins_later_is_not_overtaken(admin):
    take_in(birth())
    services.new_version(birth(name="Từ tháng Ba"), since=date(2027, 3, 1), by=admin, at=NOW)

    report = take_in(birth(name="Từ tháng Giêng", since="2027-01-01"))

    assert not report.is_done
    assert "01/03/2027" in report.problems[0].message


@pytest.mark.django_db
def test_only_an_administrator_may_import(counter):
    with pytest.raises(NotAdministrator):
        services.import_procedures([birth()], by=counter, at=NOW)

    assert not Procedure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one_catalogue(at_once):
    answers = at_once(3, lambda: take_in(birth(), row_of("1.000894")))

    assert sorted(len(answer.created) for answer in answers) == [0, 0, 2]
    assert ProcedureVersion.objects.count() == 2
