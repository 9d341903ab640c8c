"""What each action on a dossier needs. One shape an action, told apart by `action`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from motcua.dossiers.rules import Action, Delivery, Shown
from motcua.web.api.shapes.coordination import AnswerConsult, Consult, FinishLeg, StartLeg
from motcua.web.api.shapes.values import Asked


class _Act(Asked):
    expect_version: Annotated[
        int | None,
        Field(description="Phiên bản đã đọc; hồ sơ đổi từ lúc đó thì bị từ chối (409)."),
    ] = None


Username = Annotated[str, Field(min_length=1, max_length=60, description="Tên đăng nhập.")]


class Accept(_Act):
    action: Literal[Action.ACCEPT]


class Decline(_Act):
    action: Literal[Action.DECLINE]
    reason: str


class AskSupplement(_Act):
    action: Literal[Action.ASK_SUPPLEMENT]
    components: Annotated[list[str], Field(description="Giấy tờ, nội dung cần bổ sung.")]
    reason: str


class Supply(_Act):
    action: Literal[Action.SUPPLY]


class Forward(_Act):
    action: Literal[Action.FORWARD]
    assignee: Username | None = None
    note: str = ""


class SendBack(_Act):
    action: Literal[Action.SEND_BACK]
    reason: str


class Approve(_Act):
    action: Literal[Action.APPROVE]
    note: str = ""


class Refuse(_Act):
    action: Literal[Action.REFUSE]
    reason: str


class Conclude(_Act):
    action: Literal[Action.CONCLUDE]
    result_number: Annotated[str, Field(description="Số, ký hiệu của kết quả.")]


class ReturnResult(_Act):
    action: Literal[Action.RETURN_RESULT]
    handed_to: Annotated[str, Field(description="Họ tên người nhận kết quả.")]
    how: Annotated[
        Delivery | None,
        Field(description="Để trống: có số bưu gửi thì qua bưu chính, không thì như đã hẹn."),
    ] = None
    tracking_number: Annotated[str, Field(description="Số bưu gửi.")] = ""
    shown: Annotated[Shown | None, Field(description="Giấy tờ người đến nhận xuất trình.")] = None
    authority: Annotated[str, Field(description="Giấy ủy quyền, khi người khác đến nhận.")] = ""
    fee_paid: bool = False


class Reassign(_Act):
    action: Literal[Action.REASSIGN]
    assignee: Username
    note: str = ""


class Claim(_Act):
    action: Literal[Action.CLAIM]


class Pause(_Act):
    action: Literal[Action.PAUSE]
    source: Annotated[str, Field(description="Thông báo nghĩa vụ tài chính.")]
    note: str = ""


class Resume(_Act):
    action: Literal[Action.RESUME]
    note: str = ""


class VerifySite(_Act):
    """Kết quả xác minh: thời gian, địa điểm, thành phần, nội dung (NĐ 61/2018, Điều 19.3)."""

    action: Literal[Action.VERIFY_SITE]
    held_at: AwareDatetime
    place: str
    participants: str
    note: str


class Extend(_Act):
    """Xin lỗi và hẹn lại, một lần, chậm nhất một ngày trước khi hết hạn."""

    action: Literal[Action.EXTEND]
    new_due_on: date
    reason: str


class Apologise(_Act):
    """Xin lỗi và hẹn lại ngày trả của hồ sơ đã quá hạn."""

    action: Literal[Action.APOLOGISE]
    new_due_on: date
    reason: str


class Withdraw(_Act):
    action: Literal[Action.WITHDRAW]
    reason: str


class Stop(_Act):
    action: Literal[Action.STOP]
    reason: str


class Correct(_Act):
    action: Literal[Action.CORRECT]
    reason: Annotated[str, Field(description="Sai sót trong kết quả đã trả.")]


class ReturnCorrection(_Act):
    action: Literal[Action.RETURN_CORRECTION]
    result_number: str
    handed_to: str


class ExplainDelay(_Act):
    """Văn bản giải trình của đơn vị làm chậm; lãnh đạo cơ quan chấp nhận hoặc trả lại sau."""

    action: Literal["explain_delay"]
    reason: str
    way_forward: Annotated[str, Field(description="Hướng giải quyết hồ sơ.")]
    signer: Annotated[str, Field(description="Người ký văn bản.")]
    number: Annotated[str, Field(description="Số, ký hiệu văn bản.")]
    signed_on: date


AskedAction = Annotated[
    Accept
    | Decline
    | AskSupplement
    | Supply
    | Forward
    | SendBack
    | Approve
    | Refuse
    | Conclude
    | ReturnResult
    | Reassign
    | Claim
    | Pause
    | Resume
    | VerifySite
    | Extend
    | Apologise
    | Withdraw
    | Stop
    | Correct
    | ReturnCorrection
    | Consult
    | AnswerConsult
    | StartLeg
    | FinishLeg
    | ExplainDelay,
    Field(discriminator="action"),
]
