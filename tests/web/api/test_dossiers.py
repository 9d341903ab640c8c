"""Filing and reading dossiers."""

import pytest

from tests import factories
from tests.web.api.conftest import call_as, filing


pytestmark = pytest.mark.django_db


def test_papers_follow_the_procedure_where_none_are_named(hieu):
    code = hieu.post("/dossiers", filing(components=[])).json()["code"]

    assert hieu.act(code, "accept").status_code == 200


def test_a_portal_files_with_an_account_of_the_counter(world, hieu):
    dossier = hieu.post("/dossiers", filing(channel="online")).json()

    assert dossier["channel"] == "online"
    assert dossier["status"] == "registered"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"procedure": "9.999999"}, "procedure", id="no such procedure"),
        pytest.param({"procedure": "'; --"}, "procedure", id="no code at all"),
        pytest.param({"procedure": "x" * 3000}, "procedure", id="endless code"),
        pytest.param({"receiving_unit": "H99.99"}, "receiving_unit", id="no such unit"),
        pytest.param({"resolving_unit": "H99.99"}, "resolving_unit", id="no such agency"),
        pytest.param({"channel": "phone"}, "channel", id="channel"),
        pytest.param({"applicant": {"name": "x"}}, "applicant.name", id="name too short"),
        pytest.param({"applicant": {}}, "applicant.name", id="no name"),
        pytest.param({"applicant": "Quyên"}, "applicant", id="no object"),
        pytest.param(
            {"applicant": {"name": "Đặng Quyên", "id_number": "0361"}},
            "applicant.id_number",
            id="id number",
        ),
        pytest.param(
            {"applicant": {"name": "Đặng Quyên", "phone": "gọi tôi"}}, "applicant.phone", id="phone"
        ),
        pytest.param(
            {"applicant": {"name": "Đặng\u202eQuyên"}}, "applicant.name", id="turned-round text"
        ),
        pytest.param({"components": [{"mark": "present"}]}, "components.0.name", id="no name"),
        pytest.param({"components": [" "]}, "components", id="empty name"),
        pytest.param({"components": ["x"] * 61}, "components", id="too many papers"),
        pytest.param(
            {"components": [{"name": "Tờ khai", "copies": 100}]}, "components.0.copies", id="copies"
        ),
        pytest.param({"form": {"child": 7}}, "form.child", id="number in the form"),
        pytest.param({"form": {"child": "\x07"}}, "form", id="bell in the form"),
        pytest.param({"form": {"child": "x" * 6000}}, "form", id="endless answer"),
        pytest.param({"delivery": "drone"}, "delivery", id="delivery"),
        pytest.param({"priority": 1}, "priority", id="unknown field"),
    ],
)
def test_a_faulty_filing_is_refused_with_the_name_of_the_field(hieu, changes, field):
    response = hieu.post("/dossiers", filing(**changes))
    problem = response.json()

    assert response.status_code == 422, problem
    assert field in [error["field"] for error in problem["errors"]]
    assert hieu.get("/dossiers").json()["items"] == []


def test_only_a_counter_files_and_only_at_its_own_place(world):
    assert call_as("lan").post("/dossiers", filing()).json()["code"] == "dossiers.NotYourRole"
    assert call_as("la").post("/dossiers", filing()).json()["code"] == "dossiers.NotYourUnit"


def test_who_has_two_posts_says_at_which_they_act(world):
    factories.Post.objects.create(
        account_id=world.lan.user_id,
        unit=world.one_stop,
        title="Trực quầy",
        roles=["counter"],
        since=factories.MONDAY,
    )
    post = factories.Post.objects.get(title="Trực quầy")

    assert call_as("lan").post("/dossiers", filing()).status_code == 403
    assert call_as("lan", **{"X-Post": str(post.pk)}).post("/dossiers", filing()).status_code == 201


@pytest.mark.parametrize(
    ("post", "status"), [("0", 422), ("-1", 422), ("ba", 422), ("9" * 30, 422), ("999999", 403)]
)
def test_a_post_that_is_not_theirs_is_refused(world, post, status):
    assert call_as("lan", **{"X-Post": post}).get("/dossiers").status_code == status


def test_a_dossier_of_another_agency_does_not_exist(world):
    code = factories.received(world)
    stranger = call_as("la")

    assert stranger.get(f"/dossiers/{code}").json()["code"] == "dossiers.NoSuchDossier"
    assert stranger.get(f"/dossiers/{code}/journal").json()["code"] == "dossiers.NoSuchDossier"
    assert stranger.act(code, "forward").json()["code"] == "dossiers.NoSuchDossier"
    assert stranger.get("/dossiers").json()["items"] == []


def test_a_code_is_read_as_people_write_it(world, hieu):
    code = factories.received(world)

    assert hieu.get(f"/dossiers/{code.lower()}").json()["code"] == code
    assert hieu.get("/dossiers/kh%C3%B4ng").json()["code"] == "dossiers.BadCode"


class TestList:
    def codes(self, caller, **query):
        response = caller.get("/dossiers", **query)
        assert response.status_code == 200, response.content.decode()
        return [item["code"] for item in response.json()["items"]]

    def test_it_is_read_a_page_at_a_time(self, world, hieu):
        codes = [factories.received(world) for _ in range(5)]
        seen, cursor = [], ""
        while cursor is not None and len(seen) < 9:
            page = hieu.get("/dossiers", limit=2, cursor=cursor).json()
            assert len(page["items"]) <= 2
            seen += [item["code"] for item in page["items"]]
            cursor = page["next_cursor"]

        assert seen == codes

    def test_it_can_be_narrowed(self, world, hieu):
        waiting, moving = factories.submitted(world), factories.at_step(world, 3)

        assert self.codes(hieu) == [waiting, moving]
        assert self.codes(hieu, status="registered") == [waiting]
        assert self.codes(hieu, q="dang ngoc") == [waiting, moving]
        assert self.codes(hieu, q=moving) == [moving]
        assert self.codes(hieu, q="không có ai") == []
        assert self.codes(hieu, assignee="lan") == []
        assert self.codes(hieu, overdue="false") == [waiting, moving]
        assert self.codes(hieu, overdue="true") == []

    def test_it_can_be_narrowed_to_a_unit(self, world, hieu):
        waiting, moving = factories.submitted(world), factories.at_step(world, 3)

        assert self.codes(hieu, unit="H40.12.05") == [waiting, moving]
        assert self.codes(hieu, unit="H40.12.05.02") == [moving]
        assert self.codes(hieu, unit="H99") == []

    def test_late_ones_can_be_asked_for(self, world, hieu, morning):
        code = factories.received(world)
        factories.finished(world)
        morning.move_to(factories.later(days=10))

        assert self.codes(hieu, overdue="true") == [code]

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"limit": 0}, "limit"),
            ({"limit": 201}, "limit"),
            ({"limit": "nhiều"}, "limit"),
            ({"cursor": "x"}, "cursor"),
            ({"cursor": "LTE"}, "cursor"),
            ({"cursor": "9" * 900}, "cursor"),
            ({"cursor": "a" * 1001}, "cursor"),
            ({"status": "lost"}, "status"),
            ({"overdue": "có"}, "overdue"),
            ({"q": "x" * 201}, "q"),
            ({"q": "a\x07b"}, "q"),
            ({"unit": "a\nb"}, "unit"),
            ({"assignee": "a\tb"}, "assignee"),
        ],
    )
    def test_a_question_that_makes_no_sense_is_refused(self, hieu, query, field):
        response = hieu.get("/dossiers", **query)

        assert response.status_code == 422
        assert [error["field"] for error in response.json()["errors"]] == [field]

    def test_an_administrator_alone_sees_none(self, world):
        factories.received(world)

        assert self.codes(call_as("quan")) == []


def test_the_public_answer_holds_nothing_about_people(world, anyone):
    code = factories.at_step(world, 4)
    text = anyone.get(f"/public/dossiers/{code}").content.decode()

    for secret in ("Quyên", "036198001234", "0912345318", "Tổ 3", "Hiếu", "Lan", "Anh"):
        assert secret not in text
