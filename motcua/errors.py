"""Refusals a person can understand and act upon.

    DomainError
    ├── Invalid      what was asked contradicts itself or the law
    ├── Forbidden    this person may not do it
    ├── Missing      there is no such thing, or not for this person
    └── Conflict     it was possible a moment ago and no longer is

Anything else that is raised is a bug: nobody catches it, the log shows it.
"""

from __future__ import annotations

from typing import ClassVar


class DomainError(Exception):
    """A sentence in Vietnamese that says what happened and what to do now."""

    message: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message.format(**facts))
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """A stable name for the API, the log and the tests: `dossiers.WrongStatus`."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


class Invalid(DomainError):
    message = "Yêu cầu không hợp lệ."


class Forbidden(DomainError):
    message = "Ông/bà không có quyền làm việc này."


class Missing(DomainError):
    message = "Không tìm thấy nội dung ông/bà cần."


class Conflict(DomainError):
    message = "Việc này không còn làm được nữa. Tải lại trang để xem tình trạng mới."
