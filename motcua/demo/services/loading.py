"""The demonstration: catalogue, processes, two places with their people, some hundred dossiers.

It can be interrupted anywhere: what is there stays, and the next start goes on where it stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.catalog import services as catalog_services
from motcua.deadlines import queries as deadlines
from motcua.demo import queries, rules
from motcua.demo.facts import DemoDossierMade, DemoPeopleMade, DemoPlanned
from motcua.demo.services import (
    asking,
    cash,
    delays,
    grading,
    histories,
    rating,
    signing,
    waiting,
)
from motcua.demo.services.living import Life
from motcua.journal import queries as journal
from motcua.journal import services as journal_services
from motcua.lateness import services as lateness
from motcua.people import queries as people
from motcua.people import services as people_services
from motcua.people.rules import Role, UnitDraft, UnitKind
from motcua.process import services as process_services


SIZES: Final = {"small": ("2026",), "district": ("2026",)}
WITH_PAST: Final = "district"
SMALL: Final = 60
DISTRICTS_UNTIL: Final = date(2025, 6, 30)
LEVELS: Final = (UnitKind.DISTRICT, UnitKind.COMMUNE)
Progress = Callable[[str], None]


def load(*, size: str, at: datetime, tell: Progress = lambda words: None) -> None:
    """Lay out what is missing of the demonstration. Raises KeyError for an unknown size."""
    keys = SIZES[size]
    data = queries.places()
    tell("địa danh")
    people_services.load_places(at=at)
    tell("thủ tục, quy trình")
    has_past = _load_catalog(at=at)
    process_services.load_processes(at=at)
    _make_people(data, at=at)
    for place in data["place"]:
        if place["key"] in keys:
            _make_dossiers(place, size=size, at=at, tell=tell)
    for place in data["place"]:
        if place["key"] in keys:
            cash.close_days(place["counters"], at=at)
            rating.rate(queries.codes(f"demo:{place['key']}"), at=at)
            for counter in place["counters"]:
                waiting.fill(counter, at=at)
            counter = people.unit_by_code(place["counters"][0], timezone.localdate(at))
            grading.propose_all(counter.agency_id, now=at)
            signing.prepare(counter.agency_id, at=at)
    if size == WITH_PAST and not has_past:
        tell("dữ liệu của bản trước: giữ nguyên, không thêm các huyện của bài báo")
    for district in queries.districts() if size == WITH_PAST and has_past else ():
        tell(district.title)
        histories.lay_in(district, at=at)
    lateness.warn(at=at)


def _load_catalog(*, at: datetime) -> bool:
    """The real procedures; those that districts of the past file also as of before 1/7/2025.

    False where an earlier version of the demonstration left a catalogue without that past: what
    was in force on past days is not changed.
    """
    wanted = {code for level in LEVELS for code in queries.district_procedures(level)}
    there = {found.code for found in catalog.in_force(on=DISTRICTS_UNTIL)}
    rows = json.loads(
        files("motcua.catalog").joinpath("data", "procedures.json").read_text("utf-8")
    )
    versions = Counter(row["code"] for row in rows)
    before = [
        {
            **row,
            "since": "2018-06-21",
            "until": DISTRICTS_UNTIL.isoformat(),
            "levels": row["levels_before"],
            "levels_before": [],
            "authorities": dict.fromkeys(row["levels_before"], "Ủy ban nhân dân"),
        }
        for row in rows
        if row["code"] in wanted - there and versions[row["code"]] == 1
    ]
    if catalog.in_force(on=timezone.localdate(at)):
        return not before
    report = catalog_services.import_procedures([*before, *rows], by=None, at=at)
    assert report.is_done, report.problems[:3]
    return True


@transaction.atomic
def _make_people(data: dict[str, Any], *, at: datetime) -> None:
    if journal.history("demo"):
        return
    units: dict[str, tuple[int, date, date | None]] = {}
    for row in data["unit"]:
        draft = UnitDraft(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=UnitKind(row["kind"]),
            parent_code=row.get("parent", ""),
            place_code=row.get("place_code", ""),
            province_code=row.get("province_code", ""),
            address=row.get("address", ""),
            phone=row.get("phone", ""),
            since=row["since"],
            until=row.get("until"),
        )
        unit_id = people_services.create_unit(draft, by=None, at=at)
        units[row["code"]] = (unit_id, row["since"], row.get("until"))
    for row in data["person"]:
        _make_person(row, units, at=at)
    fact = DemoPeopleMade(subject="demo", units=len(units), people=len(data["person"]))
    journal_services.record(fact, by=None, at=at)


def _make_person(
    row: dict[str, Any], units: dict[str, tuple[int, date, date | None]], *, at: datetime
) -> None:
    people_services.create_account(
        row["username"],
        row["name"],
        password=queries.PASSWORD,
        must_change_password=False,
        by=None,
        at=at,
    )
    for post in row["posts"]:
        unit_id, since, until = units[post["unit"]]
        people_services.appoint(
            row["username"],
            unit_id,
            title=post["title"],
            roles=[Role(role) for role in post["roles"]],
            since=since,
            until=until,
            by=None,
            at=at,
        )


def _make_dossiers(place: dict[str, Any], *, size: str, at: datetime, tell: Progress) -> None:
    subject = f"demo:{place['key']}"
    now = _planned_at(subject, place, size=size, at=at)
    plans = _plans(place, count=_count(place, size), now=now)
    life = Life(now=now, calendar=deadlines.work_calendar())
    done = queries.made(subject)
    for made, plan in enumerate(plans[done:], done):
        with transaction.atomic():
            code = life.live(plan)
            journal_services.record(
                DemoDossierMade(subject=subject, index=plan.index, code=code), by=None, at=at
            )
        if made % 20 == 0:
            tell(f"{place['title']}: {made} trên {len(plans)} hồ sơ")
    asking.ask_about(queries.codes(subject), now=now)
    delays.explain_late(queries.codes(subject), now=now)


def _count(place: dict[str, Any], size: str) -> int:
    count: int = place["dossiers"]
    return min(count, SMALL) if size == "small" else count


def _planned_at(subject: str, place: dict[str, Any], *, size: str, at: datetime) -> datetime:
    """The moment the plans of this place follow from; kept at the first start."""
    for event in journal.history(subject):
        if event.kind == "demo.planned":
            return datetime.fromisoformat(event.facts["now"])
    fact = DemoPlanned(subject=subject, now=at, dossiers=_count(place, size))
    journal_services.record(fact, by=None, at=at)
    return at


def _plans(place: dict[str, Any], *, count: int, now: datetime) -> list[rules.Plan]:
    first, last = now - timedelta(days=place["days_back"]), now
    on = timezone.localdate(last)
    counter = people.unit_by_code(place["counters"][0], on)
    home = people.unit(counter.agency_id).name.removeprefix("UBND ")
    calendar = deadlines.work_calendar(counter.province_code)
    planned = rules.plans(
        f"motcua-{place['key']}",
        count=count,
        counters=place["counters"],
        procedures=place["procedures"],
        first=first,
        last=last,
        calendar=calendar,
        place=home,
    )
    share = len(planned) / place["dossiers"]
    return rules.with_open_work(
        planned,
        under_way=round(place["under_way"] * share),
        late=max(1, round(place["late"] * share)),
        long_ones=place["long_ones"],
        last=last,
        calendar=calendar,
    )
