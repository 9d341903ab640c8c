"""The four independent states of a dossier and the table of its life.

Sources
    The ten national codes of TrangThaiHoSo and the lists KenhThucHien, HinhThuc (law.md §11):
    the schema that the national portal exchanges; TT 04/2025/TT-VPCP is its legal basis.
    NĐ 61/2018/NĐ-CP, Điều 17 to 20, as NĐ 118/2025/NĐ-CP keeps them: intake, supplement,
    refusal, return.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from motcua.ledger.rules import State


class Status(StrEnum):
    """The business state; one to one to the ten national codes."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    FINISHED = "finished"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return _STATUS[self][1]

    @property
    def national_code(self) -> int:
        return _STATUS[self][0]


_STATUS = {
    Status.REGISTERED: (1, "Chờ tiếp nhận"),
    Status.ACCEPTED: (2, "Đã tiếp nhận"),
    Status.DECLINED: (3, "Không tiếp nhận"),
    Status.IN_PROCESS: (4, "Đang giải quyết"),
    Status.AWAITING_SUPPLEMENT: (5, "Chờ bổ sung"),
    Status.AWAITING_PAYMENT: (6, "Chờ nộp nghĩa vụ tài chính"),
    Status.WITHDRAWN: (7, "Đã rút"),
    Status.STOPPED: (8, "Dừng giải quyết"),
    Status.FINISHED: (9, "Có kết quả"),
    Status.RETURNED: (10, "Đã trả kết quả"),
}

CLOSED: Final = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
OPEN: Final = frozenset(Status) - CLOSED


class Action(StrEnum):
    """What an official or an applicant may do with a dossier; names of the published contract."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLY = "supply"
    FORWARD = "forward"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    REFUSE = "refuse"
    CONCLUDE = "conclude"
    RETURN_RESULT = "return_result"
    REASSIGN = "reassign"
    CLAIM = "claim"
    PAUSE = "pause"
    RESUME = "resume"
    VERIFY_SITE = "verify_site"
    EXTEND = "extend"
    APOLOGISE = "apologise"
    WITHDRAW = "withdraw"
    STOP = "stop"
    CORRECT = "correct"
    RETURN_CORRECTION = "return_correction"

    @property
    def label(self) -> str:
        return _ACTION_LABELS[self]


_ACTION_LABELS = {
    Action.ACCEPT: "Tiếp nhận hồ sơ",
    Action.DECLINE: "Từ chối tiếp nhận",
    Action.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    Action.SUPPLY: "Nhận giấy tờ bổ sung",
    Action.FORWARD: "Chuyển bước tiếp theo",
    Action.SEND_BACK: "Trả lại bước trước",
    Action.APPROVE: "Ký duyệt kết quả",
    Action.REFUSE: "Từ chối giải quyết",
    Action.CONCLUDE: "Vào sổ, phát hành kết quả",
    Action.RETURN_RESULT: "Trả kết quả",
    Action.REASSIGN: "Giao người khác",
    Action.CLAIM: "Nhận việc này",
    Action.PAUSE: "Tạm dừng chờ nghĩa vụ tài chính",
    Action.RESUME: "Đã nộp, giải quyết tiếp",
    Action.VERIFY_SITE: "Ghi kết quả xác minh",
    Action.EXTEND: "Xin gia hạn, hẹn lại ngày trả",
    Action.APOLOGISE: "Xin lỗi vì quá hạn, hẹn lại ngày trả",
    Action.WITHDRAW: "Rút hồ sơ theo yêu cầu",
    Action.STOP: "Dừng giải quyết",
    Action.CORRECT: "Đính chính kết quả",
    Action.RETURN_CORRECTION: "Trả kết quả đã đính chính",
}

# What the internal process must allow at its current step; the rest hangs on the status alone.
STEP_ACTIONS: Final = frozenset(
    {Action.FORWARD, Action.SEND_BACK, Action.APPROVE, Action.REFUSE, Action.CONCLUDE}
)

_S, _A = Status, Action
_RUNNING = (_S.ACCEPTED, _S.IN_PROCESS)
_UNDECIDED = (_S.REGISTERED, *_RUNNING, _S.AWAITING_SUPPLEMENT, _S.AWAITING_PAYMENT)
TRANSITIONS: Final[Mapping[tuple[Status, Action], Status]] = {
    (_S.REGISTERED, _A.ACCEPT): _S.ACCEPTED,
    (_S.REGISTERED, _A.DECLINE): _S.DECLINED,
    (_S.REGISTERED, _A.ASK_SUPPLEMENT): _S.AWAITING_SUPPLEMENT,
    (_S.ACCEPTED, _A.ASK_SUPPLEMENT): _S.AWAITING_SUPPLEMENT,
    (_S.IN_PROCESS, _A.ASK_SUPPLEMENT): _S.AWAITING_SUPPLEMENT,
    (_S.AWAITING_SUPPLEMENT, _A.SUPPLY): _S.IN_PROCESS,  # or REGISTERED: see status_after
    (_S.AWAITING_SUPPLEMENT, _A.DECLINE): _S.DECLINED,  # only before acceptance: see objection
    (_S.ACCEPTED, _A.FORWARD): _S.IN_PROCESS,
    (_S.ACCEPTED, _A.APPROVE): _S.IN_PROCESS,
    (_S.ACCEPTED, _A.REFUSE): _S.IN_PROCESS,
    (_S.ACCEPTED, _A.CONCLUDE): _S.FINISHED,  # settled at the counter (NĐ 61 Điều 17.5)
    (_S.ACCEPTED, _A.REASSIGN): _S.ACCEPTED,
    (_S.IN_PROCESS, _A.FORWARD): _S.IN_PROCESS,
    (_S.IN_PROCESS, _A.SEND_BACK): _S.IN_PROCESS,
    (_S.IN_PROCESS, _A.APPROVE): _S.IN_PROCESS,
    (_S.IN_PROCESS, _A.REFUSE): _S.IN_PROCESS,
    (_S.IN_PROCESS, _A.REASSIGN): _S.IN_PROCESS,
    (_S.IN_PROCESS, _A.CONCLUDE): _S.FINISHED,
    (_S.FINISHED, _A.RETURN_RESULT): _S.RETURNED,
    (_S.RETURNED, _A.CORRECT): _S.RETURNED,
    (_S.RETURNED, _A.RETURN_CORRECTION): _S.RETURNED,
    (_S.AWAITING_PAYMENT, _A.RESUME): _S.IN_PROCESS,
    **{(s, _A.CLAIM): s for s in _RUNNING},
    **{(s, _A.REASSIGN): s for s in (_S.AWAITING_SUPPLEMENT, _S.AWAITING_PAYMENT)},
    **{(s, _A.PAUSE): _S.AWAITING_PAYMENT for s in _RUNNING},
    **{(s, _A.VERIFY_SITE): s for s in _RUNNING},
    **{(s, _A.EXTEND): s for s in _RUNNING},
    **{(s, _A.APOLOGISE): s for s in _RUNNING},
    **{(s, _A.WITHDRAW): _S.WITHDRAWN for s in _UNDECIDED},
    **{(s, _A.STOP): _S.STOPPED for s in _UNDECIDED if s is not _S.REGISTERED},
}


_COUNTED: Final = {
    Status.ACCEPTED: State.RUNNING,
    Status.IN_PROCESS: State.RUNNING,
    Status.AWAITING_SUPPLEMENT: State.AWAITING,
    Status.AWAITING_PAYMENT: State.PAUSED,
    Status.WITHDRAWN: State.WITHDRAWN,
    Status.STOPPED: State.STOPPED,
}


def status_after(status: Status, action: Action, *, was_accepted: bool) -> Status:
    """The status an action leads to. What was asked for before acceptance comes back to it.

    What was never accepted and gets no answer is closed as not accepted: nothing was stopped.
    """
    if not was_accepted and action is Action.SUPPLY:
        return Status.REGISTERED
    if not was_accepted and action is Action.STOP:
        return Status.DECLINED
    return TRANSITIONS[status, action]


def stand_state(status: Status, outcome: str) -> State | None:
    """What a dossier counts as in the figures (law.md §11); None: it is not counted.

    A result in hand ends it, whether or not it was picked up.
    """
    if status in (Status.FINISHED, Status.RETURNED):
        return State(outcome)
    return _COUNTED.get(status)


def diagram() -> str:
    """The table above as Mermaid, for docs/reference/dossier-states.md."""
    arrows = [
        f"    {before.value} --> {after.value}: {action.label}"
        for (before, action), after in TRANSITIONS.items()
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Status.REGISTERED.value}", *arrows, ""])
