"""Figures of a report written by hand: a paragraph pasted, or a table typed, and the verdict.

Nothing is kept: what is sent comes back marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.errors import DomainError
from motcua.figures.errors import NotANumber
from motcua.figures.rules import Judged, Verdict, read_number
from motcua.figures.rules.reading.paragraph import Mark, Piece, Reading, read_paragraph
from motcua.figures.rules.reading.tokens import LONGEST
from motcua.figures.rules.table import GROUPS, LINES, Line, check_table
from motcua.figures.rules.wording import shown
from motcua.people.rules import Actor
from motcua.web.admin_pages.fields import AdminForm, Day, Text
from motcua.web.admin_pages.fields import Line as LineField
from motcua.web.staff import LEADING, WORK_ROLES, render_desk, staff_page


LOOKS: Final[Mapping[Verdict, str]] = {
    Verdict.HOLDS: "ok",
    Verdict.FAILS: "late",
    Verdict.MISSED: "soon",
    Verdict.DERIVED: "pause",
}
MARK_LOOKS: Final[Mapping[Mark, str]] = {
    Mark.HOLDS: "ok",
    Mark.FAILS: "late",
    Mark.MISSED: "soon",
    Mark.UNTESTED: "pause",
}
ORDER: Final = (Verdict.FAILS, Verdict.MISSED, Verdict.HOLDS, Verdict.DERIVED)
MOST: Final = 10**12
ROWS: Final = 9


class Count(LineField):
    """«1.674», «1674» or, where it is a rate, «98,5»; empty is None, for it was not printed."""

    def __init__(self, line: Line) -> None:
        super().__init__(label=line.label, required=False, max_length=20)
        self.is_rate = line.is_rate
        self.widget.attrs |= {"class": "amount", "inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = read_number(text.removesuffix("%"))
        except NotANumber as refused:
            raise ValidationError(f"{self.label}: {refused}") from None
        if self.is_rate and number > 100:
            raise ValidationError(f"{self.label}: nhiều nhất là 100.")
        if not self.is_rate and (number != number.to_integral_value() or number > MOST):
            raise ValidationError(f"{self.label}: ghi một số đếm, như 1.674.")
        return number


class ParagraphForm(AdminForm):
    text = Text(
        label="Đoạn báo cáo",
        rows=ROWS,
        max_length=LONGEST,
        error_messages={"max_length": "Đoạn báo cáo dài quá mức. Chỉ dán phần có số liệu."},
        help_text="Dán phần có số liệu: tiếp nhận, đã giải quyết, đang giải quyết, số hóa …",
    )
    written_on = Day(
        label="Ngày của báo cáo",
        required=False,
        help_text="Để biết kỳ báo cáo đã hết chưa. Ghi như 26/11/2026.",
    )


class TableForm(AdminForm):
    name = LineField(label="Đơn vị, kỳ báo cáo", required=False, max_length=200)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields |= {key: Count(line) for key, line in LINES.items()}

    @property
    def groups(self) -> Sequence[tuple[str, Sequence[forms.BoundField]]]:
        return [(group.heading, [self[line.key] for line in group.lines]) for group in GROUPS]

    @property
    def values(self) -> dict[str, Decimal]:
        found = self.cleaned_data
        return {key: found[key] for key in LINES if found[key] is not None}


@dataclass(frozen=True, slots=True)
class SumLine:
    """A sum of the table of verdicts. `difference` with its sign, "" where there is none."""

    whose: str
    statement: str
    left: str
    right: str
    difference: str
    look: str
    verdict: str
    message: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of the text; `look` is "" where it is no number."""

    text: str
    look: str = ""
    words: str = ""
    role: str = ""


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def paragraph(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Any official: it reads nothing of anybody."""
    form = ParagraphForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "leads": bool(actor.roles & LEADING)}
    if form.is_valid():
        try:
            reading = read_paragraph(form.cleaned_data["text"], **_day(form))
        except DomainError as refused:
            form.add_error("text", str(refused))
        else:
            context |= _reading_context(reading)
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "lead/figures/paragraph.html", context, current="lead", status=status
    )


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def table(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = TableForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "leads": bool(actor.roles & LEADING)}
    if form.is_valid():
        if values := form.values:
            judged = check_table(values)
            context |= _judged_context([("", one) for one in judged]) | {
                "typed": [(LINES[key], value) for key, value in values.items()],
                "is_checked": True,
            }
        else:
            form.add_error(None, "Bảng chưa có số nào. Ghi ít nhất hai số của báo cáo.")
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "lead/figures/table.html", context, current="lead", status=status
    )


def _day(form: forms.Form) -> dict[str, Any]:
    return {"written_on": form.cleaned_data["written_on"]}


def _reading_context(reading: Reading) -> dict[str, Any]:
    numbers = [_marked(piece) for piece in reading.pieces if piece.mark]
    return _judged_context((one.whose, one.judged) for one in reading.tested) | {
        "pieces": [_marked(piece) for piece in reading.pieces],
        "numbers": [one for one in numbers if one.role],
        "count": reading.count,
        "warnings": reading.warnings,
        "is_checked": True,
    }


def _judged_context(tested: Iterable[tuple[str, Judged]]) -> dict[str, Any]:
    """The gravest first; else in the order of the text."""
    found = sorted(tested, key=lambda pair: ORDER.index(pair[1].verdict))
    counts = [
        (LOOKS[verdict], verdict.label, count)
        for verdict in ORDER
        if (count := sum(one.verdict is verdict for _, one in found))
    ]
    return {"sums": [_line(whose, one) for whose, one in found], "counts": counts}


def _line(whose: str, one: Judged) -> SumLine:
    gap = one.difference
    unit = "%" if one.check.kind.value == "rate" else ""
    return SumLine(
        whose=whose,
        statement=one.check.statement,
        left=f"{shown(one.left)}{unit}" if one.left else "",
        right=f"{shown(one.right)}{unit}" if one.right else "",
        difference="" if gap is None else _signed(one),
        look=LOOKS[one.verdict],
        verdict=one.verdict.label,
        message=one.message,
    )


def _signed(one: Judged) -> str:
    if one.left is None or one.right is None or one.check.kind.value == "order":
        return ""
    left, right = one.left.low, one.right.low
    text = shown(one.left + -one.right).removeprefix("-")
    return f"−{text}" if left < right else f"+{text}" if left > right else "0"


def _marked(piece: Piece) -> Marked:
    if piece.mark is None:
        return Marked(piece.text)
    return Marked(piece.text, MARK_LOOKS[piece.mark], piece.mark.label, piece.role)
