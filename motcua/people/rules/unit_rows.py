"""Rows of a file of units, as an operator writes them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from motcua.people.errors import BadRow
from motcua.people.rules.actors import UnitKind
from motcua.people.rules.units import UnitDraft


NAMES: Final = tuple(field.name for field in fields(UnitDraft))
REQUIRED: Final = ("code", "name", "kind", "since")
_DAYS: Final = ("since", "until")


def draft_of(row: object) -> UnitDraft:
    """The unit that a row describes. Raises BadRow with what is wrong in it.

    A row is `{"code", "name", "kind", "since"}` and, where there is something to say,
    `short_name`, `parent_code`, `place_code`, `province_code`, `address`, `phone`, `until`.
    """
    texts = _texts(row)
    if texts["kind"] not in set(UnitKind):
        raise BadRow(
            reason=f"Loại đơn vị “{texts['kind']}” không phải một trong {', '.join(UnitKind)}"
        )
    since = _day(texts["since"])
    until = _day(texts["until"]) if texts.get("until") else None
    rest = {name: text for name, text in texts.items() if name not in ("kind", *_DAYS)}
    return UnitDraft(kind=UnitKind(texts["kind"]), since=since, until=until, **rest)


def _texts(row: object) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise BadRow(reason="Dòng này không phải là một đơn vị")
    if unknown := [str(name) for name in row if name not in NAMES]:
        raise BadRow(reason=f"Không có cột {', '.join(unknown)}")
    texts = {name: value for name, value in row.items() if value not in (None, "")}
    if wrong := [name for name, value in texts.items() if not isinstance(value, str)]:
        raise BadRow(reason=f"Cột {', '.join(wrong)} phải là chữ")
    if missing := [name for name in REQUIRED if name not in texts]:
        raise BadRow(reason=f"Thiếu {', '.join(missing)}")
    return texts


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRow(reason=f"Ngày “{text}” không đúng dạng năm-tháng-ngày") from None
