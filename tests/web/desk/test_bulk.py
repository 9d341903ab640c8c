"""Rows ticked in a list: what may be done with them, done by a worker, told row by row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.work import tasks
from motcua.work.models import BulkLine, BulkRun
from tests.factories import MORNING, at_step, finished, later, received, submitted
from tests.web.desk.conftest import desk_of, dossier_url, text_of


pytestmark = pytest.mark.django_db

BULK = "/can-bo/hang-loat/"
NEXT = "/can-bo/lay-viec/"
HTMX = {"HX-Request": "true"}
MOST = 10


@pytest.fixture
def codes(world):
    return [at_step(world, 3) for _ in range(3)]


def lines(codes):
    return [f"{d.code}~{d.version}" for d in Dossier.objects.filter(code__in=codes).order_by("pk")]


def send(desk, deed, codes, **given):
    return desk.post(BULK, {"viec": deed, "dong": lines(codes), **given})


def run_of(answer):
    assert answer.status_code == 302, text_of(answer)
    run = BulkRun.objects.latest("pk")
    assert answer.url == f"{BULK}{run.pk}/"
    return run


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked.captured_queries)


# The list


OFFERED = [
    ("lan", "mine", 3, {"claim", "forward"}),
    ("chu", "mine", 5, {"approve", "claim", "reassign"}),
    ("anh", "pool", 3, {"reassign"}),
    ("hieu", "intake", 0, {"accept"}),
    ("chu", "agency", 3, set()),
    ("hieu", "returns", 7, set()),
]


@pytest.mark.parametrize(("who", "box", "order", "actions"), OFFERED)
def test_the_bar_offers_what_a_row_allows(world, who, box, order, actions):
    at_step(world, order) if order else submitted(world)

    answer = desk_of(getattr(world, who)).get(f"/can-bo/?ro={box}")

    page = answer.content.decode()
    assert {action.value for action in answer.context["bulk"]} == actions
    assert ('name="chon"' in page) == bool(actions)


def test_the_search_has_nothing_to_tick(world, codes):
    assert 'name="chon"' not in desk_of(world.lan).get("/can-bo/tim/?q=quyen").content.decode()


def test_a_row_tells_of_the_new_day_and_of_a_late_step(world, time_machine):
    code = at_step(world, 3)
    dossiers.extend(
        code, new_due_on=later(days=4).date(), reason="Chờ mẫu", by=world.chu, at=MORNING
    )
    time_machine.move_to(later(days=2), tick=False)

    words = text_of(desk_of(world.lan).get("/can-bo/"))

    assert "hẹn lại 28/08" in words
    assert "bước đã trễ" in words


def test_a_row_filed_online_tells_until_when_it_is_to_be_answered(world):
    submitted(world)

    assert "trả lời trước" in text_of(desk_of(world.hieu).get("/can-bo/?ro=intake"))


def test_the_most_urgent_is_taken_and_opened(world):
    late, new = at_step(world, 3, at=later(days=-5)), at_step(world, 3)
    desk = desk_of(world.lan)
    assert "Lấy việc tiếp theo" in text_of(desk.get("/can-bo/?ro=pool"))

    assert desk.post(NEXT).url == dossier_url(late)
    assert desk.post(NEXT).url == dossier_url(new)
    assert desk.post(NEXT).url == "/can-bo/"
    assert Dossier.objects.filter(assignee=world.lan.user_id).count() == 2
    assert desk.get(NEXT).status_code == 405


# What each answers


def test_each_row_says_whether_it_can_be_done(world, codes):
    dossiers.reassign(codes[1], to_user=world.son.user_id, by=world.anh, at=MORNING)
    answer = desk_of(world.lan).get(address("forward", [*codes, "H40-0", "%00"]))

    words, page = text_of(answer), answer.content.decode()
    assert "Chuyển bước tiếp theo: 2 hồ sơ" in words
    assert "Đỗ Hoàng Sơn" in words or "người khác" in words
    assert f'value="{codes[1]}~' not in page
    assert f'value="{codes[0]}~' in page
    assert "Trần Mai Anh · Trưởng phòng" in words
    assert not BulkRun.objects.exists()


def test_of_a_strangers_dossier_nothing_is_told(world, codes):
    words = text_of(desk_of(world.la).get(f"{BULK}?viec=claim&chon={codes[0]}"))

    assert "Quyên" not in words
    assert "Đăng ký khai sinh" not in words
    assert "Không có hồ sơ mang mã này" in words


def test_those_that_go_to_different_people_are_given_to_nobody_by_name(world):
    codes = at_step(world, 2), at_step(world, 4)
    desk = desk_of(world.anh)

    forward, reassign = (desk.get(address(deed, codes)) for deed in ("forward", "reassign"))

    assert 'name="to_user"' not in forward.content.decode()
    assert "2 hồ sơ" in text_of(forward)
    assert 'name="to_user"' in reassign.content.decode()  # both lie with the head's role


def test_nobody_takes_both_a_specialists_and_a_heads(world):
    there = address("reassign", (at_step(world, 3), at_step(world, 4)))

    assert "Chưa giao chung được" in text_of(desk_of(world.anh).get(there))


@pytest.mark.parametrize("deed", ["", "conclude", "recount", "move_process", "%00"])
def test_what_is_not_done_by_the_dozen_is_not_found(world, deed):
    desk = desk_of(world.lan)

    assert desk.get(f"{BULK}?viec={deed}").status_code == 404
    assert desk.post(BULK, {"viec": deed}).status_code == 404


def test_nothing_ticked(world):
    desk = desk_of(world.lan)

    assert "Chưa chọn hồ sơ nào" in text_of(desk.get(f"{BULK}?viec=claim"))
    refused = desk.post(BULK, {"viec": "claim", "dong": ["x", "~", "a~b", "a~99999999999999"]})
    assert refused.status_code == 422


# Doing it


def test_done_and_told(world, codes):
    desk = desk_of(world.lan)
    answer = send(desk, "forward", codes, to_user=world.anh.user_id, note="Đủ điều kiện")
    run = run_of(answer)
    waiting = desk.get(answer.url)
    assert "Đang làm" in text_of(waiting)
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    assert {d.step_order for d in Dossier.objects.filter(code__in=codes)} == {3}

    tasks.run_bulk(run_id=run.pk)

    ended = desk.get(answer.url)
    assert "Đã xong" in text_of(ended)
    assert "hx-trigger" not in ended.content.decode()
    assert "http-equiv" not in ended.content.decode()
    assert {d.assignee_id for d in Dossier.objects.filter(code__in=codes)} == {world.anh.user_id}


def test_the_part_is_the_whole(world, codes):
    desk = desk_of(world.lan)
    url = send(desk, "claim", codes).url

    part = desk.get(url, headers=HTMX).content.decode()

    assert part.strip() in desk.get(url).content.decode()
    assert "<html" not in part


def test_what_somebody_changed_meanwhile_stays_and_can_be_done_again(world, codes):
    desk = desk_of(world.lan)
    answer = send(desk, "forward", codes)
    dossiers.claim(codes[0], by=world.lan, at=MORNING)
    tasks.run_bulk(run_id=run_of(answer).pk)

    words = text_of(desk.get(answer.url))
    assert "Làm lại 1 hồ sơ chưa được" in words
    again = desk.get(f"{BULK}?viec=forward&lai={run_of(answer).pk}")
    assert f'value="{codes[0]}~' in again.content.decode()
    assert codes[1] not in again.content.decode()
    tasks.run_bulk(run_id=run_of(send(desk, "forward", codes[:1])).pk)
    assert {d.step_order for d in Dossier.objects.filter(code__in=codes)} == {4}


@pytest.mark.parametrize("typed", ["", "999999", "x"])
def test_reassigning_needs_one_of_the_office(world, codes, typed):
    answer = send(desk_of(world.anh), "reassign", codes, to_user=typed)

    assert answer.status_code == 422
    assert not BulkRun.objects.exists()


def test_what_one_may_not_do_is_refused_row_by_row(world, codes):
    desk = desk_of(world.khue)
    run = run_of(send(desk, "forward", codes))

    tasks.run_bulk(run_id=run.pk)

    assert set(BulkLine.objects.filter(run=run).values_list("state", flat=True)) == {"refused"}
    assert {d.step_order for d in Dossier.objects.filter(code__in=codes)} == {3}


def test_only_who_began_it_sees_it(world, codes):
    url = send(desk_of(world.lan), "claim", codes).url

    for other in (world.son, world.anh, world.quan):
        assert desk_of(other).get(url).status_code == 404
    assert desk_of(world.son).get(f"{BULK}?viec=claim&lai={url.split('/')[-2]}").status_code == 404


def test_when_no_worker_takes_it_that_is_said(world, codes, time_machine):
    desk = desk_of(world.lan)
    url = send(desk, "claim", codes).url
    time_machine.move_to(later(minutes=1), tick=False)

    assert "Chưa bắt đầu" in text_of(desk.get(url))


def test_many_rows_ask_no_more(world):
    desk = desk_of(world.lan)
    few = [at_step(world, 3) for _ in range(2)]
    more = [*few, *(at_step(world, 3) for _ in range(4))]
    mixed = [*more, received(world), finished(world)]
    counts = {
        (deed, len(codes)): cost(desk, address(deed, codes))
        for codes in (few, more, mixed)
        for deed in ("forward", "claim", "approve", "reassign")
    }

    assert {key: count for key, count in counts.items() if count > MOST} == {}
    assert all(count == counts[deed, 2] for (deed, rows), count in counts.items() if rows < 7)
    assert cost(desk, send(desk, "forward", more).url) <= 5


def address(deed, codes):
    return f"{BULK}?viec={deed}&" + "&".join(f"chon={code}" for code in codes)
