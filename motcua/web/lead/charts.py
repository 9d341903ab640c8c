"""Charts as values for the templates in `charts/`: a sentence for who cannot see them, shapes in
per cent of the width, so that letters keep their size on every screen.

Bars begin at zero. What is late is hollow, not only red: it can be told apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.reports.queries.boards import Age, Month
from motcua.reports.rules import SHARE, number_text
from motcua.reports.rules.aims import AIM, Aim
from motcua.reports.rules.figures import Row


LINE: Final = 28  # height of a bar with its words
NAMES: Final = 27  # per cent of the width for what stands left of the bars
LONGEST: Final = 44  # and for the longest bar; the words after it need the rest
STRIP: Final = 66  # height of the tallest column
SHORT: Final = 999  # a column of twelve on a telephone has room for three digits
TOP, BOTTOM = 10, 130  # of the field of lines


@dataclass(frozen=True, slots=True)
class Bar:
    """One line. `rest` is the part of it that is late, right of `width`."""

    name: str
    y: int
    middle: int
    width: str
    rest_x: str
    rest: str
    words_x: str
    count: str
    more: str


@dataclass(frozen=True, slots=True)
class Bars:
    sentence: str
    height: int
    bars: tuple[Bar, ...]


def bars(what: str, lines: Sequence[tuple[str, int, int]]) -> Bars:
    """Lines of name, count and how many of it are late; the longest is as wide as there is room."""
    longest = max((count for _, count, _ in lines), default=0) or 1
    drawn = tuple(_bar(n, *line, longest) for n, line in enumerate(lines))
    said = ", ".join(
        f"{name.lower()} {number_text(count)}"
        + (f" có {number_text(late)} quá hạn" if late else "")
        for name, count, late in lines
    )
    return Bars(f"{what}: {said}.", LINE * len(lines), drawn)


def _bar(n: int, name: str, count: int, late: int, longest: int) -> Bar:
    whole, late_part = LONGEST * count / longest, LONGEST * late / longest
    return Bar(
        name=name,
        y=n * LINE + 4,
        middle=n * LINE + 18,
        width=percent(whole - late_part),
        rest_x=percent(NAMES + whole - late_part),
        rest=percent(max(late_part, 0.8)) if late else "",
        words_x=percent(NAMES + whole + (1.2 if not late else 2)),
        count=number_text(count),
        more=f", {number_text(late)} quá hạn" if late else "",
    )


def by_age(ages: Sequence[Age]) -> Bars:
    return bars(
        "Hồ sơ đang giải quyết theo số ngày từ khi nhận", [(a.words, a.open, a.late) for a in ages]
    )


@dataclass(frozen=True, slots=True)
class Column:
    x: str
    middle: str
    y: str
    height: str
    late_y: str
    late: str
    words: str
    words_y: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Columns under a heading that says what they count."""

    heading: str
    look: str
    total: str
    heading_y: int
    floor: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Several rows of columns over the same months, to the same scale."""

    sentence: str
    height: int
    strips: tuple[Strip, ...]
    labels: tuple[tuple[str, str], ...]
    labels_y: int


WIDTH: Final = 5.6  # of a column, in per cent


def received_and_resolved(months: Sequence[Month]) -> Strips:
    came = _columns(months, "received_in_period")
    went = _columns(months, "resolved", "resolved_late")
    said = "; ".join(
        f"tháng {month.number} nhận {number_text(new)}, giải quyết xong {number_text(done)}"
        + (f" có {number_text(late)} quá hạn" if late else "")
        for month, (new, _), (done, late) in zip(months, came, went, strict=True)
    )
    drawn = (("Nhận", "pale", came), ("Giải quyết xong", "full", went))
    return _strips(f"Số hồ sơ theo tháng: {said}.", drawn)


def resolved(months: Sequence[Month]) -> Strips:
    went = _columns(months, "resolved", "resolved_late")
    said = "; ".join(
        f"tháng {month.number} {number_text(done)}" + (f" có {late} quá hạn" if late else "")
        for month, (done, late) in zip(months, went, strict=True)
    )
    return _strips(
        f"Hồ sơ giải quyết xong theo tháng: {said}.", (("Giải quyết xong", "full", went),)
    )


def two_years(now: Sequence[Month], then: Sequence[Month]) -> Strips:
    this, last = _columns(now, "received_in_period"), _columns(then, "received_in_period")
    years = [str(months[0].period.first.year) if months else "" for months in (now, then)]
    said = ". ".join(
        f"Năm {year} nhận theo tháng: " + ", ".join(number_text(count) for count, _ in counts)
        for year, counts in zip(years, (this, last), strict=True)
    )
    drawn = ((f"Năm {years[1]} nhận", "pale", last), (f"Năm {years[0]} nhận", "full", this))
    return _strips(f"{said}.", drawn)


def _columns(months: Sequence[Month], name: str, late: str = "") -> list[tuple[int, int]]:
    return [(one.row.figure(name), one.row.figure(late) if late else 0) for one in months]


Drawn = tuple[str, str, Sequence[tuple[int, int]]]


def _strips(sentence: str, drawn: Sequence[Drawn]) -> Strips:
    """Heading, look and counts of each row; the same scale for all, twelve months wide."""
    tallest = max((count for _, _, counts in drawn for count, _ in counts), default=0) or 1
    where = [(n + 0.5) * 100 / 12 for n in range(12)]
    strips = tuple(_strip(n, *one, where, tallest) for n, one in enumerate(drawn))
    most = max(len(counts) for _, _, counts in drawn)
    labels = tuple((percent(x), str(n)) for n, x in enumerate(where[:most], 1))
    floor = strips[-1].floor
    return Strips(sentence, floor + 20, strips, labels, floor + 16)


def _strip(
    n: int,
    heading: str,
    look: str,
    counts: Sequence[tuple[int, int]],
    where: Sequence[float],
    tallest: int,
) -> Strip:
    floor = n * 104 + 92
    said = _said([count for count, _ in counts])
    columns = tuple(
        _column(x, count, late, floor, tallest, is_said=i in said)
        for i, (x, (count, late)) in enumerate(zip(where, counts, strict=False))
    )
    total = number_text(sum(count for count, _ in counts))
    return Strip(heading, look, total, floor - 82, floor, columns)


def _said(counts: Sequence[int]) -> set[int]:
    """Which columns bear their number: all, or of long ones the highest and the last."""
    if max(counts, default=0) <= SHORT:
        return set(range(len(counts)))
    last, highest = len(counts) - 1, counts.index(max(counts))
    return {highest} if 0 < last - highest < 2 else {highest, last}


def _column(x: float, count: int, late: int, floor: int, tallest: int, *, is_said: bool) -> Column:
    height, late_height = STRIP * count / tallest, STRIP * late / tallest
    late_height = max(late_height, 3.0) if late else 0.0
    height = max(height, late_height, 1.0 if count else 0.0)
    return Column(
        x=percent(x - WIDTH / 2),
        middle=percent(x),
        y=number(floor - height),
        height=number(height - late_height),
        late_y=number(floor - late_height),
        late=number(late_height) if late else "",
        words=number_text(count) if is_said else "",
        words_y=number(floor - height - 4),
    )


@dataclass(frozen=True, slots=True)
class Segment:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Line:
    """A share over the months. `look`: a or b, solid or dashed; `target_y`: the dotted line."""

    look: str
    segments: tuple[Segment, ...]
    end: tuple[str, str]
    words: str
    target_y: str
    target: str


@dataclass(frozen=True, slots=True)
class Lines:
    sentence: str
    height: int
    grid: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    labels_y: int
    lines: tuple[Line, ...]


def shares(months: Sequence[Month], names: Sequence[str], *, slots: int = 12) -> Lines:
    """From 0 to 100 per cent; a month without dossiers is left out of its line."""
    where = [(n + 0.5) * 94 / slots + 5 for n in range(slots)]
    drawn = [_line(look, AIM[name], months, where) for look, name in zip("ab", names, strict=False)]
    found = [line for line in drawn if line is not None]
    grid = tuple((number(_level(value)), str(value)) for value in (0, 50, 100))
    labels = tuple((percent(x), str(month.number)) for x, month in zip(where, months, strict=False))
    said = ". ".join(_told(AIM[name], months) for name in names)
    return Lines(f"{said}.", BOTTOM + 22, grid, labels, BOTTOM + 18, tuple(found))


def _level(value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / 100


def _points(
    aim: Aim, months: Sequence[Month], where: Sequence[float]
) -> Iterator[tuple[float, float]]:
    for x, month in zip(where, months, strict=False):
        exact = SHARE[aim.name].of(month.row).exact
        if exact is not None:
            yield x, _level(float(exact))


def _line(look: str, aim: Aim, months: Sequence[Month], where: Sequence[float]) -> Line | None:
    points = list(_points(aim, months, where))
    if not points:
        return None
    pairs = zip(points, points[1:], strict=False)
    segments = tuple(
        Segment(percent(x1), number(y1), percent(x2), number(y2)) for (x1, y1), (x2, y2) in pairs
    )
    x, y = points[-1]
    return Line(
        look=look,
        segments=segments,
        end=(percent(x), number(y)),
        words=f"{aim.label} {_last(aim, months)}",
        target_y=number(_level(aim.percent)),
        target=f"chỉ tiêu {aim.text}",
    )


def _last(aim: Aim, months: Sequence[Month]) -> str:
    rates = [SHARE[aim.name].of(month.row) for month in months]
    return next((rate.percent_text(aim.percent) for rate in reversed(rates) if rate.base), "")


def _told(aim: Aim, months: Sequence[Month]) -> str:
    rates = ((month.number, SHARE[aim.name].of(month.row)) for month in months)
    said = ", ".join(
        f"tháng {n} {rate.percent_text(aim.percent)}" for n, rate in rates if rate.base
    )
    return f"{aim.label}, chỉ tiêu {aim.text}: {said or 'chưa có hồ sơ'}"


@dataclass(frozen=True, slots=True)
class Piece:
    look: str
    x: str
    width: str
    words: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """One bar cut into what it is made of."""

    sentence: str
    pieces: tuple[Piece, ...]


OUTCOMES: Final = (
    ("resolved_early", "Trước hạn", "full"),
    ("resolved_on_time", "Đúng hạn", "pale"),
    ("resolved_late", "Quá hạn", "late"),
)
CHANNELS: Final = (
    ("received_online", "Trực tuyến", "full"),
    ("received_direct", "Trực tiếp", "pale"),
    ("received_postal", "Bưu chính", "plain"),
)


def whole(what: str, row: Row, parts: Sequence[tuple[str, str, str]]) -> Whole:
    """`parts`: figure, words, look. Nothing is left out: what is 0 is said and not drawn."""
    counts = [(row.figure(name), words, look) for name, words, look in parts]
    total = sum(count for count, _, _ in counts) or 1
    pieces, x = [], 0.0
    for count, words, look in counts:
        width = 100 * count / total
        pieces.append(
            Piece(
                look, percent(x), percent(width), words, percent(x + width / 2), number_text(count)
            )
        )
        x += width
    said = ", ".join(f"{words.lower()} {number_text(count)}" for count, words, _ in counts)
    return Whole(f"{what}: {said}.", tuple(pieces))


def percent(value: float) -> str:
    return f"{number(value)}%"


def number(value: float) -> str:
    """With a point, whatever the language of the page."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
