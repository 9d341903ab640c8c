"""The sums that every report checks of itself before anybody signs it. Pure.

Figures are handed over by name, so that the same sums test a row of the ledger, a frozen report and
one that somebody typed. What is not given is not tested.

Sources
    TT 01/2020/TT-VPCP, Biểu II.06 (law.md §3.2): (3) = (4) + (5) + (6) = (7) + (11);
    (7) = (8) + (9) + (10); (11) = (12) + (13).
    Stock and flow, and a whole that is the sum of what lies below it, follow from what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.figures.rules import write_number
from motcua.reports.rules.figures import FIGURE, FIGURES


Figures = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is the sum of `parts`."""

    key: str
    name: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Of `whole`, so many are `part`: never more."""

    key: str
    part: str
    whole: str


SUMS: Final = (
    Sum(
        "channels",
        "Tiếp nhận theo kênh",
        "received",
        ("received_online", "received_direct", "received_postal", "carried_over"),
    ),
    Sum("states", "Tiếp nhận theo tình trạng", "received", ("resolved", "in_progress")),
    Sum(
        "resolved",
        "Đã giải quyết theo thời hạn",
        "resolved",
        ("resolved_early", "resolved_on_time", "resolved_late"),
    ),
    Sum(
        "in_progress",
        "Đang giải quyết theo thời hạn",
        "in_progress",
        ("in_progress_in_time", "in_progress_late"),
    ),
    Sum(
        "outcomes",
        "Đã giải quyết theo kết quả",
        "resolved",
        ("granted", "not_eligible", "withdrawn", "stopped"),
    ),
    Sum(
        "granted",
        "Có kết quả theo thời hạn",
        "granted",
        ("granted_early", "granted_on_time", "granted_late"),
    ),
    Sum(
        "waiting",
        "Đang giải quyết theo việc chờ",
        "in_progress",
        ("being_resolved", "awaiting_supplement", "paused"),
    ),
)
PARTS: Final = (
    Part("digitised", "digitised", "granted"),
    Part("e_results", "e_results", "granted"),
    Part("late_open", "in_progress_late", "being_resolved"),
    Part("late_granted", "granted_late", "resolved_late"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A sum that doesn't come out. `left` is the whole as stated, `right` what its parts make.

    `where` is the row («UBND phường An Thịnh»), `figures` those behind which the difference lies.
    """

    key: str
    name: str
    where: str
    left: int
    right: int
    figures: tuple[str, ...]
    message: str

    @property
    def difference(self) -> int:
        return self.left - self.right


def findings_of(figures: Figures, where: str = "") -> tuple[Finding, ...]:
    """What doesn't come out within one row."""
    return (*_negative(figures, where), *_sums(figures, where), *_parts(figures, where))


def level_findings(
    whole: Figures, children: Sequence[Figures], where: str = "", *, what: str = "các dòng"
) -> tuple[Finding, ...]:
    """The whole against the sum of what lies below it, figure by figure."""
    found = []
    for name in whole:
        made = sum(child.get(name, 0) for child in children)
        if made != whole[name]:
            text = f"{_label(name)} là {write_number(whole[name])}, tổng {what} là"
            found.append(
                _finding("levels", "Tổng của các cấp", where, (whole[name], made), (name,), text)
            )
    return tuple(found)


def flow_findings(stock_before: int, figures: Figures, where: str = "") -> tuple[Finding, ...]:
    """What was open at the end of the period before, against what this one begins with."""
    found = []
    carried = figures["carried_over"]
    if carried != stock_before:
        text = (
            f"Hồ sơ từ kỳ trước chuyển sang là {write_number(carried)}, "
            "hồ sơ đang giải quyết cuối kỳ trước là"
        )
        numbers = (carried, stock_before)
        found.append(
            _finding("stock", "Tồn đầu kỳ", where, numbers, ("carried_over", "in_progress"), text)
        )
    came = figures["received"] - carried
    left = stock_before + came - figures["resolved"]
    if left != figures["in_progress"]:
        text = (
            f"Đang giải quyết cuối kỳ là {write_number(figures['in_progress'])}, "
            "tồn đầu kỳ cộng tiếp nhận trừ đã giải quyết là"
        )
        numbers = (figures["in_progress"], left)
        names = ("in_progress", "carried_over", "resolved")
        found.append(_finding("flow", "Tồn đầu kỳ và cuối kỳ", where, numbers, names, text))
    return tuple(found)


def recount_findings(
    fast: Figures, slow: Figures, where: str = "", names: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """The sums against a count dossier by dossier."""
    found = []
    for name in names or [each.name for each in FIGURES if each.name in fast]:
        if fast[name] != slow[name]:
            text = f"{_label(name)} là {write_number(fast[name])}, đếm lại từng hồ sơ là"
            numbers = (fast[name], slow[name])
            found.append(_finding("recount", "Đếm lại từng hồ sơ", where, numbers, (name,), text))
    return tuple(found)


def _sums(figures: Figures, where: str) -> Iterator[Finding]:
    for each in SUMS:
        if each.whole not in figures or not all(part in figures for part in each.parts):
            continue
        left, right = figures[each.whole], sum(figures[part] for part in each.parts)
        if left != right:
            parts = " + ".join(write_number(figures[part]) for part in each.parts)
            text = f"{_label(each.whole)} là {write_number(left)}, các phần cộng lại ({parts}) là"
            names = (each.whole, *each.parts)
            yield _finding(each.key, each.name, where, (left, right), names, text)


def _parts(figures: Figures, where: str) -> Iterator[Finding]:
    for each in PARTS:
        if each.part not in figures or each.whole not in figures:
            continue
        part, whole = figures[each.part], figures[each.whole]
        if part > whole:
            text = f"{_label(each.part)} là {write_number(part)}, nhiều hơn {_lower(each.whole)} là"
            name = f"{FIGURE[each.part].short} trong {FIGURE[each.whole].short.lower()}"
            yield _finding(each.key, name, where, (part, whole), (each.part, each.whole), text)


def _negative(figures: Figures, where: str) -> Iterator[Finding]:
    """A remainder below nothing: something was subtracted that was never there."""
    for name, number in figures.items():
        if number < 0:
            text = f"{_label(name)} là {write_number(number)}, ít nhất phải là"
            yield _finding("negative", "Số âm", where, (number, 0), (name,), text)


def _finding(
    key: str, name: str, where: str, numbers: tuple[int, int], figures: tuple[str, ...], text: str
) -> Finding:
    left, right = numbers
    gap = write_number(abs(left - right))
    place = f"{where}: " if where else ""
    message = f"{place}{text} {write_number(right)}, lệch {gap} hồ sơ."
    return Finding(key, name, where, left, right, figures, message)


def _label(name: str) -> str:
    return FIGURE[name].label if name in FIGURE else name


def _lower(name: str) -> str:
    label = _label(name)
    return label[:1].lower() + label[1:]
