from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from motcua.catalog import queries, services
from motcua.catalog.errors import (
    AlreadyClosed,
    ContentWrong,
    LimitNotClear,
    NoSuchChannel,
    NoSuchProcedure,
    NotAdministrator,
    NothingInForce,
    PastIsFixed,
    SourceMissing,
    TextNotReadable,
    VersionsOverlap,
)
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.rules import Channel, Mark
from motcua.journal import queries as journal

from .conftest import NOW, row_of


pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture
def birth(db):
    services.import_procedures([row_of("1.001193")], by=None, at=NOW)
    return row_of("1.001193")


@pytest.fixture
def unclear(db):
    """Mai táng phí của cựu chiến binh: its limit is not known."""
    services.import_procedures([row_of("2.002307")], by=None, at=NOW)


def test_a_new_version_from_a_day_on(birth, admin):
    services.new_version(birth | {"name": "Tên mới"}, since=NEXT_YEAR, by=admin, at=NOW)

    assert queries.procedure("1.001193", on=date(2026, 12, 31)).name == "Đăng ký khai sinh"
    assert queries.procedure("1.001193", on=NEXT_YEAR).name == "Tên mới"
    hits = queries.search("ten moi", on=NEXT_YEAR).hits
    assert [hit.code for hit in hits] == ["1.001193"]
    assert journal.history("procedure:1.001193")[-1].facts["changed"] == ["name"]


def test_a_version_may_begin_today_but_not_yesterday(birth, admin):
    services.new_version(birth | {"note": "mới"}, since=TODAY, by=admin, at=NOW)
    assert queries.procedure("1.001193", on=date(2026, 11, 20)).note == ""

    for since in (date(2026, 11, 20), TODAY):
        with pytest.raises((PastIsFixed, VersionsOverlap)):
            services.new_version(birth | {"note": "nữa"}, since=since, by=admin, at=NOW)
    assert queries.procedure("1.001193", on=TODAY).note == "mới"


def test_today_is_that_of_hanoi(birth, admin):
    evening = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)  # 00:30 on the 22nd in Hanoi

    with pytest.raises(PastIsFixed, match="22/11/2026"):
        services.new_version(birth | {"note": "x"}, since=TODAY, by=admin, at=evening)


def test_a_procedure_of_its_own_can_be_added(admin):
    row = row_of("1.001193") | {"code": "1.009999.H12", "name": "Việc riêng của tỉnh"}

    services.new_version(row, since=NEXT_YEAR, by=admin, at=NOW)

    assert queries.procedure("1.009999.H12", on=NEXT_YEAR).name == "Việc riêng của tỉnh"
    with pytest.raises(NothingInForce):
        queries.procedure("1.009999.H12", on=TODAY)


def test_wrong_content_is_refused_with_its_columns(birth, admin):
    with pytest.raises(ContentWrong, match="Tên thủ tục: Không được để trống"):
        services.new_version(birth | {"name": ""}, since=NEXT_YEAR, by=admin, at=NOW)


def test_a_procedure_is_abolished(birth, admin):
    services.close_procedure(
        "1.001193", until=date(2026, 12, 31), reason="QĐ 9/QĐ-BTP bãi bỏ", by=admin, at=NOW
    )

    assert queries.procedure("1.001193", on=date(2026, 12, 31)).until == date(2026, 12, 31)
    with pytest.raises(NothingInForce):
        queries.procedure("1.001193", on=NEXT_YEAR)
    assert queries.search("khai sinh", on=NEXT_YEAR).hits == ()
    closed = journal.history("procedure:1.001193")[-1]
    assert (closed.kind, closed.facts["reason"]) == ("procedure.closed", "QĐ 9/QĐ-BTP bãi bỏ")
    with pytest.raises(AlreadyClosed):
        services.close_procedure("1.001193", until=NEXT_YEAR, reason="", by=admin, at=NOW)


def test_a_procedure_is_not_abolished_in_the_past_or_before_it_begins(birth, admin):
    with pytest.raises(PastIsFixed):
        services.close_procedure("1.001193", until=date(2026, 11, 20), reason="", by=admin, at=NOW)
    services.new_version(birth | {"note": "x"}, since=NEXT_YEAR, by=admin, at=NOW)
    with pytest.raises(VersionsOverlap):
        services.close_procedure("1.001193", until=TODAY, reason="", by=admin, at=NOW)


def test_a_limit_that_becomes_known_opens_the_procedure(unclear, admin):
    limits = dict.fromkeys(Channel, "25 ngày làm việc")

    services.set_limits("2.002307", limits, source="QĐ 5/QĐ-UBND", since=TODAY, by=admin, at=NOW)

    procedure = queries.procedure("2.002307", on=TODAY)
    assert procedure.can_be_filed
    terms = procedure.terms(Channel.ONLINE)
    assert (terms.limit.label, terms.limit.source) == ("25 ngày làm việc", "QĐ 5/QĐ-UBND")
    assert terms.mark is Mark.FOUND
    assert not queries.procedure("2.002307", on=date(2026, 11, 20)).can_be_filed


def test_as_long_as_one_channel_is_not_clear_it_stays_closed(unclear, admin):
    services.set_limits(
        "2.002307", {Channel.DIRECT: "1"}, source="QĐ 5", since=TODAY, by=admin, at=NOW
    )

    procedure = queries.procedure("2.002307", on=TODAY)
    assert procedure.terms("direct").label == "trong ngày"
    assert not procedure.can_be_filed


@pytest.mark.parametrize(
    ("limits", "source", "refusal"),
    [
        ({Channel.DIRECT: "3–5 ngày"}, "QĐ 5", LimitNotClear),
        ({Channel.DIRECT: "{0}"}, "QĐ 5", LimitNotClear),
        ({Channel.DIRECT: "3 ngày"}, " ", SourceMissing),
        ({Channel.DIRECT: "3 ngày"}, "QĐ\x00", TextNotReadable),
        ({Channel.DIRECT: "3 ngày" + " " * 500}, "QĐ 5", TextNotReadable),
        ({"fax": "3 ngày"}, "QĐ 5", NoSuchChannel),
    ],
)
def test_a_limit_that_is_not_clear_is_refused(unclear, admin, limits, source, refusal):
    with pytest.raises(refusal):
        services.set_limits("2.002307", limits, source=source, since=TODAY, by=admin, at=NOW)


def test_a_channel_that_is_not_there_is_refused(admin):
    services.import_procedures([row_of("1.003583")], by=None, at=NOW)

    with pytest.raises(NoSuchChannel, match="Trực tuyến"):
        services.set_limits(
            "1.003583", {Channel.ONLINE: "1"}, source="QĐ 5", since=TODAY, by=admin, at=NOW
        )


def test_only_an_administrator_changes_the_catalogue(birth, counter):
    with pytest.raises(NotAdministrator):
        services.new_version(birth, since=NEXT_YEAR, by=counter, at=NOW)
    with pytest.raises(NotAdministrator):
        services.close_procedure("1.001193", until=NEXT_YEAR, reason="", by=counter, at=NOW)
    with pytest.raises(NotAdministrator):
        services.set_limits("1.001193", {}, source="x", since=TODAY, by=counter, at=NOW)

    assert ProcedureVersion.objects.get().until is None


@pytest.mark.parametrize("code", ["9.999999", "", "\x00", "\ud800"])
def test_what_is_not_there_is_not_changed(birth, admin, code):
    with pytest.raises(NoSuchProcedure):
        services.close_procedure(code, until=NEXT_YEAR, reason="", by=admin, at=NOW)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"since": date(2026, 1, 1), "until": None}, "version_one_at_a_time"),
        ({"since": date(2024, 1, 1), "until": date(2025, 7, 1)}, "version_one_at_a_time"),
        ({"since": date(2024, 1, 2), "until": date(2024, 1, 1)}, "version_period_in_order"),
        ({"name": ""}, "version_name_set"),
        ({"levels_before": ["village"]}, "version_levels_known"),
        ({"levels": [], "authorities": {}}, "version_has_a_level"),
        ({"levels": ["commune", "province"]}, "version_each_level_has_an_authority"),
        ({"service_level": "4"}, "version_service_level_known"),
        ({"confidence": "sure"}, "version_confidence_known"),
        ({"limits": {}}, "version_has_a_channel"),
        ({"can_be_filed": False}, "version_filed_unless_a_reason"),
        ({"unknown_because": "Chưa rõ."}, "version_filed_unless_a_reason"),
    ],
)
def test_the_database_refuses(birth, fields, constraint):
    version = ProcedureVersion.objects.get()
    version.pk = None
    version.since, version.until = date(2024, 1, 1), date(2024, 6, 1)
    for name, value in fields.items():
        setattr(version, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        version.save(force_insert=True)


def test_the_database_refuses_a_code_of_another_form(db):
    with pytest.raises(IntegrityError, match="procedure_code_of_national_form"):
        Procedure.objects.create(code="khai-sinh")


@pytest.mark.django_db(transaction=True)
def test_two_new_versions_at_once_do_not_overlap(birth, admin, at_once):
    answers = at_once(
        2,
        lambda: services.new_version(birth | {"note": "mới"}, since=NEXT_YEAR, by=admin, at=NOW),
    )

    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert sum(isinstance(answer, VersionsOverlap) for answer in answers) == 1
