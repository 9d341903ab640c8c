import pytest

from motcua.dossiers import queries, services
from motcua.dossiers.queries import Box, CardFilter, Filter
from motcua.dossiers.rules import Channel, TimeState
from motcua.errors import Missing
from tests.factories import MORNING, at_step, finished, later, office, received, submitted


pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office()


def codes(page):
    return [row.code for row in page.rows]


def test_each_box_holds_what_it_says(world):
    waiting = submitted(world)
    mine = received(world)
    at_lan = at_step(world, 3)
    ready = finished(world)

    def seen(who, box):
        return codes(queries.work_list(getattr(world, who), box, now=MORNING))

    assert seen("hieu", Box.INTAKE) == [waiting]
    assert seen("hieu", Box.MINE) == [mine]
    assert seen("khue", Box.MINE) == []  # Hiếu accepted it, Hiếu keeps it
    assert seen("hieu", Box.RETURNS) == [ready]
    assert seen("lan", Box.MINE) == [at_lan]
    assert seen("son", Box.POOL) == [at_lan]
    assert set(seen("hieu", Box.SENT)) == {at_lan, ready}
    assert set(seen("chu", Box.AGENCY)) == {waiting, mine, at_lan}
    assert seen("chu", Box.MINE) == []


@pytest.mark.parametrize("box", list(Box))
def test_strangers_and_administrators_have_empty_lists(world, box):
    at_step(world, 3)
    finished(world)

    for who in (world.la, world.quan):
        assert queries.work_list(who, box, now=MORNING).rows == ()


def test_the_most_urgent_comes_first_and_pages_follow_on(world):
    made = [received(world, at=later(days=n)) for n in (2, 0, 1)]

    first = queries.work_list(world.hieu, Box.MINE, now=MORNING, limit=2)
    rest = queries.work_list(world.hieu, Box.MINE, now=MORNING, limit=2, cursor=first.next_cursor)

    assert codes(first) == [made[1], made[2]]
    assert codes(rest) == [made[0]]
    assert rest.next_cursor == ""


@pytest.mark.parametrize(
    "cursor", ["x", "_", "1_", "_1", "9" * 40 + "_1", "1_" + "9" * 40, "-1_1", "٣_٣", "\x00"]
)
def test_a_strange_cursor_breaks_nothing(world, cursor):
    received(world)

    queries.work_list(world.hieu, Box.MINE, now=MORNING, cursor=cursor)


def test_filters(world):
    code = received(world)
    now = later(days=10)

    def found(**chosen):
        return codes(queries.work_list(world.hieu, Box.MINE, now=now, chosen=Filter(**chosen)))

    assert found(state=TimeState.LATE) == [code]
    assert found(state=TimeState.OK) == []
    assert found(channel=Channel.DIRECT) == [code]
    assert found(channel=Channel.ONLINE) == []
    assert found(field="Hộ tịch") == [code]
    assert found(text="dang ngoc quyen") == [code]
    assert found(text="036198001234") == [code]
    assert found(text=code[:14].lower()) == [code]
    assert found(text="khong co") == []
    counts = queries.state_counts(world.hieu, Box.MINE, now=now)
    assert (counts.total, counts.by_state[TimeState.LATE], counts.fields) == (1, 1, ("Hộ tịch",))


def test_the_number_of_queries_does_not_grow_with_the_list(world, django_assert_max_num_queries):
    for _ in range(12):
        at_step(world, 3)

    with django_assert_max_num_queries(5):
        assert len(queries.work_list(world.lan, Box.MINE, now=MORNING).rows) == 12
    with django_assert_max_num_queries(1):
        assert queries.box_counts(world.lan)[Box.MINE] == 12


def test_one_dossier_costs_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    code = at_step(world, 4)
    queries.dossier_page(code, world.anh, now=MORNING)  # the process is read once a web process

    with django_assert_max_num_queries(8):
        queries.dossier_page(code, world.anh, now=MORNING)


def test_a_stranger_sees_nothing_of_it(world):
    code = at_step(world, 4)

    for read in (
        lambda: queries.dossier_page(code, world.la, now=MORNING),
        lambda: queries.dossier_card(code, world.la),
        lambda: queries.dossier_card(code, world.quan),
    ):
        with pytest.raises(Missing):
            read()
    assert queries.dossier_cards(world.la, CardFilter(), now=MORNING) == ([], None)
    assert queries.find(world.la, "Quyên", now=MORNING) == ()


def test_what_may_be_done_is_what_is_shown(world):
    code = at_step(world, 3)

    lan = queries.dossier_page(code, world.lan, now=MORNING)
    chu = queries.dossier_page(code, world.chu, now=MORNING)

    assert {a.value for a in lan.allowed} == {
        "forward",
        "ask_supplement",
        "claim",
        "pause",
        "verify_site",
    }
    assert {a.value for a in chu.allowed} == {"stop", "extend", "reassign"}  # for the agency


def test_drafts_are_ones_own(world):
    draft = services.start_draft(by=world.hieu, at=MORNING, content={"step": "nguoi-nop"})
    services.save_draft(draft, {"name": "Quyên"}, by=world.hieu, at=MORNING)

    assert queries.draft(draft, world.hieu).content == {"step": "nguoi-nop", "name": "Quyên"}
    with pytest.raises(Missing):
        queries.draft(draft, world.khue)
    services.discard_draft(draft, by=world.hieu)
    assert queries.drafts(world.hieu) == []
