"""All forms of the data: they expand, can be shown, and can be filled in."""

import json
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.eforms import queries
from motcua.eforms.errors import NoSuchForm
from motcua.eforms.rules import (
    SEPARATOR,
    FieldType,
    check,
    expand,
    library_from,
    rows_of,
    visible,
)
from motcua.eforms.rules.values import All, Any, Not, Test
from tests.eforms.filling import TODAY, filled


FORMS = [queries.form(form_id) for form_id in queries.form_ids()]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def conditions_in(condition):
    match condition:
        case Test():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from conditions_in(part)
        case Not(part):
            yield from conditions_in(part)


def all_fields(form):
    for field in form.fields():
        yield field
        yield from field.fields


def test_the_data_holds_58_forms_of_19_blocks():
    content = json.loads(queries.DATA.read_text("utf-8"))

    assert (len(content["forms"]), len(content["blocks"])) == (58, 19)
    assert len(content["choices"]["ethnic_group"]["items"]) == 54 + 1
    assert "Việt Nam" in content["choices"]["country"]["items"]
    assert len({c for f in content["forms"] for c in f["procedures"]}) == 73


@every_form
def test_every_key_is_there_once(form):
    keys = [field.key for field in all_fields(form)]

    assert len(keys) == len(set(keys))


@every_form
def test_every_condition_and_limit_names_a_field(form):
    keys = {field.key for field in all_fields(form)}
    for field in all_fields(form):
        named = {test.field for test in conditions_in(field.show_if)}
        named |= {test.field for test in conditions_in(field.prefill_when)}
        limits = field.limits
        named |= {limits.after_field, limits.not_below_field, limits.years_from_field} - {""}
        assert named <= keys, field.key


@every_form
def test_what_a_condition_expects_can_be_answered(form):
    """`equals` a choice that the field doesn't offer would hide its field for ever."""
    by_key = {field.key: field for field in all_fields(form)}
    for field in all_fields(form):
        for test in conditions_in(field.show_if):
            asked = by_key[test.field]
            if asked.choices and test.values:
                met = [c for c in asked.choices if c.startswith(test.values)]
                assert met, (field.key, test)


@every_form
def test_every_field_can_be_shown(form):
    for field in all_fields(form):
        assert field.label.strip()
        choosing = field.type in (FieldType.CHOICE, FieldType.MULTI_CHOICE)
        assert bool(field.choices) == choosing, field.key
        assert not any(SEPARATOR in choice for choice in field.choices)
        assert bool(field.place) == (field.type is FieldType.PLACE)
        assert bool(field.fields) == (field.type is FieldType.REPEATED_GROUP)


@every_form
@pytest.mark.parametrize("seed", range(4))
def test_a_carefully_filled_form_is_good(form, seed):
    answers = filled(form, random.Random(seed))

    checked = check(form, answers, today=TODAY)

    assert dict(checked.errors) == {}
    again = check(form, checked.answers, today=TODAY)
    assert again == checked


@every_form
def test_an_empty_form_asks_for_what_is_required_and_shown(form):
    checked = check(form, {}, today=TODAY)

    wanted = {
        f.key
        for f in visible(form, {}, today=TODAY)
        if f.required and "." not in f.key and f.type is not FieldType.FILE
    }
    assert wanted <= checked.errors.keys()
    assert dict(checked.answers) == {}
    assert all(error.endswith(".") for error in checked.errors.values())


strange = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(), max_size=40),
    st.sampled_from(
        ["\x00", "31/02/2026", "0" * 12, "9" * 400, "-0", "1e9", "٣", "½", "Có|Không", "\ud800"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), st.data())
def test_nothing_that_can_be_typed_breaks_a_form(form, data):
    keys = [f.key for f in visible(form, {}, today=TODAY)]
    answers = data.draw(st.dictionaries(st.sampled_from(keys), strange, max_size=15))

    checked = check(form, answers, today=TODAY)

    assert not any("\x00" in value for value in checked.answers.values())
    assert checked.answers.keys().isdisjoint(checked.errors)
    kept = check(form, checked.answers, today=TODAY)
    assert {k: kept.answers.get(k) for k in checked.answers} == dict(checked.answers)


@pytest.mark.parametrize(
    ("code", "form_id"),
    [
        pytest.param("1.001193", "F-1.001193", id="its own"),
        pytest.param("1.001766", "F-1.000656", id="also for"),
        pytest.param("9.999999", None, id="none"),
        pytest.param("", None, id="no code"),
    ],
)
def test_the_form_of_a_procedure(code, form_id):
    form = queries.form_for(code)

    assert (form.id if form else None) == form_id


def test_an_unknown_form_is_missing():
    with pytest.raises(NoSuchForm):
        queries.form("F-khong-co")


def test_a_borrowed_form_stands_in_place_with_its_own_groups():
    form = queries.form("F-1.000689")
    birth = queries.form("F-1.001193")

    keys = {field.key for field in form.fields()}
    assert {f"birth_form.{field.key}" for field in birth.fields()} <= keys
    assert "birth_form.child" in {group.key for group in form.groups}


def test_numbered_lines_appear_under_a_yes():
    form = queries.form("F-1.001699")

    def shown(answers):
        return {f.key for f in visible(form, answers, today=TODAY)}

    assert "kt1_1" not in shown({})
    assert {f"kt1_{n}" for n in range(1, 7)} <= shown({"kt1": "Có"})


def test_what_hangs_on_a_hidden_answer_is_hidden():
    form = queries.form("F-1.001193")
    abroad = {"mother_known": "Không", "mother.residence.place": "Nước ngoài"}

    keys = {f.key for f in visible(form, abroad, today=TODAY)}

    assert "mother.residence.abroad" not in keys
    assert "father.residence.abroad" not in keys


def test_rows_are_closed_up_and_blank_ones_are_none():
    form = next(f for f in FORMS if f.id == "F-3.000182")
    answers = filled(form, random.Random(1))
    group = next(f for f in form.fields() if f.key == "wishes")
    answers = {k: v for k, v in answers.items() if not k.startswith("wishes.")}
    answers |= {"wishes.1.school": "Trường THCS Minh Khai", "wishes.2.school": "  "}

    checked = check(form, answers, today=TODAY)

    assert dict(checked.errors) == {}
    assert rows_of(group, checked.answers) == (0,)
    assert checked.answers["wishes.0.school"] == "Trường THCS Minh Khai"


def test_there_is_an_end_to_rows():
    form = next(f for f in FORMS if f.id == "F-3.000182")
    answers = {f"wishes.{n}.school": "Trường THCS Minh Khai" for n in range(4)}

    checked = check(form, answers, today=TODAY)

    assert "nhiều nhất 3 dòng" in checked.errors["wishes"]


def test_a_block_that_holds_itself_is_a_fault_of_the_data():
    library = library_from(
        {
            "choices": {},
            "blocks": {
                "a": {
                    "label": "A",
                    "fields": [
                        {"key": "a", "label": "A", "type": "block", "block": "a", "source": ""}
                    ],
                }
            },
            "forms": [
                {
                    "id": "F",
                    "title": "",
                    "number": "",
                    "issued_by": "",
                    "procedures": [],
                    "marks": {"form": "", "fields": ""},
                    "notes": [],
                    "groups": [
                        {
                            "key": "g",
                            "title": "",
                            "fields": [
                                {
                                    "key": "a",
                                    "label": "A",
                                    "type": "block",
                                    "block": "a",
                                    "source": "",
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    )

    with pytest.raises(ValueError, match="too deep"):
        expand(library, "F")


def test_a_child_of_nine_is_asked_and_a_younger_one_is_not():
    form = queries.form("F-1.001022")

    def asked(born):
        answers = {"child.person.birth_date": born}
        return len(visible(form, answers, today=date(2026, 11, 21)))

    assert asked("2017-11-21") == asked("2017-11-22") + 1
