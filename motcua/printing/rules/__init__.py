"""The official papers of a one-stop shop: what they say, by the edition in force. Pure.

Sources
    TT 01/2018/TT-VPCP, Điều 9 and Mẫu số 01, 02, 03: the set of 2018, printed on A5.
    TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01, 02, 03: the set from 15/9/2025.
    NĐ 118/2025/NĐ-CP, Điều 6: the applicant brings the receipt, or an identity card if it is lost.
    NĐ 30/2020/NĐ-CP, Phụ lục I: head of a paper; how days, months and small numbers are written.
"""

from __future__ import annotations

from motcua.printing.rules.editions import EDITIONS, Edition, edition, edition_named
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
from motcua.printing.rules.receipts import receipt_sheet
from motcua.printing.rules.refusals import refusal_sheet
from motcua.printing.rules.sheets import Sheet
from motcua.printing.rules.supplements import supplement_request_sheet
from motcua.printing.rules.wording import moment, printable


__all__ = [
    "EDITIONS",
    "Applicant",
    "Component",
    "CopyKind",
    "Counterpart",
    "Edition",
    "Office",
    "Receipt",
    "Refusal",
    "Sheet",
    "SupplementItem",
    "SupplementRequest",
    "edition",
    "edition_named",
    "moment",
    "printable",
    "receipt_sheet",
    "refusal_sheet",
    "supplement_request_sheet",
]
