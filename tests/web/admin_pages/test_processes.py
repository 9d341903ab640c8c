from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.process import queries
from motcua.process.models import ProcessVersion
from motcua.process.rules import Action, State
from motcua.process.services import load_processes
from motcua.web.admin_pages.picture import picture_of
from motcua.web.admin_pages.process_fields import WAY, WAYS
from motcua.web.admin_pages.process_moves import renumbered
from motcua.web.admin_pages.table_forms import RowEdit, edited
from tests import factories
from tests.web.admin_pages.conftest import words
from tests.web.admin_pages.test_catalogue import shown


def approved():
    return ProcessVersion.objects.get(state=State.APPROVED.value)


@pytest.fixture
def draft(quan):
    """A draft with the content of the process in force."""
    quan.post("process_copy", approved().pk)
    return ProcessVersion.objects.get(state=State.DRAFT.value)


def form_of(response):
    sent = {}
    tables = [response.context[name] for name in ("table", "branches", "legs")]
    forms = [response.context["form"], *(table.management_form for table in tables)]
    for form in [*forms, *(row for table in tables for row in table)]:
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            if value is not None and value is not False:
                sent[bound.html_name] = f"{value:%H:%M}" if hasattr(value, "hour") else shown(value)
    return sent


def test_the_list_by_words_and_state(quan, draft):
    assert len(quan.get("processes").context["cards"]) == 2
    assert len(quan.get("processes", tt="draft").context["cards"]) == 1
    assert "Không có quy trình nào." in words(quan.get("processes", q="không có đâu"))


def test_the_list_goes_on_where_it_ended(quan):
    load_processes(at=factories.MORNING)

    first = quan.get("processes")
    second = quan.client.get(first.context["next_url"])

    seen = [card.id for page in (first, second) for card, _, _ in page.context["cards"]]
    assert len(seen) == len(set(seen)) == ProcessVersion.objects.count()


def test_a_process_is_a_table_and_a_picture(quan):
    page = words(quan.get("process", approved().pk))

    assert "Yêu cầu bổ sung →&nbsp;người&nbsp;nộp" in page
    assert "Bước 4 Duyệt: chuyển đến bước 5; trả lại bước 3." in page
    assert page.count('class="number"') == 7


def test_a_copy_is_a_draft_and_changes_nothing_in_force(quan, draft):
    assert draft.version == 2
    assert draft.since == factories.MONDAY
    assert approved().until is None
    assert draft.steps.count() == 7


def test_a_page_sent_back_as_it_came_keeps_the_draft(quan, draft):
    before = queries.process(draft.pk)

    answer = quan.post("process_change", draft.pk, **form_of(quan.get("process_change", draft.pk)))

    assert answer.status_code == 302
    assert as_kept(queries.process(draft.pk)) == as_kept(before)


def as_kept(process):
    """Ways of a step are a set; who wrote them down first does not matter."""
    return replace(
        process,
        steps=tuple(replace(s, next=tuple(sorted(s.next, key=str))) for s in process.steps),
    )


def test_a_process_of_the_data_comes_back_as_it_was(quan):
    load_processes(at=factories.MORNING)
    versions = ProcessVersion.objects.exclude(legs=[]).filter(state=State.APPROVED.value)[:3]
    for version in versions:
        answer = quan.post("process_copy", version.pk)
        made = int(answer["Location"].split("/")[3])
        before = queries.process(made)
        quan.post("process_change", made, **form_of(quan.get("process_change", made)))

        assert as_kept(queries.process(made)) == as_kept(before)


def test_a_step_is_put_in_and_what_follows_moves_on(quan, draft):
    sent = form_of(quan.get("process_change", draft.pk))
    more = quan.post("process_change", draft.pk, **sent, rows="after-1")
    sent = form_of(more) | {
        "buoc-1-way_forward": "3",
        "buoc-2-name": "Xác minh",
        "buoc-2-way_forward": "4",
        "buoc-2-amount": "0,25",
        "buoc-3-amount": "1,5",
    }
    before = queries.process(draft.pk)
    quan.post("process_change", draft.pk, **sent)

    after = queries.process(draft.pk)
    assert more.status_code == 200
    assert len(before.steps) == 7
    assert [step.name for step in after.steps][1:4] == ["Phân công", "Xác minh", "Thụ lý"]
    assert after.steps[4].leads(Action.SEND_BACK).to == 4
    assert after.steps[5].leads(Action.APPROVE).to == 7


def test_a_step_taken_away_leaves_no_way_to_it(quan, draft):
    sent = form_of(quan.get("process_change", draft.pk))

    fewer = quan.post("process_change", draft.pk, **sent, rows="remove-2")

    table = fewer.context["table"]
    assert [form["name"].value() for form in table][2] == "Duyệt"
    assert table[1]["way_forward"].value() == ""
    assert table[2]["way_forward"].value() == "4"
    assert table[2]["way_send_back"].value() == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"buoc-0-way_forward": "bước hai"}, "Bước 1: Ghi số của bước", id="words"),
        pytest.param({"buoc-0-name": ""}, "Bước 1: Ghi tên bước.", id="nameless"),
        pytest.param({"buoc-0-amount": "x"}, "Bước 1:", id="no number"),
        pytest.param({"buoc-0-unit": ""}, "Bước 1: Chọn đơn vị", id="a number of nothing"),
        pytest.param({"buoc-0-office": "moon"}, "Bước 1:", id="no such office"),
        pytest.param({"buoc-0-role": "admin"}, "Bước 1:", id="no such role"),
        pytest.param({"title": "a\0"}, "ký tự không đọc được", id="NUL"),
        pytest.param({"until": "01/01/2020"}, "đứng trước ngày áp dụng", id="ends before"),
        pytest.param({"amount": "1,5", "unit": "month"}, "số nguyên", id="half a month"),
        pytest.param({"buoc-TOTAL_FORMS": "61"}, "Bước", id="too many steps"),
    ],
)
def test_a_refused_draft_keeps_what_was_typed(quan, draft, typed, told):
    sent = form_of(quan.get("process_change", draft.pk)) | {"notes": "Đang viết dở"}
    before = queries.process(draft.pk)

    answer = quan.post("process_change", draft.pk, **{**sent, **typed})

    assert answer.status_code == 422
    assert told in words(answer)
    assert "Đang viết dở" in words(answer)
    assert queries.process(draft.pk) == before


def test_a_faulty_draft_says_all_and_is_not_approved(quan, draft):
    sent = form_of(quan.get("process_change", draft.pk))
    sent |= {"buoc-0-amount": "2", "buoc-4-way_refuse": "99"}
    quan.post("process_change", draft.pk, **sent)

    page = words(quan.get("process", draft.pk))
    answer = quan.post("process_approve", draft.pk)

    assert "còn 2 chỗ chưa đúng" in page
    assert answer.status_code == 422
    assert "dẫn đến 99, là nơi không có" in words(answer)
    assert "không khớp thời hạn" in words(answer)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_draft_is_approved_and_the_one_before_ends(quan, draft):
    old = approved()
    quan.post("process_approve", draft.pk)

    old.refresh_from_db()
    draft.refresh_from_db()
    assert draft.state == State.APPROVED
    assert old.until == date(2026, 8, 23)
    assert quan.get("process_change", draft.pk).status_code == 409


def test_a_process_is_withdrawn_with_a_reason(quan):
    version = approved()

    refused = quan.post("process_withdraw", version.pk, reason=" ")
    quan.post("process_withdraw", version.pk, reason="QĐ 12")

    assert refused.status_code == 422
    version.refresh_from_db()
    assert version.state == State.WITHDRAWN
    assert "lý do: QĐ 12" in words(quan.get("process", version.pk))


def test_a_process_begins_with_the_usual_steps(quan):
    answer = quan.post(
        "process_begin",
        procedure="1.000656",
        level="commune",
        title="Khai tử",
        since="01/09/2026",
    )

    made = ProcessVersion.objects.get(procedure="1.000656")
    assert answer.status_code == 302
    assert made.state == State.DRAFT
    assert made.steps.count() == 7


def test_a_process_that_is_not_there(quan):
    for name in ("process", "process_change", "process_copy", "process_approve"):
        assert quan.get(name, 10**12).status_code == 404


tables = st.lists(
    st.lists(st.integers(1, 8), max_size=3).map(lambda ways: ", ".join(map(str, ways))),
    min_size=1,
    max_size=8,
)
MARKS = "abcdefgh"


@given(tables, st.integers(0, 7), st.sampled_from(["after", "remove"]))
def test_ways_lead_to_the_same_steps_when_rows_come_and_go(table, at, kind):
    """Each step has a mark; where it led to a mark it still does, unless that one is gone."""
    at %= len(table)
    way = WAY + WAYS[0].value
    rows = [{"name": MARKS[n], way: text} for n, text in enumerate(table)]
    edit = RowEdit(kind, at)

    after = edited(renumbered(rows, edit), edit, lambda: {"name": "new", way: ""})

    places = {row["name"]: n for n, row in enumerate(after, 1)}
    for row in after:
        if row["name"] == "new":
            continue
        old = [int(n) for n in table[MARKS.index(row["name"])].split(", ") if n]
        kept = [MARKS[n - 1] for n in old if n <= len(table) and MARKS[n - 1] in places]
        now = [int(n) for n in row[way].split(", ") if n]
        assert [places[mark] for mark in kept] == [n for n in now if n <= len(after)][: len(kept)]


def test_of_two_ways_to_one_step_one_is_drawn(quan):
    picture = picture_of(queries.process(approved().pk))

    paths = [arc.path for arc in picture.arcs]
    assert len(paths) == len(set(paths)) == 8
    assert sum(arc.kind == "back" for arc in picture.arcs) == 2
