"""What each figure is made of: every dossier once in each partition, whatever the history was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.rules import ARRIVALS, ENDINGS, MARKS, OPENINGS, Cell, Counts
from motcua.reports.errors import NoSuchFigure
from motcua.reports.rules import FIGURE, FIGURES, PUBLISHED, Row, findings_of
from motcua.reports.rules.identities import PARTS, SUMS


numbers = st.integers(0, 20_000)


@st.composite
def histories(draw):
    """So many dossiers, each with one arrival and one standing; some granted ones marked."""
    dossiers = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ARRIVALS),
                st.sampled_from((*ENDINGS, *OPENINGS)),
                st.booleans(),
                st.booleans(),
            ),
            max_size=60,
        )
    )
    cells = dict.fromkeys(Cell, 0)
    for arrival, standing, is_digitised, has_e_result in dossiers:
        cells[arrival] += 1
        cells[standing] += 1
        if standing.value.startswith("granted"):
            cells[Cell.DIGITISED] += is_digitised
            cells[Cell.E_RESULTS] += has_e_result
    return Counts(cells)


@pytest.mark.parametrize("each", FIGURES, ids=lambda each: each.name)
def test_a_figure_says_what_it_is_and_where_it_stands(each):
    assert each.label[0].isupper()
    assert each.short
    assert each.source
    assert len(set(each.cells)) == len(each.cells)


def test_names_and_labels_are_said_once():
    assert len({each.name for each in FIGURES}) == len(FIGURES)
    assert len({each.label for each in FIGURES}) == len(FIGURES)
    assert set(PUBLISHED) <= set(FIGURE)


@pytest.mark.parametrize("name", ["received", "resolved", "in_progress"])
def test_the_partitions_of_the_form_are_those_of_the_ledger(name):
    wanted = {"received": ARRIVALS, "resolved": ENDINGS, "in_progress": OPENINGS}[name]

    assert set(FIGURE[name].cells) == set(wanted)


@pytest.mark.parametrize("each", SUMS, ids=lambda each: each.key)
def test_the_parts_of_a_sum_share_no_dossier_and_leave_none_out(each):
    parts = [cell for part in each.parts for cell in FIGURE[part].cells]
    whole = FIGURE[each.whole].cells

    if each.key == "states":  # the other partition of the same dossiers
        whole = (*ENDINGS, *OPENINGS)
    assert len(parts) == len(set(parts))
    assert set(parts) == set(whole)


def test_who_withdraws_in_time_is_on_time_and_a_waiting_one_in_time():
    row = Row("", "", Counts({Cell.WITHDRAWN: 2, Cell.STOPPED_LATE: 1, Cell.PAUSED: 4}))

    assert row.figure("resolved_on_time") == 2
    assert row.figure("resolved_late") == 1
    assert row.figure("in_progress_in_time") == 4
    assert row.figure("in_progress_late") == 0


def test_marks_count_no_dossier_twice():
    row = Row("", "", Counts(dict.fromkeys(MARKS, 7)))

    assert row.figure("received") == row.figure("resolved") == row.figure("in_progress") == 0
    assert row.figure("digitised") == row.figure("e_results") == 7


def test_an_unknown_figure_is_refused():
    with pytest.raises(NoSuchFigure, match="«tong»"):
        Row("", "", Counts()).figure("tong")


@given(histories())
def test_every_history_satisfies_every_identity(counts):
    assert findings_of(Row("", "", counts).figures()) == ()


@given(histories(), histories())
def test_figures_add_up(one, other):
    both = Row("", "", one + other).figures()

    assert both == {
        name: Row("", "", one).figure(name) + Row("", "", other).figure(name) for name in FIGURE
    }


@given(histories(), st.sampled_from(sorted(FIGURE)), st.integers(1, 500))
def test_one_figure_that_is_too_large_never_passes_where_a_sum_holds_it(counts, name, extra):
    figures = Row("", "", counts).figures()
    figures[name] += extra

    held = {n for each in SUMS for n in (each.whole, *each.parts)}
    found = findings_of(figures, "UBND xã Bình Minh")
    if name in held:
        assert any(abs(finding.difference) == extra for finding in found)
        assert all("UBND xã Bình Minh" in finding.message for finding in found)
    else:
        assert name in {part.part for part in PARTS} | {"received_in_period"}
