"""Conditions on the answers of a dossier's form, which choose between ways of one action. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Operator(StrEnum):
    EQUALS = "eq"
    DIFFERS = "ne"
    AMONG = "in"
    MORE = "gt"
    LESS = "lt"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        return {
            "eq": "là",
            "ne": "khác",
            "in": "là một trong",
            "gt": "lớn hơn",
            "lt": "nhỏ hơn",
            "answered": "có trả lời",
        }[self]


@dataclass(frozen=True, slots=True)
class Condition:
    """`field` is a key of the e-form; `values` holds one value, several for AMONG, none for
    ANSWERED. What is not answered is like an empty answer, and is neither more nor less."""

    field: str
    operator: Operator
    values: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        return ", ".join(self.values)

    def holds(self, answers: Mapping[str, str]) -> bool:
        given = str(answers.get(self.field) or "").strip()
        match self.operator:
            case Operator.ANSWERED:
                return given != ""
            case Operator.DIFFERS:
                return given not in self.values
            case Operator.EQUALS | Operator.AMONG:
                return given in self.values
            case Operator.MORE | Operator.LESS:
                return self._compared(given)

    def _compared(self, given: str) -> bool:
        """Numbers as numbers; days as the form keeps them (ISO 8601) as texts."""
        bound = self.values[0] if self.values else ""
        if not given or not bound:
            return False
        numbers = number(given), number(bound)
        if numbers[0] is not None and numbers[1] is not None:
            less, more = numbers[0] < numbers[1], numbers[0] > numbers[1]
        elif numbers[0] is None and numbers[1] is None:
            less, more = given < bound, given > bound
        else:
            return False
        return more if self.operator is Operator.MORE else less


def number(text: str) -> Decimal | None:
    """«1500», «0,5», «0.5»; None for what is no finite number."""
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
