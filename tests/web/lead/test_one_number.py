"""The same thing is the same number on every page that shows it."""

import re
from dataclasses import replace

import pytest
from django.core.cache import cache

from motcua.dossiers import services
from tests.factories import MORNING, at_step, filing, finished, later, received, submitted
from tests.web.desk.conftest import desk_of, morning, one_office, text_of, world


__all__ = ["morning", "one_office", "world"]

pytestmark = pytest.mark.django_db

BOARD = "/dieu-hanh/"


@pytest.fixture
def busy(world):
    """Of every kind one or more; what differs in number can't pass for something else."""
    cache.clear()
    for n in range(6):
        finished(world, at=later(days=-3, minutes=n))
    for n in range(2):
        late = at_step(world, 6, at=later(days=-10, minutes=n))
        services.conclude(late, result_number=f"9{n}/2026", by=world.thu, at=MORNING)
    for n in range(3):
        at_step(world, 3, at=later(days=-10, minutes=10 + n))
    for n in range(4):
        received(world, at=later(minutes=-n))
    for _ in range(5):
        submitted(world)
    lacking = at_step(world, 3, at=later(days=-1))
    services.ask_supplement(lacking, items=["Ảnh"], reason="Mờ", by=world.lan, at=MORNING)
    owing = at_step(world, 3, at=later(days=-1))
    services.pause(owing, source="Thông báo 1", by=world.lan, at=MORNING)
    left = received(world, at=later(days=-1))
    services.withdraw(left, reason="Đổi ý", by=world.hieu, at=MORNING)
    for name in ("Tờ khai", "Giấy chứng sinh"):
        services.receive(filing(world, missing=(name,)), by=world.hieu, at=MORNING)
    by_hand = replace(filing(world), arrived_at=later(days=-1), arrival_note="Mất điện")
    services.receive(by_hand, by=world.hieu, at=MORNING)
    return world


THERE = {"received": 19, "resolved": 9, "late": 2, "open": 10, "open_late": 3}
STANDING = r"Đang quá hạn (?P<open_late>\d+) trên (?P<open>\d+) hồ sơ đang giải quyết"
FLOW = r"nhận (?P<received>\d+) − giải quyết xong (?P<resolved>\d+) = đang giải quyết (?P<open>\d+)"
SHOWN = {
    "the leader's board": (BOARD, STANDING),
    "its stock and flow": (BOARD, FLOW),
    "the board of a unit": ("/dieu-hanh/don-vi/{unit}/", STANDING),
    "its flow": ("/dieu-hanh/don-vi/{unit}/", FLOW),
    "when it was ready": ("/dieu-hanh/don-vi/{unit}/", r"Đúng hạn \d+ Quá hạn (?P<late>\d+)"),
    "the backlog": (
        "/dieu-hanh/ton-dong/",
        r"chưa xong, (?P<open_late>\d+) quá hạn (?P<open>\d+) đang giải quyết",
    ),
    "side by side": (
        "/dieu-hanh/so-sanh/",
        r"1/1 phường An Thịnh (?P<received>\d+) (?P<resolved>\d+) (?P<late>\d+) (?P<open_late>\d+)",
    ),
    "by official": (
        "/dieu-hanh/can-bo/",
        r"An Thịnh (?P<received>\d+) \d+ \d+ (?P<late>\d+) [\d,]+% \(\d+/(?P<resolved>\d+)\) "
        r"(?P<open>\d+) (?P<open_late>\d+) Mỗi hồ sơ",
    ),
    "Biểu II.06a": (
        "/dieu-hanh/bao-cao/",
        r"Tổng cộng (?P<received>\d+) \d+ \d+ 0 (?P<resolved>\d+) \d+ \d+ (?P<late>\d+) "
        r"(?P<open>\d+) \d+ (?P<open_late>\d+)",
    ),
    "the load": ("/can-bo/khoi-luong/", r"(?P<open>\d+) hồ sơ đang mở, (?P<open_late>\d+) quá hạn"),
    "what is late": (
        "/can-bo/qua-han/",
        r"Đang quá hạn (?P<open_late>\d+) chưa có.* Xong nhưng trễ (?P<late>\d+) có kết quả",
    ),
    "the list of the agency": ("/can-bo/?ro=agency", r"Tất cả \d+ Quá hạn (?P<open_late>\d+) "),
    "for everybody": ("/cong-khai/", STANDING),
    "for everybody, by unit": (
        "/cong-khai/",
        r"An Thịnh 1/1 (?P<received>\d+) (?P<resolved>\d+) \S+ \S+ (?P<late>\d+) (?P<open>\d+)",
    ),
}


def test_every_page_shows_the_same(busy):
    desk, told = desk_of(busy.chu), {}
    for name, (path, pattern) in SHOWN.items():
        words = text_of(desk.get(path.format(unit=busy.commune.pk)))
        found = re.search(pattern, words)
        assert found, (name, words)
        told[name] = {what: int(number) for what, number in found.groupdict().items()}

    assert told == {name: {what: THERE[what] for what in told[name]} for name in SHOWN}
