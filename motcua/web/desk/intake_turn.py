"""One request in an intake: who, when, the draft; how it is kept, where it goes on, its frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers import services
from motcua.dossiers.queries import DraftCard
from motcua.eforms import queries as eforms
from motcua.papers.rules import Mark
from motcua.people.rules import Actor
from motcua.web.desk.intake_draft import Content, answers_in, who_in
from motcua.web.staff import render_desk


APPLICANT: Final = "nguoi-nop"
PROCEDURE: Final = "thu-tuc"
FORM: Final = "to-khai"
PAPERS: Final = "giay-to"
FEES: Final = "phi"
DONE: Final = "xong"
DECLINE: Final = "tu-choi"  # not on the track: other ends than the receipt
SETTLE: Final = "tra-ngay"

NAMES: Final = {
    APPLICANT: "Người nộp",
    PROCEDURE: "Thủ tục",
    FORM: "Tờ khai",
    PAPERS: "Giấy tờ",
    FEES: "Phí và cách nhận",
    DONE: "In giấy hẹn",
}
_FORM_WORDS: Final = {"filled": "Đã khai", "paper": "Bản giấy", "open": "Đang khai"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A step on the track across the top."""

    name: str
    detail: str
    url: str = ""
    is_done: bool = False
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """`draft_id` is None until there is something to keep."""

    request: HttpRequest
    actor: Actor
    now: datetime
    content: Content
    draft_id: int | None = None
    started_at: datetime | None = None
    saved_at: datetime | None = None

    @classmethod
    def new(cls, request: HttpRequest, actor: Actor) -> Turn:
        return cls(request, actor, timezone.now(), {})

    @classmethod
    def of(cls, request: HttpRequest, actor: Actor, draft: DraftCard) -> Turn:
        return cls(
            request=request,
            actor=actor,
            now=timezone.now(),
            content=draft.content,
            draft_id=draft.id,
            started_at=draft.created_at,
            saved_at=draft.updated_at,
        )

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def is_post(self) -> bool:
        return self.request.method == "POST"

    @property
    def deed(self) -> str:
        """Which button was pressed; Enter in a box is the first, which leads on."""
        return self.request.POST.get("do", "next")

    @property
    def procedure(self) -> str:
        return str(self.content.get("procedure", ""))

    @property
    def stamp(self) -> str:
        """When the draft was last kept: a page that shows an older state must not conclude it."""
        return self.saved_at.isoformat() if self.saved_at else ""

    def kept(self, changes: Mapping[str, Any]) -> Turn:
        """Write to the draft, which begins here if there is none. Raises DraftAlreadyReceived."""
        content, draft_id = {**self.content, **changes}, self.draft_id
        if draft_id is None:
            draft_id = services.start_draft(by=self.actor, at=self.now, content=content)
        else:
            services.save_draft(draft_id, changes, by=self.actor, at=self.now)
        started_at = self.started_at or self.now
        return replace(
            self, content=content, draft_id=draft_id, started_at=started_at, saved_at=self.now
        )

    def to(self, step: str, *, then: str = "") -> HttpResponse:
        return redirect(self.url(step) + then)

    def saved(self, step: str) -> HttpResponse:
        """The answer to «Lưu nháp»."""
        messages.success(self.request, f"Đã lưu nháp lúc {timezone.localtime(self.now):%H:%M}.")
        return self.to(step)

    def url(self, step: str) -> str:
        if self.draft_id is None:
            return reverse("desk:intake")
        return reverse("desk:intake_step", args=[self.draft_id, step])

    def page(
        self, step: str, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> HttpResponse:
        full = {
            "turn": self,
            "stages": stages(self, step),
            "step_name": NAMES[step],
            "action": self.url(step),
            "refusal": "",
            "labels": self.content.get("labels", {}),
            "who": who_in(self.content),
            **context,
        }
        return render_desk(
            self.request, self.actor, template, full, current="intake", status=status
        )


def steps_of(content: Content) -> tuple[str, ...]:
    """The steps of this intake: without the form where the procedure has none."""
    procedure = content.get("procedure", "")
    has_form = not procedure or eforms.form_for(procedure) is not None
    return tuple(step for step in NAMES if step != FORM or has_form)


def stages(turn: Turn, current: str) -> list[Stage]:
    found = []
    for step in steps_of(turn.content):
        detail, is_done = _standing(step, turn.content)
        is_now = step == current
        url = turn.url(step) if is_done and not is_now and turn.draft_id else ""
        found.append(Stage(NAMES[step], detail, url, is_done and not is_now, is_now))
    return found


def _standing(step: str, content: Content) -> tuple[str, bool]:
    """What the track says under the step, and whether it is done."""
    procedure = content.get("procedure", "")
    match step:
        case "nguoi-nop":
            name = content.get("applicant", {}).get("name", "")
            return name or "Quét căn cước", bool(name)
        case "thu-tuc":
            return procedure or "Tìm theo tên", bool(procedure)
        case "to-khai":
            state = answers_in(content, procedure).state
            return _FORM_WORDS.get(state, "Khai tại quầy"), state in ("filled", "paper")
        case "giay-to":
            lines = content.get("papers", {}).get(procedure, {}).get("lines", {})
            marks = [line["mark"] for line in lines.values()]
            done = bool(lines) and Mark.UNCHECKED.value not in marks
            missing = marks.count(Mark.MISSING.value)
            return (f"Thiếu {missing}" if missing else "Kiểm từng loại"), done
        case "phi":
            return content.get("labels", {}).get("fee", "Cách nhận"), "way_back" in content
    return "Mẫu 01", False


def step_after(content: Content, step: str) -> str:
    steps = steps_of(content)
    return steps[steps.index(step) + 1]


def step_before(content: Content, step: str) -> str:
    steps = steps_of(content)
    return steps[steps.index(step) - 1]
