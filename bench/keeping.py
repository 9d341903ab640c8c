"""What was measured, beside each other in bench/results/<date>.json."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parent.parent


def keep(part: str, rows: Sequence[Mapping[str, Any]], **circumstances: Any) -> None:
    """Under the name of this part; the other parts of the day stay."""
    now = datetime.now(UTC)
    file = ROOT / "bench" / "results" / f"{now:%Y-%m-%d}.json"
    file.parent.mkdir(exist_ok=True)
    content = json.loads(file.read_text("utf-8")) if file.exists() else {}
    content[part] = {
        "at": now.isoformat(timespec="seconds"),
        "commit": _commit(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        **circumstances,
        "rows": list(rows),
    }
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\n{file.relative_to(ROOT)}")


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
