"""An internal process as values: a table that an official can read.

Sources
    NĐ 118/2025/NĐ-CP, NĐ 61/2018/NĐ-CP: each procedure has an internal process approved by a
    decision: order of work, content, who is responsible, time (law.md §1.7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from motcua.deadlines.rules import Limit
from motcua.people.rules import Role, UnitKind
from motcua.process.rules.conditions import Condition


class Action(StrEnum):
    """What may happen in a step; the names of the published contract where it has one."""

    FORWARD = "forward"
    SEND_BACK = "send_back"
    ASK_SUPPLEMENT = "ask_supplement"
    DECLINE = "decline"
    PROPOSE_REFUSAL = "propose_refusal"
    APPROVE = "approve"
    REFUSE = "refuse"
    CONCLUDE = "conclude"
    RETURN_RESULT = "return_result"
    # Kept as the sources have them, for slices to come: nothing runs them yet.
    SETTLE_NOW = "settle_now"
    CONSULT = "consult"
    START_LEG = "start_leg"
    FINISH_LEG = "finish_leg"
    PAUSE_PAYMENT = "pause_payment"
    PAUSE_EXTERNAL = "pause_external"
    EXTEND = "extend"
    PUBLISH = "publish"
    VERIFY_SITE = "verify_site"
    STOP = "stop"

    @property
    def label(self) -> str:
        return _ACTION_LABELS[self]

    @property
    def is_runnable(self) -> bool:
        return self in RUNNABLE


_ACTION_LABELS: Final = {
    Action.FORWARD: "Chuyển bước tiếp theo",
    Action.SEND_BACK: "Trả lại bước trước",
    Action.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    Action.DECLINE: "Từ chối tiếp nhận",
    Action.PROPOSE_REFUSAL: "Đề xuất từ chối giải quyết",
    Action.APPROVE: "Ký duyệt kết quả",
    Action.REFUSE: "Ký văn bản từ chối giải quyết",
    Action.CONCLUDE: "Vào sổ, phát hành kết quả",
    Action.RETURN_RESULT: "Trả kết quả",
    Action.SETTLE_NOW: "Giải quyết và trả ngay tại quầy",
    Action.CONSULT: "Lấy ý kiến đơn vị khác",
    Action.START_LEG: "Chuyển liên thông",
    Action.FINISH_LEG: "Nhận kết quả liên thông",
    Action.PAUSE_PAYMENT: "Tạm dừng chờ nghĩa vụ tài chính",
    Action.PAUSE_EXTERNAL: "Tạm dừng theo luật chuyên ngành",
    Action.EXTEND: "Xin lỗi và hẹn lại ngày trả",
    Action.PUBLISH: "Niêm yết, thông báo công khai",
    Action.VERIFY_SITE: "Xác minh, kiểm tra thực địa",
    Action.STOP: "Dừng giải quyết theo yêu cầu",
}

RUNNABLE: Final = frozenset(
    {
        Action.FORWARD,
        Action.SEND_BACK,
        Action.ASK_SUPPLEMENT,
        Action.DECLINE,
        Action.PROPOSE_REFUSAL,
        Action.APPROVE,
        Action.REFUSE,
        Action.CONCLUDE,
        Action.RETURN_RESULT,
    }
)
# In the order in which a step's main way on is looked for.
ONWARD: Final = (Action.APPROVE, Action.FORWARD, Action.CONCLUDE, Action.RETURN_RESULT)

APPLICANT: Final = "applicant"
END: Final = "end"


class State(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"draft": "là dự thảo", "approved": "đã duyệt", "withdrawn": "đã bãi bỏ"}[self]


class OfficeKind(StrEnum):
    ONE_STOP = "one_stop"
    AGENCY = "agency"
    OFFICE_CLERK = "office_clerk"
    DEPARTMENT = "department"
    VERTICAL = "vertical"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Office:
    """Where a step is done, so that a unit can be found for it; `keys` are tried in turn.

    Written `one_stop`, `department:economy|urban`, `vertical:police`, `other:<as printed>`.
    """

    kind: OfficeKind
    keys: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Office:
        """Raises ValueError for an unknown kind."""
        kind, _, keys = text.partition(":")
        parts = (keys,) if kind == OfficeKind.OTHER else tuple(keys.split("|")) if keys else ()
        return cls(OfficeKind(kind), parts)

    def __str__(self) -> str:
        return f"{self.kind.value}:{'|'.join(self.keys)}" if self.keys else self.kind.value


@dataclass(frozen=True, slots=True)
class Next:
    """One thing that may happen. `to` is a step's number, APPLICANT, END or a leg ("L1").

    With `when` it is the way of dossiers whose answers it holds for, before the way without.
    """

    action: Action
    to: int | str
    when: Condition | None = None

    @property
    def step(self) -> int | None:
        """The step it leads to, if it leads to one."""
        return self.to if isinstance(self.to, int) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the table. `unit` is the responsible office as printed."""

    order: int
    name: str
    role: Role
    unit: str
    office: Office
    allotted: Limit | None
    counts: bool
    output: str
    next: tuple[Next, ...]
    leg: str = ""
    note: str = ""

    def leads(self, action: str, answers: Mapping[str, str] | None = None) -> Next | None:
        """The first way whose condition holds for the answers, else the one without."""
        ways = [n for n in self.next if n.action == action]
        held = next((n for n in ways if n.when and n.when.holds(answers or {})), None)
        return held or next((n for n in ways if n.when is None), None)


class Assignment(StrEnum):
    """Who of those that hold a step's role gets a dossier that nobody was chosen for."""

    POOL = "pool"
    RANDOM = "random"
    LEAST_LOADED = "least_loaded"

    @property
    def label(self) -> str:
        return {
            "pool": "Để chung, người làm tự nhận",
            "random": "Giao ngẫu nhiên",
            "least_loaded": "Giao người đang giữ ít hồ sơ nhất",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a process is run. `four_eyes`: who handled a dossier may not approve or sign it."""

    four_eyes: bool = False
    assignment: Assignment = Assignment.POOL


class LegLevel(StrEnum):
    """Where the asked agency stands, seen from the one in the chair (cơ quan chủ trì).

    Agencies of the same level are asked side by side; others through the one-stop above.
    """

    SAME = "same"
    ABOVE = "above"
    BELOW = "below"

    @property
    def label(self) -> str:
        return {
            "same": "Cùng cấp",
            "above": "Cấp trên, qua một cửa cấp trên",
            "below": "Cấp dưới, qua một cửa cấp dưới",
        }[self]


class SupplementMode(StrEnum):
    RESTART = "restart"
    SUSPEND = "suspend"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Supplement:
    """How asking for more papers works (law.md §1.6); `within` is the time to ask or to answer."""

    mode: SupplementMode = SupplementMode.RESTART
    most: int = 1
    within: Limit | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A part done by another agency on its own clock, for the agency in the chair.

    Who does the step `after_step` asks; `level` says by which way.
    NĐ 61/2018/NĐ-CP, Điều 19.5 to 19.7.
    """

    id: str
    agency: str
    request: str
    response: str
    allotted: Limit | None
    after_step: int
    parallel: bool
    counts: bool
    if_silent: str = ""
    source: str = ""
    note: str = ""
    level: LegLevel = LegLevel.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The content of a process: all that is written down before it is numbered and approved.

    `procedure` "" is a default for procedures without a process of their own; its times are
    shares of the procedure's limit. `case` names a case of the procedure, "" means every case.
    """

    procedure: str
    title: str
    level: UnitKind
    since: date
    steps: tuple[Step, ...]
    case: str = ""
    until: date | None = None
    limit: Limit | None = None
    source: str = ""
    supplement: Supplement = Supplement()
    cutoff: time | None = None
    transfer_cutoff: time | None = None
    pauses: tuple[str, ...] = ()
    legs: tuple[Leg, ...] = ()
    notes: tuple[str, ...] = ()
    options: Options = Options()

    @property
    def is_default(self) -> bool:
        return not self.procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(Draft):
    """A version of a process as it is kept."""

    id: int
    version: int
    state: State
