"""What the State promises with a procedure, in the words of the slip at the head of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final

from motcua.catalog.rules import Channel, Procedure, Terms
from motcua.web.citizen.hours import spoken


WAYS: Final = {
    Channel.DIRECT: "tại quầy",
    Channel.ONLINE: "trực tuyến",
    Channel.POSTAL: "qua bưu chính",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """`differs`: the channels do not promise the same, so each is shown for itself."""

    headline: str  # «Có kết quả trong ngày»
    first_way: str  # «tại quầy»: the way that headline and fee speak of
    fee: str
    cutoff: str  # «Nộp sau 15 giờ: trả vào ngày làm việc sau.»
    ways: str  # «Tại quầy, trực tuyến hoặc qua bưu chính»
    differs: bool


def promise_of(procedure: Procedure) -> Promise:
    first = procedure.by_channel[0]
    return Promise(
        headline=headline(first),
        first_way=WAYS[first.channel],
        fee=first.fee_label,
        cutoff=f"Nộp sau {spoken(first.cutoff)}: trả vào ngày làm việc sau."
        if first.cutoff
        else "",
        ways=ways(procedure.channels),
        differs=len({_said(terms) for terms in procedure.by_channel}) > 1,
    )


def headline(terms: Terms) -> str:
    if terms.limit is None:
        return "Chưa công bố thời hạn"
    if terms.limit.amount == 0:
        return f"Có kết quả {terms.limit.label}"
    return f"Có kết quả sau {terms.limit.label}"


def ways(channels: tuple[Channel, ...]) -> str:
    *others, last = (WAYS[channel] for channel in channels)
    words = f"{', '.join(others)} hoặc {last}" if others else last
    return words[0].upper() + words[1:]


def _cutoff(terms: Terms) -> str:
    if terms.cutoff is None:
        return ""
    return f"Nộp sau {spoken(terms.cutoff)}: trả vào ngày làm việc sau."


def _said(terms: Terms) -> tuple[str, str, time | None]:
    return (terms.label, terms.fee_label, terms.cutoff)
