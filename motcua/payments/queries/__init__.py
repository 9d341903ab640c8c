"""Reading receipts, days and months. Finished values; one or two queries each."""

from motcua.payments.queries.days import (
    CloseCard,
    closes,
    day_figures,
    days_left_open,
    figures_of_unit,
    open_close,
)
from motcua.payments.queries.months import MonthRow, Settled, month, settled
from motcua.payments.queries.receipts import (
    BookCard,
    ReceiptCard,
    ReliefCard,
    book_in_use,
    day_receipts,
    live_receipt,
    receipt,
    receipts_of,
    relief_of,
)


__all__ = [
    "BookCard",
    "CloseCard",
    "MonthRow",
    "ReceiptCard",
    "ReliefCard",
    "Settled",
    "book_in_use",
    "closes",
    "day_figures",
    "day_receipts",
    "days_left_open",
    "figures_of_unit",
    "live_receipt",
    "month",
    "open_close",
    "receipt",
    "receipts_of",
    "relief_of",
    "settled",
]
