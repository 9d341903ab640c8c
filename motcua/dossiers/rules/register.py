"""A line of Sổ theo dõi hồ sơ, as it is kept (Mẫu số 06 of 2018, 07 of 2025). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """`number` is continuous within `year` for each receiving unit; what has not happened is None.

    `due_at` is the first promise; `sent_at`: when it first left the one-stop; `finished_at`: when
    the result was there. `note` holds what the columns can't: a new day, a stop, a refusal.
    """

    year: int
    number: int
    code: str
    procedure_name: str
    sets: int
    applicant_name: str
    applicant_address: str
    applicant_phone: str
    agency: str
    accepted_at: datetime
    due_at: datetime
    sent_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    delivery: str
    handed_to: str
    note: str
