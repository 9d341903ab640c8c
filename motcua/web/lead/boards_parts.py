"""What every board is made of: the period somebody chose, figures with their base and verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from motcua.figures.rules import write_number
from motcua.ledger.rules import Period
from motcua.reports.queries.boards import Glance
from motcua.reports.rules import Rate, parse
from motcua.reports.rules.aims import AIM, Aim
from motcua.reports.rules.figures import Row
from motcua.reports.rules.periods import Named, choices, year_to_date
from motcua.targets.queries import assigned_shares
from motcua.targets.rules import Figure
from motcua.web.reading import text_in


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure, what it is of, and what is to be said of it; `look`: ok, late or ""."""

    label: str
    value: str
    base: str
    verdict: str
    look: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a share is held against; `url`: the target by which it was assigned."""

    aim: Aim
    url: str = ""


GOALS: Final[Mapping[str, Goal]] = {name: Goal(aim) for name, aim in AIM.items()}
# The shares of a board, as targets name them.
_SHARE_OF: Final = {
    (Figure.RESOLVED_IN_TIME, Figure.RESOLVED): "on_time",
    (Figure.DIGITISED, Figure.GRANTED): "digitised",
    (Figure.RECEIVED_ONLINE, Figure.RECEIVED_IN_PERIOD): "online",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The period of a page: as it is called, and how much of it is past."""

    named: Named
    period: Period
    today: date

    @property
    def title(self) -> str:
        return self.named.title(self.today)

    @property
    def year(self) -> Period:
        """The calendar year of its last day, so far: what the charts by month are of."""
        return Period(date(self.period.last.year, 1, 1), self.period.last)

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Code, name and whether it is the one, for the box."""
        offered = {one.code: one for one in (*choices(self.today), self.named)}
        return [(code, one.name, code == self.named.code) for code, one in offered.items()]


def asked(request: HttpRequest, today: date) -> Asked:
    """Of `ky`; else the year so far. Raises PeriodNotRead, PeriodOutOfRange, PeriodNotBegun."""
    text = text_in(request, "ky")
    named = parse(text) if text else year_to_date(today)
    return Asked(named, named.until(today), today)


def goals(agency_id: int, year: Period) -> Mapping[str, Goal]:
    """By share; the number the agency was assigned for the year stands before the rule for all.

    One query.
    """
    found = dict(GOALS)
    for one in assigned_shares(agency_id, first=year.first, on=year.last):
        name = _SHARE_OF.get((one.figure, one.base))
        if name:
            url = reverse("lead:target", args=[one.target_id])
            found[name] = Goal(AIM[name].assigned(one.percent), url)
    return found


def share_stat(
    name: str, rate: Rate, *, what: str = "hồ sơ", of: str = "", goal: Goal | None = None
) -> Stat:
    """Judged on counts, printed on the true side of the aim, with its base."""
    goal = goal or GOALS[name]
    aim = goal.aim
    judged = aim.judged(rate)
    counts = f"{write_number(rate.numerator)}/{write_number(rate.base)}"
    return Stat(
        label=aim.label,
        value=rate.percent_text(aim.percent) if rate.base else "–",
        base=f"{counts} {of or what}" if rate.base else f"chưa có {of or what}",
        verdict=_verdict(aim, rate, what),
        look={True: "ok", False: "soon", None: ""}[judged],
        url=goal.url,
    )


def _verdict(aim: Aim, rate: Rate, what: str) -> str:
    words = aim.verdict(rate, what)
    return f"{aim.words}: {words}" if words else aim.words


def late_stat(row: Row, url: str = "") -> Stat:
    late, running = row.figure("in_progress_late"), row.figure("in_progress")
    return Stat(
        label="Đang quá hạn",
        value=write_number(late),
        base=f"trên {write_number(running)} hồ sơ đang giải quyết",
        verdict=_late_words(late, url),
        look="late" if late else "ok",
        url=url if late else "",
    )


def _late_words(late: int, url: str) -> str:
    if not late:
        return "Không có hồ sơ quá hạn"
    return "Xem từng hồ sơ" if url else "Xem từng hồ sơ ở dưới"


def four(found: Glance, aims: Mapping[str, Goal] = GOALS) -> tuple[Stat, Stat, Stat, Stat]:
    """Satisfaction first (requirement T28)."""

    def stat(name: str, what: str, of: str) -> Stat:
        return share_stat(name, found.rate(name), what=what, of=of, goal=aims[name])

    return (
        stat("satisfaction", "phiếu", "phiếu trả lời"),
        stat("on_time", "hồ sơ", "hồ sơ đã giải quyết"),
        late_stat(found.row),
        stat("digitised", "hồ sơ", "hồ sơ có kết quả"),
    )


def short_of(found: Glance, aims: Mapping[str, Goal] = GOALS) -> Iterator[str]:
    """What misses its aim, in words: «số hóa thiếu 3 hồ sơ»."""
    for name, what in (
        ("satisfaction", "phiếu"),
        ("on_time", "hồ sơ"),
        ("digitised", "hồ sơ"),
        ("online", "hồ sơ"),
    ):
        rate, aim = found.rate(name), aims[name].aim
        if aim.judged(rate) is False:
            gap = write_number(aim.missing(rate))
            yield f"{aim.label.lower()} thiếu {gap} {what}"


def flow_words(row: Row) -> str:
    """«Đầu kỳ 187 + nhận 921 − giải quyết xong 894 = đang giải quyết 214»."""
    return (
        f"Đầu kỳ {write_number(row.figure('carried_over'))}"
        f" + nhận {write_number(row.figure('received_in_period'))}"
        f" − giải quyết xong {write_number(row.figure('resolved'))}"
        f" = đang giải quyết {write_number(row.figure('in_progress'))}"
    )
