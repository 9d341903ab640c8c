"""A process designed in the browser: rows that move, ways by condition, other agencies."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.people.models import Post
from motcua.people.rules import Role
from motcua.process import queries, rules
from motcua.process.rules import Action, Assignment, LegLevel, Operator
from motcua.web.admin_pages.process_moves import renamed, renumbered
from motcua.web.admin_pages.table_forms import RowEdit, edited
from tests.web.admin_pages.conftest import words
from tests.web.admin_pages.test_processes import approved, draft, form_of


__all__ = ["draft"]
WAY = "way_forward"


@pytest.fixture
def field():
    """A field of the form of the draft's procedure."""
    return next(iter(queries.form_fields("1.001193")))


def changed(quan, draft, **typed):
    """The page as it is answered when so much is typed."""
    sent = form_of(quan.get("process_change", draft.pk)) | typed
    return quan.post("process_change", draft.pk, **sent)


def test_a_step_moves_up_and_what_leads_to_it_follows(quan, draft):
    page = changed(quan, draft, rows="up-3")
    quan.post("process_change", draft.pk, **form_of(page))

    before, after = queries.process(approved().pk), queries.process(draft.pk)
    names = [s.name for s in before.steps]
    names[2], names[3] = names[3], names[2]
    assert [s.name for s in after.steps] == names
    assert rules.step(after, 2).leads(Action.FORWARD).to == 4
    assert rules.step(after, 3).leads(Action.SEND_BACK).to == 4


@pytest.mark.parametrize("edit", ["up-0", "down-6", "up-99", "down-99", "moon-1", "up-"])
def test_a_step_that_cannot_move_stays(quan, draft, edit):
    page = changed(quan, draft, rows=edit)

    assert page.status_code in (200, 302)
    before = [s.name for s in queries.process(approved().pk).steps]
    assert [s.name for s in queries.process(draft.pk).steps] == before


rows = st.lists(st.integers(1, 7), min_size=2, max_size=7)


@given(rows, st.integers(0, 6), st.sampled_from(["up", "down", "after", "remove"]))
def test_what_names_a_step_still_names_it(targets, at, kind):
    """In the steps and in the rows of other tables."""
    at %= len(targets)
    edit = RowEdit(kind, at)
    steps = [{"name": f"s{n}", WAY: str(to)} for n, to in enumerate(targets, 1)]
    others = [{"step": str(n), "to": str(n), "after_step": n} for n in range(1, len(targets) + 1)]

    after = edited(renumbered(steps, edit), edit, lambda: {"name": "new", WAY: ""})
    named = renamed(others, len(targets), edit)

    place = {row["name"]: str(n) for n, row in enumerate(after, 1)}
    for row in after:
        if row["name"] != "new":
            to = targets[int(row["name"][1:]) - 1]
            if to <= len(targets):
                assert row[WAY] == place.get(f"s{to}", "")
    for n, row in enumerate(named, 1):
        assert row["step"] == row["to"] == place.get(f"s{n}", "")


def test_a_way_by_condition_is_a_row(quan, draft, field):
    page = changed(quan, draft, rows="branch-add")
    sent = form_of(page) | {
        "re-0-step": "3", "re-0-action": "forward", "re-0-field": field,
        "re-0-operator": "in", "re-0-values": "Mới;  Đổi ", "re-0-to": "5",
    }  # fmt: skip
    answer = quan.post("process_change", draft.pk, **sent)

    process = queries.process(draft.pk)
    assert page.status_code == 200
    assert answer.status_code == 302
    way = rules.after(process, 3, "forward", {field: "Đổi"})
    assert (way.to, way.when.operator, way.when.values) == (5, Operator.AMONG, ("Mới", "Đổi"))
    assert rules.after(process, 3, "forward").to == 4
    assert queries.findings_of(process) == ()
    shown = words(quan.get("process", draft.pk))
    assert "là một trong Mới, Đổi: Chuyển bước tiếp theo" in shown
    again = quan.post("process_change", draft.pk, **form_of(quan.get("process_change", draft.pk)))
    assert again.status_code == 302
    assert queries.process(draft.pk).steps == process.steps


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"re-0-step": "ba"}, "Rẽ nhánh 1"),
        ({"re-0-to": "4, 5"}, "Ghi đúng một nơi đến"),
        ({"re-0-field": "khong-co"}, "Rẽ nhánh 1"),
        ({"re-0-operator": "~"}, "Rẽ nhánh 1"),
    ],
)
def test_a_row_of_a_condition_that_cannot_be_read(quan, draft, field, typed, told):
    sent = form_of(changed(quan, draft, rows="branch-add")) | {
        "re-0-step": "3", "re-0-action": "forward", "re-0-field": field,
        "re-0-operator": "eq", "re-0-values": "Mới", "re-0-to": "5",
    }  # fmt: skip

    answer = quan.post("process_change", draft.pk, **(sent | typed))

    assert answer.status_code == 422
    assert told in words(answer)


def with_agency(quan, draft):
    sent = form_of(changed(quan, draft, rows="leg-add")) | {
        "lt-0-agency": "Công an xã", "lt-0-level": "same", "lt-0-after_step": "3",
        "lt-0-amount": "2", "lt-0-unit": "working_day", "lt-0-request": "Văn bản lấy ý kiến",
        "lt-0-parallel": "on", "lt-0-if_silent": "Coi như đồng ý",
    }  # fmt: skip
    del sent["lt-0-counts"]
    return quan.post("process_change", draft.pk, **sent)


def test_an_agency_that_is_asked_is_a_row(quan, draft):
    answer = with_agency(quan, draft)

    process = queries.process(draft.pk)
    (leg,) = process.legs
    assert answer.status_code == 302
    assert (leg.id, leg.agency, leg.level, leg.after_step) == ("L1", "Công an xã", LegLevel.SAME, 3)
    assert leg.parallel
    assert not leg.counts
    assert any(n.to == "L1" for n in rules.step(process, 3).next)
    assert queries.findings_of(process) == ()


def test_an_agency_taken_away_leaves_no_way_to_it(quan, draft):
    with_agency(quan, draft)

    page = changed(quan, draft, rows="leg-remove-0")
    quan.post("process_change", draft.pk, **form_of(page))

    process = queries.process(draft.pk)
    assert process.legs == ()
    assert not any(n.to == "L1" for s in process.steps for n in s.next)


def test_options_are_kept_and_shown(quan, draft):
    changed(quan, draft, four_eyes="on", assignment="least_loaded")

    options = queries.process(draft.pk).options
    assert options.four_eyes
    assert options.assignment is Assignment.LEAST_LOADED
    assert "người đã thụ lý không được duyệt" in words(quan.get("process", draft.pk))


def test_faults_lead_to_their_rows(quan, draft):
    changed(quan, draft, **{"buoc-4-way_refuse": "99"})

    for name in ("process", "process_change"):
        page = words(quan.get(name, draft.pk))
        assert '<a href="#buoc-5">Bước 5: “Ký văn bản từ chối giải quyết” dẫn đến 99' in page
        assert 'id="buoc-5"' in page


def test_units_that_lack_somebody_are_listed(quan, world, draft):
    heads = Post.objects.filter(unit=world.culture, roles__contains=[Role.UNIT_HEAD.value])
    heads.update(until=date(2026, 8, 23))

    page = words(quan.get("process", draft.pk))

    assert "Bước chưa có người làm" in page
    lacking = page.partition("Bước chưa có người làm")[2]
    row = lacking.partition("<td>Lãnh đạo phòng</td>")[2].partition("</tr>")[0]
    assert re.findall(r'href="#buoc-(\d)"', row) == ["2", "4"]


@pytest.mark.parametrize("name", ["process", "process_change", "process_import"])
def test_what_the_pages_cost(quan, draft, name):
    args = () if name == "process_import" else (draft.pk,)
    quan.get(name, *args)

    with CaptureQueriesContext(connection) as cost:
        quan.get(name, *args)

    assert len(cost) <= 10
