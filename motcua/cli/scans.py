from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Final

from django.utils import timezone

from motcua.dossiers.services.paper_folder import take_in
from motcua.papers.errors import VirusScannerDown
from motcua.people import queries as people


PAUSE: Final = 2.0


def watch(arguments: Namespace) -> int:
    """Takes in what a scanner writes, in the name of the official at the scanner. Until Ctrl-C."""
    folder = Path(arguments.folder)
    if not folder.is_dir():
        print(f"Không có thư mục {folder}.", file=sys.stderr)
        return 1
    user_id = people.account_card(arguments.user).id
    while True:
        _look(folder, user_id)
        if arguments.once:
            return 0
        time.sleep(PAUSE)


def _look(folder: Path, user_id: int) -> None:
    """The official is read anew each time: who lost the post scans no more."""
    now = timezone.now()
    try:
        by = people.actor_of(user_id, post_id=None, on=timezone.localdate())
        done = take_in(folder, by=by, at=now)
    except VirusScannerDown as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return
    for taken in done:
        what = taken.refusal or (f"→ {taken.code}" if taken.code else "→ khay bản quét")
        print(f"{taken.name}: {what}", flush=True)
