"""What a number counts, by the words beside it. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The value is the Vietnamese for it."""

    RECEIVED = "tiếp nhận"
    NEW = "mới tiếp nhận"  # where a total with what was carried over stands beside it
    MERGED = "tiếp nhận và giải quyết"
    DIRECT = "trực tiếp"
    ONLINE = "trực tuyến"
    POSTAL = "qua bưu chính"
    CARRIED = "kỳ trước chuyển qua"
    RESOLVED = "đã giải quyết"
    EARLY = "trước hạn"
    ON_TIME = "đúng hạn"
    EARLY_OR_ON_TIME = "trước hạn và đúng hạn"
    LATE = "quá hạn"
    OPEN = "đang giải quyết"
    OPEN_IN_TIME = "đang giải quyết, trong hạn"
    OPEN_LATE = "đang giải quyết, quá hạn"
    WAITING = "chờ bổ sung"
    PAUSED = "tạm dừng"
    NOT_ELIGIBLE = "không đủ điều kiện"
    WITHDRAWN = "rút hồ sơ"
    STOPPED = "dừng giải quyết"
    DIGITISED = "số hóa"
    NONE = ""


CHANNELS: Final = (Role.DIRECT, Role.ONLINE, Role.POSTAL)
TIMES: Final = (Role.EARLY, Role.ON_TIME, Role.EARLY_OR_ON_TIME, Role.LATE)
OPENINGS: Final = (Role.OPEN_IN_TIME, Role.OPEN_LATE)
STATES: Final = (
    Role.RESOLVED,
    Role.OPEN,
    Role.WAITING,
    Role.PAUSED,
    Role.NOT_ELIGIBLE,
    Role.WITHDRAWN,
    Role.STOPPED,
)

_RESOLVE: Final = r"(?:giải quyết|xử lý|trả kết quả|hoàn thành)"
_EARLY: Final = r"(?:trước|sớm)"
# The first that is found decides, so what says more stands first.
_FORMS: Final = tuple(
    (re.compile(form.replace(" ", r"\s+"), re.IGNORECASE), role)
    for form, role in (
        (r"từ chối (?:tiếp )?nhận|không tiếp nhận|so với|cùng kỳ|tăng|giảm", Role.NONE),
        (r"số (?:hóa|hoá)", Role.DIGITISED),
        (r"không đủ điều kiện|không được giải quyết|từ chối", Role.NOT_ELIGIBLE),
        (r"(?<!\w)rút(?!\w)", Role.WITHDRAWN),
        (r"(?:chờ|yêu cầu|đang|phải|cần) (?:\w+ )?bổ sung|chờ hoàn thiện", Role.WAITING),
        (r"tạm dừng|nghĩa vụ tài chính", Role.PAUSED),
        (r"dừng (?:giải quyết|xử lý|thực hiện)|(?:đã|bị) dừng", Role.STOPPED),
        (r"(?:kỳ|năm|tháng|quý) sau", Role.OPEN),
        (r"(?:kỳ|năm|tháng|quý) trước|tồn (?:đầu|từ)|chuyển (?:qua|sang|tiếp)", Role.CARRIED),
        (r"chưa (?:đến|quá) hạn|(?:trong|còn) (?:thời )?hạn", Role.OPEN_IN_TIME),
        (rf"(?:đang|chưa|còn) (?:\w+ ){{0,3}}?{_RESOLVE}[^,;:.()]*(?:quá|trễ) hạn", Role.OPEN_LATE),
        (
            rf"(?:đang|chưa|còn) (?:\w+ ){{0,3}}?(?:{_RESOLVE}|thực hiện|thụ lý)|tồn cuối",
            Role.OPEN,
        ),
        (
            rf"{_EARLY}(?: hạn)?,?(?: và)? đúng hạn|đúng(?: hạn)?,?(?: và)? {_EARLY} hạn",
            Role.EARLY_OR_ON_TIME,
        ),
        (rf"{_EARLY} (?:thời )?hạn|(?<!\w)sớm(?!\w)", Role.EARLY),
        (r"(?:quá|trễ|chậm) (?:thời )?hạn|(?<!\w)(?:trễ|chậm)(?!\w)", Role.LATE),
        (r"đúng (?:thời )?hạn|đúng hẹn", Role.ON_TIME),
    )
)
_DIRECT: Final = re.compile(r"trực\s+tiếp|tại\s+quầy", re.IGNORECASE)
_ONLINE: Final = re.compile(r"trực\s+tuyến|qua\s+mạng", re.IGNORECASE)
_POSTAL: Final = re.compile(r"bưu\s+(?:chính|điện)", re.IGNORECASE)
_RECEIVED: Final = re.compile(
    r"tiếp\s+nhận|nhận\s+mới|mới\s+nhận|nhận\s+được|(?<!\w)nộp(?!\w)|tổng\s+số(?:\s+hồ\s+sơ)?(?!\w)",
    re.IGNORECASE,
)
_NEW: Final = re.compile(
    r"mới\s+(?:tiếp\s+)?nhận|(?:tiếp\s+)?nhận\s+mới|nhận\s+trong\s+kỳ", re.IGNORECASE
)
_SETTLED: Final = re.compile(_RESOLVE.replace(" ", r"\s+"), re.IGNORECASE)
_BOTH: Final = re.compile(
    rf"tiếp\s+nhận\s*,?\s*(?:và\s+)?(?:đã\s+)?{_RESOLVE}".replace(" ", r"\s+"), re.IGNORECASE
)
# Names of places with the words of deeds in them.
_NAMES: Final = re.compile(
    r"(?:bộ\s+phận|trung\s+tâm|điểm|phòng)\s+(?:tiếp\s+)?nhận\s+(?:hồ\s+sơ\s+)?và\s+trả\s+kết\s+quả"
    r"|(?:quá\s+trình|thủ\s+tục|công\s+tác|tình\s+hình)\s+(?:tiếp\s+nhận\s*,?\s*)?giải\s+quyết"
    r"(?:\s+(?:TTHC|thủ\s+tục(?:\s+hành\s+chính)?|hồ\s+sơ))?",
    re.IGNORECASE,
)


def without_names(text: str) -> str:
    """The same length, with the names that would mislead blotted out."""
    return _NAMES.sub(lambda match: "·" * len(match.group()), text)


def role_of(words: str) -> Role | None:
    """None where the words say nothing; NONE where they say it is no class of dossiers."""
    for form, role in _FORMS:
        if form.search(words):
            return role
    if channel := _channel(words):
        return channel
    if _BOTH.search(words):
        return Role.MERGED
    if _NEW.search(words):
        return Role.NEW
    if _RECEIVED.search(words) and not _SETTLED.search(words):
        return Role.RECEIVED
    if _SETTLED.search(words):
        return Role.RESOLVED
    return None


def _channel(words: str) -> Role | None:
    """Of what was received; a result given out online is another matter."""
    found = [
        role
        for form, role in (
            (_DIRECT, Role.DIRECT),
            (_ONLINE, Role.ONLINE),
            (_POSTAL, Role.POSTAL),
        )
        if form.search(words)
    ]
    if not found:
        return None
    is_of_results = _SETTLED.search(words) and not _RECEIVED.search(words)
    return Role.NONE if len(found) > 1 or is_of_results else found[0]
