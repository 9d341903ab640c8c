"""Requests to other units: kinds, states, what may be done in which. Pure.

Sources
    NĐ 61/2018/NĐ-CP, Điều 19.5 to 19.7, kept by NĐ 118/2025/NĐ-CP: an opinion is asked for with its
    content and time limit; agencies of one level are asked side by side when the dossier is
    electronic and one after the other with its paper; other levels through their one-stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    CONSULT = "consult"
    LEG = "leg"

    @property
    def label(self) -> str:
        return {"consult": "Lấy ý kiến", "leg": "Liên thông"}[self]


class State(StrEnum):
    WAITING = "waiting"
    AT_ONE_STOP = "at_one_stop"
    SENT = "sent"
    TAKEN = "taken"
    ANSWERED = "answered"
    SILENT = "silent"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.WAITING: "Chờ đến lượt",
    State.AT_ONE_STOP: "Chờ Một cửa chuyển",
    State.SENT: "Đã gửi",
    State.TAKEN: "Đang xem xét",
    State.ANSWERED: "Đã trả lời",
    State.SILENT: "Không trả lời",
    State.CANCELLED: "Đã hủy",
}

ENDED: Final = frozenset({State.ANSWERED, State.SILENT, State.CANCELLED})
OPEN: Final = frozenset(State) - ENDED
ASKED: Final = frozenset({State.SENT, State.TAKEN})


class Deed(StrEnum):
    HAND_ON = "hand_on"
    TAKE = "take"
    ANSWER = "answer"
    REMIND = "remind"
    RECORD_SILENCE = "record_silence"
    CANCEL = "cancel"

    @property
    def label(self) -> str:
        return _DEED_LABELS[self]


_DEED_LABELS = {
    Deed.HAND_ON: "Chuyển tiếp",
    Deed.TAKE: "Nhận xử lý",
    Deed.ANSWER: "Trả lời",
    Deed.REMIND: "Đôn đốc",
    Deed.RECORD_SILENCE: "Ghi nhận không trả lời",
    Deed.CANCEL: "Hủy yêu cầu",
}

TRANSITIONS: Final[Mapping[tuple[State, Deed], State]] = {
    (State.AT_ONE_STOP, Deed.HAND_ON): State.SENT,
    (State.SENT, Deed.TAKE): State.TAKEN,
    **{(state, Deed.ANSWER): State.ANSWERED for state in ASKED},
    **{(state, Deed.REMIND): state for state in (*ASKED, State.AT_ONE_STOP)},
    **{(state, Deed.RECORD_SILENCE): State.SILENT for state in ASKED},
    **{(state, Deed.CANCEL): State.CANCELLED for state in OPEN},
}


class Result(StrEnum):
    AGREES = "agrees"
    DISAGREES = "disagrees"
    DONE = "done"

    @property
    def label(self) -> str:
        return {
            "agrees": "Đồng ý",
            "disagrees": "Không đồng ý",
            "done": "Đã giải quyết, gửi kết quả",
        }[self]
