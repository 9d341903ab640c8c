"""What a draft of an intake holds, as values; and what of it becomes a filing.

A draft keeps what was typed, good or not, so that nothing is lost. It is a JSON object:
`applicant`, `card`, `procedure`, `agency`, `forms` and `papers` by procedure, `way_back`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from motcua.catalog.rules import Component, Procedure
from motcua.deadlines.rules import HANOI
from motcua.dossiers.rules import (
    Applicant,
    ApplicantKind,
    Assistance,
    Channel,
    ComponentLine,
    Delivery,
    Intake,
)
from motcua.papers.rules import Mark, PaperKind
from motcua.people.rules import has_control_characters


Content = Mapping[str, Any]
LONGEST_KEPT: Final = 5000
OPENING: Final = time(7, 30)
MOST_EXTRA: Final = 10
EXTRA: Final = "extra."  # in front of the keys of papers that the official added


def kept(text: str) -> str:
    """What may be kept of something typed: NUL and its kin can't be stored, nor a megabyte."""
    lines = text.replace("\r\n", "\n")
    plain = lines.replace("\n", "").replace("\t", "")
    return "" if len(lines) > LONGEST_KEPT or has_control_characters(plain) else lines


def kept_all(answers: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, typed in answers.items() if (text := kept(typed))}


@dataclass(frozen=True, slots=True)
class Answers:
    """The official form of one procedure: filled at the counter, or handed in on paper."""

    state: str = ""  # "", open, filled, paper
    values: Mapping[str, str] | None = None

    @property
    def is_new(self) -> bool:
        return self.values is None


def answers_in(content: Content, procedure: str) -> Answers:
    found = content.get("forms", {}).get(procedure)
    return Answers(found["state"], found["values"]) if found else Answers()


def with_answers(content: Content, procedure: str, answers: Answers) -> dict[str, Any]:
    """The change of the draft that keeps them."""
    one = {"state": answers.state, "values": dict(answers.values or {})}
    return {"forms": {**content.get("forms", {}), procedure: one}}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the checklist: what the law asks for, and what the official found."""

    key: str
    name: str
    note: str = ""
    mark: Mark = Mark.UNCHECKED
    kind: PaperKind = PaperKind.ORIGINAL
    copies: int = 1

    @property
    def is_extra(self) -> bool:
        return self.key.startswith(EXTRA)


@dataclass(frozen=True, slots=True)
class Checklist:
    lines: tuple[PaperLine, ...]
    advice: str = ""  # what the request for a supplement says besides the papers

    def count(self, mark: Mark) -> int:
        return sum(line.mark is mark for line in self.lines)

    @property
    def present(self) -> int:
        return self.count(Mark.PRESENT)

    @property
    def not_needed(self) -> int:
        return self.count(Mark.NOT_NEEDED)

    @property
    def unchecked(self) -> int:
        return self.count(Mark.UNCHECKED)

    @property
    def missing(self) -> tuple[PaperLine, ...]:
        return tuple(line for line in self.lines if line.mark is Mark.MISSING)

    @property
    def objection(self) -> str:
        """Why it can't be accepted as it stands; "" when it can."""
        if self.unchecked:
            return f"Còn {self.unchecked} giấy tờ chưa kiểm"
        if self.missing:
            return f"Còn thiếu {len(self.missing)} giấy nên chưa tiếp nhận được"
        return ""


def checklist_in(content: Content, procedure: Procedure) -> Checklist:
    """The papers of the procedure with what was found so far, then those that were added."""
    stored = content.get("papers", {}).get(procedure.code, {})
    found = stored.get("lines", {})
    asked = [_line(component) for component in procedure.components]
    added = [PaperLine(key=key, name=name) for key, name in stored.get("extra", {}).items()]
    lines = [_as_found(line, found.get(line.key)) for line in (*asked, *added)]
    return Checklist(tuple(lines), advice=stored.get("advice", ""))


def with_checklist(content: Content, procedure: str, checklist: Checklist) -> dict[str, Any]:
    """The change of the draft that keeps it."""
    one = {
        "lines": {
            line.key: {"mark": line.mark.value, "kind": line.kind.value, "copies": line.copies}
            for line in checklist.lines
        },
        "extra": {line.key: line.name for line in checklist.lines if line.is_extra},
        "advice": checklist.advice,
    }
    return {"papers": {**content.get("papers", {}), procedure: one}}


def _line(component: Component) -> PaperLine:
    notes = [component.note] if component.note else []
    if component.from_database and "cơ sở dữ liệu" not in component.note:
        notes.append("Có trong cơ sở dữ liệu, không yêu cầu người nộp")
    elif not component.is_required and not component.note:
        notes.append("Chỉ khi thuộc trường hợp này")
    note = ". ".join(text[:1].upper() + text[1:] for text in notes)
    return PaperLine(
        key=component.key,
        name=component.name,
        note=note,
        mark=Mark.NOT_NEEDED if component.from_database else Mark.UNCHECKED,
        kind=_kind(component),
        copies=max(1, component.originals + component.copies),
    )


def _kind(component: Component) -> PaperKind:
    if component.from_database:
        return PaperKind.ELECTRONIC
    if "xuất trình" in f"{component.name} {component.note}".lower():
        return PaperKind.SHOWN
    return PaperKind.ORIGINAL if component.originals else PaperKind.COPY


def _as_found(line: PaperLine, found: Mapping[str, Any] | None) -> PaperLine:
    if found is None:
        return line
    mark, kind = Mark(found["mark"]), PaperKind(found["kind"])
    return replace(line, mark=mark, kind=kind, copies=int(found["copies"]))


def next_extra(lines: Iterable[PaperLine]) -> str:
    """A key that no other added line has."""
    numbers = [int(line.key.removeprefix(EXTRA)) for line in lines if line.is_extra]
    return f"{EXTRA}{max(numbers, default=0) + 1}"


def applicant_in(content: Content) -> Applicant:
    typed: Mapping[str, str] = content.get("applicant", {})
    kind = typed.get("kind", "")
    return Applicant(
        kind=ApplicantKind(kind) if kind in set(ApplicantKind) else ApplicantKind.CITIZEN,
        name=typed.get("name", ""),
        id_number=typed.get("id_number", ""),
        phone=typed.get("phone", ""),
        email=typed.get("email", ""),
        address=typed.get("address", ""),
    )


@dataclass(frozen=True, slots=True)
class Who:
    """The applicant as the later steps show them: the number only in part."""

    name: str
    birth: str
    sex: str
    id_number: str
    address: str


def who_in(content: Content) -> Who:
    typed: Mapping[str, str] = content.get("applicant", {})
    number = typed.get("id_number", "")
    return Who(
        name=typed.get("name", ""),
        birth="/".join(reversed(typed.get("birth_date", "").split("-"))),
        sex=typed.get("sex", "").lower(),
        id_number=f"{number[:3]}•••••{number[-4:]}" if len(number) > 8 else number,
        address=typed.get("address", ""),
    )


@dataclass(frozen=True, slots=True)
class Way:
    """How the filing comes to the counter, as the official chooses it."""

    label: str
    channel: Channel
    assistance: Assistance = Assistance.OWN
    is_earlier: bool = False  # it may have come before it is entered


ON_PAPER: Final = "on_paper"
WAYS: Final = {
    "direct": Way(Channel.DIRECT.label, Channel.DIRECT),
    ON_PAPER: Way("Trực tiếp, đã nhận trên giấy", Channel.DIRECT, is_earlier=True),
    "postal": Way(Channel.POSTAL.label, Channel.POSTAL, is_earlier=True),
    "at_counter": Way("Trực tuyến, hỗ trợ tại quầy", Channel.ONLINE, Assistance.AT_COUNTER),
    "remote": Way("Trực tuyến, hỗ trợ từ xa", Channel.ONLINE, Assistance.REMOTE),
}


def way_in(content: Content) -> Way:
    return WAYS.get(content.get("applicant", {}).get("channel", ""), WAYS["direct"])


def channel_in(content: Content) -> Channel:
    return way_in(content).channel


def arrival_in(content: Content) -> datetime | None:
    """When the post brought it or the counter took it in by hand; None: as it is entered.

    Of an earlier day without an hour: the hour at which counters open.
    """
    typed: Mapping[str, str] = content.get("applicant", {})
    if not way_in(content).is_earlier or not typed.get("arrived_on"):
        return None
    try:
        day = date.fromisoformat(typed["arrived_on"])
        hour = time.fromisoformat(typed.get("arrived_hour") or f"{OPENING:%H:%M}")
    except ValueError:
        return None
    return datetime.combine(day, hour.replace(tzinfo=None), HANOI)


def delivery_in(content: Content) -> Delivery:
    typed = content.get("way_back", {}).get("delivery", "")
    return Delivery(typed) if typed in set(Delivery) else Delivery.COUNTER


def intake_in(
    content: Content, *, unit_id: int, procedure: str = "", lines: Sequence[PaperLine] = ()
) -> Intake:
    """The filing that the draft holds; whether the law allows it is for the service to say."""
    code = procedure or content.get("procedure", "")
    answers, delivery = answers_in(content, code), delivery_in(content)
    way_back = content.get("way_back", {})
    return Intake(
        procedure=code,
        channel=channel_in(content),
        receiving_unit_id=unit_id,
        applicant=applicant_in(content),
        components=tuple(ComponentLine(x.name, x.mark, x.kind, x.copies) for x in lines),
        form=dict(answers.values or {}) if answers.state == "filled" else {},
        delivery=delivery,
        delivery_address=way_back.get("address", "") if delivery is Delivery.POST else "",
        resolving_unit_id=content.get("agency"),
        summary=way_back.get("summary", ""),
        assistance=way_in(content).assistance,
        arrived_at=arrival_in(content),
        arrival_note=content.get("applicant", {}).get("arrival_note", ""),
    )
