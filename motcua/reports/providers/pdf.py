"""A statutory form as PDF/A, made by typst with the fonts of the official papers.

Whatever is written in it reaches typst as data (`sys_inputs`), never as source.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any, Final

import typst

from motcua.printing.rules import day
from motcua.printing.services import packaged_fonts, shown
from motcua.reports.rules.forms import Form


STANDARDS: Final = ("a-2b",)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a report, as it is printed under it; a draft has nobody."""

    number: str = ""
    name: str = ""
    title: str = ""


def pdf(form: Form, signed: Signed | None = None) -> bytes:
    """The same form gives the same bytes. Raises NotPrintable."""
    values = shown(_values(form, signed or Signed()))
    made_at = datetime.combine(form.made_on, time(), UTC)
    made = _COMPILERS.one.compile(
        format="pdf",
        sys_inputs={"form": json.dumps(values, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _values(form: Form, signed: Signed) -> dict[str, Any]:
    return {
        "issued": form.issued,
        "agency": form.agency,
        "title": form.title,
        "head": [[asdict(cell) for cell in row] for row in form.head],
        "columns": [asdict(column) for column in form.columns],
        "numbers": form.numbers,
        "rows": [
            {
                "kind": row.kind.value,
                "number": row.number,
                "cells": [_words(cell) for cell in row.cells],
            }
            for row in form.rows
        ],
        "notes": form.notes,
        "place_and_day": f"{form.place}, {day(form.made_on)}",
        "foot": f"Báo cáo số {signed.number}" if signed.number else "Bản chưa chốt",
        "left": "NGƯỜI LẬP BIỂU",
        "right": signed.title.upper() or "THỦ TRƯỞNG ĐƠN VỊ",
        "caption": "(Đã chốt trên hệ thống)" if signed.name else "(Ký, đóng dấu)",
        "signer": signed.name,
    }


def _words(cell: str | int) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}".replace(",", ".")


class _Compilers(threading.local):
    """One compiler a thread: two threads that meet in a shared one get "Already borrowed"."""

    def __init__(self) -> None:
        template = resources.files("motcua.reports").joinpath("data/form.typ")
        self.one = typst.Compiler(str(template), font_paths=packaged_fonts())


_COMPILERS: Final = _Compilers()
