"""Pages turned, ordered, left out, confirmed; exceptions; the whole paper as one PDF."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.journal import queries as journal
from motcua.papers import queries, services
from motcua.papers.errors import (
    AlreadyDigitised,
    DossierTooHeavy,
    NoSuchPage,
    NotDigitised,
    NothingScanned,
    NotYetPutTogether,
    ReasonForException,
    ScanWithheld,
)
from motcua.papers.models import Page, Paper, Scan
from motcua.papers.providers.reader import Looked
from motcua.papers.rules import Change, Exemption, Mark, Sheet, changed
from motcua.papers.services import scans
from motcua.papers.tasks import join, look, look_again
from tests.factories import MORNING, later, office, received
from tests.papers import samples


SHEETS = st.lists(st.integers(1, 50), min_size=1, max_size=8, unique=True)


@given(SHEETS, st.lists(st.tuples(st.integers(0, 7), st.sampled_from(Change)), max_size=30))
def test_no_page_is_ever_lost_or_doubled(ids, changes):
    sheets = tuple(Sheet(id) for id in ids)
    for at, change in changes:
        sheets = changed(sheets, ids[at % len(ids)], change)

        assert sorted(sheet.id for sheet in sheets) == sorted(ids)
        assert {sheet.turn for sheet in sheets} <= {0, 90, 180, 270}


@given(SHEETS)
def test_what_is_done_can_be_undone(ids):
    before = tuple(Sheet(id) for id in ids)
    pairs = (
        (Change.TURN_LEFT, Change.TURN_RIGHT),
        (Change.LEAVE_OUT, Change.PUT_BACK),
    )
    for there, back in pairs:
        assert changed(changed(before, ids[0], there), ids[0], back) == before


def test_a_page_that_is_none_is_not_turned():
    with pytest.raises(NoSuchPage):
        changed((Sheet(1),), 2, Change.TURN_LEFT)


@pytest.fixture
def filed(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = office()
    return world.hieu.user_id, received(world)


def bring(by, code, *contents, position=2, is_whole=False, read=True):
    files = [services.vet(f"{n}.pdf", content) for n, content in enumerate(contents)]
    services.attach_files(code, position, files, is_whole=is_whole, by=by, at=MORNING)
    if read:
        for scan in Scan.objects.order_by("pk"):
            look(scan.pk)


def sheets(code, position=2):
    found = queries.sheets_of(code, position).sheets
    return [(sheet.file_name[0], sheet.number, sheet.turn, sheet.is_left_out) for sheet in found]


def change(code, at, what, position=2):
    services.arrange(code, position, queries.sheets_of(code, position).sheets[at].id, what)


def test_several_files_wait_until_somebody_has_looked_at_their_pages(filed):
    by, code = filed
    bring(by, code, samples.pdf(2), samples.picture())

    card = queries.papers_of(code)[1]
    assert (card.is_digitised, card.is_unconfirmed, card.is_to_scan) == (False, True, True)
    assert sheets(code) == [("0", 1, 0, False), ("0", 2, 0, False), ("1", 1, 0, False)]

    services.confirm(code, 2, by=by, at=MORNING)

    assert queries.papers_of(code)[1].is_digitised
    assert journal.history(code)[-1].kind == "paper.digitised"
    assert journal.history(code)[-1].facts["pages"] == 3


def test_pages_are_turned_moved_and_left_out_and_the_files_stay(filed):
    by, code = filed
    first = samples.pdf(2)
    bring(by, code, first, samples.picture())

    change(code, 2, Change.EARLIER)
    change(code, 0, Change.TURN_RIGHT)
    change(code, 2, Change.LEAVE_OUT)
    change(code, 0, Change.EARLIER)

    assert sheets(code) == [("0", 1, 90, False), ("1", 1, 0, False), ("0", 2, 0, True)]
    digest = queries.papers_of(code)[1].scans[0].sha256
    assert queries.scan_content(code, digest)[1] == first
    services.confirm(code, 2, by=by, at=MORNING)
    join(Paper.objects.get(subject=code, position=2).pk)
    assert samples.sizes(queries.whole(code, 2)) == [(842, 595, 90), (794, 595, 0)]


def test_what_is_confirmed_is_changed_only_after_it_was_opened_again(filed):
    by, code = filed
    bring(by, code, samples.pdf(2))
    services.confirm(code, 2, by=by, at=MORNING)
    paper = Paper.objects.get(subject=code, position=2)
    join(paper.pk)

    with pytest.raises(AlreadyDigitised):
        change(code, 0, Change.LEAVE_OUT)
    with pytest.raises(AlreadyDigitised):
        services.confirm(code, 2, by=by, at=MORNING)
    with pytest.raises(AlreadyDigitised):
        bring(by, code, samples.picture())
    assert sheets(code) == [("0", 1, 0, False), ("0", 2, 0, False)]

    services.reopen(code, 2, by=by, at=MORNING)

    with pytest.raises(NotYetPutTogether):
        queries.whole(code, 2)
    change(code, 0, Change.LEAVE_OUT)
    join(paper.pk)  # a job of before comes late
    with pytest.raises(NotYetPutTogether):
        queries.whole(code, 2)


def test_nothing_is_confirmed_where_no_page_is_left(filed):
    by, code = filed
    with pytest.raises(NothingScanned):
        services.confirm(code, 2, by=by, at=MORNING)
    bring(by, code, samples.pdf(1))
    change(code, 0, Change.LEAVE_OUT)

    with pytest.raises(NothingScanned):
        services.confirm(code, 2, by=by, at=MORNING)
    with pytest.raises(NotDigitised):
        services.reopen(code, 2, by=by, at=MORNING)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        pytest.param(Looked(0), "unreadable", id="can't be read"),
        pytest.param(Looked(2, is_active=True), "quarantined", id="carries a program"),
    ],
)
def test_a_paper_whose_file_is_no_good_is_to_be_scanned_again(filed, found, state):
    by, code = filed
    bring(by, code, samples.pdf(1), is_whole=True, read=False)
    assert queries.papers_of(code)[1].is_digitised

    services.looked_into(Scan.objects.get().pk, found, at=MORNING)

    card = queries.papers_of(code)[1]
    assert card.is_to_scan
    assert card.scans[0].state == state
    assert not Page.objects.exists()
    assert journal.history(code)[-1].kind == "paper.scan_refused"
    if state == "quarantined":
        with pytest.raises(ScanWithheld):
            queries.scan_content(code, card.scans[0].sha256)


def test_a_file_is_looked_into_once_however_often_the_job_comes(filed):
    by, code = filed
    bring(by, code, samples.pdf(2))

    look(Scan.objects.get().pk)
    services.looked_into(Scan.objects.get().pk, Looked(5), at=MORNING)

    assert Page.objects.count() == 2


def test_files_lie_as_they_came_in_whatever_order_workers_finish(filed):
    by, code = filed
    bring(by, code, samples.pdf(2), samples.picture(), samples.pdf(3), read=False)

    for scan in Scan.objects.order_by("-pk"):
        look(scan.pk)

    assert "".join(name for name, *_ in sheets(code)) == "001222"
    assert [place for (place,) in Page.objects.order_by("place").values_list("place")] == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip


def test_lost_jobs_are_asked_for_anew(filed, time_machine):
    by, code = filed
    bring(by, code, samples.pdf(1), read=False)

    assert services.look_again(before=MORNING) == 0
    assert services.look_again(before=later(minutes=1)) == 1
    time_machine.move_to(later(hours=1))
    look_again(0)


def test_the_files_of_a_dossier_weigh_so_much_and_no_more(filed, monkeypatch):
    by, code = filed
    monkeypatch.setattr(scans, "MOST_BYTES", 3 * len(samples.pdf(1)) // 2)
    bring(by, code, samples.pdf(1), position=1, read=False)

    with pytest.raises(DossierTooHeavy):
        bring(by, code, samples.pdf(2), read=False)

    assert Scan.objects.count() == 1


@pytest.mark.parametrize("exemption", list(Exemption))
def test_a_paper_that_is_not_scanned_has_its_reason(filed, exemption):
    by, code = filed
    reason = "Bản đồ khổ A0" if exemption.needs_reason else ""

    services.except_paper(code, 2, exemption, reason, by=by, at=MORNING)

    card = queries.papers_of(code)[1]
    assert (card.is_to_scan, card.is_digitised, card.exemption) == (False, False, exemption)
    assert journal.history(code)[-1].facts["exemption"] == exemption.value
    services.end_exception(code, 2, by=by, at=MORNING)
    services.end_exception(code, 2, by=by, at=MORNING)
    assert queries.papers_of(code)[1].is_to_scan
    assert [e.kind for e in journal.history(code)].count("paper.to_scan_again") == 1


@pytest.mark.parametrize("exemption", [Exemption.OVERSIZE, Exemption.DAMAGED])
def test_what_no_article_excepts_is_explained(filed, exemption):
    by, code = filed

    with pytest.raises(ReasonForException):
        services.except_paper(code, 2, exemption, "  ", by=by, at=MORNING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(subject=code, position=2).update(
            exemption=exemption.value, exempted_at=MORNING, exempted_by=by
        )


def test_a_scan_ends_the_exception(filed):
    by, code = filed
    services.except_paper(code, 2, Exemption.SECRET, "", by=by, at=MORNING)

    bring(by, code, samples.pdf(1), is_whole=True)

    card = queries.papers_of(code)[1]
    assert (card.exemption, card.is_digitised) == (None, True)
    with pytest.raises(AlreadyDigitised):
        services.except_paper(code, 2, Exemption.SECRET, "", by=by, at=MORNING)


def test_the_result_is_no_component(filed):
    by, code = filed
    bring(by, code, samples.pdf(1), position=0, is_whole=True)

    components, result = queries.papers_and_result(code)
    assert [paper.position for paper in components] == [1, 2]
    assert result.is_digitised
    services.check(code, {1: Mark.PRESENT}, by=by, at=MORNING)
    assert journal.history(code)[-1].facts["present"] == 2
