from __future__ import annotations

import sys
from argparse import Namespace

from motcua.journal import queries


def verify(arguments: Namespace) -> int:
    """1 when anything in the journal was added, taken away or changed."""
    verdict = queries.verify()
    print(
        f"{verdict.entries} mục, {verdict.seals} niêm phong, "
        f"{verdict.unsealed} mục chưa niêm phong."
    )
    for fault in verdict.broken:
        print(fault, file=sys.stderr)
    if verdict.broken:
        print(
            "Nhật ký KHÔNG nguyên vẹn. Giữ nguyên hệ thống "
            "và báo người phụ trách an toàn thông tin.",
            file=sys.stderr,
        )
        return 1
    print("Nhật ký nguyên vẹn.")
    return 0
