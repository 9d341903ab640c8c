"""`motcua figures check`: do the figures of a report add up? No database is asked."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from motcua.cli import sheets
from motcua.cli.errors import FileUnreadable
from motcua.figures.rules import Judged, Verdict, check_all
from motcua.figures.rules.reading.paragraph import Reading, read_paragraph
from motcua.figures.rules.shape import plain, read_set, written


FORMATS: Final = ("text", "json")
KINDS: Final = (".json", ".txt")
MOST_BYTES: Final = 5_000_000
_SHAPES: Final = {
    Verdict.HOLDS: "✓",
    Verdict.FAILS: "✗",
    Verdict.MISSED: "▲",
    Verdict.DERIVED: "·",
}


def check(arguments: Namespace) -> int:
    """1 when anything does not add up. A target that was missed is told, and is no fault."""
    form = arguments.format or FORMATS[0]
    if form not in FORMATS:
        arguments.parser.error(f"--format là text hoặc json, không phải «{form}»")
    written_on = _day(arguments)
    file = Path(arguments.file)
    if file.suffix.lower() not in KINDS:
        arguments.parser.error(f"tệp phải có đuôi .json hoặc .txt, không phải «{file.name}»")
    text = _text(file)
    if file.suffix.lower() == ".json":
        judged = check_all(*read_set(_json(file, text)))
        answer, lines = {"checks": written(judged)}, [_line(one, "") for one in judged]
    else:
        reading = read_paragraph(text, written_on=written_on)
        judged = [one.judged for one in reading.tested]
        answer, lines = _answer(reading), _lines(reading)
    if form == "json":
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*lines, _sum_up(judged)]))
    return 1 if any(one.verdict is Verdict.FAILS for one in judged) else 0


def _day(arguments: Namespace) -> date | None:
    if not arguments.on:
        return None
    try:
        return date.fromisoformat(arguments.on)
    except ValueError:
        arguments.parser.error(f"--on là một ngày như 2024-06-13, không phải «{arguments.on}»")
    return None


def _text(file: Path) -> str:
    content = sheets.content(file)
    if len(content) > MOST_BYTES:
        raise FileUnreadable(file=file, reason=f"lớn hơn {MOST_BYTES // 1_000_000} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileUnreadable(file=file, reason="không phải chữ UTF-8") from None


def _json(file: Path, text: str) -> Any:
    def constant(name: str) -> NoReturn:
        raise FileUnreadable(file=file, reason=f"JSON không có {name}")

    try:
        return json.loads(text, parse_float=Decimal, parse_constant=constant)
    except (ValueError, RecursionError, ArithmeticError):
        raise FileUnreadable(file=file, reason="không phải JSON hợp lệ") from None


def _line(one: Judged, whose: str) -> str:
    statement = one.check.statement or one.check.kind.value
    about = f"{whose}: {statement}" if whose else statement
    shape = _SHAPES[one.verdict]
    return f"{shape} {one.check.id}  {about}  [{one.verdict.label}]\n    {one.message}"


def _lines(reading: Reading) -> list[str]:
    text = "".join(
        f"⟦{piece.text}|{piece.mark.label}⟧" if piece.mark else piece.text
        for piece in reading.pieces
    )
    sums = [_line(one.judged, one.whose) for one in reading.tested]
    return [text.strip(), "", *sums, *(f"! {warning.message}" for warning in reading.warnings)]


def _sum_up(judged: list[Judged]) -> str:
    counts = {verdict: sum(one.verdict is verdict for one in judged) for verdict in Verdict}
    words = ", ".join(f"{count} {verdict.label}" for verdict, count in counts.items())
    return f"\n{len(judged)} phép kiểm: {words}."


def _answer(reading: Reading) -> dict[str, Any]:
    checks = written([one.judged for one in reading.tested])
    for line, one in zip(checks, reading.tested, strict=True):
        line["whose"], line["statement"] = one.whose, one.judged.check.statement
    values = {figure.id: figure.value.low for figure in reading.figures}
    return {
        "checks": checks,
        "numbers": [
            {
                "id": piece.id,
                "printed": piece.text,
                "value": plain(values[piece.id]),
                "role": piece.role,
                "mark": piece.mark.value,
            }
            for piece in reading.pieces
            if piece.mark is not None
        ],
        "warnings": [
            {"code": warning.code, "message": warning.message} for warning in reading.warnings
        ],
    }
