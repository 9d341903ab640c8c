"""The benchmark: the demonstration's pages under load, and the pure rules.

    make bench    [ARGS="--seconds 5 --clients 8"]

Lays the demonstration out in var/bench, starts the web server as `motcua serve` does, and asks for
one page after the other. The clients run on the same machine and take their share of it: the
figures compare versions of motcua on one machine, not machines.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from statistics import quantiles

from bench.keeping import keep
from motcua.cli import house, postgres, prepare, processes


PORT = 8190
OFFICIAL = "lan"  # a specialist of the demonstration, with work on the desk
LEADER = "vinh"
COMPUTE = {
    "complete_at": "2026-11-20T16:10:00+07:00",
    "limit": {"amount": 5, "unit": "working_day"},
    "cutoff": "15:00",
    "spans": [],
}


@dataclass(frozen=True, slots=True)
class Request:
    name: str
    path: str
    user: str = ""
    body: str = ""
    with_key: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    per_second: float
    p50_ms: float
    p95_ms: float
    longest_ms: float
    bytes: int
    failures: int


REQUESTS = (
    Request("trang đầu", "/"),
    Request("tìm thủ tục", "/thu-tuc/?q=" + urllib.parse.quote("dang ky khai sinh")),
    Request("một thủ tục", "/thu-tuc/1.001193/"),
    Request("API: tính hạn", "/api/v1/deadlines/compute", OFFICIAL, json.dumps(COMPUTE), True),
    Request("bàn làm việc", "/can-bo/", OFFICIAL),
    Request("một hồ sơ", "/can-bo/ho-so/{dossier}/", OFFICIAL),
    Request("bảng lãnh đạo", "/dieu-hanh/", LEADER),
)


def main(words: list[str]) -> None:
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--clients", type=int, default=4)
    given = options.parse_args(words)
    rows = [rules_alone(given.seconds)]
    with web_server() as key:
        cookies = {user: sign_in(user) for user in (OFFICIAL, LEADER)}
        dossier = first_dossier(key)
        for request in REQUESTS:
            asked = replace(request, path=request.path.format(dossier=dossier))
            headers = {"Cookie": cookies.get(request.user, "")}
            if request.with_key:
                headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
            measure(asked, headers, seconds=0.5, clients=given.clients)
            rows.append(measure(asked, headers, seconds=given.seconds, clients=given.clients))
    show(rows)
    keep("pages", [asdict(row) for row in rows], clients=given.clients, seconds=given.seconds)


def rules_alone(seconds: float) -> Row:
    """One due moment after the other, in this process, without a database."""
    rules = import_module("motcua.deadlines.rules")
    days = frozenset({datetime(2026, 9, 2, tzinfo=UTC).date()})
    calendar = rules.WorkCalendar(days_off=days)
    limit = rules.Limit(import_module("decimal").Decimal(15), rules.LimitUnit.WORKING_DAY, "QĐ")
    complete_at = datetime(2026, 8, 24, 2, 0, tzinfo=UTC)
    taken: list[float] = []
    until = time.perf_counter() + min(seconds, 2)
    while time.perf_counter() < until:
        taken.append(timed(lambda: rules.due(complete_at, limit, calendar)))
    return row_of("quy tắc tính hạn", taken, size=0, failures=0, seconds=sum(taken) / 1000)


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


@contextmanager
def web_server() -> Iterator[str]:
    """The demonstration and a web server for as long as the block lasts; gives a key of its API."""
    print("Đang chuẩn bị dữ liệu trình diễn …", flush=True)
    with postgres.session(house.lay_out()):
        house.set_up()
        prepare.update_database()
        prepare.update_static()
        demo = import_module("motcua.demo.services")
        demo.load(size=house.given("MOTCUA_DEMO", "small"), at=datetime.now(UTC))
        now = datetime.now(UTC)
        key = import_module("motcua.people.services").create_token(OFFICIAL, "bench", now)
        house.let_go_of_the_database()
        server = processes.start(
            "web", sys.executable, "-P", "-m", "motcua.cli", "serve",
            environment={"PORT": str(PORT), "LOG_LEVEL": "ERROR"},
        )  # fmt: skip
        try:
            wait_for_the_server()
            yield key
        finally:
            server.stop()


def wait_for_the_server() -> None:
    for _ in range(300):
        with closing(connect()) as connection:
            if ask(connection, Request("", "/healthz"), {})[0] == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    sys.exit("Máy chủ web không trả lời.")


def connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)


def ask(
    connection: http.client.HTTPConnection, request: Request, headers: dict[str, str]
) -> tuple[int, int]:
    """Status and size of the answer; 0 when there was none."""
    method = "POST" if request.body else "GET"
    try:
        connection.request(method, request.path, request.body or None, headers)
        answer = connection.getresponse()
        return answer.status, len(answer.read())
    except (http.client.HTTPException, OSError):
        connection.close()  # the next request opens it again
        return 0, 0


def sign_in(user: str) -> str:
    """The cookies of a person of the demonstration."""
    password = import_module("motcua.demo.queries").PASSWORD
    with closing(connect()) as connection:
        connection.request("GET", "/dang-nhap/")
        page = connection.getresponse()
        body = page.read().decode()
        cookies = cookies_of(page)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert token, body[:200]
        form = {"csrfmiddlewaretoken": token[1], "username": user, "password": password}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": joined(cookies)}
        connection.request("POST", "/dang-nhap/", urllib.parse.urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.FOUND:
            sys.exit(f"{user} không đăng nhập được ({answer.status}).")
        return joined(cookies | cookies_of(answer))


def cookies_of(answer: http.client.HTTPResponse) -> dict[str, str]:
    lines = answer.headers.get_all("Set-Cookie") or []
    return dict(line.split(";", 1)[0].split("=", 1) for line in lines)


def joined(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def first_dossier(key: str) -> str:
    """The code of one that the official may see."""
    headers = {"Authorization": f"Bearer {key}"}
    with closing(connect()) as connection:
        connection.request("GET", "/api/v1/dossiers?limit=1", headers=headers)
        items = json.loads(connection.getresponse().read())["items"]
    if not items:
        sys.exit("Chưa có hồ sơ nào để đo.")
    return str(items[0]["code"])


def measure(request: Request, headers: dict[str, str], *, seconds: float, clients: int) -> Row:
    taken: list[float] = []
    sizes: set[int] = set()
    failures: list[int] = []
    until = time.perf_counter() + seconds

    def client() -> None:
        with closing(connect()) as connection:
            while time.perf_counter() < until:
                began = time.perf_counter()
                status, size = ask(connection, request, headers)
                taken.append((time.perf_counter() - began) * 1000)
                sizes.add(size)
                if status != http.HTTPStatus.OK:
                    failures.append(status)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return row_of(
        request.name, taken, size=max(sizes, default=0), failures=len(failures), seconds=seconds
    )


def row_of(name: str, taken: list[float], *, size: int, failures: int, seconds: float) -> Row:
    cuts = quantiles(taken, n=20)
    return Row(
        name=name,
        per_second=round(len(taken) / seconds, 1),
        p50_ms=round(cuts[9], 2),
        p95_ms=round(cuts[18], 2),
        longest_ms=round(max(taken), 2),
        bytes=size,
        failures=failures,
    )


def show(rows: list[Row]) -> None:
    print(
        f"\n{'':<18}{'mỗi giây':>10}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}{'KB':>8}{'lỗi':>6}"
    )
    for row in rows:
        print(
            f"{row.name:<18}{row.per_second:>10.1f}{row.p50_ms:>10.2f}{row.p95_ms:>10.2f}"
            f"{row.longest_ms:>10.2f}{row.bytes / 1000:>8.1f}{row.failures:>6}"
        )
