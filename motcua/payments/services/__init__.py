"""Changes of money: receipts, books, the end of an official's day."""

from motcua.payments.services.books import open_book
from motcua.payments.services.days import close_day, reopen_day
from motcua.payments.services.receipts import Charge, cancel, collect, refund, relieve


__all__ = [
    "Charge",
    "cancel",
    "close_day",
    "collect",
    "open_book",
    "refund",
    "relieve",
    "reopen_day",
]
