"""The form of causes: how many dossiers were late, in each field, and what was explained.

Source
    TT 01/2020/TT-VPCP, the form of causes beside II.06 (law.md §3.3): field, how many were late,
    why, what stands in the way. The causes are those that the late offices have explained in
    writing and their leader has accepted; the rest is named as not yet explained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.reports.rules.forms.headings import TEMPLATES, issued
from motcua.reports.rules.forms.resolution import About
from motcua.reports.rules.forms.values import Column, Form, HeadCell, Key, Kind, Row, RowKind


@dataclass(frozen=True, slots=True)
class Cause:
    """So many dossiers with the same words; `reason` empty: nothing accepted yet."""

    reason: str
    count: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class LateField:
    """A field with its late dossiers: those with a result or an end, and those still open."""

    name: str
    resolved: int
    open: int
    causes: tuple[Cause, ...]


MOST_WORDS: Final = 5  # causes written out for a field; what is beyond is counted together
_COLUMNS: Final = (
    Column("TT", 10, is_number=False),
    Column("Lĩnh vực, công việc giải quyết", 52, is_number=False),
    Column("Số hồ sơ quá hạn", 20, ("resolved_late", "in_progress_late")),
    Column("Đã giải quyết", 20, ("resolved_late",)),
    Column("Đang giải quyết", 20, ("in_progress_late",)),
    Column("Nguyên nhân quá hạn", 0, is_number=False),
    Column("Nội dung vướng mắc, kiến nghị", 34, is_number=False),
    Column("Ghi chú", 30, is_number=False),
)
_HEAD: Final = (
    (
        HeadCell("TT", rows=2),
        HeadCell("Lĩnh vực, công việc giải quyết", rows=2),
        HeadCell("Số lượng hồ sơ quá hạn", columns=3),
        HeadCell("Nguyên nhân quá hạn", rows=2),
        HeadCell("Nội dung vướng mắc, kiến nghị", rows=2),
        HeadCell("Ghi chú", rows=2),
    ),
    (HeadCell("Tổng số"), HeadCell("Đã giải quyết"), HeadCell("Đang giải quyết")),
)
NOTE: Final = (
    "Nguyên nhân lấy từ văn bản giải trình đã được chấp nhận của nơi làm chậm. Cột (7) do đơn vị "
    "lập báo cáo tự ghi."
)


def causes(about: About, fields: Sequence[LateField]) -> Form:
    resolved, still = sum(f.resolved for f in fields), sum(f.open for f in fields)
    total = Row(RowKind.TOTAL, "", ("Tổng cộng", resolved + still, resolved, still, "", "", ""))
    return Form(
        kind=Kind.CAUSES,
        unit_id=about.unit_id,
        with_below=about.with_below,
        period=about.period,
        issued=issued(Kind.CAUSES, about.period.last, kept=about.kept_heading),
        agency=about.agency,
        title=(TEMPLATES[Kind.CAUSES].title, about.period_words),
        head=_HEAD,
        columns=_COLUMNS,
        rows=(*_rows(fields), total),
        notes=(NOTE,),
        place=about.place,
        made_on=about.made_on,
    )


def _rows(fields: Sequence[LateField]) -> Iterator[Row]:
    for number, each in enumerate(fields, start=1):
        late = each.resolved + each.open
        numbers = (late, each.resolved, each.open)
        bare = sum(cause.count for cause in each.causes if not cause.reason)
        remark = f"{bare} hồ sơ chưa có giải trình được chấp nhận" if bare else ""
        cells = (each.name, *numbers, cause_words(each.causes), "", remark)
        yield Row(RowKind.LINE, str(number), cells, Key.FIELD, each.name)


def cause_words(found: Sequence[Cause]) -> str:
    """«a) Chờ cơ quan phối hợp (Phòng Kinh tế): 2 hồ sơ; b) …», the most frequent first."""
    known = sorted((c for c in found if c.reason), key=lambda c: (-c.count, c.reason, c.where))
    words = [_words(cause) for cause in known[:MOST_WORDS]]
    if rest := sum(cause.count for cause in known[MOST_WORDS:]):
        words.append(f"Nguyên nhân khác: {rest} hồ sơ")
    return "; ".join(f"{letter}) {each}" for letter, each in zip("abcdefgh", words, strict=False))


def _words(cause: Cause) -> str:
    where = f" ({cause.where})" if cause.where else ""
    return f"{cause.reason.strip().rstrip('.;')}{where}: {cause.count} hồ sơ"
