"""What coordination does when a dossier ends. Named in settings.REACTIONS."""

from __future__ import annotations

from typing import Final

from motcua.coordination import services
from motcua.journal.rules import Event


REASONS: Final = {
    "dossier.declined": "Hồ sơ không được tiếp nhận",
    "dossier.withdrawn": "Người nộp đã rút hồ sơ",
    "dossier.stopped": "Hồ sơ đã dừng giải quyết",
    "dossier.concluded": "Hồ sơ đã có kết quả",
}


def end_requests(event: Event) -> None:
    """Nobody is to work for a dossier that has ended. Twice is the same as once."""
    services.cancel_all(event.subject, reason=REASONS[event.kind], by=event.by_id, at=event.at)
