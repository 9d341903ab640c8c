"""What a set of figures, or a text with figures, is refused for."""

from __future__ import annotations

from motcua.errors import Invalid


class NotANumber(Invalid):
    message = "«{text}» không phải một số. Ghi như 1.674, 1674 hoặc 98,5."


class FiguresRefused(Invalid):
    """`facts["field"]` names the place in the set: `checks.3.terms`."""

    message = "{why}."


class TextTooLong(Invalid):
    message = (
        "Đoạn văn dài {length} ký tự, quá mức {most}. Chỉ dán phần có số liệu, mỗi lần một đoạn."
    )


class TooManyNumbers(Invalid):
    message = "Đoạn văn có {count} số, quá mức {most}. Dán từng phần một."


class TextUnreadable(Invalid):
    message = "Đoạn văn có ký tự không đọc được. Gõ lại, hoặc dán từ tệp văn bản khác."
