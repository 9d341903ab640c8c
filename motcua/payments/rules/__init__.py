"""The rules of the cash desk: what may be collected, counted and closed. Pure."""

from motcua.payments.rules.cash import (
    DENOMINATIONS,
    MOST_NOTES,
    DayFigures,
    checked_counts,
    counted_total,
)
from motcua.payments.rules.money import (
    LARGEST,
    Kind,
    Method,
    checked_amount,
    checked_line,
    fits,
    kind_named_in,
    written_reason,
)
from motcua.payments.rules.permissions import (
    cancel_objection,
    collect_objection,
    refund_objection,
    reopen_objection,
)
from motcua.payments.rules.words import in_words


__all__ = [
    "DENOMINATIONS",
    "LARGEST",
    "MOST_NOTES",
    "DayFigures",
    "Kind",
    "Method",
    "cancel_objection",
    "checked_amount",
    "checked_counts",
    "checked_line",
    "collect_objection",
    "counted_total",
    "fits",
    "in_words",
    "kind_named_in",
    "refund_objection",
    "reopen_objection",
    "written_reason",
]
