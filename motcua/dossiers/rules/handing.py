"""How a result leaves the house, and to whom: the fields that each way asks for.

Sources
    NĐ 61/2018/NĐ-CP, Điều 20, kept by NĐ 118/2025/NĐ-CP, Điều 22: at the counter to the applicant
    or an authorised person, by post, or electronically.
    NĐ 118/2025/NĐ-CP, Điều 6: the applicant brings the receipt, or an identity card if it is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.dossiers.errors import ReasonNeeded, TrackingNumberNeeded
from motcua.dossiers.rules.intake import checked_text
from motcua.dossiers.rules.kinds import Delivery


class Shown(StrEnum):
    """What the person at the counter showed before taking the result."""

    RECEIPT = "receipt"
    IDENTITY = "identity"

    @property
    def label(self) -> str:
        return {
            "receipt": "Giấy tiếp nhận và giấy tờ tùy thân",
            "identity": "Chỉ giấy tờ tùy thân: mất giấy tiếp nhận",
        }[self]


@dataclass(frozen=True, slots=True)
class HandOver:
    """`shown` and `authority` (the paper of authorisation) only where a person came."""

    how: Delivery
    handed_to: str
    tracking_number: str = ""
    shown: Shown | None = None
    authority: str = ""


def hand_over(
    *,
    agreed: Delivery,
    handed_to: str,
    how: Delivery | None = None,
    tracking_number: str = "",
    shown: Shown | None = None,
    authority: str = "",
) -> HandOver:
    """What is written down. Not said how: by post where there is a number, else as it was agreed.

    Agreed by post but without a number, somebody came for it. Raises FieldRefused, ReasonNeeded,
    TrackingNumberNeeded.
    """
    name = checked_text("name", handed_to, longest=200)
    if not name:
        raise ReasonNeeded()
    number = checked_text("tracking_number", tracking_number, longest=60)
    if how is None:
        by_default = Delivery.COUNTER if agreed is Delivery.POST else agreed
        how = Delivery.POST if number else by_default
    if how is Delivery.POST and not number:
        raise TrackingNumberNeeded()
    if how is not Delivery.COUNTER:
        return HandOver(how, name, tracking_number=number if how is Delivery.POST else "")
    return HandOver(
        how, name, shown=shown, authority=checked_text("authority", authority, longest=200)
    )
