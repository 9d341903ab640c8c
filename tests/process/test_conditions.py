"""Ways that hold for some answers only."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.rules import Limit
from motcua.process import queries, rules
from motcua.process.errors import FaultyProcess
from motcua.process.rules import Action, Condition, Next, Operator
from motcua.process.services import approve_process, create_draft
from tests import factories
from tests.process.samples import admin, draft, working_days


def when(operator, *values, field="kind"):
    return Condition(field, Operator(operator), values)


@pytest.mark.parametrize(
    ("condition", "answer", "held"),
    [
        (when("eq", "Mới"), "Mới", True),
        (when("eq", "Mới"), " Mới ", True),
        (when("eq", "Mới"), "Lại", False),
        (when("eq", "Mới"), None, False),
        (when("ne", "Mới"), "Lại", True),
        (when("ne", "Mới"), None, True),
        (when("in", "Mới", "Lại"), "Lại", True),
        (when("in", "Mới", "Lại"), "Đổi", False),
        (when("gt", "9"), "10", True),
        (when("gt", "9"), "9", False),
        (when("lt", "0,5"), "0.25", True),
        (when("gt", "9"), "mười", False),
        (when("gt", "9"), "", False),
        (when("gt", "9"), "NaN", False),
        (when("gt", "2026-01-31"), "2026-02-01", True),
        (when("lt", "2026-01-31"), "2026-02-01", False),
        (when("answered"), "x", True),
        (when("answered"), "  ", False),
    ],
)
def test_a_condition_holds_or_not(condition, answer, held):
    answers = {} if answer is None else {"kind": answer}

    assert condition.holds(answers) is held


@given(st.sampled_from(Operator), st.text(max_size=5), st.text(max_size=5))
def test_no_answer_breaks_a_condition(operator, expected, answer):
    assert when(operator, expected).holds({"kind": answer}) in (True, False)


def branched(**changes):
    """The usual seven steps; new ones skip the check of step 4, for the leader at once."""
    usual = draft(**changes)
    ways = (Next(Action.FORWARD, 5, when("eq", "Mới")), *usual.steps[2].next)
    steps = [replace(s, next=ways) if s.order == 3 else s for s in usual.steps]
    return replace(usual, steps=tuple(steps))


def test_the_way_whose_condition_holds_comes_first():
    process = branched()

    assert rules.after(process, 3, "forward", {"kind": "Mới"}).to == 5
    assert rules.after(process, 3, "forward", {"kind": "Lại"}).to == 4
    assert rules.after(process, 3, "forward").to == 4
    assert [s.order for s in rules.next_steps(process, 3, "forward", {"kind": "Mới"})] == [5]
    assert rules.faults(process) == ()


def test_a_way_for_all_others_is_needed():
    process = branched()
    only = Next(Action.FORWARD, 5, when("eq", "Mới"))
    steps = [replace(s, next=(only,)) if s.order == 3 else s for s in process.steps]

    finding, *_ = rules.findings(replace(process, steps=tuple(steps)))

    assert "chỉ có đường kèm điều kiện" in finding.text
    assert finding.step == 3


def test_two_ways_for_all_are_one_too_many():
    process = branched()
    more = Next(Action.FORWARD, 6)
    steps = [replace(s, next=(*s.next, more)) if s.order == 3 else s for s in process.steps]

    assert "chỉ được dẫn đến một nơi" in rules.faults(replace(process, steps=tuple(steps)))[0]


def test_a_way_by_condition_must_end_too():
    usual = branched()
    lost = replace(usual.steps[3], order=8, name="Cụt", next=(), allotted=None, counts=False)
    ways = (Next(Action.FORWARD, 8, when("eq", "Đổi")), *usual.steps[2].next)
    steps = [replace(s, next=ways) if s.order == 3 else s for s in usual.steps]

    found = rules.faults(replace(usual, steps=(*steps, lost)))

    assert found == ("Bước 8 không có đường đến bước trả kết quả.",)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (when("eq", "Mới", field="khong-co"), "không có trong tờ khai"),
        (when("eq"), "chưa ghi giá trị"),
        (when("eq", "a", "b"), "chỉ so sánh được với một giá trị"),
        (when("gt", "nhiều"), "không phải số hay ngày"),
    ],
)
def test_a_condition_that_can_never_hold_is_a_fault(condition, told):
    usual = draft()
    ways = (Next(Action.FORWARD, 5, condition), *usual.steps[2].next)
    steps = [replace(s, next=ways) if s.order == 3 else s for s in usual.steps]

    (finding,) = rules.findings(replace(usual, steps=tuple(steps)), {"kind"})

    assert told in finding.text
    assert finding.step == 3


def test_of_two_ways_the_longer_is_the_limit():
    """Two steps of which a dossier passes one: their times are not added."""
    usual = branched()
    other = replace(usual.steps[3], order=8, name="Kiểm tra nhanh", allotted=working_days("0.25"))
    ways = (Next(Action.FORWARD, 8, when("eq", "Mới")), Next(Action.FORWARD, 4))
    steps = [replace(s, next=ways) if s.order == 3 else s for s in usual.steps]
    # rows follow the order of work: the other check stands before the leader
    moved = {4: 4, 8: 5, 5: 6, 6: 7, 7: 8}
    process = replace(usual, steps=tuple(renumbered((*steps, other), moved)))

    assert rules.total_hours(process) == 40
    assert rules.faults(process) == ()
    longer = replace(process.steps[-1], allotted=working_days("1"))
    assert "không khớp" in rules.faults(replace(process, steps=(*process.steps[:-1], longer)))[-1]


def renumbered(steps, moved):
    for s in steps:
        ways = tuple(replace(n, to=moved.get(n.to, n.to)) for n in s.next)
        yield replace(s, order=moved.get(s.order, s.order), next=ways)


@given(st.integers(1, 60))
def test_the_longest_way_is_fitted_to_another_limit(days):
    process = branched()
    limit = working_days(str(days))

    fitted = replace(process, steps=rules.fitted(process, limit))

    assert rules.total_hours(fitted) == rules.working_hours(limit)
    assert all(isinstance(s.allotted, Limit) for s in fitted.steps if s.counts)


def test_conditions_levels_and_options_are_kept(db):
    leg = rules.Leg(
        id="L1", agency="Sở Y tế", request="Hỏi", response="Đáp", allotted=working_days("2"),
        after_step=3, parallel=False, counts=True, level=rules.LegLevel.ABOVE, source="QĐ ví dụ",
    )  # fmt: skip
    options = rules.Options(four_eyes=True, assignment=rules.Assignment.LEAST_LOADED)
    made = branched(legs=(leg,), options=options)

    kept = queries.process(create_draft(made, by=admin(), at=factories.MORNING))

    assert kept.steps == made.steps
    assert kept.legs == (leg,)
    assert kept.options.four_eyes
    assert kept.options.assignment == "least_loaded"


def test_a_condition_on_what_the_form_does_not_ask_is_not_approved(db):
    made = create_draft(branched(), by=admin(), at=factories.MORNING)

    with pytest.raises(FaultyProcess, match="không có trong tờ khai"):
        approve_process(made, by=admin("quan"), at=factories.MORNING)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"after_step": 99}, "bước 99, là bước không có"),
        ({"agency": " "}, "chưa ghi cơ quan"),
        ({"parallel": True, "level": rules.LegLevel.ABOVE}, "không lấy ý kiến song song"),
    ],
)
def test_a_fault_of_a_leg_is_named(changes, told):
    leg = rules.Leg(
        id="L1", agency="Sở Y tế", request="", response="", allotted=None,
        after_step=3, parallel=False, counts=False,
    )  # fmt: skip

    (finding,) = rules.findings(draft(legs=(replace(leg, **changes),)))

    assert told in finding.text
    assert finding.leg == "L1"


def test_the_step_of_a_later_version():
    old = draft()
    shorter = replace(old, steps=tuple(s for s in old.steps if s.order != 4))

    assert [rules.counterpart(old, old, s.order) for s in old.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert rules.counterpart(old, shorter, 4) == 2  # unit head again: nothing is passed over
    assert rules.counterpart(old, shorter, 5) == 5
    assert rules.counterpart(old, replace(old, steps=old.steps[:4]), 5) is None
    assert rules.counterpart(old, replace(old, steps=old.steps[:6]), 7) is None  # hands over


def test_a_named_step_is_found_wherever_it_stands():
    old = draft()
    first, second = old.steps[1], old.steps[3]
    swapped = (old.steps[0], replace(second, order=2), old.steps[2], replace(first, order=4))
    new = replace(old, steps=(*swapped, *old.steps[4:]))

    assert rules.counterpart(old, new, 2) == 4
