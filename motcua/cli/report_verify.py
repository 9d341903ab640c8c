from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from django.db import connection, transaction

from motcua.cli.errors import NotADay
from motcua.dossiers.queries.figuring import unentered
from motcua.ledger.rules import Period
from motcua.reports.queries import verifying
from motcua.reports.queries.verifying import Difference, Source


def verify(arguments: Namespace) -> int:
    """1 when sums, positions and journal do not say the same of the period."""
    period = Period(_day("--from", arguments), _day("--to", arguments))
    with transaction.atomic():
        _one_snapshot()
        verdict = verifying.verified(period)
    print(
        f"Kỳ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}: {verdict.dossiers} hồ sơ, "
        f"đã đối chiếu {verdict.numbers} số."
    )
    for one in verdict.differences:
        print(_told(one), file=sys.stderr)
    if verdict.differences:
        print(
            f"Số liệu KHÔNG khớp ở {len(verdict.differences)} chỗ. Chưa gửi báo cáo của kỳ này. "
            f"{_cure(verdict.differences)}",
            file=sys.stderr,
        )
        return 1
    print("Số cộng sẵn, danh sách hồ sơ và nhật ký khớp nhau.")
    return 0


def _one_snapshot() -> None:
    """All three are read as of one moment, though people go on working."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _day(name: str, arguments: Namespace) -> date:
    text = getattr(arguments, name.removeprefix("--"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADay(name=name, text=text[:40]) from None


def _cure(found: tuple[Difference, ...]) -> str:
    """Sums are made from the list of dossiers, the list from the journal: what is deeper first."""
    if all(one.source is not Source.JOURNAL for one in found):
        return "Chỉ số cộng sẵn sai: chạy «motcua report rebuild --sums»."
    missing = unentered()
    words = ["Chạy «motcua journal verify»; nhật ký còn nguyên thì dựng lại từ nhật ký:"]
    if missing:
        words.append(f"«motcua report rebuild --missing» ({missing} hồ sơ chưa có trong sổ);")
    words.append("«motcua report rebuild --code MÃ» với từng hồ sơ nêu trên.")
    return " ".join(words)


def _told(one: Difference) -> str:
    field = f" ({one.field})" if one.field else ""
    what = f", thủ tục {one.matter.procedure}{field}" if one.matter.procedure else ""
    words = (
        f"{one.matter.unit}{what}, ô {one.cell.value}: "
        f"{one.source.value} {one.said}, danh sách {one.listed}."
    )
    if one.codes:
        return f"{words} Hồ sơ chỉ có ở một bên: {', '.join(one.codes)}."
    return words if one.source is Source.JOURNAL else f"{words} Lệch ở số cộng, không ở hồ sơ nào."
