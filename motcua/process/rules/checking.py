"""The shape of a draft before it is kept: lengths, numbers, characters. Pure.

Whether it can be run is asked later, of `faults`: a draft may be incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from motcua.deadlines.rules import Limit
from motcua.people.rules import UnitKind, has_control_characters
from motcua.process.errors import BadProcess
from motcua.process.rules.values import Draft


LEVELS: Final = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})
MOST_STEPS: Final = 60
MOST_LEGS: Final = 20
LONGEST: Final = 500
LONGEST_OFFICE: Final = 160
_CODE: Final = re.compile(r"(?:[0-9]{1,3}\.[0-9]{6}(?:\.[A-Z0-9.]{1,20})?)?")


def checked_draft(draft: Draft) -> Draft:
    """The draft itself. Raises BadProcess with the first thing that can't be kept."""
    problem = next(_problems(draft), None)
    if problem is not None:
        raise BadProcess(what=problem)
    return draft


def _problems(draft: Draft) -> Iterator[str]:
    yield from _of_head(draft)
    yield from _of_texts(draft)
    yield from _of_steps(draft)


def _of_head(draft: Draft) -> Iterator[str]:
    if not _CODE.fullmatch(draft.procedure):
        yield "mã thủ tục có dạng 1.001193."
    if draft.level not in LEVELS:
        yield "cấp của quy trình là tỉnh, huyện hoặc xã."
    if not draft.title.strip():
        yield "quy trình cần có tên."
    if draft.until is not None and draft.until < draft.since:
        yield "ngày hết áp dụng đứng trước ngày áp dụng."


def _of_texts(draft: Draft) -> Iterator[str]:
    for name, text in _texts(draft):
        if has_control_characters(text):
            yield f"{name} có ký tự không hiển thị được. Gõ lại phần đó."
        if len(text) > LONGEST:
            yield f"{name} dài quá {LONGEST} ký tự."


def _of_steps(draft: Draft) -> Iterator[str]:
    if len(draft.steps) > MOST_STEPS:
        yield f"quy trình có nhiều nhất {MOST_STEPS} bước."
    if len(draft.legs) > MOST_LEGS:
        yield f"quy trình có nhiều nhất {MOST_LEGS} nhánh liên thông."
    if len({s.order for s in draft.steps}) < len(draft.steps):
        yield "mỗi bước mang một số thứ tự riêng."
    for s in draft.steps:
        if not 1 <= s.order <= 999:
            yield "số thứ tự của bước từ 1 đến 999."
        if len(str(s.office)) > LONGEST_OFFICE:
            yield f"nơi thực hiện của bước {s.order} dài quá {LONGEST_OFFICE} ký tự."
    if any(_too_fine(limit) for limit in _limits(draft)):
        yield "thời gian có nhiều nhất 3 chữ số thập phân."


def _limits(draft: Draft) -> Iterator[Limit | None]:
    yield draft.limit
    yield from (s.allotted for s in draft.steps)
    yield from (leg.allotted for leg in draft.legs)


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "tên quy trình", draft.title
    yield "trường hợp", draft.case
    yield "căn cứ", draft.source
    for text in (*draft.notes, *draft.pauses):
        yield "ghi chú", text
    for s in draft.steps:
        for text in (s.name, s.unit, s.output, s.note, s.leg, str(s.office)):
            yield f"bước {s.order}", text
        for when in (n.when for n in s.next if n.when):
            for text in (when.field, *when.values):
                yield f"điều kiện của bước {s.order}", text
    for leg in draft.legs:
        for text in (leg.id, leg.agency, leg.request, leg.response, leg.if_silent, leg.note):
            yield "nhánh liên thông", text


def _too_fine(limit: Limit | None) -> bool:
    return limit is not None and limit.amount != limit.amount.quantize(Decimal("0.001"))
