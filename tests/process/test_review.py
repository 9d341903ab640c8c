"""A process held against the people in the units, and what follows a version."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.people.models import Post
from motcua.people.rules import Role
from motcua.process import queries
from motcua.process.errors import NoSuchProcess
from motcua.process.models import ProcessVersion
from motcua.process.rules import Draft
from motcua.process.rules.reading import leg_level
from motcua.process.services import approve_process, create_draft
from tests import factories


@pytest.fixture
def world(db):
    return factories.office()


@pytest.fixture
def process(world):
    return queries.process(ProcessVersion.objects.get().pk)


def test_an_office_with_all_its_people_lacks_nobody(world, process, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = queries.vacancies(process, on=factories.MONDAY)

    assert [v for v in found if v.agency == world.commune.name] == []


def test_who_is_missing_is_named_with_the_unit_and_the_steps(world, process):
    heads = Post.objects.filter(unit=world.culture, roles__contains=[Role.UNIT_HEAD.value])
    heads.update(until=date(2026, 8, 23))

    (vacancy,) = [
        v for v in queries.vacancies(process, on=factories.MONDAY) if v.unit_id == world.culture.pk
    ]

    assert vacancy.role is Role.UNIT_HEAD
    assert vacancy.unit == world.culture.name
    assert vacancy.steps == (2, 4)


def test_the_steps_of_another_agency_are_its_own_business(world, process):
    lent = replace(process, steps=tuple(replace(s, leg="L1") for s in process.steps))

    assert queries.vacancies(lent, on=factories.MONDAY) == []


def test_fields_of_the_form_of_a_procedure():
    assert queries.form_fields("") == {}
    assert queries.form_fields("9.999999") == {}
    assert len(queries.form_fields(factories.BIRTH)) > 3


@pytest.mark.parametrize(
    ("agency", "level", "stands"),
    [
        ("Sở Y tế", "commune", "above"),
        ("Cơ sở trợ giúp xã hội cấp tỉnh", "commune", "above"),
        ("Sở Y tế", "province", "same"),
        ("UBND cấp xã nơi thường trú trước", "district", "below"),
        ("UBND cấp xã nơi thường trú trước", "commune", "same"),
        ("Công an xã", "commune", "same"),
    ],
)
def test_where_an_agency_stands_that_is_only_named(agency, level, stands):
    assert leg_level(agency, level) == stands


def test_successors_are_approved_and_later(world, process):
    parts = {name: getattr(process, name) for name in Draft.__dataclass_fields__}
    later = create_draft(
        replace(Draft(**parts), since=date(2026, 9, 1)), by=world.quan, at=factories.MORNING
    )
    before = queries.successors(process.id)
    approve_process(later, by=world.quan, at=factories.MORNING)

    assert before == []
    assert [card.id for card in queries.successors(process.id)] == [later]
    assert queries.successors(later) == []
    with pytest.raises(NoSuchProcess):
        queries.successors(10**9)
