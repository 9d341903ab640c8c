"""The official papers of a one-stop shop: what they say, by the edition in force. Pure.

Sources
    TT 01/2018/TT-VPCP, Điều 9 and Mẫu số 01 to 06: the set of 2018, on A5, the register on A4.
    TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01 to 07: the set from 15/9/2025.
    NĐ 118/2025/NĐ-CP, Điều 6: the applicant brings the receipt, or an identity card if it is lost.
    NĐ 30/2020/NĐ-CP, Phụ lục I: head of a paper; how days, months and small numbers are written.
"""

from __future__ import annotations

from motcua.printing.rules.apologies import Apology, apology_sheet
from motcua.printing.rules.controls import ControlSlip, HandOver, control_sheet
from motcua.printing.rules.editions import (
    EDITIONS,
    Edition,
    Form,
    Kept,
    edition,
    edition_for,
    edition_named,
    kept_editions,
)
from motcua.printing.rules.papers import (
    Applicant,
    Component,
    CopyKind,
    Counterpart,
    Office,
    Receipt,
    Refusal,
    SupplementItem,
    SupplementRequest,
)
from motcua.printing.rules.parts import desk_of
from motcua.printing.rules.receipts import blank_receipt_sheet, receipt_sheet
from motcua.printing.rules.refusals import not_granted_sheet, refusal_sheet
from motcua.printing.rules.registers import MOST_PRINTED, Register, checked_period, register_sheet
from motcua.printing.rules.sheets import Sheet, Table
from motcua.printing.rules.stops import StopNotice, stop_sheet
from motcua.printing.rules.supplements import supplement_request_sheet
from motcua.printing.rules.wording import (
    day,
    day_in_vietnam,
    moment,
    place_name,
    printable,
)


__all__ = [
    "EDITIONS",
    "MOST_PRINTED",
    "Apology",
    "Applicant",
    "Component",
    "ControlSlip",
    "CopyKind",
    "Counterpart",
    "Edition",
    "Form",
    "HandOver",
    "Kept",
    "Office",
    "Receipt",
    "Refusal",
    "Register",
    "Sheet",
    "StopNotice",
    "SupplementItem",
    "SupplementRequest",
    "Table",
    "apology_sheet",
    "blank_receipt_sheet",
    "checked_period",
    "control_sheet",
    "day",
    "day_in_vietnam",
    "desk_of",
    "edition",
    "edition_for",
    "edition_named",
    "kept_editions",
    "moment",
    "place_name",
    "printable",
    "receipt_sheet",
    "not_granted_sheet",
    "refusal_sheet",
    "register_sheet",
    "stop_sheet",
    "supplement_request_sheet",
]
