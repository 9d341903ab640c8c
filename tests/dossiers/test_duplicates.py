"""What may be the same filing again, and who is told how much of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.duplicates import possible_duplicates
from motcua.people.models import Unit
from tests.factories import APPLICANT, BIRTH, MORNING, filing, finished, later, office, received


pytestmark = pytest.mark.django_db


def found(world, actor=None, *, now=MORNING, procedure=BIRTH, **person):
    applicant = replace(APPLICANT, **person)
    return possible_duplicates(applicant, actor or world.khue, now=now, procedure=procedure)


@pytest.mark.parametrize(
    ("person", "is_found"),
    [
        pytest.param({}, True, id="the same number"),
        pytest.param({"name": "Ai Khác", "phone": ""}, True, id="the number alone"),
        pytest.param({"id_number": ""}, True, id="the same name and telephone"),
        pytest.param({"id_number": "", "name": "ĐẶNG  ngọc quyên"}, True, id="in capitals"),
        pytest.param({"id_number": "", "phone": ""}, False, id="the name alone"),
        pytest.param({"id_number": "", "name": "Ai Khác"}, False, id="the telephone alone"),
        pytest.param({"id_number": "036198001235", "phone": ""}, False, id="another number"),
        pytest.param({"id_number": "", "name": "Đặng Ngọc"}, False, id="a part of the name"),
    ],
)
def test_who_is_the_same_person(person, is_found):
    world = office()
    code = received(world)

    assert [one.code for one in found(world, **person)] == ([code] if is_found else [])


@pytest.mark.parametrize(("days", "is_found"), [(90, True), (91, False)])
def test_what_is_closed_is_shown_for_90_days(days, is_found):
    world = office()
    code = finished(world)
    services.return_result(code, handed_to="Quyên", by=world.hieu, at=MORNING)

    assert bool(found(world, now=MORNING + timedelta(days=days))) is is_found


def test_what_is_open_is_shown_however_old():
    world = office()
    code = received(world, at=later(days=-200))

    [one] = found(world)
    assert (one.code, one.state, one.office) == (code, "Đã tiếp nhận", "UBND phường An Thịnh")


def test_of_another_procedure_only_where_none_is_named():
    world = office()
    received(world)

    assert found(world, procedure="1.000001") == ()
    assert len(found(world, procedure="")) == 1


def test_elsewhere_in_the_province_only_the_place_is_told():
    world = office()
    received(world)
    received(world)

    [one] = found(world, world.la)

    assert one.office == "UBND phường An Thịnh"
    assert (one.code, one.procedure_name, one.received_at, one.state) == ("", "", None, "")


def test_of_another_province_nothing():
    world = office()
    received(world)
    Unit.objects.filter(pk=world.other_commune.pk).update(province_code="01")

    assert found(world, world.la) == ()


def test_somebody_of_whom_nothing_is_known_costs_no_query():
    world = office()
    with CaptureQueriesContext(connection) as asked:
        assert found(world, id_number="", phone="") == ()
    assert len(asked.captured_queries) == 0


def test_both_ways_have_an_index():
    world = office()
    services.receive(filing(world), by=world.hieu, at=MORNING)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as asked:
        found(world)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "dossier_of_applicant" in plan
    assert "dossier_search" in plan
    assert Dossier.objects.count() == 1
