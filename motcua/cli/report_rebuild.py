"""`motcua report rebuild`: figures that are wrong are made anew from what is beneath them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from django.utils import timezone

from motcua.dossiers.queries.figuring import unentered
from motcua.dossiers.rules.codes import normal_code
from motcua.dossiers.services.refiguring import Entered, enter_missing, refigure
from motcua.ledger import services as ledger


MOST_NAMED = 20


def rebuild(arguments: Namespace) -> int:
    """Without options what is missing and the sums. 1 when the journal can't tell some dossier."""
    is_all = not (arguments.code or arguments.missing or arguments.sums)
    entered = None
    if arguments.code:
        _refigure(arguments.code)
    if arguments.missing or is_all:
        entered = enter()
        print(_entered(entered))
    if arguments.sums or is_all:
        count = ledger.recast(tell=_counting("đã cộng {} dòng"))
        print(f"Đã lập lại số cộng sẵn từ {count} dòng của danh sách hồ sơ.")
    print("Kiểm tra lại bằng «motcua report verify».")
    return 1 if entered and entered.untold else 0


def enter() -> Entered | None:
    """Dossiers of before the ledger, told as they come; None, in one query, when there are none."""
    if not (missing := unentered()):
        return None
    print(f"{missing} hồ sơ chưa có trong sổ số liệu, đọc lại từ nhật ký:", flush=True)
    entered = enter_missing(tell=_counting("đã ghi {} hồ sơ"))
    if entered.untold:
        codes = ", ".join(entered.untold[:MOST_NAMED])
        print(
            f"Nhật ký không có lần tiếp nhận của {len(entered.untold)} hồ sơ, số liệu còn thiếu "
            f"các hồ sơ đó: {codes}. Chạy «motcua journal verify».",
            file=sys.stderr,
        )
    return entered


def _entered(entered: Entered | None) -> str:
    if entered is None:
        return "Sổ số liệu đã có đủ hồ sơ."
    return f"Đã ghi {entered.count} hồ sơ vào sổ số liệu."


def _refigure(typed: str) -> None:
    code = normal_code(typed)
    if refigure(code, at=timezone.now()):
        print(f"Đã dựng lại số liệu của hồ sơ {code} từ nhật ký; nhật ký ghi cả việc này.")
    else:
        print(f"Số liệu của hồ sơ {code} đã đúng như nhật ký, không đổi gì.")


def _counting(words: str) -> Callable[[int], None]:
    return lambda count: print(f"  {words.format(count)}", flush=True) if count else None
