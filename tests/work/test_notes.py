"""Notes are written once and withdrawn by their writer; who may not see a dossier hears nothing."""

import pytest

from motcua.alerts import queries as alerts
from motcua.alerts.rules import Kind
from motcua.dossiers.errors import NoSuchDossier
from motcua.journal import queries as journal
from motcua.people import queries as people
from motcua.people.rules import SubstitutionKind
from motcua.people.services import set_substitute
from motcua.work import errors, queries, services
from motcua.work.models import Note, Watch
from motcua.work.rules import LONGEST_NOTE, MOST_MENTIONED
from tests.factories import MONDAY, MORNING, at_step, later


@pytest.fixture
def code(world):
    return at_step(world, 3)


def write(code, by, text="Đã gọi người nộp, hẹn chiều mai.", **more):
    return services.write_note(code, text=text, by=by, at=MORNING, **more)


def test_a_note_is_read_by_all_who_see_the_dossier(world, code, django_assert_num_queries):
    write(code, world.lan)
    write(code, world.hieu, "Vâng.")

    with django_assert_num_queries(1):
        found = queries.beside(code, world.lan.user_id)

    assert [(note.text, note.author, note.is_mine) for note in found.notes] == [
        ("Vâng.", "Nguyễn Văn Hiếu", False),
        ("Đã gọi người nộp, hẹn chiều mai.", "Phạm Thu Lan", True),
    ]
    assert not found.is_watched


def test_who_is_mentioned_is_told_once(world, code):
    write(code, world.lan, mentions=[world.hieu.user_id, world.lan.user_id])

    (told,) = alerts.alerts_of(world.hieu.user_id).rows
    assert told.kind is Kind.MENTION
    assert told.subject == code
    assert "Phạm Thu Lan" in told.text
    assert alerts.unread_count(world.lan.user_id) == 0  # nobody is told what they wrote
    assert queries.beside(code, 0).notes[0].mentioned == ("Nguyễn Văn Hiếu", "Phạm Thu Lan")


def test_nobody_is_mentioned_who_may_not_see_it(world, code):
    with pytest.raises(errors.CannotSeeIt, match="Bùi Văn Lạ"):
        write(code, world.lan, mentions=[world.la.user_id, world.hieu.user_id])

    assert not Note.objects.exists()
    assert alerts.unread_count(world.la.user_id) == 0
    assert alerts.unread_count(world.hieu.user_id) == 0


@pytest.mark.parametrize("stranger", [10**9, -1])
def test_nobody_is_mentioned_who_does_not_exist(world, code, stranger):
    with pytest.raises(errors.CannotSeeIt):
        write(code, world.lan, mentions=[stranger])


def test_a_crowd_is_not_mentioned(world, code):
    with pytest.raises(errors.TooManyMentioned):
        write(code, world.lan, mentions=range(1, MOST_MENTIONED + 2))


def test_who_may_not_see_the_dossier_writes_no_note(world, code):
    with pytest.raises(NoSuchDossier):
        write(code, world.la)

    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("  \n ", errors.NoteEmpty),
        ("a" * (LONGEST_NOTE + 1), errors.NoteTooLong),
        ("a\x00b", errors.NoteUnreadable),
    ],
)
def test_what_is_no_note(world, code, text, refusal):
    with pytest.raises(refusal):
        write(code, world.lan, text)


def test_lines_are_kept(world, code):
    write(code, world.lan, "Một\r\nHai")

    assert queries.beside(code, 0).notes[0].text == "Một\nHai"


def test_the_words_stay_out_of_the_journal(world, code):
    write(code, world.lan, "Chuyện nội bộ")

    entry = journal.history(code)[-1]
    assert entry.kind == "work.note_written"
    assert "Chuyện nội bộ" not in str(entry.facts)


def test_its_writer_withdraws_a_note(world, code):
    number = write(code, world.lan, "Nhầm hồ sơ")

    assert services.withdraw_note(number, by=world.lan, at=later(hours=1)) == code

    (note,) = queries.beside(code, world.lan.user_id).notes
    assert (note.text, note.is_withdrawn) == ("", True)
    with pytest.raises(errors.NoteWithdrawnAlready):
        services.withdraw_note(number, by=world.lan, at=later(hours=2))


def test_nobody_else_withdraws_it(world, code):
    number = write(code, world.lan)

    with pytest.raises(errors.NotYourNote):
        services.withdraw_note(number, by=world.anh, at=MORNING)
    with pytest.raises(NoSuchDossier):
        services.withdraw_note(number, by=world.la, at=MORNING)

    assert queries.beside(code, 0).notes[0].text


def test_a_substitute_signs_with_both_names(world, code):
    set_substitute(
        world.lan.post_id,
        substitute_id=world.son.user_id,
        kind=SubstitutionKind.SUBSTITUTE,
        since=MONDAY,
        until=MONDAY,
        reason="Nghỉ phép",
        by=world.lan,
        at=MORNING,
    )
    son = people.actor_of(world.son.user_id, post_id=world.lan.post_id, on=MONDAY)
    write(code, son)

    assert queries.beside(code, 0).notes[0].author == "Đỗ Hoàng Sơn thay Phạm Thu Lan"


def test_whom_one_may_mention(world, code, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = queries.to_mention(code, world.lan, MONDAY)

    names = {card.holder_name for card in found}
    assert {"Nguyễn Văn Hiếu", "Trần Mai Anh", "Vũ Đình Chu"} <= names
    assert "Phạm Thu Lan" not in names  # oneself
    assert "Ngô Quân" not in names  # only administers


def test_watching_is_begun_and_ended_once(world, code):
    for _ in range(2):
        services.watch(code, by=world.hieu, at=MORNING)
    assert queries.beside(code, world.hieu.user_id).is_watched
    assert not queries.beside(code, world.lan.user_id).is_watched

    for _ in range(2):
        services.unwatch(code, by=world.hieu, at=MORNING)
    assert not queries.beside(code, world.hieu.user_id).is_watched

    kinds = [event.kind for event in journal.history(f"watch:{world.hieu.user_id}")]
    assert kinds == ["work.watch_begun", "work.watch_ended"]


def test_nobody_watches_what_they_may_not_see(world, code):
    with pytest.raises(NoSuchDossier):
        services.watch(code, by=world.la, at=MORNING)

    assert not Watch.objects.exists()
