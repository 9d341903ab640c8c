"""Results signed and approved in one stroke: what is done, what must not be half done."""

import pytest

from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import (
    AlreadyDecided,
    NotYourRole,
    NotYourUnit,
    ResultNotPdf,
    WrongStatus,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.signing import to_sign
from motcua.dossiers.services import signing as signing_services
from motcua.dossiers.services.signing import ChosenResult, draft_result, sign_results
from motcua.journal import queries as journal
from motcua.papers.models import Page, Paper
from motcua.papers.providers import store
from motcua.papers.queries import papers_and_result, scan_content
from motcua.papers.queries.results import result_files
from motcua.signing import queries, services
from motcua.signing.errors import NothingChosen, TooManyAtOnce, WrongPin
from motcua.signing.models import Batch, Signature
from motcua.signing.rules import LineState
from tests import factories
from tests.factories import MORNING, at_step
from tests.papers.samples import pdf, picture
from tests.signing.people import PIN, certified, looked_at, trusted


pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, time_machine, settings, tmp_path):
    time_machine.move_to(MORNING, tick=False)
    settings.MEDIA_ROOT = tmp_path
    return factories.office()


def drafted(world, *, content=None, read=True):
    """At the leader's step, with a file to be signed."""
    code = at_step(world, 3)
    draft_result(code, name="giay.pdf", content=content or pdf(len(code)), by=world.lan, at=MORNING)
    dossiers.forward(code, by=world.lan, at=MORNING)
    dossiers.forward(code, by=world.anh, at=MORNING)
    if read:
        looked_at(code)
    return code


def sign(world, *codes, pin=PIN, certificate=None):
    chosen = [ChosenResult(code) for code in codes]
    pk = certificate or certified(world.chu)
    number = sign_results(chosen, pk, pin, by=world.chu, at=MORNING)
    return queries.batch(number, world.chu.user_id)


def step_of(code):
    return Dossier.objects.get(code=code).step_order


def test_signed_is_approved_and_holds(world):
    trusted()
    code = drafted(world)

    (row,) = sign(world, code).rows

    assert (row.state, step_of(code)) == (LineState.DONE, 6)
    source, signed = result_files([code])[code]
    (found,) = queries.checked(scan_content(code, signed.sha256)[1], registered_at=MORNING)
    assert found.verdict == "Hợp lệ"
    (card,) = queries.signed_in(code)
    assert (card.source_sha256, card.signed_sha256) == (source.sha256, signed.sha256)
    assert papers_and_result(code)[1].is_digitised


def test_the_original_is_kept_and_its_pages_are_left_out(world):
    code = drafted(world)
    paper = Paper.objects.get(subject=code, position=0)
    Page.objects.create(paper=paper, scan=paper.scans.get(), number=1, place=1)

    sign(world, code)

    assert paper.scans.count() == 2
    assert Page.objects.get().is_left_out


def test_the_journal_tells_both_in_one_order(world):
    code = drafted(world)

    sign(world, code)

    kinds = [event.kind for event in journal.history(code)]
    assert {"dossier.step_taken", "signing.result_signed"} <= set(kinds)
    assert PIN not in str([event.facts for event in journal.history(code)])


def test_a_wrong_pin_signs_nothing(world):
    code = drafted(world)

    with pytest.raises(WrongPin):
        sign(world, code, pin="sai-ma-pin")

    assert step_of(code) == 5
    assert not Batch.objects.exists()
    assert not Signature.objects.exists()


def test_what_fails_fails_alone(world):
    """One without a file, one unread, one broken, one that has gone on; two are signed."""
    good, other = drafted(world), drafted(world)
    bare = at_step(world, 5)
    unread = drafted(world, read=False)
    broken = drafted(world, content=b"%PDF-1.7 rubbish")
    gone = at_step(world, 6)

    run = sign(world, good, bare, unread, broken, gone, "H40-khong-co", other)

    assert [row.state.value for row in run.rows] == ["done", *["refused"] * 5, "done"]
    assert (run.done, run.failed) == (2, 5)
    assert "chưa có tệp kết quả" in run.rows[1].words
    assert "chưa đọc xong" in run.rows[2].words
    assert "Không ký được tệp này" in run.rows[3].words
    assert [step_of(code) for code in (good, bare, unread, broken, gone, other)] == [
        6,
        5,
        5,
        5,
        6,
        6,
    ]
    assert Signature.objects.count() == 2


def test_neither_signature_nor_approval_stays_when_the_end_fails(world, monkeypatch):
    code = drafted(world)

    def fall(*args, **options):
        raise RuntimeError("the power went")

    monkeypatch.setattr(services, "note_signature", fall)
    (row,) = sign(world, code).rows

    assert row.state is LineState.REFUSED
    assert "chưa có gì thay đổi" in row.words
    assert (step_of(code), len(result_files([code])[code])) == (5, 1)
    assert not Signature.objects.exists()
    assert "dossier" in [event.kind for event in journal.history(code)][-1]


def test_a_file_that_was_changed_since_is_not_signed(world):
    code = drafted(world)
    chosen = [ChosenResult(code, None, "0" * 64)]

    number = sign_results(chosen, certified(world.chu), PIN, by=world.chu, at=MORNING)

    (row,) = queries.batch(number, world.chu.user_id).rows
    assert "vừa được thay" in row.words
    assert step_of(code) == 5


def test_an_old_page_does_not_sign(world):
    code = drafted(world)

    number = sign_results(
        [ChosenResult(code, 1)], certified(world.chu), PIN, by=world.chu, at=MORNING
    )

    assert queries.batch(number, world.chu.user_id).done == 0


def test_who_does_not_lead_approves_nothing_by_signing(world):
    code = drafted(world)
    pk = certified(world.thu)

    number = sign_results([ChosenResult(code)], pk, PIN, by=world.thu, at=MORNING)

    assert queries.batch(number, world.thu.user_id).done == 0
    assert step_of(code) == 5


def test_nothing_and_too_many(world):
    pk = certified(world.chu)

    with pytest.raises(NothingChosen):
        sign(world, certificate=pk)
    with pytest.raises(TooManyAtOnce):
        sign(world, *(f"H40-{n}" for n in range(21)), certificate=pk)


def test_the_list_shows_what_can_be_signed_and_why_not(world, django_assert_max_num_queries):
    code, bare = drafted(world), at_step(world, 5)
    at_step(world, 4)

    with django_assert_max_num_queries(7):
        rows = to_sign(world.chu, now=MORNING)

    found = {each.row.code: each.why for each in rows}
    assert found[code] == ""
    assert "chưa có tệp kết quả" in found[bare]
    assert len(found) == 2
    assert to_sign(world.lan, now=MORNING) == ()


def test_a_later_draft_takes_the_place_of_the_first(world):
    code = at_step(world, 3)
    for pages in (1, 2):
        draft_result(code, name="a.pdf", content=pdf(pages), by=world.lan, at=MORNING)

    assert len(result_files([code])[code]) == 2
    assert not papers_and_result(code)[1].is_digitised


@pytest.mark.parametrize(
    ("order", "who", "refusal"),
    [
        (3, "hieu", NotYourUnit),
        (3, "anh", NotYourRole),
        (6, "thu", AlreadyDecided),
        (7, "hieu", WrongStatus),
    ],
)
def test_who_may_not_lay_down_a_draft(world, order, who, refusal):
    code = at_step(world, order)

    with pytest.raises(refusal):
        draft_result(code, name="a.pdf", content=pdf(), by=getattr(world, who), at=MORNING)

    assert result_files([code]) == {}


def test_a_picture_can_not_be_signed(world):
    with pytest.raises(ResultNotPdf):
        draft_result(at_step(world, 3), name="a.jpg", content=picture(), by=world.lan, at=MORNING)


def test_a_changed_file_in_the_store_is_not_signed(world):
    code = drafted(world)
    (scan,) = result_files([code])[code]
    store.default_storage.delete(store._path(scan.sha256))

    (row,) = sign(world, code).rows

    assert row.state is LineState.REFUSED
    assert step_of(code) == 5


def test_words_of_the_stamp(world):
    stamp = signing_services._stamp(world.chu, MORNING)

    assert stamp.lines == (
        "Người ký: Vũ Đình Chu",
        "Chủ tịch, UBND phường An Thịnh",
        "Thời gian ký: 24/08/2026 09:00:00 +07:00",
    )
