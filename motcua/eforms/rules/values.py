"""An electronic form as frozen values, flat: every field has its full key, every condition too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


YES: Final = "Có"
NO: Final = "Không"
# Between the answers of a multi_choice; no choice contains it.
SEPARATOR: Final = "|"
# Stands in the keys of a repeated group's fields for the number of the row: `owners.*.name`.
ROW: Final = "*"


class FieldType(StrEnum):
    TEXT = "text"
    PERSON_NAME = "person_name"
    DATE = "date"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    MONEY = "money"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    PLACE = "place"
    FILE = "file"
    REPEATED_GROUP = "repeated_group"


class Operator(StrEnum):
    EQUALS = "equals"
    IN = "in"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    PRESENT = "present"
    AGE_AT_LEAST = "age_at_least"
    AGE_BELOW = "age_below"


@dataclass(frozen=True, slots=True)
class Test:
    """One answer compared with what is expected of it; `field` is a full key."""

    __test__ = False  # not a test class, whatever its name says to pytest

    field: str
    operator: Operator
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = Test | All | Any | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an answer must keep to. Names of other fields are full keys."""

    rule: str = ""  # of a TEXT: tax_code, bank_account and the like
    may_be_old: bool = False  # of an ID_NUMBER: a CMND of 9 digits will do
    least: float | None = None
    most: float | None = None
    integer: bool = False
    decimals: int | None = None
    max_length: int | None = None
    not_after_today: bool = False
    not_before_today: bool = False
    must_be_yes: bool = False
    after_field: str = ""
    not_below_field: str = ""
    most_years: int | None = None
    years_from_field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One answer to give. `section` holds the titles of the blocks around it, outermost first.

    `prefill` lists the keys of what may be known already, the best first; `const:` is a value.
    """

    key: str
    label: str
    type: FieldType
    required: bool = False
    hint: str = ""
    section: tuple[str, ...] = ()
    show_if: Condition | None = None
    prefill: tuple[str, ...] = ()
    prefill_when: Condition | None = None
    choices: tuple[str, ...] = ()
    place: str = ""  # of a PLACE: province or commune
    partial: bool = False  # a DATE of which only the year or the month may be known
    limits: Limits = Limits()
    fields: tuple[Field, ...] = ()  # of a REPEATED_GROUP, with ROW in their keys
    least_rows: int = 0
    most_rows: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form with its blocks and borrowed forms put in place."""

    id: str
    title: str
    number: str
    issued_by: str
    procedures: tuple[str, ...]
    groups: tuple[Group, ...]
    form_mark: str
    fields_mark: str
    notes: tuple[str, ...] = ()

    def fields(self) -> Iterator[Field]:
        for group in self.groups:
            yield from group.fields


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers as they are kept, and for each key that can't be kept a sentence that says why."""

    answers: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def is_good(self) -> bool:
        return not self.errors
