"""A form as JSON and back: what a frozen report keeps, for ever readable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from motcua.ledger.rules import Period
from motcua.reports.rules.forms.values import Column, Form, HeadCell, Key, Kind, Row, RowKind


def as_data(form: Form) -> dict[str, Any]:
    data = asdict(form)
    data["period"] = {"first": form.period.first.isoformat(), "last": form.period.last.isoformat()}
    data["made_on"] = form.made_on.isoformat()
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain


def from_data(data: Mapping[str, Any]) -> Form:
    texts = {name: tuple(data[name]) for name in ("issued", "agency", "title", "notes")}
    period = data["period"]
    return Form(
        kind=Kind(data["kind"]),
        unit_id=data["unit_id"],
        with_below=data["with_below"],
        period=Period(date.fromisoformat(period["first"]), date.fromisoformat(period["last"])),
        head=tuple(tuple(HeadCell(**cell) for cell in row) for row in data["head"]),
        columns=tuple(_column(each) for each in data["columns"]),
        rows=tuple(_row(each) for each in data["rows"]),
        place=data["place"],
        made_on=date.fromisoformat(data["made_on"]),
        **texts,
    )


def digest(content: object) -> str:
    """SHA-256 over the content in one order, in hex."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _column(data: Mapping[str, Any]) -> Column:
    return Column(**{**data, "figures": tuple(data["figures"])})


def _row(data: Mapping[str, Any]) -> Row:
    kept = {"kind": RowKind(data["kind"]), "key": Key(data["key"]), "cells": tuple(data["cells"])}
    return Row(**{**data, **kept})
