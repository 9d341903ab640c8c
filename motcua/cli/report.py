"""`motcua report`: the figures of an agency and a period, as text, JSON or a spreadsheet."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from django.utils import timezone

from motcua.cli.errors import FileNotWritten, WrongChoice, why
from motcua.cli.parser import WRONG_USAGE
from motcua.figures.rules import write_number
from motcua.reports import queries
from motcua.reports.providers import workbook
from motcua.reports.queries import Grouping, Report
from motcua.reports.rules import FIGURE, PUBLISHED, Named, Row, parse, periods
from motcua.reports.rules.forms import HeadCell
from motcua.reports.rules.paragraph import Text
from motcua.web.api.shapes.reports import report_shown


FORMATS: Final = ("text", "json", "xlsx")
USUAL: Final = ("text", "unit")
LABEL_WIDTH: Final = 44
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

# The columns of Biểu II.06, in its order: what fits beside each other in a terminal.
COLUMNS: Final = (
    "received",
    "received_online",
    "received_direct",
    "received_postal",
    "carried_over",
    "resolved",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "in_progress",
    "in_progress_in_time",
    "in_progress_late",
)


def report(arguments: Namespace) -> int:
    """1 when a sum of the report doesn't come out."""
    form = arguments.format or USUAL[0]
    if form not in FORMATS:
        raise WrongChoice(name="--format", text=form, known=", ".join(FORMATS))
    by = Grouping.of(arguments.by or USUAL[1])
    named = _named(arguments)
    if named is None:
        print("Sai cách dùng: cần --from và --to, hoặc --period.", file=sys.stderr)
        return WRONG_USAGE
    if form == "xlsx" and not arguments.output and sys.stdout.isatty():
        print("Sai cách dùng: thêm --output TỆP để ghi bảng tính.", file=sys.stderr)
        return WRONG_USAGE
    today = timezone.localdate()
    days = named.until(today)
    below = not arguments.alone and by is not Grouping.OFFICER
    of = queries.scope_of_code(arguments.unit, on=days.last, below=below)
    found = queries.report_of(of, days, by=by)
    _put(_content(form, found, named, today), arguments.output)
    for finding in found.findings:
        print(finding.message, file=sys.stderr)
    return 1 if found.findings else 0


def _named(arguments: Namespace) -> Named | None:
    if arguments.period:
        return parse(arguments.period)
    if not (arguments.__dict__["from"] and arguments.to):
        return None
    return periods.days(_day("--from", arguments.__dict__["from"]), _day("--to", arguments.to))


def _day(name: str, text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WrongChoice(name=name, text=text, known="một ngày như 2026-03-14")


def _content(form: str, found: Report, named: Named, today: date) -> bytes:
    if form == "xlsx":
        return workbook.write([_sheet(found, named.title(today))])
    if form == "json":
        shown = report_shown(found, named.title(today))
        return f"{shown.model_dump_json(by_alias=True, indent=2)}\n".encode()
    words = queries.written_of(found.scope, named, asked_on=today).text
    return f"{_text(found, words)}\n".encode()


def _text(found: Report, words: Text) -> str:
    """The paragraph, then the table in columns."""
    return "\n".join([*words.paragraphs, "", *_table(found), *_remarks(words)])


def _remarks(words: Text) -> list[str]:
    return ["", *(f"- {remark}" for remark in words.remarks)] if words.remarks else []


def _table(found: Report) -> list[str]:
    heads = [FIGURE[name].short for name in COLUMNS]
    total = Row("", "Tổng cộng", found.total.counts)
    rows = [*found.rows, total] if found.rows else [total]
    label = min(max(len(row.label) for row in rows), LABEL_WIDTH)
    lines = ["  ".join([" " * label, *heads])]
    for row in rows:
        cells = [
            write_number(row.figure(name)).rjust(len(head))
            for name, head in zip(COLUMNS, heads, strict=True)
        ]
        lines.append("  ".join([row.label[:label].ljust(label), *cells]))
    return lines


def _sheet(found: Report, title: str) -> workbook.Table:
    names = (HeadCell("Mã"), HeadCell("Tên"), *(HeadCell(FIGURE[n].short) for n in PUBLISHED))
    total = Row("", "Tổng cộng", found.total.counts)
    rows = (*found.rows, total)
    return workbook.Table(
        name="Báo cáo",
        above=(found.scope.name, f"Tình hình, kết quả giải quyết hồ sơ, {title}"),
        head=(names,),
        rows=tuple((row.key, row.label, *(row.figure(n) for n in PUBLISHED)) for row in rows),
        strong=frozenset({len(rows) - 1}),
        widths=(30, 60, *(19 for _ in PUBLISHED)),
        below=tuple(finding.message for finding in found.findings),
    )


def _put(content: bytes, output: str) -> None:
    """Raises FileNotWritten."""
    if not output:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise FileNotWritten(file=output, reason=why(error)) from error
    print(f"Đã ghi {output}.")
