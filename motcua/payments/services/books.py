"""Books of receipts: the next number, without gaps."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.journal import services as journal
from motcua.payments.errors import BookFull, BookRefused
from motcua.payments.facts import BookOpened
from motcua.payments.models import Book
from motcua.payments.rules import checked_line, collect_objection
from motcua.people import queries as people
from motcua.people.rules import Actor


@transaction.atomic
def open_book(
    symbol: str, volume: int, *, first: int, last: int | None, by: Actor, at: datetime
) -> None:
    """Begin a book at the official's counter; the one in use is closed.

    Raises NotACashier, TextRefused and BookRefused: a book of that symbol and volume was used.
    """
    if refusal := collect_objection(by):
        raise refusal
    name = checked_line("Ký hiệu", symbol, longest=20)
    if not name or not 1 <= volume <= 1_000_000 or not 1 <= first <= (last or 9_999_999):
        raise BookRefused(why="Ghi ký hiệu, số quyển, và số đầu không lớn hơn số cuối")
    if last is not None and last > 9_999_999:  # noqa: PLR2004  seven digits are printed
        raise BookRefused(why="Số biên lai có nhiều nhất bảy chữ số")
    _lock_unit(by.unit_id)
    Book.objects.filter(unit=by.unit_id, closed_at=None).update(closed_at=at)
    _create(by, name, volume, first, last, at=at)


def _create(
    by: Actor, symbol: str, volume: int, first: int, last: int | None, *, at: datetime
) -> Book:
    try:
        with transaction.atomic():
            book = Book.objects.create(
                unit_id=by.unit_id,
                symbol=symbol,
                volume=volume,
                first=first,
                last=last,
                next=first,
                opened_at=at,
                opened_by_id=by.user_id,
            )
    except IntegrityError:
        why = f"Quyển {symbol} số {volume} đã có ở đơn vị này. Ghi ký hiệu hoặc số quyển khác"
        raise BookRefused(why=why) from None
    fact = BookOpened(
        subject=f"unit:{people.unit(by.unit_id).code}",
        symbol=symbol,
        volume=volume,
        first=first,
        last=last,
    )
    journal.record(fact, by=by.user_id, at=at)
    return book


def next_number(by: Actor, *, at: datetime) -> tuple[Book, int]:
    """Take the next number of the unit's book; locked until the receipt is committed.

    A unit without a book of the year's own gets one without an end. Raises BookFull.
    """
    _lock_unit(by.unit_id)
    year = timezone.localtime(at).year
    book = Book.objects.select_for_update().filter(unit=by.unit_id, closed_at=None).first()
    if book is None or (book.last is None and book.opened_at < at and _is_of_before(book, year)):
        if book is not None:
            Book.objects.filter(pk=book.pk).update(closed_at=at)
        book = _create(by, f"BL-{year % 100:02d}", _free_volume(by.unit_id, year), 1, None, at=at)
    number = book.next
    if book.last is not None and number > book.last:
        raise BookFull(symbol=book.symbol, volume=book.volume)
    Book.objects.filter(pk=book.pk).update(next=number + 1)
    return book, number


def _is_of_before(book: Book, year: int) -> bool:
    return timezone.localtime(book.opened_at).year < year


def _free_volume(unit_id: int, year: int) -> int:
    symbol = f"BL-{year % 100:02d}"
    used = Book.objects.filter(unit=unit_id, symbol=symbol).order_by("-volume").first()
    return used.volume + 1 if used else 1


def _lock_unit(unit_id: int) -> None:
    """Two first receipts of a unit must not open two books."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"payments.books:{unit_id}"]
        )
