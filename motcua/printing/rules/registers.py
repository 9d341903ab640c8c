"""Sổ theo dõi hồ sơ: Mẫu số 06 of 2018, Mẫu số 07 of 2025.

Sources
    TT 01/2018/TT-VPCP, Điều 9, 10 and Mẫu số 06; TT 03/2025/TT-VPCP, Mẫu số 07: on A4, fifteen
    columns (law.md §2.8), numbered continuously within the year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.dossiers.rules.register import RegisterLine
from motcua.printing.errors import BadPeriod
from motcua.printing.rules.editions import EDITIONS, Edition, Form
from motcua.printing.rules.papers import Office
from motcua.printing.rules.sheets import Column, Head, Line, Sheet, Table
from motcua.printing.rules.wording import HANOI, count, day


MOST_DAYS: Final = 3 * 366
MOST_PRINTED: Final = 2000  # lines of one PDF: two hundred pages
_DAYS: Final = "Ngày, tháng, năm"
_RETURN: Final = "Trả kết quả"
COLUMNS: Final = (
    Column("STT", 9, centred=True),
    Column("Mã hồ sơ", 32),
    Column("Tên TTHC"),
    Column("Số lượng hồ sơ (bộ)", 11, centred=True),
    Column("Tên cá nhân, tổ chức", 22),
    Column("Địa chỉ, số điện thoại", 27),
    Column("Cơ quan chủ trì giải quyết", 19),
    Column("Nhận hồ sơ", 18, True, _DAYS),
    Column("Hẹn trả kết quả", 16, True, _DAYS),
    Column("Chuyển hồ sơ đến cơ quan giải quyết", 16, True, _DAYS),
    Column("Nhận kết quả từ cơ quan giải quyết", 16, True, _DAYS),
    Column("Ngày, tháng, năm", 16, True, _RETURN),
    Column("Phương thức nhận kết quả", 14, False, _RETURN),
    Column("Ký nhận", 15, False, _RETURN),
    Column("Ghi chú", 14),
)
Cell = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What one one-stop received in a period."""

    office: Office
    since: date
    until: date
    lines: tuple[RegisterLine, ...]
    made_at: datetime


def checked_period(since: date, until: date) -> None:
    """Raises BadPeriod for what no register can hold."""
    first = EDITIONS[0].since
    if until < since:
        raise BadPeriod(why="Đến ngày phải từ ngày bắt đầu trở đi.")
    if since < date(first.year, 1, 1):
        raise BadPeriod(why=f"Sổ có từ năm {first.year}.")
    if until.year > 9000 or (until - since).days > MOST_DAYS:
        raise BadPeriod(why="Mỗi lần xem sổ được nhiều nhất ba năm.")


def cells(line: RegisterLine) -> tuple[Cell, ...]:
    """The fifteen columns: numbers and days as what they are."""
    return (
        line.number,
        line.code,
        line.procedure_name,
        line.sets,
        line.applicant_name,
        ", ".join(part for part in (line.applicant_address, line.applicant_phone) if part),
        line.agency,
        _on(line.accepted_at),
        _on(line.due_at),
        _on(line.sent_at),
        _on(line.finished_at),
        _on(line.returned_at),
        line.delivery,
        line.handed_to,
        line.note,
    )


def book_words(since: date, until: date) -> str:
    """«Quyển số: 2026. Từ ngày … đến ngày …»: a year is a book."""
    books = str(since.year) if since.year == until.year else f"{since.year} đến {until.year}"
    return f"Quyển số: {books}. Từ {day(since)} đến {day(until)}."


def register_sheet(data: Register, edition: Edition) -> Sheet:
    made_on = data.made_at.astimezone(HANOI).date()
    return Sheet(
        form=edition.name_of(Form.REGISTER),
        code="",
        head=Head(
            agency=data.office.agency.upper(),
            desk=(data.office.desk or edition.desk).upper(),
            number="",
            place_and_day=f"{data.office.place}, {day(made_on)}",
        ),
        title=("SỔ THEO DÕI HỒ SƠ",),
        beside_qr=(),
        body=(
            Line(book_words(data.since, data.until)),
            Table(COLUMNS, tuple(_row(line) for line in data.lines), is_numbered=True),
            Line(f"Tổng số: {len(data.lines)} hồ sơ."),
        ),
        signatures=(),
        note="",
        tracking_url="",
        made_at=data.made_at,
        size="a4-landscape",
    )


def _row(line: RegisterLine) -> tuple[str, ...]:
    number, code, name, sets, *others = cells(line)
    assert isinstance(sets, int)
    return (str(number), str(code), str(name), count(sets), *_words(others))


def _words(found: Iterable[Cell]) -> Iterable[str]:
    for cell in found:
        yield f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "")


def _on(at: datetime | None) -> date | None:
    return at.astimezone(HANOI).date() if at else None
