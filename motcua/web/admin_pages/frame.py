"""The frame of the administration pages; pages that ask, and keep what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.errors import Conflict, Invalid
from motcua.people.rules import Actor
from motcua.web.staff import ADMIN, render_desk, staff_page


admin_only = staff_page(ADMIN)

SECTIONS: Final = (
    ("home", "Tổng quan"),
    ("units", "Đơn vị"),
    ("accounts", "Tài khoản"),
    ("calendar", "Lịch làm việc"),
    ("procedures", "Danh mục thủ tục"),
    ("processes", "Quy trình nội bộ"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A page with one form: what it is about, what happens on the click, where else to go."""

    title: str
    section: str
    submit: str
    back: tuple[str, str]  # address, words
    facts: tuple[tuple[str, object], ...] = ()
    lead: str = ""
    warning: str = ""  # what can't be undone
    is_danger: bool = False


def show(
    request: HttpRequest,
    actor: Actor,
    template: str,
    context: dict[str, Any],
    *,
    section: str,
    status: int = 200,
) -> HttpResponse:
    rail = [("Quản trị", [_entry(name, words, section) for name, words in SECTIONS])]
    full = {"rail": rail, **context}
    return render_desk(
        request, actor, f"admin_pages/{template}", full, current="admin", status=status
    )


def _entry(name: str, words: str, section: str) -> tuple[str, str, str, bool]:
    return reverse(f"admin_pages:{name}"), words, "", name == section


def ask(request: HttpRequest, actor: Actor, page: FormPage, form: forms.Form) -> HttpResponse:
    """The page of a form; with what is wrong in it, 422."""
    return show(
        request,
        actor,
        "form.html",
        {"page": page, "form": form},
        section=page.section,
        status=status_of(form),
    )


def status_of(form: forms.Form) -> int:
    return 422 if form.errors else 200


@contextmanager
def told_in(form: forms.Form) -> Iterator[None]:
    """A refusal is told in the form, which keeps what was typed."""
    try:
        yield
    except (Invalid, Conflict) as refusal:
        form.add_error(None, str(refusal))
